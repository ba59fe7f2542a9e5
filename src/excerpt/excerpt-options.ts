import type { VFileMessage } from "vfile-message";
import {
  checkChoice,
  checkLocale,
  checkOptions,
  checkWholeNumber,
  type OptionKinds,
  show,
} from "../core/check-options.ts";
import { checkRawHtml, type RawHtmlPolicy } from "../markdown/to-hast.ts";
import { defaultMarkers, type MarkerSet, readMarkers } from "./markers.ts";

/** A short version of a post, for lists of posts and for feeds. */
export interface Excerpt {
  /** Plain text, entities decoded, in one line. */
  text: string;
  /** Well-formed, safe HTML without ids: two excerpts may share a page. */
  html: string;
  /** Where the excerpt comes from; `"empty"` when the post has no words. */
  source: "front-matter" | "marker" | "description" | "auto" | "empty";
  /** Whether the post has visible content that the excerpt leaves out, so that a "Read more" link is useful. */
  truncated: boolean;
}

/** A source of an excerpt. */
export type ExcerptSource = Exclude<Excerpt["source"], "empty">;

/** Options for excerpts. */
export interface ExcerptOptions {
  /**
   * Maximum number of graphemes in the text of an automatic excerpt, including the ellipsis. Text that an author wrote or
   * marked is never cut, neither by this option nor by those below.
   * @default 200, or Infinity if `maxWords`, `maxSentences` or `maxParagraphs` is given
   */
  maxLength?: number | undefined;
  /**
   * Maximum number of words in an automatic text. Two characters of Chinese or Japanese count as one word.
   * @default Infinity
   */
  maxWords?: number | undefined;
  /**
   * Maximum number of sentences in an automatic text; a list item without an end mark counts as one.
   * @default Infinity
   */
  maxSentences?: number | undefined;
  /**
   * Maximum number of paragraphs in an automatic excerpt, in its text and in its HTML; a list or a quotation counts as
   * one.
   * @default Infinity
   */
  maxParagraphs?: number | undefined;
  /**
   * Number of words after which the HTML of an automatic excerpt ends, at the end of that block; never before its text is
   * complete.
   * @default 70
   */
  minWords?: number | undefined;
  /**
   * Maximum length of the HTML of an automatic excerpt, in UTF-16 code units, including tags. Blocks that do not fit
   * are left out; if the first one does not fit, the HTML is a paragraph with as much of the text as fits.
   * @default Infinity
   */
  maxHtmlLength?: number | undefined;
  /**
   * Language of the text, a BCP 47 tag: used to find words in scripts without spaces.
   * @default "en"
   */
  locale?: string | undefined;
  /**
   * Added to an automatic text that was cut within a sentence.
   * @default "…"
   */
  ellipsis?: string | undefined;
  /**
   * Put between list items, and between other lines, where the first one has no end mark.
   * @default "; "
   */
  listSeparator?: string | undefined;
  /**
   * What ends an excerpt, replacing the usual markers: the name of a comment (case, spaces and hyphens do not
   * matter), or any text on a line of its own, such as `---`. `[]` turns markers off.
   * @default ["more", "truncate", "excerpt", "read more", "endpreview", "end preview", "end excerpt", "excerpt end", "fold", "break", "cut", "teaser end", "pelican end summary"]
   */
  markers?: readonly string[] | undefined;
  /**
   * Sources of the excerpt; the first that has words is used. A source that is not listed is never used.
   * @default ["front-matter", "marker", "description", "auto"]
   */
  order?: readonly ExcerptSource[] | undefined;
  /**
   * Whether links stay links in the HTML or become their text. Links within the post always become text.
   * @default "keep"
   */
  links?: "keep" | "unwrap" | undefined;
  /**
   * Whether images are removed, replaced by their alternative text, or kept.
   * @default "drop"
   */
  images?: "drop" | "alt" | "keep" | undefined;
  /** The author's excerpt from the front matter, Markdown. */
  frontMatter?: string | undefined;
  /** The author's description of the post, plain text. */
  description?: string | undefined;
  /**
   * How raw HTML in Markdown is treated; see `toHast`. Scripts and styles are never part of an excerpt.
   * @default "sanitize"
   */
  rawHtml?: RawHtmlPolicy | undefined;
  /** Path of the post, for messages. */
  path?: string | undefined;
  /** Called with each warning. */
  onMessage?: ((message: VFileMessage) => void) | undefined;
}

/** Options with all defaults filled in. */
export type ResolvedExcerptOptions = {
  [Name in Exclude<keyof ExcerptOptions, "markers" | "path" | "onMessage">]-?: NonNullable<
    ExcerptOptions[Name]
  >;
} & Pick<ExcerptOptions, "path" | "onMessage"> & { markers: MarkerSet };

const sources: readonly ExcerptSource[] = ["front-matter", "marker", "description", "auto"];
const usualMarkers: MarkerSet = /* @__PURE__ */ readMarkers(defaultMarkers, true);
const infinity = Number.POSITIVE_INFINITY;
const sizes = ["maxLength", "maxWords", "maxSentences", "maxParagraphs", "maxHtmlLength"] as const;
const defaults: Omit<ResolvedExcerptOptions, "markers"> = {
  maxLength: 200,
  maxWords: infinity,
  maxSentences: infinity,
  maxParagraphs: infinity,
  maxHtmlLength: infinity,
  minWords: 70,
  locale: "en",
  ellipsis: "…",
  listSeparator: "; ",
  order: sources,
  links: "keep",
  images: "drop",
  frontMatter: "",
  description: "",
  rawHtml: "sanitize",
};

/** Kinds of the options of excerpts; the rest is checked below. */
export const excerptKinds: OptionKinds<ExcerptOptions> = {
  maxLength: "any",
  maxWords: "any",
  maxSentences: "any",
  maxParagraphs: "any",
  maxHtmlLength: "any",
  minWords: "any",
  locale: "string",
  ellipsis: "string",
  listSeparator: "string",
  markers: "any",
  order: "array",
  links: "any",
  images: "any",
  frontMatter: "string",
  description: "string",
  rawHtml: "any",
  path: "string",
  onMessage: "function",
};

/** Checks the caller's options and fills in the defaults. */
export function readExcerptOptions(options: ExcerptOptions): ResolvedExcerptOptions {
  checkOptions(options, excerptKinds);
  return resolveExcerptOptions(options);
}

/**
 * Fills in the defaults and rejects values that are out of bounds.
 *
 * @param separator - an additional marker from the front matter of the post
 */
export function resolveExcerptOptions(options: ExcerptOptions, separator?: string): ResolvedExcerptOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const { markers, ...resolved } = { ...defaults, ...given } as typeof defaults & ExcerptOptions;
  const isSized = sizes.slice(1, 4).some((name) => resolved[name] < infinity);
  if (options.maxLength === undefined && isSized) resolved.maxLength = infinity;
  for (const name of sizes) checkWholeNumber(name, resolved[name], { min: 1, max: infinity });
  const { locale, minWords, links, images, rawHtml, order } = resolved;
  checkLocale("locale", locale);
  if (!(minWords >= 1))
    throw new RangeError(`Expected \`minWords\` to be at least 1, received ${show(minWords)}`);
  checkChoice("links", links, ["keep", "unwrap"]);
  checkChoice("images", images, ["drop", "alt", "keep"]);
  checkRawHtml(rawHtml);
  for (const source of order) checkChoice("order", source, sources);
  const found = markers === undefined ? usualMarkers : readMarkers(markers);
  return {
    ...resolved,
    markers: separator === undefined ? found : readMarkers([separator], false, found),
  };
}

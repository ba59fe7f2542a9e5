import type { VFileMessage } from "vfile-message";
import {
  checkChoice,
  checkLocale,
  checkOptions,
  checkWholeNumber,
  type OptionKinds,
  show,
} from "../core/check-options.ts";
import type { RawHtmlPolicy } from "../markdown/to-hast.ts";
import { defaultMarkers, foldMarker } from "./markers.ts";

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
   * Maximum number of graphemes in the text of an automatic excerpt, including the ellipsis. What an author wrote or
   * marked is never cut.
   * @default 200
   */
  maxLength?: number | undefined;
  /**
   * Words after which the HTML of an automatic excerpt ends, with the block that reaches them; not before its text is
   * complete.
   * @default 70
   */
  minWords?: number | undefined;
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
   * Names of the comments that end an excerpt, replacing the usual ones; case, spaces and hyphens do not matter.
   * `[]` turns markers off.
   * @default ["more", "truncate", "excerpt", "read more", "endpreview", "end preview", "end excerpt", "excerpt end", "fold", "break", "cut"]
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
export interface ResolvedExcerptOptions {
  maxLength: number;
  minWords: number;
  locale: string;
  ellipsis: string;
  markers: ReadonlySet<string>;
  order: readonly ExcerptSource[];
  links: "keep" | "unwrap";
  images: "drop" | "alt" | "keep";
  frontMatter: string;
  description: string;
  rawHtml: RawHtmlPolicy;
  path: string | undefined;
  onMessage: ((message: VFileMessage) => void) | undefined;
}

const sources: readonly ExcerptSource[] = ["front-matter", "marker", "description", "auto"];
const foldedDefaults: ReadonlySet<string> = new Set(defaultMarkers.map(foldMarker));

/** Kinds of the options of excerpts; the rest is checked below. */
export const excerptKinds: OptionKinds<ExcerptOptions> = {
  maxLength: "any",
  minWords: "any",
  locale: "any",
  ellipsis: "string",
  markers: "any",
  order: "any",
  links: "any",
  images: "any",
  frontMatter: "string",
  description: "string",
  rawHtml: "any",
  path: "string",
  onMessage: "function",
};

/** Checks the options of a caller, and fills in the defaults. */
export function readExcerptOptions(options: ExcerptOptions): ResolvedExcerptOptions {
  checkOptions(options, excerptKinds);
  return resolveExcerptOptions(options);
}

/** Fills in the defaults and rejects invalid options. */
export function resolveExcerptOptions(options: ExcerptOptions): ResolvedExcerptOptions {
  const {
    maxLength = 200,
    minWords = 70,
    locale = "en",
    ellipsis = "…",
    markers,
    order = sources,
    links = "keep",
    images = "drop",
    frontMatter = "",
    description = "",
    rawHtml = "sanitize",
    path,
    onMessage,
  } = options;
  checkWholeNumber("maxLength", maxLength, { min: 1, max: Number.POSITIVE_INFINITY });
  checkLocale("locale", locale);
  if (!(minWords >= 1))
    throw new RangeError(`Expected \`minWords\` to be at least 1, received ${show(minWords)}`);
  checkChoice("links", links, ["keep", "unwrap"]);
  checkChoice("images", images, ["drop", "alt", "keep"]);
  checkChoice("rawHtml", rawHtml, ["sanitize", "allow", "escape"]);
  if (!Array.isArray(order))
    throw new TypeError(
      `Expected \`order\` to be a list, received ${typeof order === "string" ? order : show(order)}`,
    );
  for (const source of order) checkChoice("order", source, sources);
  return {
    maxLength,
    minWords,
    locale,
    ellipsis,
    markers: markers === undefined ? foldedDefaults : foldMarkers(markers),
    order,
    links,
    images,
    frontMatter,
    description,
    rawHtml,
    path,
    onMessage,
  };
}

function foldMarkers(markers: readonly string[]): ReadonlySet<string> {
  if (!Array.isArray(markers)) {
    throw new TypeError(
      `Expected \`markers\` to be a list of names, received ${typeof markers === "string" ? markers : show(markers)}`,
    );
  }
  return new Set(
    markers.map((marker) => {
      const name = typeof marker === "string" ? foldMarker(marker) : "";
      if (name !== "") return name;
      throw new TypeError(`Expected a marker to be a name such as "more", received ${show(marker)}`);
    }),
  );
}

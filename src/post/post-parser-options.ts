import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Root } from "mdast";
import type { PluggableList } from "unified";
import { checkKind, checkOptions, checkPlugins, type OptionKinds, show } from "../core/check-options.ts";
import { type ExcerptOptions, excerptKinds, resolveExcerptOptions } from "../excerpt/excerpt-options.ts";
import { checkAliases, type FrontMatterAliases } from "../front-matter/front-matter-aliases.ts";
import { defaultFrontMatterBytes } from "../front-matter/parse-front-matter.ts";
import { checkSchema } from "../front-matter/schema.ts";
import { type Highlighter, toCore } from "../highlight/highlighter.ts";
import type { AllowOptions } from "../html/allow-list.ts";
import { limitKinds, type MarkdownLimits, resolveLimits } from "../markdown/limits.ts";
import { checkRawHtml, type RawHtmlPolicy } from "../markdown/to-hast.ts";
import { checkReadingTimeOptions, type ReadingTimeOptions } from "../reading-time/estimate-reading-time.ts";

/** Rehype plugins, by the stage at which they run. */
export interface RehypePlugins {
  /** After raw HTML has been parsed, before it is sanitized: what they add is sanitized as well. */
  beforeSanitize?: PluggableList;
  /** On safe HTML, before code is highlighted. What they add is trusted. A plain list of plugins runs here. */
  afterSanitize?: PluggableList;
  /** At the end. */
  afterHighlight?: PluggableList;
}

/** What a `slug` function receives. */
export interface SlugContext<Data = Record<string, unknown>> {
  /** The slug that the post would get. */
  slug: string;
  title: string;
  path?: string | undefined;
  /** The front matter as the author wrote it, or as the schema returned it. */
  data: Data;
}

/** Options of `createPostParser`. */
export interface PostParserOptions<Schema extends StandardSchemaV1 | undefined = undefined> {
  /** Any Standard Schema (zod, valibot, arktype …): checks the front matter and types `post.data`. */
  schema?: Schema | undefined;
  /** Highlights code; made with `createHighlighter`. Without one, code is `<pre><code class="language-x">`. */
  highlighter?: Highlighter | undefined;
  /**
   * Whether tables, task lists, footnotes, strikethrough and bare links are read.
   * @default true
   */
  gfm?: boolean | undefined;
  /**
   * Whether emphasis works next to full-width punctuation, as in `**不変。**源码`, and bare links end at it.
   * This affects only texts that contain Chinese, Japanese or Korean.
   * @default true
   */
  cjkFriendly?: boolean | undefined;
  /**
   * Whether `~one tilde~` strikes through, as on GitHub. `false` requires two, so that ranges such as `3~5` stay as
   * written.
   * @default true
   */
  singleTilde?: boolean | undefined;
  /**
   * What to do with raw HTML: `"sanitize"` keeps what is safe, `"escape"` shows it as text, `"allow"` trusts the
   * author with everything, scripts included.
   * @default "sanitize"
   */
  rawHtml?: RawHtmlPolicy | undefined;
  /**
   * What the sanitizer allows in addition to its own list: classes, iframe hosts, URL schemes, elements,
   * attributes. Scripts, event handlers and `javascript:` are never allowed.
   */
  allow?: AllowOptions | undefined;
  /**
   * Whether a post is MDX; a function receives its path. By default, files with the extension `.mdx` are.
   */
  mdx?: (boolean | ((path: string) => boolean)) | undefined;
  /** Handlers for remark-rehype, by node type. Their result is sanitized. */
  handlers?: Readonly<Record<string, (...values: never[]) => unknown>> | undefined;
  /** Remark plugins, run after parsing; they may extend the syntax. */
  remarkPlugins?: PluggableList | undefined;
  /** Rehype plugins: a list runs on safe HTML, before code is highlighted; an object names other stages. */
  rehypePlugins?: PluggableList | RehypePlugins | undefined;
  /** How excerpts are made. */
  excerpt?:
    | Omit<ExcerptOptions, "frontMatter" | "description" | "rawHtml" | "path" | "onMessage">
    | undefined;
  /** How reading time is estimated. The default `locale` is the post's `lang`. */
  readingTime?: ReadingTimeOptions | undefined;
  /** Limits for a post; docs/limits.md lists them. */
  limits?: Partial<PostLimits> | undefined;
  /** The front matter keys that each field is read from, instead of the usual ones. */
  aliases?: Partial<FrontMatterAliases> | undefined;
  /**
   * What separates tags in a text without commas: `"space"` reads `tags: rust queues` as two, as Jekyll does.
   * @default "comma"
   */
  tagSeparator?: "comma" | "space" | undefined;
  /** Replaces the slug. The result must contain a letter or a digit, and no slash. */
  slug?: ((context: SlugContext<PostData<Schema>>) => string) | undefined;
  /** Replaces remark-parse: from Markdown to mdast. Remark plugins still run. */
  parser?: ((text: string) => Root) | undefined;
  /**
   * A name for the code among the options (plugins, schema, functions), including its version. With it, results can be
   * cached; without it only a parser whose options are data has a `fingerprint`.
   */
  fingerprint?: string | undefined;
}

/** The type of `post.data` under a schema. */
export type PostData<Schema extends StandardSchemaV1 | undefined> = Schema extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<Schema>
  : Record<string, unknown>;

const optionKinds: OptionKinds<PostParserOptions<StandardSchemaV1>> = {
  schema: "any",
  highlighter: "any",
  gfm: "boolean",
  allow: "object",
  mdx: "boolean or function",
  handlers: "object",
  cjkFriendly: "boolean",
  singleTilde: "boolean",
  rawHtml: "any",
  remarkPlugins: "array",
  rehypePlugins: "array or object",
  excerpt: "object",
  readingTime: "object",
  limits: "object",
  aliases: "object",
  tagSeparator: "any",
  slug: "function",
  parser: "function",
  fingerprint: "string",
};

/** These are read from the post itself, so they are not options of the parser. */
const { frontMatter, description, rawHtml, path, onMessage, ...ownExcerptKinds } = excerptKinds;

const stageKinds: OptionKinds<RehypePlugins> = {
  beforeSanitize: "array",
  afterSanitize: "array",
  afterHighlight: "array",
};

/**
 * Checks everything once, so that a wrong option is reported where it is set rather than with each post.
 *
 * @throws TypeError or RangeError for an unknown or invalid option
 */
export function checkParserOptions(options: PostParserOptions<StandardSchemaV1 | undefined>): void {
  checkOptions<object>(options, optionKinds);
  const { schema, highlighter, excerpt, readingTime, aliases, remarkPlugins, rehypePlugins } = options;
  checkSchema(schema);
  checkAliases(aliases);
  checkRawHtml(options.rawHtml);
  for (const [type, handler] of Object.entries(options.handlers ?? {}))
    checkKind(`handlers.${type}`, handler, "function");
  if (highlighter !== undefined) toCore(highlighter);
  if (excerpt !== undefined) {
    checkOptions(excerpt, ownExcerptKinds, "excerpt");
    resolveExcerptOptions(excerpt);
  }
  if (readingTime !== undefined) checkReadingTimeOptions(readingTime, "readingTime");
  checkPlugins("remarkPlugins", remarkPlugins);
  if (Array.isArray(rehypePlugins)) checkPlugins("rehypePlugins", rehypePlugins);
  else if (rehypePlugins !== undefined) {
    checkOptions(rehypePlugins, stageKinds, "rehypePlugins");
    for (const [stage, plugins] of Object.entries(rehypePlugins))
      checkPlugins(`rehypePlugins.${stage}`, plugins);
  }
}

/** Limits for a post. docs/limits.md explains each of them. */
export interface PostLimits extends MarkdownLimits {
  /** Maximum size of the source, in bytes of UTF-8: 2 MiB. */
  maxBytes: number;
  /** Maximum size of the front matter, in bytes of UTF-8, from 1: 64 KiB. */
  maxFrontMatterBytes: number;
}

/**
 * Fills in the defaults.
 *
 * @throws RangeError for a limit that is neither a whole number from 0 nor `Infinity`; for `maxFrontMatterBytes`, which
 *   also limits what aliases expand to, for one that is not a whole number from 1
 */
export function resolvePostLimits(limits: Partial<PostLimits> = {}): PostLimits {
  checkOptions(limits, { ...limitKinds, maxBytes: "any", maxFrontMatterBytes: "any" }, "limits");
  const { maxBytes = 2 * 1024 * 1024, maxFrontMatterBytes = defaultFrontMatterBytes, ...markdown } = limits;
  checkBytes("maxBytes", maxBytes, maxBytes === Number.POSITIVE_INFINITY || isWhole(maxBytes, 0));
  checkBytes("maxFrontMatterBytes", maxFrontMatterBytes, isWhole(maxFrontMatterBytes, 1));
  return { ...resolveLimits(markdown), maxBytes, maxFrontMatterBytes };
}

function isWhole(value: number, from: number): boolean {
  return Number.isInteger(value) && value >= from;
}

function checkBytes(name: string, value: number, isValid: boolean): void {
  if (isValid) return;
  throw new RangeError(`Expected \`limits.${name}\` to be a whole number of bytes, received ${show(value)}`);
}

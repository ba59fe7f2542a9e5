import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Root } from "mdast";
import type { Handlers } from "mdast-util-to-hast";
import type { PluggableList } from "unified";
import type { ExcerptOptions } from "../excerpt/excerpt-options.ts";
import type { FrontMatterAliases } from "../front-matter/front-matter-aliases.ts";
import type { Highlighter } from "../highlight/highlighter.ts";
import type { AllowOptions } from "../html/allow-list.ts";
import type { RawHtmlPolicy } from "../markdown/to-hast.ts";
import type { ReadingTimeOptions } from "../reading-time/estimate-reading-time.ts";
import type { PostLimits } from "./post-limits.ts";

/** Rehype plugins, by the stage at which they run. */
export interface RehypePlugins {
  /** On raw HTML already parsed, before it is sanitized: what they add is sanitized, too. */
  beforeSanitize?: PluggableList;
  /** On safe HTML, before code is highlighted. What they add is trusted. A plain list runs here. */
  afterSanitize?: PluggableList;
  /** At the very end. */
  afterHighlight?: PluggableList;
}

/** What a `slug` function receives. */
export interface SlugContext {
  /** The slug that the post would get. */
  slug: string;
  title: string;
  path?: string | undefined;
  /** The front matter as the author wrote it, or as the schema returned it. */
  data: unknown;
}

/** Options of `createPostParser`. */
export interface PostParserOptions<Schema extends StandardSchemaV1 | undefined = undefined> {
  /** Any Standard Schema (zod, valibot, arktype …): checks the front matter and types `post.data`. */
  schema?: Schema;
  /** Highlights code; made with `createHighlighter`. Without one, code is `<pre><code class="language-x">`. */
  highlighter?: Highlighter;
  /**
   * Whether tables, task lists, footnotes, strikethrough and bare links are read.
   * @default true
   */
  gfm?: boolean;
  /**
   * What becomes of raw HTML: `"sanitize"` keeps what is safe, `"escape"` shows it as text, `"allow"` trusts the
   * author with everything, scripts included.
   * @default "sanitize"
   */
  rawHtml?: RawHtmlPolicy;
  /**
   * What passes the sanitizer beside its own list: classes, hosts of iframes, schemes of URLs, elements, attributes.
   * Scripts, event handlers and `javascript:` never pass.
   */
  allow?: AllowOptions;
  /**
   * Whether a post is MDX; a function is given its path. Without it, files with the extension `.mdx` are.
   */
  mdx?: boolean | ((path: string) => boolean);
  /** Handlers of remark-rehype, by the type of node. What they make is sanitized. */
  handlers?: Handlers;
  /** Remark plugins, run after parsing; they may extend the syntax. */
  remarkPlugins?: PluggableList;
  /** Rehype plugins: a list runs on safe HTML, before code is highlighted; an object names other stages. */
  rehypePlugins?: PluggableList | RehypePlugins;
  /** How excerpts are made. */
  excerpt?: Omit<ExcerptOptions, "frontMatter" | "description" | "rawHtml" | "path" | "onMessage">;
  /** How reading time is estimated. The default `locale` is the post's `lang`. */
  readingTime?: ReadingTimeOptions;
  /** Bounds on a post; docs/limits.md lists them. */
  limits?: Partial<PostLimits>;
  /** Front matter keys that are read in addition to the usual ones. */
  aliases?: Partial<FrontMatterAliases>;
  /** Replaces the slug. The result must contain a letter or a digit. */
  slug?: (context: SlugContext) => string;
  /** Replaces remark-parse: from Markdown to mdast. Remark plugins still run. */
  parser?: (text: string) => Root;
  /**
   * A name for the code among the options (plugins, schema, functions), including its version. With it, results can be
   * cached; without it only a parser whose options are data has a `fingerprint`.
   */
  fingerprint?: string;
}

/** The type of `post.data` under a schema. */
export type PostData<Schema extends StandardSchemaV1 | undefined> = Schema extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<Schema>
  : Record<string, unknown>;

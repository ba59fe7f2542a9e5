import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Root } from "mdast";
import type { PluggableList } from "unified";
import type { ExcerptOptions } from "../excerpt/excerpt-options.ts";
import type { FrontMatterAliases } from "../front-matter/front-matter-aliases.ts";
import type { Highlighter } from "../highlight/highlighter.ts";
import type { RawHtmlPolicy } from "../markdown/to-hast.ts";
import type { ReadingTimeOptions } from "../reading-time/estimate-reading-time.ts";
import type { PostLimits } from "./post-limits.ts";

/** Rehype plugins by where they stand among the library's own steps. */
export interface RehypePlugins {
  /** On raw HTML already parsed, before it is made safe: what they add is sanitised, too. */
  beforeSanitize?: PluggableList;
  /** On safe HTML, before code is highlighted. What they add is trusted. A bare list stands here. */
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
  /** Remark plugins, run after the parse; they may extend the syntax. */
  remarkPlugins?: PluggableList;
  /** Rehype plugins: a list runs on safe HTML, before code is highlighted; an object names other places. */
  rehypePlugins?: PluggableList | RehypePlugins;
  /** How excerpts are made. */
  excerpt?: Omit<ExcerptOptions, "frontMatter" | "description" | "rawHtml" | "path" | "onMessage">;
  /** How reading time is estimated. A post's `lang` is its locale where none is given. */
  readingTime?: ReadingTimeOptions;
  /** Bounds on a post; docs/limits.md lists them. */
  limits?: Partial<PostLimits>;
  /** Front matter keys that are read beside the usual ones. */
  aliases?: Partial<FrontMatterAliases>;
  /** Replaces the slug. What it returns must hold a letter or a digit. */
  slug?: (context: SlugContext) => string;
  /** Replaces remark-parse: from Markdown to mdast. Remark plugins still run. */
  parser?: (text: string) => Root;
  /**
   * A name for the code among the options (plugins, schema, functions), its version included. With it results may be
   * cached; without it only a parser whose options are data has a `fingerprint`.
   */
  fingerprint?: string;
}

/** The type of `post.data` under a schema. */
export type PostData<Schema extends StandardSchemaV1 | undefined> = Schema extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<Schema>
  : Record<string, unknown>;

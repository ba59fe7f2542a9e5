import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Root as HastRoot } from "hast";
import type { Root as MdastRoot } from "mdast";
import type { Point, Position } from "unist";
import { VFile } from "vfile";
import type { VFileMessage } from "vfile-message";
import { isPromise } from "../core/check-options.ts";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { type ResolvedExcerptOptions, resolveExcerptOptions } from "../excerpt/excerpt-options.ts";
import { makeExcerpt } from "../excerpt/extract-excerpt.ts";
import { isMarker } from "../excerpt/markers.ts";
import type { FrontMatterOptions } from "../front-matter/parse-front-matter.ts";
import type { PostMeta } from "../front-matter/post-meta.ts";
import { splitFrontMatter } from "../front-matter/split-front-matter.ts";
import { noteInlineLanguages } from "../highlight/highlight-tree.ts";
import { renderHtml } from "../html/render-html.ts";
import { type Contents, readTree } from "../html/tree-pass.ts";
import type { MarkdownFile } from "../markdown/create-markdown-parser.ts";
import { convert, dropMarkers, pass, type RawHast, type ToContentsOptions } from "../markdown/to-hast.ts";
import { timeOf } from "../reading-time/estimate-reading-time.ts";
import { languageFromPath } from "../slug/slug-from-path.ts";
import { decodeSource, normalizeSource } from "./decode-source.ts";
import { createMessageList, isMessage, plainMessage, sortMessages } from "./messages.ts";
import { namePost } from "./name-post.ts";
import type { Post } from "./post.ts";
import type { PostParts } from "./post-parts.ts";
import { findIncludes, findLeftovers, noteEscapes } from "./report-leftovers.ts";
import { findUseless } from "./watch-plugins.ts";

/** Used when the front matter could not be read, so that mistakes in the body are reported as well. */
const noMeta: PostMeta = { title: "", tags: [], authors: [], draft: false, unlisted: false, series: [] };

/** Everything that is made from the text below the front matter. */
type Body = Pick<Post, "html" | "excerpt" | "headings" | "links" | "images" | "readingTime">;

/**
 * A post that is being parsed. The caller runs the steps in order and awaits asynchronous work between them; each step is
 * synchronous.
 */
export class PostDraft {
  /** The source with one kind of line ending. */
  readonly text: string;
  readonly file: MarkdownFile;
  /** For rehype plugins. */
  readonly vfile: VFile;
  readonly #parts: PostParts;
  readonly #toOriginal: <P extends Point | Position>(place: P) => P;
  readonly #found = createMessageList();
  #matter: { meta: PostMeta; data: unknown; body: string } | undefined;
  #body: Body | undefined;

  #named = { slug: "", title: "" };
  #hastOptions: ToContentsOptions = {};
  #excerptOptions: ResolvedExcerptOptions | undefined;
  #raw: RawHast | undefined;
  #contents: Contents | undefined;
  #excerpt: Post["excerpt"] | undefined;

  constructor(source: string | Uint8Array, path: string | undefined, parts: PostParts) {
    const decoded = decodeSource(source, { path, maxBytes: parts.limits.maxBytes });
    const { text, toOriginal } = normalizeSource(decoded);
    this.text = text;
    this.#toOriginal = toOriginal;
    this.#parts = parts;
    const { mdx = (path: string) => /\.mdx$/i.test(path) } = parts.options;
    const isMdx = typeof mdx === "boolean" ? mdx : path !== undefined && mdx(path);
    if (isPromise(isMdx)) {
      throw new TypeError("Expected `mdx` to return true or false, received a promise");
    }
    this.file = { path, onMessage: this.#found.add, mdx: isMdx };
    this.vfile = new VFile(path === undefined ? {} : { path });
  }

  get frontMatterOptions(): FrontMatterOptions<StandardSchemaV1 | undefined> {
    const { schema, aliases, tagSeparator } = this.#parts.options;
    const { maxFrontMatterBytes } = this.#parts.limits;
    return { schema, aliases, tagSeparator, maxFrontMatterBytes, path: this.file.path, blank: true };
  }

  /** The Markdown below the front matter, with the original line numbers. */
  get markdown(): string {
    return this.#matter?.body ?? splitFrontMatter(this.text, { blank: true }).body;
  }

  /** Turns errors caused by the text into messages. Any other error is a bug or the caller's mistake. */
  report(error: unknown): void {
    if (error instanceof ContentError) error.messages.forEach(this.#found.add);
    else if (isMessage(error)) this.#found.add(error);
    else throw error;
  }

  useFrontMatter(matter: {
    meta: PostMeta;
    data: unknown;
    body: string;
    messages: readonly VFileMessage[];
  }): void {
    matter.messages.forEach(this.#found.add);
    const lang = matter.meta.lang ?? languageFromPath(this.file.path ?? "");
    this.#matter = lang === undefined ? matter : { ...matter, meta: { ...matter.meta, lang } };
  }

  /** Finds title and slug, and converts the tree to HTML. Runs the plugins that come before the sanitizer. */
  toHast(parsed: MdastRoot): HastRoot {
    const { options, limits } = this.#parts;
    const { path, onMessage } = this.file;
    for (const include of findIncludes(parsed, this.markdown)) {
      this.#found.add(createMessage("template-leftover", { ...include, path }));
    }
    const { meta, data } = this.#matter ?? { meta: noMeta, data: undefined };
    if (options.highlighter && this.markdown.includes("{:")) noteInlineLanguages(parsed, options.highlighter);
    const named = namePost(parsed, { meta, data, path, toSlug: options.slug, onMessage: this.#found.add });
    this.#named = named;
    const { excerptSeparator = "" } = meta;
    const excerptOptions = resolveExcerptOptions(
      {
        locale: meta.lang,
        ...options.excerpt,
        frontMatter: meta.excerpt,
        description: meta.description,
        rawHtml: options.rawHtml,
        path,
        onMessage,
      },
      excerptSeparator.trim() === "" ? undefined : excerptSeparator,
    );
    this.#excerptOptions = excerptOptions;
    this.#hastOptions = {
      rawHtml: options.rawHtml,
      allowed: this.#parts.allowed,
      handlers: options.handlers,
      // Two posts may share a page, so their footnotes need different ids.
      footnotePrefix: `${named.slug}-`,
      isMarker: (text) => isMarker(text, excerptOptions.markers),
      markerLines: excerptOptions.markers.lines,
      limits,
      path,
      onMessage,
    };
    this.#raw = convert(named.tree, this.#hastOptions);
    return this.#raw.tree;
  }

  /** The single pass: makes the tree safe, and collects headings, links, images and text. */
  read(tree: HastRoot): HastRoot {
    const { foreign = "all", components } = this.#raw ?? {};
    const isForeign = this.#parts.beforeSanitize.isEmpty ? foreign : "all";
    const contents = pass({ tree, foreign: isForeign, components }, this.#hastOptions);
    this.#contents = contents;
    if (!this.#parts.beforeSanitize.isEmpty) findUseless(tree, this.vfile).forEach(this.#found.add);
    noteEscapes(tree, this.markdown);
    this.#excerpt = makeExcerpt(tree, contents.markers, this.#excerptOptions as ResolvedExcerptOptions);
    dropMarkers(contents, this.#hastOptions);
    return tree;
  }

  /** Writes the HTML, after plugins and highlighting. */
  print(tree: HastRoot): void {
    const { options, limits, afterSanitize, afterHighlight } = this.#parts;
    const contents = this.#contents as Contents;
    const isChanged = !afterSanitize.isEmpty || !afterHighlight.isEmpty;
    const { headings, links, images } = isChanged
      ? readTree(tree, { allowed: this.#parts.allowed })
      : contents;
    for (const leftover of findLeftovers(tree, this.markdown, contents.text.prose)) {
      this.#found.add(createMessage("template-leftover", { ...leftover, path: this.file.path }));
    }
    const { lang: locale, readingTime: minutes } = this.#matter?.meta ?? noMeta;
    this.#body = {
      html: renderHtml(tree, { maxHtmlBytes: limits.maxHtmlBytes, path: this.file.path }),
      excerpt: this.#excerpt as Post["excerpt"],
      headings,
      links,
      images,
      readingTime: timeOf(contents.text, { locale, ...options.readingTime, minutes }),
    };
  }

  /** @throws ContentError with every message if there is an error that the author must fix */
  finish(): Post<unknown> {
    const { path } = this.file;
    for (const message of this.vfile.messages) this.#found.add(message);
    const messages = sortMessages(this.#found.toArray().map((message) => plainMessage(message, path)));
    this.#placeInSource(messages);
    if (!this.#matter || !this.#body || messages.some(({ fatal }) => fatal === true)) {
      throw new ContentError({ path, messages });
    }
    const { slug, title, excerpt, readingTime, ...meta } = this.#matter.meta;
    const { data } = this.#matter;
    const body = this.#body;
    for (const items of [meta.series, body.headings, body.links, body.images]) this.#placeInSource(items);
    const names = { slug: this.#named.slug, ...(path !== undefined && { path }), title: this.#named.title };
    return { ...names, ...meta, data, ...body, messages };
  }

  #placeInSource(items: readonly { place?: Point | Position | undefined }[]): void {
    for (const item of items) if (item.place) item.place = this.#toOriginal(item.place);
  }
}

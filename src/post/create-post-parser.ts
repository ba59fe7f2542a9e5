import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Root as HastRoot } from "hast";
import type { Root } from "mdast";
import type { Position } from "unist";
import { VFile } from "vfile";
import { VFileMessage } from "vfile-message";
import { ContentError } from "../diagnostics/content-error.ts";
import { extractExcerpt } from "../excerpt/extract-excerpt.ts";
import { parseFrontMatter, parseFrontMatterSync } from "../front-matter/parse-front-matter.ts";
import type { PostMeta } from "../front-matter/post-meta.ts";
import { splitFrontMatter } from "../front-matter/split-front-matter.ts";
import { highlightTree, highlightTreeSync } from "../highlight/highlight-tree.ts";
import { createMarkdownParser, type MarkdownParser } from "../markdown/create-markdown-parser.ts";
import { extractHeadings } from "../markdown/extract-headings.ts";
import { extractImages } from "../markdown/extract-images.ts";
import { extractLinks } from "../markdown/extract-links.ts";
import { isSafeUrl } from "../markdown/is-safe-url.ts";
import { makeSafe } from "../markdown/make-safe.ts";
import { renderHtml } from "../markdown/render-html.ts";
import { toRawHast } from "../markdown/to-raw-hast.ts";
import { estimateReadingTime } from "../reading-time/estimate-reading-time.ts";
import { decodeSource } from "./decode-source.ts";
import { createMessageList } from "./message-list.ts";
import { namePost } from "./name-post.ts";
import { normalizeSource } from "./normalize-source.ts";
import { parserFingerprint } from "./parser-fingerprint.ts";
import { plainMessage } from "./plain-message.ts";
import type { Post } from "./post.ts";
import { type PostLimits, resolvePostLimits } from "./post-limits.ts";
import type { PostData, PostParserOptions } from "./post-parser-options.ts";
import { placeRehypePlugins } from "./rehype-plugins.ts";
import { sortMessages } from "./sort-messages.ts";
import { type Course, run, runSync, take } from "./step.ts";
import { createTransform } from "./transform-tree.ts";

/** What a parser is told about a source. */
export interface PostFile {
  /** Path of the source: slug and date may come from it, and messages name it. `.mdx` is read as MDX. */
  path?: string | undefined;
}

/** Turns sources into posts; made by {@linkcode createPostParser}. */
export interface PostParser<Data = Record<string, unknown>> {
  (source: string | Uint8Array, file?: PostFile): Promise<Post<Data>>;
  /** The same without waiting; throws a `TypeError` where a schema, a plugin or a grammar has to be waited for. */
  sync(source: string | Uint8Array, file?: PostFile): Post<Data>;
  /** Names everything a result depends on besides its source; for caches. */
  readonly fingerprint: string | undefined;
  /** `limits.maxBytes`: a longer source is refused. */
  readonly maxBytes: number;
}

/**
 * Makes a function that turns the source of a post into a {@linkcode Post}: metadata, HTML, excerpt, headings, links,
 * images and reading time from one parse of the text.
 *
 * The function throws a `ContentError` with every message when something is wrong that the author must mend; what is
 * merely doubtful rides on `post.messages`. The text alone never makes it throw anything else.
 *
 * @param options - all optional; each says what it does
 * @returns the parser, with `sync`, `fingerprint` and `maxBytes`
 * @throws RangeError or TypeError for an option out of its bounds
 * @example
 * ```ts
 * import { createPostParser } from "galley";
 *
 * const parsePost = createPostParser();
 * const source = "---\ntags: [Odin, queues]\n---\n# Queues\n\nA queue moves work *in time*.\n";
 * const post = await parsePost(source, { path: "posts/2026-04-14-queues.md" });
 * console.log(post.slug, post.title, post.date?.toISOString(), post.tags.join());
 * console.log(post.html);
 * console.log(post.excerpt.text, post.readingTime.text);
 * // → queues Queues 2026-04-14T00:00:00.000Z Odin,queues
 * // → <p>A queue moves work <em>in time</em>.</p>
 * // → A queue moves work in time. 1 min read
 * ```
 */
export function createPostParser<Schema extends StandardSchemaV1 | undefined = undefined>(
  options: PostParserOptions<Schema> = {},
): PostParser<PostData<Schema>> {
  const { fingerprint, ...others } = options;
  const limits = resolvePostLimits(options.limits);
  const { gfm, remarkPlugins, parser } = options;
  const plugins = placeRehypePlugins(options.rehypePlugins);
  const parts: Parts<Schema> = {
    options,
    limits,
    parseMarkdown: createMarkdownParser({ gfm, remarkPlugins, parser, limits }),
    beforeSanitize: createTransform(plugins.beforeSanitize),
    afterSanitize: createTransform(plugins.afterSanitize),
    afterHighlight: createTransform(plugins.afterHighlight),
    // One raw node for a block is cheaper than thousands of elements, when nobody comes after to look at them.
    raw: plugins.afterHighlight.length === 0,
  };
  const parsePost = (source: string | Uint8Array, file?: PostFile): Promise<Post<PostData<Schema>>> =>
    run(toPost(source, file?.path, parts));
  return Object.assign(parsePost, {
    sync: (source: string | Uint8Array, file?: PostFile) => runSync(toPost(source, file?.path, parts)),
    fingerprint: parserFingerprint(others, fingerprint),
    maxBytes: limits.maxBytes,
  });
}

/** What is made once for all posts. */
interface Parts<Schema extends StandardSchemaV1 | undefined> {
  options: PostParserOptions<Schema>;
  limits: PostLimits;
  parseMarkdown: MarkdownParser;
  beforeSanitize: ReturnType<typeof createTransform>;
  afterSanitize: ReturnType<typeof createTransform>;
  afterHighlight: ReturnType<typeof createTransform>;
  raw: boolean;
}

/** What every step of one post's course needs. */
interface Context {
  path: string | undefined;
  onMessage: (message: VFileMessage) => void;
}

function* toPost<Schema extends StandardSchemaV1 | undefined>(
  source: string | Uint8Array,
  path: string | undefined,
  parts: Parts<Schema>,
): Course<Post<PostData<Schema>>> {
  const { text, toOriginal } = normalizeSource(
    decodeSource(source, { path, maxBytes: parts.limits.maxBytes }),
  );
  const found = createMessageList();
  const context: Context = { path, onMessage: found.add };

  const matter = yield* attempt(readFrontMatter(text, context, parts), context);
  // Faulty front matter hides no fault of the body: a writer sees all of them at once.
  const content = matter?.body ?? splitFrontMatter(text, { blank: true }).body;
  const body = yield* attempt(readBody(content, matter ?? withoutMatter, context, parts), context);

  const messages = sortMessages(found.toArray().map((message) => plainMessage(message, path)));
  for (const message of messages) if (message.place) message.place = toOriginal(message.place);
  if (!matter || !body || messages.some(({ fatal }) => fatal === true)) {
    throw new ContentError({ path, messages });
  }
  const placed = <T extends { place?: Position }>(item: T): T =>
    item.place ? { ...item, place: toOriginal(item.place) } : item;
  const { slug, title, excerpt, readingTime, series, ...meta } = matter.meta;
  return {
    slug: body.slug,
    ...(path !== undefined && { path }),
    title: body.title,
    ...meta,
    series: series.map((ref) => (ref.place ? { ...ref, place: toOriginal(ref.place) } : ref)),
    data: matter.data,
    html: body.html,
    excerpt: body.excerpt,
    headings: body.headings.map(placed),
    links: body.links.map(placed),
    images: body.images.map(placed),
    readingTime: body.readingTime,
    messages,
  };
}

/** Stands in for front matter that could not be read, so that the body's faults are found as well. */
const withoutMatter: { meta: PostMeta; data: undefined } = {
  meta: { title: "", tags: [], authors: [], draft: false, unlisted: false, series: [] },
  data: undefined,
};

/** Turns what is thrown on account of the text into messages; anything else is a bug, and goes on. */
function* attempt<T>(course: Course<T>, { onMessage }: Context): Course<T | undefined> {
  try {
    return yield* course;
  } catch (error) {
    if (error instanceof ContentError) error.messages.forEach(onMessage);
    else if (error instanceof VFileMessage) onMessage(error);
    else throw error;
    return undefined;
  }
}

function* readFrontMatter<Schema extends StandardSchemaV1 | undefined>(
  text: string,
  { path, onMessage }: Context,
  { options: { schema, aliases }, limits: { maxFrontMatterBytes } }: Parts<Schema>,
): Course<{ meta: PostMeta; data: PostData<Schema>; body: string }> {
  const options = { schema, aliases, path, maxFrontMatterBytes, blank: true };
  const parsed = yield* take({
    later: () => parseFrontMatter(text, options),
    now: () => parseFrontMatterSync(text, options),
  });
  parsed.messages.forEach(onMessage);
  return parsed as { meta: PostMeta; data: PostData<Schema>; body: string };
}

/** Everything that comes of the text below the front matter. */
type Body = Pick<
  Post,
  "title" | "slug" | "html" | "excerpt" | "headings" | "links" | "images" | "readingTime"
>;

function* readBody<Schema extends StandardSchemaV1 | undefined>(
  text: string,
  { meta, data }: { meta: PostMeta; data: unknown },
  context: Context,
  parts: Parts<Schema>,
): Course<Body> {
  const { path, onMessage } = context;
  const { options, parseMarkdown } = parts;
  const file = { path, onMessage, mdx: path !== undefined && /\.mdx$/i.test(path) };
  const parsed = yield* take({
    later: () => parseMarkdown(text, file),
    now: () => parseMarkdown.sync(text, file),
  });
  const { title, slug, tree } = namePost(parsed, { meta, data, path, toSlug: options.slug, onMessage });
  const { hast, html } = yield* toHtml(tree, slug, context, parts);
  const locale = meta.lang;
  return {
    title,
    slug,
    html,
    excerpt: extractExcerpt(tree, {
      locale,
      ...options.excerpt,
      frontMatter: meta.excerpt,
      description: meta.description,
      rawHtml: options.rawHtml,
      path,
      onMessage,
    }),
    headings: extractHeadings(hast),
    links: extractLinks(tree).filter(({ url }) => isSafeUrl(url)),
    images: extractImages(tree).filter(({ url }) => isSafeUrl(url)),
    readingTime: estimateReadingTime(tree, { locale, ...options.readingTime, minutes: meta.readingTime }),
  };
}

function* toHtml<Schema extends StandardSchemaV1 | undefined>(
  tree: Root,
  slug: string,
  { path, onMessage }: Context,
  parts: Parts<Schema>,
): Course<{ hast: HastRoot; html: string }> {
  const { options, limits } = parts;
  const { rawHtml, highlighter } = options;
  // Two posts may stand on one page: their footnotes must not answer to the same names.
  const hastOptions = { rawHtml, footnotePrefix: `${slug}-`, limits, path, onMessage };
  const file = new VFile(path === undefined ? {} : { path });
  try {
    let hast = yield* take(parts.beforeSanitize(toRawHast(tree, hastOptions), file));
    hast = yield* take(parts.afterSanitize(makeSafe(hast, hastOptions), file));
    if (highlighter) {
      const highlightOptions = { highlighter, path, onMessage, raw: parts.raw };
      yield* take({
        later: () => highlightTree(hast, highlightOptions),
        now: () => highlightTreeSync(hast, highlightOptions),
      });
    }
    hast = yield* take(parts.afterHighlight(hast, file));
    return { hast, html: renderHtml(hast, { maxHtmlBytes: limits.maxHtmlBytes, path }) };
  } finally {
    file.messages.forEach(onMessage);
  }
}

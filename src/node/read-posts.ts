import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { VFileMessage } from "vfile-message";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { sourceTooLarge } from "../post/source-too-large.ts";
import { findSlugCollisions } from "../slug/find-slug-collisions.ts";
import type { Cache } from "./cache.ts";
import { type FoundFile, findFiles, unreadable } from "./find-files.ts";
import { deserializeEntry, serializeEntry } from "./serialize-entry.ts";

/** The least a post must have here: what `createPostParser` makes has more. */
export interface ReadablePost {
  slug: string;
  messages: readonly VFileMessage[];
}

/** What turns one file into a post. `createPostParser` makes one; any function of this shape will do. */
export interface ReadablePostParser<P extends ReadablePost> {
  (source: Uint8Array, file: { path: string }): P | Promise<P>;
  /** Names everything the result depends on besides the source. Without it nothing is cached. */
  fingerprint?: string | undefined;
  /** Files of more bytes are not even read. */
  maxBytes?: number;
}

/** How far `readPosts` is. */
export interface ReadProgress {
  /** Files finished, from 1 to `total`. */
  done: number;
  total: number;
  /** The file just finished. */
  path: string;
  fromCache: boolean;
  /** Whether the file could not become a post. */
  failed: boolean;
}

/** Options of `readPosts`. */
export interface ReadPostsOptions<P extends ReadablePost> {
  /** Made once with `createPostParser`. */
  parser: ReadablePostParser<P>;
  /**
   * Folder that patterns start from and paths are told from.
   * @default process.cwd()
   */
  cwd?: string;
  /** Where parsed posts are kept between runs. Needs a parser with a `fingerprint`. */
  cache?: Cache;
  /**
   * Files under way at once, from 1 to 1,024: bounds open files and memory.
   * @default 16
   */
  concurrency?: number;
  /** Called once a file, in the order of the posts. */
  onProgress?: (progress: ReadProgress) => void;
  /** Stops the run: the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Counts and times of one run. */
export interface ReadStats {
  /** Files found. */
  files: number;
  /** Files read from the disk. */
  read: number;
  parsed: number;
  fromCache: number;
  /** Files that became no post; `messages` says why. */
  failed: number;
  /** Bytes read. */
  bytes: number;
  /** Wall time by stage. `read`, `parse` and `cache` are sums over files that overlap; `total` is the whole run. */
  milliseconds: { find: number; read: number; parse: number; cache: number; total: number };
}

/** What `readPosts` gives. */
export interface ReadPostsResult<P> {
  /** In the order of their paths. Sort them with `sortPosts`. */
  posts: P[];
  /** Everything that was found, the posts' own messages included, in the order of the paths. */
  messages: VFileMessage[];
  stats: ReadStats;
}

interface Outcome<P> {
  file: FoundFile;
  post?: P;
  messages: readonly VFileMessage[];
  fromCache: boolean;
}

interface Run<P extends ReadablePost> {
  options: ReadPostsOptions<P>;
  stats: ReadStats;
  /** Faults of the cache are told once, not once a post. */
  cacheFaults: Map<string, VFileMessage>;
}

/**
 * Reads a folder of posts, or those that a pattern names, and parses them all. One bad file never hides the others:
 * what could not become a post is in `messages`, with file, line and column, and every other post is there.
 *
 * @param patterns - a folder (its Markdown files, at any depth), a file, a glob pattern, or a list of these
 * @param options - the parser, and how to read
 * @returns posts, messages and counts
 * @throws RangeError when `concurrency` is not a whole number from 1 to 1,024; the signal's reason when it aborts
 * @example
 * ```ts
 * import { mkdir, writeFile } from "node:fs/promises";
 * import { createPostParser } from "galley";
 * import { readPosts } from "galley/node";
 *
 * await mkdir("posts", { recursive: true });
 * await writeFile("posts/2026-01-05-hello.md", "---\ntitle: Hello\n---\nA first post.\n");
 * const { posts, messages, stats } = await readPosts("posts", { parser: createPostParser() });
 * console.log(posts[0]?.slug, posts[0]?.title, messages.length, stats.parsed);
 * // → hello Hello 0 1
 * ```
 */
export async function readPosts<P extends ReadablePost>(
  patterns: string | readonly string[],
  options: ReadPostsOptions<P>,
): Promise<ReadPostsResult<P>> {
  const { cwd = process.cwd(), concurrency = 16, onProgress, signal } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 1024) {
    throw new RangeError(
      `Expected \`concurrency\` to be a whole number from 1 to 1024, received ${concurrency}`,
    );
  }
  const start = performance.now();
  const stats: ReadStats = {
    files: 0,
    read: 0,
    parsed: 0,
    fromCache: 0,
    failed: 0,
    bytes: 0,
    milliseconds: { find: 0, read: 0, parse: 0, cache: 0, total: 0 },
  };
  const run: Run<P> = { options, stats, cacheFaults: new Map() };
  signal?.throwIfAborted();
  const { files, messages } = await findFiles(patterns, resolve(cwd));
  stats.files = files.length;
  stats.milliseconds.find = performance.now() - start;

  const posts: P[] = [];
  for await (const { file, post, messages: found, fromCache } of inOrder(files, concurrency, (entry) =>
    readPost(entry, run),
  )) {
    signal?.throwIfAborted();
    if (post) posts.push(post);
    else stats.failed++;
    messages.push(...found);
    onProgress?.({
      done: posts.length + stats.failed,
      total: files.length,
      path: file.path,
      fromCache,
      failed: !post,
    });
  }
  messages.push(...findSlugCollisions(posts), ...run.cacheFaults.values());
  stats.milliseconds.total = performance.now() - start;
  return { posts, messages, stats };
}

/** Works on a window of items at once and hands the results out in the items' order. */
async function* inOrder<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const window: Promise<R>[] = [];
  for (const item of items) {
    const result = work(item);
    // A rejection must not count as unhandled while an earlier item is still awaited.
    result.catch(() => undefined);
    window.push(result);
    if (window.length >= width) yield await (window.shift() as Promise<R>);
  }
  for (const result of window) yield await result;
}

async function readPost<P extends ReadablePost>(file: FoundFile, run: Run<P>): Promise<Outcome<P>> {
  const { stats, options } = run;
  const { parser, cache, signal } = options;
  const failed = (messages: readonly VFileMessage[]): Outcome<P> => ({ file, messages, fromCache: false });
  if (parser.maxBytes !== undefined && file.size > parser.maxBytes) {
    return failed([sourceTooLarge(file.size, parser.maxBytes, file.path)]);
  }

  let source: Uint8Array;
  const start = performance.now();
  try {
    source = await readFile(file.file, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    return failed([unreadable(error, file.path)]);
  } finally {
    stats.milliseconds.read += performance.now() - start;
  }
  stats.read++;
  stats.bytes += source.byteLength;

  const key =
    cache && parser.fingerprint !== undefined ? cacheKey(source, file.path, parser.fingerprint) : undefined;
  const kept = key === undefined ? undefined : await fromCache(key, run);
  if (kept) {
    stats.fromCache++;
    return { file, post: kept, messages: kept.messages, fromCache: true };
  }
  const begin = performance.now();
  try {
    const post = await parser(source, { path: file.path });
    stats.parsed++;
    stats.milliseconds.parse += performance.now() - begin;
    if (key !== undefined) await toCache(key, post, file.path, run);
    return { file, post, messages: post.messages, fromCache: false };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ContentError) return failed(error.messages);
    return failed([parserFailed(error, file.path)]);
  }
}

/** A parse depends on the bytes, on the path (slug and date come from it) and on the parser. */
function cacheKey(source: Uint8Array, path: string, fingerprint: string): string {
  const hash = createHash("sha256");
  for (const part of [fingerprint, path]) hash.update(`${part.length}:${part}`);
  return `post-${hash.update(source).digest("hex")}`;
}

async function fromCache<P extends ReadablePost>(
  key: string,
  { options, stats, cacheFaults }: Run<P>,
): Promise<P | undefined> {
  const start = performance.now();
  try {
    return deserializeEntry(await options.cache?.getItem(key))?.value as P | undefined;
  } catch (error) {
    addFault(cacheFaults, "cache-read", "The cache could not be read; posts were parsed instead", error);
    return undefined;
  } finally {
    stats.milliseconds.cache += performance.now() - start;
  }
}

async function toCache<P extends ReadablePost>(
  key: string,
  post: P,
  path: string,
  run: Run<P>,
): Promise<void> {
  const start = performance.now();
  try {
    await run.options.cache?.setItem(key, serializeEntry(post));
  } catch (error) {
    const what = error instanceof TypeError ? `${path} could not be kept` : "The cache could not be written";
    addFault(
      run.cacheFaults,
      "cache-write",
      `${what}; the posts are complete, the next run parses again`,
      error,
    );
  } finally {
    run.stats.milliseconds.cache += performance.now() - start;
  }
}

function addFault(
  faults: Map<string, VFileMessage>,
  ruleId: "cache-read" | "cache-write",
  what: string,
  error: unknown,
): void {
  if (faults.has(ruleId)) return;
  const reason = `${what}: ${error instanceof Error ? error.message : String(error)}`;
  faults.set(
    ruleId,
    createMessage(ruleId, { reason, note: "Check the folder's or the server's rights and room." }),
  );
}

function parserFailed(error: unknown, path: string): VFileMessage {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return createMessage("parser-failed", {
    reason: `The parser failed on this file: ${text}`,
    note: "If a plugin throws, its name is in the error; if none does, please report this with the file.",
    path,
  });
}

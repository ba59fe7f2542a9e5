import { resolve } from "node:path";
import type { VFileMessage } from "vfile-message";
import {
  checkCache,
  checkKind,
  checkOptions,
  checkWholeNumber,
  isPromise,
  type OptionKinds,
  wrongKind,
} from "../core/check-options.ts";
import type { Post } from "../post/post.ts";
import { findSlugCollisions, type SlugOwner } from "../slug/find-slug-collisions.ts";
import type { Cache } from "./cache.ts";
import { findFiles } from "./find-files.ts";
import { type Isolation, openParser } from "./parse-pool.ts";
import {
  type ReadablePost,
  type ReadablePostParser,
  type ReadStats,
  readPost,
  startRun,
} from "./read-post.ts";

/** The progress of `readPosts`. */
export interface ReadProgress {
  /** Files finished, from 1 to `total`. */
  done: number;
  total: number;
  /** The file just finished. */
  path: string;
  fromCache: boolean;
  /** Whether the file could not be parsed. */
  failed: boolean;
}

/** Options of `readPosts`. */
export interface ReadPostsOptions<P extends ReadablePost> {
  /**
   * A parser made with `createPostParser`; or the path or URL of a module that exports one as `parser`. `workers` and
   * `isolation` need a module, since a parser's plugins cannot be sent to another thread.
   */
  parser: ReadablePostParser<P> | string | URL;
  /**
   * The folder that patterns and the paths in the result are relative to.
   * @default process.cwd()
   */
  cwd?: string | undefined;
  /** Stores parsed posts between runs. Needs a parser with a `fingerprint`. */
  cache?: Cache | undefined;
  /**
   * `"lazy"` leaves `html`, `links` and `images` of a cached post in the cache until one of them is read,
   * including by `{ ...post }`: for pages that list posts. Reading throws an Error if the entry has been deleted. Needs a `cache` whose
   * `getItem` does not return a promise.
   * @default "eager"
   */
  html?: "eager" | "lazy" | undefined;
  /**
   * Number of files that are read and parsed at the same time, from 1 to 1,024: limits open files and memory.
   * @default 64
   */
  concurrency?: number | undefined;
  /**
   * Number of workers, from 1 to 256. `"auto"` starts with the main thread, or with one worker if `isolation` is set, and
   * adds workers, up to one thread for each processor, if the remaining posts justify their startup time. Needs a parser
   * module.
   * @default "auto"
   */
  workers?: number | "auto" | undefined;
  /** Limits on time, memory and stack for each post, for texts you do not trust. Needs a parser module. */
  isolation?: Isolation | undefined;
  /** Called once for each file, in the order of the posts. */
  onProgress?: ((progress: ReadProgress) => void) | undefined;
  /** Stops the run immediately: the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** The result of `readPosts`. */
export interface ReadPostsResult<P> {
  /** Sorted by path. Use `sortPosts` to sort them by date. */
  posts: P[];
  /** All messages, those of the posts included, in the order of the paths. */
  messages: VFileMessage[];
  stats: ReadStats;
}

/** One item of `readPosts.stream`. */
export interface ReadItem<P> {
  /** The file; missing for messages about the whole run (no file found, two posts with the same slug, a failing cache). */
  path?: string;
  /** Missing when the file could not be parsed. */
  post?: P;
  messages: readonly VFileMessage[];
  fromCache: boolean;
}

/** `readPosts` and its `stream`. */
export interface ReadPosts {
  <P extends ReadablePost = Post>(
    patterns: string | readonly string[],
    options: ReadPostsOptions<P>,
  ): Promise<ReadPostsResult<P>>;
  /** Reads one file at a time, in the order of the paths: at most `concurrency` posts are in memory. */
  stream<P extends ReadablePost = Post>(
    patterns: string | readonly string[],
    options: ReadPostsOptions<P>,
  ): AsyncGenerator<ReadItem<P>, ReadStats>;
}

/**
 * Reads and parses a folder of posts, or the files that match a pattern. One bad file never hides the others: errors
 * are in `messages`, with file, line and column, and all other posts are in the result. `readPosts.stream` returns the
 * posts one by one.
 *
 * @param patterns - a folder (its Markdown files, at any depth), a file, a glob pattern, or a list of these
 * @param options - the parser, and options for reading
 * @returns posts, messages and counts
 * @throws RangeError for a number out of its range; TypeError for `workers` or `isolation` without a parser module,
 *   or a module without a parser; the signal's reason when it aborts
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
export const readPosts: ReadPosts = Object.assign(
  async <P extends ReadablePost>(
    patterns: string | readonly string[],
    options: ReadPostsOptions<P>,
  ): Promise<ReadPostsResult<P>> => {
    const posts: P[] = [];
    const messages: VFileMessage[] = [];
    const items = streamPosts(patterns, options);
    let next = await items.next();
    while (!next.done) {
      const { post, messages: found } = next.value;
      if (post) posts.push(post);
      for (const message of found) messages.push(message);
      next = await items.next();
    }
    return { posts, messages, stats: next.value };
  },
  { stream: streamPosts },
);

function checkPatterns(patterns: string | readonly string[]): void {
  for (const [index, pattern] of [patterns].flat().entries()) {
    const name = Array.isArray(patterns) ? `patterns[${index}]` : "patterns";
    const expected = "the path of a folder or a file, or a glob pattern";
    if (pattern === "") throw wrongKind(name, pattern, expected);
    checkKind(name, pattern, "string", expected);
  }
}

/** Kinds of the options; `openParser` checks the parser and where it runs. */
export const readKinds: OptionKinds<ReadPostsOptions<never>> = {
  parser: "any",
  cwd: "string",
  cache: "object",
  html: "any",
  concurrency: "any",
  workers: "any",
  isolation: "object",
  onProgress: "function",
  signal: "object",
};

/** Checks the options that `readPosts` and `watchPosts` have in common, and rejects options that are not in `kinds`. */
export function checkReadOptions<P extends ReadablePost>(
  options: Partial<ReadPostsOptions<P>>,
  kinds: object = readKinds,
): void {
  checkOptions<object>(options, kinds);
  const { cache, signal } = options;
  checkCache(cache);
  if (signal !== undefined && typeof signal.throwIfAborted !== "function") {
    throw wrongKind("signal", signal, "an AbortSignal");
  }
}

function checkHtml(html: unknown, cache: Cache | undefined): void {
  if (html !== "eager" && html !== "lazy") throw wrongKind("html", html, '"eager" or "lazy"');
  if (html === "eager" || cache === undefined) return;
  const item = cache.getItem("html");
  if (!isPromise(item)) return;
  Promise.resolve(item).catch(() => undefined);
  throw new TypeError(
    '`html: "lazy"` needs a cache whose `getItem` returns no promise, such as `createFileCache(folder)`',
  );
}

async function* streamPosts<P extends ReadablePost>(
  patterns: string | readonly string[],
  options: ReadPostsOptions<P>,
): AsyncGenerator<ReadItem<P>, ReadStats> {
  checkPatterns(patterns);
  checkReadOptions(options);
  const { cwd = process.cwd(), concurrency = 64, cache, html = "eager", onProgress, signal } = options;
  checkWholeNumber("concurrency", concurrency, { min: 1, max: 1024 });
  checkHtml(html, cache);
  const start = performance.now();
  signal?.throwIfAborted();
  const late = new Map<string | undefined, VFileMessage>();
  let left = 0;
  const { parser, pool } = await openParser(options, {
    report: (message) => late.set(message.file, message),
    countLeft: () => left,
  });
  try {
    const run = startRun({ parser, cache, html, signal });
    const { stats, cacheFailures } = run;
    const { files, messages } = await findFiles(patterns, resolve(cwd));
    stats.files = files.length;
    left = files.length;
    stats.milliseconds.find = performance.now() - start;
    if (messages.length > 0) yield { messages, fromCache: false };

    const owners: SlugOwner[] = [];
    let done = 0;
    for await (const outcome of inOrder(files, concurrency, (file) => readPost(file, run), signal)) {
      const { path, post, fromCache } = outcome;
      left--;
      if (post) owners.push({ slug: post.slug, path });
      else stats.failed++;
      onProgress?.({ done: ++done, total: files.length, path, fromCache, failed: !post });
      yield outcome;
    }
    const last = [...findSlugCollisions(owners), ...cacheFailures.values(), ...late.values()];
    if (last.length > 0) yield { messages: last, fromCache: false };
    stats.milliseconds.total = performance.now() - start;
    return stats;
  } finally {
    await pool?.close();
  }
}

/**
 * Processes several items at once and yields the results in the order of the items.
 *
 * @param signal - when it aborts, the next result is a rejection with its reason, without waiting for pending work
 */
async function* inOrder<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
  signal: AbortSignal | undefined,
): AsyncGenerator<R> {
  const started: Promise<R>[] = [];
  for (const item of items) {
    signal?.throwIfAborted();
    const result = work(item);
    // A rejection must not count as unhandled while an earlier item is still awaited.
    result.catch(() => undefined);
    started.push(result);
    if (started.length >= width) yield await untilAborted(started.shift() as Promise<R>, signal);
  }
  for (const result of started) yield await untilAborted(result, signal);
}

/** Waits for one item at a time, so that the signal has one listener, regardless of concurrency. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = (): void => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

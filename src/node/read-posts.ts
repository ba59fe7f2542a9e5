import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { VFileMessage } from "vfile-message";
import { findSlugCollisions, type SlugOwner } from "../slug/find-slug-collisions.ts";
import type { Cache } from "./cache.ts";
import { createParsePool, type Isolation, type ParsePool } from "./create-parse-pool.ts";
import { findFiles } from "./find-files.ts";
import { inOrder } from "./in-order.ts";
import { type Run, readPost } from "./read-post.ts";
import type { ReadablePost, ReadablePostParser } from "./readable-post.ts";

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
  /**
   * Made once with `createPostParser`; or the path or URL of a module that exports one as `parser`, which is what
   * `workers` and `isolation` need, since a parser's plugins cannot be sent to another thread.
   */
  parser: ReadablePostParser<P> | string | URL;
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
  /**
   * Threads that parse, from 1 to 256; `"auto"` takes as many as the machine has processors. Below some 300 posts one
   * thread is as good as two. Needs a parser module.
   * @default 1, in a thread of its own
   */
  workers?: number | "auto";
  /** Bounds on time, memory and stack for each post, for texts you do not trust. Needs a parser module. */
  isolation?: Isolation;
  /** Called once a file, in the order of the posts. */
  onProgress?: (progress: ReadProgress) => void;
  /** Stops the run at once: the promise rejects with the signal's reason. */
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

/** What `readPosts.stream` gives for each file. */
export interface ReadItem<P> {
  /** The file; missing for what concerns the whole run (no file found, two posts of one slug, a cache that fails). */
  path?: string;
  /** Missing when the file could not become a post. */
  post?: P;
  messages: readonly VFileMessage[];
  fromCache: boolean;
}

/** `readPosts` and its `stream`. */
export interface ReadPosts {
  <P extends ReadablePost>(
    patterns: string | readonly string[],
    options: ReadPostsOptions<P>,
  ): Promise<ReadPostsResult<P>>;
  /** The same, one file at a time in the order of the paths, so that no more than a window of posts is in memory. */
  stream<P extends ReadablePost>(
    patterns: string | readonly string[],
    options: ReadPostsOptions<P>,
  ): AsyncGenerator<ReadItem<P>, ReadStats>;
}

/**
 * Reads a folder of posts, or those that a pattern names, and parses them all. One bad file never hides the others:
 * what could not become a post is in `messages`, with file, line and column, and every other post is there.
 * `readPosts.stream` hands the posts out one by one.
 *
 * @param patterns - a folder (its Markdown files, at any depth), a file, a glob pattern, or a list of these
 * @param options - the parser, and how to read
 * @returns posts, messages and counts
 * @throws RangeError for a number out of its bounds; TypeError for `workers` or `isolation` without a parser module,
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

async function* streamPosts<P extends ReadablePost>(
  patterns: string | readonly string[],
  options: ReadPostsOptions<P>,
): AsyncGenerator<ReadItem<P>, ReadStats> {
  const { cwd = process.cwd(), concurrency = 16, cache, onProgress, signal } = options;
  checkWhole("concurrency", concurrency, 1024);
  const start = performance.now();
  const stats = createReadStats();
  signal?.throwIfAborted();
  const { parser, pool } = await openParser(options);
  try {
    const { files, messages } = await findFiles(patterns, resolve(cwd));
    stats.files = files.length;
    stats.milliseconds.find = performance.now() - start;
    if (messages.length > 0) yield { messages, fromCache: false };

    const run: Run<P> = { parser, cache, signal, stats, cacheFaults: new Map() };
    const owners: SlugOwner[] = [];
    let done = 0;
    for await (const outcome of inOrder(files, concurrency, (file) => readPost(file, run), signal)) {
      const { path, post, fromCache } = outcome;
      if (post) owners.push({ slug: post.slug, path });
      else stats.failed++;
      onProgress?.({ done: ++done, total: files.length, path, fromCache, failed: !post });
      yield outcome;
    }
    const last = [...findSlugCollisions(owners), ...run.cacheFaults.values()];
    if (last.length > 0) yield { messages: last, fromCache: false };
    stats.milliseconds.total = performance.now() - start;
    return stats;
  } finally {
    await pool?.close();
  }
}

/** Counts at the start of a run. */
export function createReadStats(): ReadStats {
  return {
    files: 0,
    read: 0,
    parsed: 0,
    fromCache: 0,
    failed: 0,
    bytes: 0,
    milliseconds: { find: 0, read: 0, parse: 0, cache: 0, total: 0 },
  };
}

/** Takes the parser, or starts the workers that load it. */
export async function openParser<P extends ReadablePost>(
  options: Pick<ReadPostsOptions<P>, "parser" | "workers" | "isolation" | "cwd">,
): Promise<{ parser: ReadablePostParser<P>; pool?: ParsePool<P> }> {
  const { parser, workers, isolation } = options;
  const count = workers === "auto" ? availableParallelism() : (workers ?? 1);
  checkWhole("workers", count, 256);
  checkIsolation(isolation);
  if (typeof parser === "string" || parser instanceof URL) {
    const module =
      typeof parser === "string" && !/^[a-z][a-z+.-]+:/i.test(parser)
        ? resolve(options.cwd ?? process.cwd(), parser)
        : parser;
    const pool = await createParsePool<P>(module, { workers: count, isolation });
    return { parser: pool, pool };
  }
  if (typeof parser !== "function") {
    throw new TypeError(
      `Expected \`parser\` to be a post parser, or the path or URL of a module that exports one, received ${typeof parser}`,
    );
  }
  if (workers !== undefined || isolation !== undefined) {
    throw new TypeError(
      "Expected `parser` to be the path or URL of a module, since `workers` or `isolation` is given, received a function",
    );
  }
  return { parser };
}

function checkIsolation({ milliseconds, memoryMb, stackMb }: Isolation = {}): void {
  if (milliseconds !== undefined && milliseconds !== Number.POSITIVE_INFINITY) {
    // A timer of more than 31 bits goes off at once.
    checkWhole("isolation.milliseconds", milliseconds, 2 ** 31 - 1);
  }
  if (memoryMb !== undefined) checkWhole("isolation.memoryMb", memoryMb, 1024 * 1024);
  // Below a megabyte or so a worker takes the whole process with it.
  if (stackMb !== undefined) checkWhole("isolation.stackMb", stackMb, 1024);
}

function checkWhole(name: string, value: number, max: number): void {
  if (!Number.isInteger(value) || value < 1 || value > max) {
    throw new RangeError(`Expected \`${name}\` to be a whole number from 1 to ${max}, received ${value}`);
  }
}

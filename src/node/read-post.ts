import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { VFileMessage } from "vfile-message";
import { checkKind } from "../core/check-options.ts";
import { checkPost } from "../core/post-fields.ts";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { sourceTooLarge } from "../post/decode-source.ts";
import { type Cache, deserializeEntry, serializeEntry } from "./cache.ts";
import { type FoundFile, notRegular, reasonOf, unreadable } from "./find-files.ts";

/** The minimum that a post must have here; the posts of `createPostParser` have more. */
export interface ReadablePost {
  slug: string;
  messages: readonly VFileMessage[];
}

/** A function that turns one file into a post, such as one of `createPostParser`. */
export interface ReadablePostParser<P extends ReadablePost> {
  (source: Uint8Array, file: { path: string }): P | Promise<P>;
  /** Identifies everything that the result depends on besides the source. Without it, nothing is cached. */
  fingerprint?: string | undefined;
  /** Files with more bytes are not read. */
  maxBytes?: number;
}

/** Counts and times of one run. */
export interface ReadStats {
  /** Files found. */
  files: number;
  /** Files read from the disk. */
  read: number;
  parsed: number;
  fromCache: number;
  /** Files that could not be parsed; `messages` says why. */
  failed: number;
  /** Bytes read. */
  bytes: number;
  /** Wall time by stage. `read`, `parse` and `cache` are sums over files that overlap; `total` is the whole run. */
  milliseconds: { find: number; read: number; parse: number; cache: number; total: number };
}

/** The state that the files of one run share. */
export interface Run<P extends ReadablePost> {
  parser: ReadablePostParser<P>;
  cache: Cache | undefined;
  /** Whether the lazy fields of a cached post are read immediately, or on first access. */
  html: "eager" | "lazy";
  signal: AbortSignal | undefined;
  stats: ReadStats;
  /** The first failure of each kind: an unavailable cache would fail for every post. */
  cacheFailures: Map<string, VFileMessage>;
}

/** The state at the start of a run. */
export function startRun<P extends ReadablePost>({
  parser,
  cache,
  html = "eager",
  signal,
}: Pick<Run<P>, "parser"> & Partial<Pick<Run<P>, "cache" | "html" | "signal">>): Run<P> {
  const milliseconds = { find: 0, read: 0, parse: 0, cache: 0, total: 0 };
  const stats = { files: 0, read: 0, parsed: 0, fromCache: 0, failed: 0, bytes: 0, milliseconds };
  return { parser, cache, html, signal, stats, cacheFailures: new Map() };
}

/** The result for one file. */
export interface Outcome<P> {
  path: string;
  post?: P;
  messages: readonly VFileMessage[];
  fromCache: boolean;
}

/** Reads and parses one file, or takes its post from the cache. Rejects only when the signal aborts. */
export async function readPost<P extends ReadablePost>(file: FoundFile, run: Run<P>): Promise<Outcome<P>> {
  const { parser, cache, signal, stats } = run;
  const { path } = file;
  const failed = (messages: readonly VFileMessage[]): Outcome<P> => ({ path, messages, fromCache: false });
  let source: Uint8Array | VFileMessage;
  try {
    source = await timed(stats, "read", () => readBytes(file, parser.maxBytes));
  } catch (error) {
    source = unreadable(error, path);
  }
  signal?.throwIfAborted();
  if (!(source instanceof Uint8Array)) return failed([source]);
  stats.read++;
  stats.bytes += source.byteLength;

  const isCached = cache !== undefined && parser.fingerprint !== undefined;
  const key = isCached ? cacheKey(source, path, parser.fingerprint as string) : "";
  const stored = isCached ? await fromCache(cache, key, path, run) : undefined;
  if (stored) {
    stats.fromCache++;
    return { path, post: stored, messages: stored.messages, fromCache: true };
  }
  try {
    const begin = performance.now();
    const post = await parser(source, { path });
    checkPost(post, ["slug", "messages"], "what the parser returns");
    checkKind("messages", post.messages, "array");
    stats.parsed++;
    stats.milliseconds.parse += performance.now() - begin;
    if (isCached) await toCache(cache, key, post, path, run);
    return { path, post, messages: post.messages, fromCache: false };
  } catch (error) {
    signal?.throwIfAborted();
    return failed(messagesOf(error) ?? [parserFailed(error, path)]);
  }
}

/** The file may have been replaced since it was found: do not block on a pipe, and do not follow a link. */
const openFlags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

async function readBytes(
  { file, path }: FoundFile,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Uint8Array | VFileMessage> {
  const handle = await open(file, openFlags);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return notRegular(path);
    if (stats.size > maxBytes) return sourceTooLarge(stats.size, maxBytes, path);
    // At most the current number of bytes, even if the file grows.
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Adds the duration of the work to the statistics, whether it succeeds or fails. */
async function timed<T>(stats: ReadStats, stage: "read" | "cache", work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    stats.milliseconds[stage] += performance.now() - start;
  }
}

/** A parse depends on the bytes, on the path (slug and date come from it) and on the parser. */
function cacheKey(source: Uint8Array, path: string, fingerprint: string): string {
  const hash = createHash("sha256");
  for (const part of [fingerprint, path]) hash.update(`${part.length}:${part}`);
  return `post-${hash.update(source).digest("hex")}`;
}

/** Fields that a list of posts does not need: most of an entry. */
const lazyFields: readonly string[] = ["html", "links", "images"];

/** The key of a post without its lazy fields. */
function lazyKeyOf(key: string): string {
  return `lazy-${key}`;
}

function lazyFieldsOf(post: object): string[] {
  return lazyFields.filter((field) => field in post);
}

function withoutLazyFields(post: object): object {
  return { ...post, ...Object.fromEntries(lazyFieldsOf(post).map((field) => [field, undefined])) };
}

/** Reads the whole entry when one of the lazy fields is first accessed. */
function defineLazyFields(post: object, path: string, read: () => unknown): void {
  const present = lazyFieldsOf(post);
  const load = (field: string): unknown => {
    const entry = read() as Readonly<Record<string, unknown>> | undefined;
    if (!entry)
      throw new Error(`The \`${field}\` of ${path} is no longer in the cache: read the posts again`);
    for (const name of present) {
      Object.defineProperty(post, name, { value: entry[name], writable: true, enumerable: true });
    }
    return entry[field];
  };
  for (const field of present) {
    Object.defineProperty(post, field, { get: () => load(field), enumerable: true, configurable: true });
  }
}

async function fromCache<P extends ReadablePost>(
  cache: Cache,
  key: string,
  path: string,
  run: Run<P>,
): Promise<P | undefined> {
  return timed(run.stats, "cache", async () => {
    try {
      if (run.html === "eager") return deserializeEntry(key, await cache.getItem(key)) as P | undefined;
      const lazyKey = lazyKeyOf(key);
      const post = deserializeEntry(lazyKey, await cache.getItem(lazyKey)) as P | undefined;
      if (post) defineLazyFields(post, path, () => deserializeEntry(key, cache.getItem(key)));
      return post;
    } catch (error) {
      addFailure(
        run,
        "cache-read",
        `The cache could not be read; posts were parsed instead: ${reasonOf(error)}`,
      );
      return undefined;
    }
  });
}

async function toCache<P extends ReadablePost>(
  cache: Cache,
  key: string,
  post: P,
  path: string,
  run: Run<P>,
): Promise<void> {
  return timed(run.stats, "cache", async () => {
    let what = `${path} could not be cached`;
    try {
      const entry = serializeEntry(key, post);
      what = "The cache could not be written";
      await cache.setItem(key, entry);
      if (run.html === "lazy") {
        const lazyKey = lazyKeyOf(key);
        await cache.setItem(lazyKey, serializeEntry(lazyKey, withoutLazyFields(post)));
      }
    } catch (error) {
      const reason = `${what}; the posts are complete, the next run parses again: ${reasonOf(error)}`;
      addFailure(run, "cache-write", reason);
    }
  });
}

function addFailure<P extends ReadablePost>(
  { cacheFailures }: Run<P>,
  ruleId: "cache-read" | "cache-write",
  reason: string,
): void {
  if (cacheFailures.has(ruleId)) return;
  const note = "Check the permissions and the free space of the folder or server.";
  cacheFailures.set(ruleId, createMessage(ruleId, { reason, note }));
}

/** The author's mistakes, unless a custom parser put something else into the error. */
function messagesOf(error: unknown): readonly VFileMessage[] | undefined {
  try {
    if (!(error instanceof ContentError)) return undefined;
    checkPost({ messages: error.messages }, ["messages"]);
    return error.messages.length > 0 ? error.messages : undefined;
  } catch {
    return undefined;
  }
}

function parserFailed(error: unknown, path: string): VFileMessage {
  return createMessage("parser-failed", {
    reason: `The parser failed on this file: ${reasonOf(error, true)}`,
    note: "If a plugin threw, its name is in the error; otherwise please report this with the file.",
    path,
  });
}

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { VFileMessage } from "vfile-message";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { sourceTooLarge } from "../post/decode-source.ts";
import type { Cache } from "./cache.ts";
import { type FoundFile, unreadable } from "./find-files.ts";
import type { ReadStats } from "./read-posts.ts";
import type { ReadablePost, ReadablePostParser } from "./readable-post.ts";
import { deserializeEntry, serializeEntry } from "./serialize-entry.ts";

/** What one run shares among its files. */
export interface Run<P extends ReadablePost> {
  parser: ReadablePostParser<P>;
  cache: Cache | undefined;
  signal: AbortSignal | undefined;
  stats: ReadStats;
  /** Faults of the cache are told once, not once a post. */
  cacheFaults: Map<string, VFileMessage>;
}

/** What became of one file. */
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
  if (parser.maxBytes !== undefined && file.size > parser.maxBytes) {
    return failed([sourceTooLarge(file.size, parser.maxBytes, path)]);
  }

  let source: Uint8Array;
  const start = performance.now();
  try {
    source = await readFile(file.file, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    return failed([unreadable(error, path)]);
  } finally {
    stats.milliseconds.read += performance.now() - start;
  }
  stats.read++;
  stats.bytes += source.byteLength;

  const key =
    cache && parser.fingerprint !== undefined ? cacheKey(source, path, parser.fingerprint) : undefined;
  const kept = key === undefined ? undefined : await fromCache(key, run);
  if (kept) {
    stats.fromCache++;
    return { path, post: kept, messages: kept.messages, fromCache: true };
  }
  const begin = performance.now();
  try {
    const post = await parser(source, { path });
    stats.parsed++;
    stats.milliseconds.parse += performance.now() - begin;
    if (key !== undefined) await toCache(key, post, path, run);
    return { path, post, messages: post.messages, fromCache: false };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ContentError) return failed(error.messages);
    return failed([parserFailed(error, path)]);
  }
}

/** A parse depends on the bytes, on the path (slug and date come from it) and on the parser. */
function cacheKey(source: Uint8Array, path: string, fingerprint: string): string {
  const hash = createHash("sha256");
  for (const part of [fingerprint, path]) hash.update(`${part.length}:${part}`);
  return `post-${hash.update(source).digest("hex")}`;
}

async function fromCache<P extends ReadablePost>(key: string, run: Run<P>): Promise<P | undefined> {
  const start = performance.now();
  try {
    return deserializeEntry(await run.cache?.getItem(key))?.value as P | undefined;
  } catch (error) {
    addFault(run, "cache-read", "The cache could not be read; posts were parsed instead", error);
    return undefined;
  } finally {
    run.stats.milliseconds.cache += performance.now() - start;
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
    await run.cache?.setItem(key, serializeEntry(post));
  } catch (error) {
    const what = error instanceof TypeError ? `${path} could not be kept` : "The cache could not be written";
    addFault(run, "cache-write", `${what}; the posts are complete, the next run parses again`, error);
  } finally {
    run.stats.milliseconds.cache += performance.now() - start;
  }
}

function addFault(
  { cacheFaults }: Pick<Run<ReadablePost>, "cacheFaults">,
  ruleId: "cache-read" | "cache-write",
  what: string,
  error: unknown,
): void {
  if (cacheFaults.has(ruleId)) return;
  const reason = `${what}: ${error instanceof Error ? error.message : String(error)}`;
  const note = "Check the folder's or the server's rights and room.";
  cacheFaults.set(ruleId, createMessage(ruleId, { reason, note }));
}

function parserFailed(error: unknown, path: string): VFileMessage {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return createMessage("parser-failed", {
    reason: `The parser failed on this file: ${text}`,
    note: "If a plugin throws, its name is in the error; if none does, please report this with the file.",
    path,
  });
}

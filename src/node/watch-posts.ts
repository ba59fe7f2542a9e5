import { stat } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import type { FSWatcher } from "chokidar";
import type { VFileMessage } from "vfile-message";
import { checkWholeNumber, type OptionKinds, show } from "../core/check-options.ts";
import type { Post } from "../post/post.ts";
import { displayPath, isPostFile } from "./find-files.ts";
import { openParser } from "./parse-pool.ts";
import { type ReadablePost, readPost, startRun } from "./read-post.ts";
import { checkReadOptions, type ReadPostsOptions, readKinds } from "./read-posts.ts";

/** Options of `watchPosts`. */
export interface WatchPostsOptions<P extends ReadablePost>
  extends Omit<ReadPostsOptions<P>, "concurrency" | "onProgress"> {
  /** Called once the folder is watched: what changes from then on is reported. */
  onReady?: () => void;
  /**
   * How long the size of a file must be stable before the file is read, in whole milliseconds from 0: editors write in
   * pieces.
   * @default 50
   */
  settle?: number;
}

/** A change of one file. */
export interface PostChange<P> {
  kind: "added" | "changed" | "removed";
  /** As in the result of `readPosts`. */
  path: string;
  /** Missing when the file was removed or could not become a post. */
  post?: P;
  messages: readonly VFileMessage[];
}

/**
 * Watches a folder of posts and reports what changes, parsing only the file that changed. Call `readPosts` first for the
 * posts that are already there. The loop ends when it is left, or when the signal aborts.
 *
 * @param folder - its Markdown files, at any depth, without `node_modules`; symbolic links are not followed
 * @param options - the parser, and how to watch
 * @returns the changes, one by one, in the order in which they were seen
 * @throws TypeError when `folder` is not a folder; RangeError for a number out of its range
 * @example
 * ```ts
 * import { mkdir, writeFile } from "node:fs/promises";
 * import { createPostParser } from "galley";
 * import { watchPosts } from "galley/node";
 *
 * await mkdir("drafts", { recursive: true });
 * const write = () => writeFile("drafts/hello.md", "# Hello\n");
 * for await (const change of watchPosts("drafts", { parser: createPostParser(), onReady: write })) {
 *   console.log(change.kind, change.path, change.post?.title);
 *   break;
 * }
 * // → added drafts/hello.md Hello
 * ```
 */
export async function* watchPosts<P extends ReadablePost = Post>(
  folder: string,
  options: WatchPostsOptions<P>,
): AsyncGenerator<PostChange<P>, void> {
  if (typeof folder !== "string") throw new TypeError(`Expected a folder to watch, received ${show(folder)}`);
  checkReadOptions(options, watchKinds);
  const { cwd = process.cwd(), cache, signal, settle = 50, onReady } = options;
  checkWholeNumber("settle", settle, { min: 0 });
  const root = resolve(cwd, folder);
  const stats = await stat(root).catch(() => undefined);
  if (!stats?.isDirectory()) throw new TypeError(`Expected a folder to watch, received ${show(folder)}`);
  signal?.throwIfAborted();
  const { watch } = await import("chokidar");
  const { parser, pool } = await openParser(options);
  const run = startRun({ parser, cache, signal });
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path, stats) => isIgnored(relative(root, path), stats?.isFile() === true),
    awaitWriteFinish: settle > 0 && { stabilityThreshold: settle, pollInterval: Math.max(5, settle / 5) },
  });
  try {
    for await (const { kind, file } of eventsOf(watcher, signal, onReady)) {
      const path = displayPath(file, resolve(cwd));
      if (kind === "removed") {
        yield { kind, path, messages: [] };
        continue;
      }
      const { size } = await stat(file).catch(() => ({ size: 0 }));
      const { post, messages } = await readPost({ path, file, size }, run);
      yield { kind, path, ...(post && { post }), messages: [...messages, ...run.cacheFailures.values()] };
      run.cacheFailures.clear();
    }
  } finally {
    await watcher.close();
    await pool?.close();
  }
}

const { concurrency, onProgress, ...sharedKinds } = readKinds;

const watchKinds: OptionKinds<WatchPostsOptions<never>> = {
  ...sharedKinds,
  onReady: "function",
  settle: "any",
};

function isIgnored(path: string, isFile: boolean): boolean {
  return path.split(sep).includes("node_modules") || (isFile && !isPostFile(path));
}

const kinds = { add: "added", change: "changed", unlink: "removed" } as const;

interface FileEvent {
  kind: PostChange<unknown>["kind"];
  file: string;
}

/** Turns the watcher's events into an async iterator. */
async function* eventsOf(
  watcher: FSWatcher,
  signal: AbortSignal | undefined,
  onReady: (() => void) | undefined,
): AsyncGenerator<FileEvent> {
  // A file that changes twice before the reader asks is one change.
  const waiting = new Map<string, FileEvent>();
  let failed: { error: unknown } | undefined;
  let wake = (): void => undefined;
  const fail = (error: unknown): void => {
    failed ??= { error };
    wake();
  };
  for (const [name, kind] of Object.entries(kinds)) {
    watcher.on(name as keyof typeof kinds, (file) => {
      if (!isPostFile(file)) return;
      const before = waiting.get(file)?.kind;
      waiting.delete(file);
      waiting.set(file, { kind: before === "added" && kind === "changed" ? "added" : kind, file });
      wake();
    });
  }
  watcher.on("error", fail);
  watcher.on("ready", () => onReady?.());
  const stop = (): void => fail(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    for (;;) {
      if (failed) throw failed.error;
      const [event] = waiting.values();
      if (event) {
        waiting.delete(event.file);
        yield event;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

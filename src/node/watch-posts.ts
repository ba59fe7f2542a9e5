import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { VFileMessage } from "vfile-message";
import { checkWholeNumber, type OptionKinds, show } from "../core/check-options.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { Post } from "../post/post.ts";
import { displayPath, type FoundFile, findFiles, reasonOf } from "./find-files.ts";
import { openParser } from "./parse-pool.ts";
import { type ReadablePost, readPost, startRun } from "./read-post.ts";
import { checkReadOptions, type ReadPostsOptions, readKinds } from "./read-posts.ts";
import { watchFolders } from "./watch-folders.ts";

/** Options of `watchPosts`. */
export interface WatchPostsOptions<P extends ReadablePost>
  extends Omit<ReadPostsOptions<P>, "concurrency" | "onProgress"> {
  /** Called once the folder is watched: later changes are reported. */
  onReady?: (() => void) | undefined;
  /**
   * How long a file must be unchanged before it is read, in whole milliseconds from 0: editors may save in several steps.
   * @default 50
   */
  settle?: number | undefined;
  /**
   * Also checks the folder at this interval, in milliseconds from 10: network drives and the shared folders of some
   * containers do not report changes.
   */
  poll?: number | undefined;
}

/** A change of one file. */
export interface PostChange<P> {
  /** `failed`: a folder was removed or cannot be watched, or a parser threw after its post was reported; see `messages`. */
  kind: "added" | "changed" | "removed" | "failed";
  /** As in the result of `readPosts`. */
  path: string;
  /** Missing when the file was removed or could not be parsed. */
  post?: P;
  messages: readonly VFileMessage[];
}

/**
 * Watches a folder of posts and reports what changes, parsing only the file that changed. Call `readPosts` first for
 * the posts that are already there. Both read the same files. A folder that is removed is reported,
 * and watched again when it comes back. The loop ends when you break out of it, or when the signal aborts.
 *
 * @param folder - its Markdown files, at any depth
 * @param options - the parser, and options for watching
 * @returns the changes, one by one, in the order in which they were detected
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
  const { cwd = process.cwd(), cache, signal, settle = 50, poll, onReady } = options;
  checkWholeNumber("settle", settle, { min: 0 });
  if (poll !== undefined) checkWholeNumber("poll", poll, { min: 10 });
  const root = resolve(cwd, folder);
  const stats = await stat(root).catch(() => undefined);
  if (folder === "" || !stats?.isDirectory()) {
    throw new TypeError(`Expected a folder to watch, received ${show(folder)}`);
  }
  signal?.throwIfAborted();
  const bell = createBell(signal);
  const faults: PostChange<P>[] = [];
  const { parser, pool } = await openParser(options, {
    report(message) {
      faults.push({ kind: "failed", path: message.file ?? "", messages: [message] });
      bell.ring();
    },
    // Changes come one at a time.
    countLeft: () => 0,
  });
  const run = startRun({ parser, cache, signal });
  const failed = (path: string, reason: string, note: string): void => {
    const shown = displayPath(path, resolve(cwd));
    const message = createMessage("watch-failed", { reason, note, path: shown });
    faults.push({ kind: "failed", path: shown, messages: [message] });
  };
  const watch = watchFolders(root, bell.ring, (path, error) => {
    failed(path, `The folder could not be watched: ${reasonOf(error)}`, "Free the resource, or set `poll`.");
    bell.ring();
  });
  const timer = poll === undefined ? undefined : setInterval(bell.ring, poll);
  try {
    await watch.update();
    let isGone = false;
    const known = await look(folder, cwd);
    let before = known;
    onReady?.();
    for (;;) {
      for (const fault of faults.splice(0)) yield fault;
      await bell.rung();
      await watch.update();
      const now = await look(folder, cwd);
      let isSettled = true;
      for (const path of [...new Set([...known.keys(), ...now.keys()])].sort()) {
        const found = now.get(path);
        const old = known.get(path);
        if (found?.stamp === old?.stamp) continue;
        if (settle > 0 && found?.stamp !== before.get(path)?.stamp) {
          isSettled = false;
          continue;
        }
        if (!found) {
          known.delete(path);
          yield { kind: "removed", path, messages: [] };
          continue;
        }
        known.set(path, found);
        const kind = old ? "changed" : "added";
        if (found.message) {
          yield { kind, path, messages: [found.message] };
          continue;
        }
        const { post, messages } = await readPost(found, run);
        yield { kind, path, ...(post && { post }), messages: [...messages, ...run.cacheFailures.values()] };
        run.cacheFailures.clear();
      }
      before = now;
      if (isSettled) {
        const wasGone = isGone;
        isGone = (await stat(root).catch(() => undefined))?.isDirectory() !== true;
        if (isGone && !wasGone) {
          failed(root, "The watched folder was removed", "Its posts are read again when it comes back.");
        }
      }
      await delay(Math.max(settle, 5));
      if (!isSettled) bell.ring();
    }
  } finally {
    clearInterval(timer);
    watch.close();
    bell.close();
    await pool?.close();
  }
}

const { concurrency, onProgress, ...sharedKinds } = readKinds;

const watchKinds: OptionKinds<WatchPostsOptions<never>> = {
  ...sharedKinds,
  onReady: "function",
  settle: "any",
  poll: "any",
};

/** A file, or why it is not read. */
interface Seen extends FoundFile {
  message?: VFileMessage;
}

/** What `readPosts` would find now. */
async function look(folder: string, cwd: string): Promise<Map<string, Seen>> {
  const { files, messages } = await findFiles(folder, resolve(cwd));
  const seen = new Map<string, Seen>(files.map((file) => [file.path, file]));
  for (const message of messages) {
    const { file: path } = message;
    if (path) seen.set(path, { path, file: path, stamp: message.reason, message });
  }
  return seen;
}

/** A signal that is set at most once until it is awaited. */
function createBell(signal: AbortSignal | undefined): {
  ring: () => void;
  rung: () => Promise<void>;
  close: () => void;
} {
  let isRinging = false;
  let wake = (): void => undefined;
  const ring = (): void => {
    isRinging = true;
    wake();
  };
  signal?.addEventListener("abort", ring, { once: true });
  return {
    ring,
    async rung() {
      if (!isRinging && !signal?.aborted) await new Promise<void>((resolve) => (wake = resolve));
      signal?.throwIfAborted();
      isRinging = false;
    },
    close: () => signal?.removeEventListener("abort", ring),
  };
}

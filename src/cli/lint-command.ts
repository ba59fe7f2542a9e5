import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { shorten } from "../core/shorten.ts";
import { replaceControls } from "../diagnostics/format-message.ts";
import { lintPosts } from "../lint/lint-posts.ts";
import { findMissingFiles } from "../node/find-missing-files.ts";
import { type ReadProgress, readPosts } from "../node/read-posts.ts";
import { createPostParser } from "../post/create-post-parser.ts";
import { version } from "../post/version.ts";
import { countMessages, writeResult } from "./format-messages.ts";
import { help, type LintArguments, readArguments } from "./lint-arguments.ts";

/** The parts of the process that the command uses. */
export interface Surroundings {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  cwd: string;
  now: Date;
  hasColors: boolean;
  hasProgress: boolean;
}

/**
 * Runs `galley` with the arguments of a command line.
 *
 * @returns the exit code: 0 without errors, 1 for errors or too many warnings, 2 for invalid arguments
 */
export async function runLint(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr, cwd, now, hasColors } = surroundings;
  let call: LintArguments;
  let isFile: boolean;
  try {
    const read = readArguments(args, now);
    if (read === "help" || read === "version") {
      stdout.write(read === "help" ? help : `${version}\n`);
      return 0;
    }
    call = read;
    const found = await stat(resolve(cwd, call.folder)).catch(() => {
      throw new RangeError(`There is no folder ${JSON.stringify(call.folder)}`);
    });
    isFile = found.isFile();
  } catch (error) {
    stderr.write(`${replaceControls((error as Error).message)}\n`);
    return 2;
  }

  const progress = surroundings.hasProgress ? createProgress(stderr) : undefined;
  const { posts, messages } = await readPosts(call.folder, {
    parser: createPostParser(),
    cwd,
    ...(progress && { onProgress: progress.show }),
  });
  const missing = await findMissingFiles(posts, { cwd });
  progress?.clear();
  // The other posts are not read, so nothing can be said about them.
  const rules = {
    ...(isFile && ({ "link-post-missing": "off", "series-gap": "off" } as const)),
    ...call.options.rules,
  };
  const found = lintPosts(posts, { ...call.options, rules, messages: [...messages, ...missing] });
  const { error, warning } = countMessages(found);
  stdout.write(writeResult({ messages: found, posts: posts.length }, call.format, hasColors));
  return error > 0 || warning > call.maxWarnings ? 1 : 0;
}

/** A progress line, shown only if the work takes a while. */
function createProgress(stderr: Surroundings["stderr"]): {
  show: (progress: ReadProgress) => void;
  clear: () => void;
} {
  let next = performance.now() + 300;
  let isShown = false;
  return {
    show({ done, total, path }) {
      const time = performance.now();
      if (time < next) return;
      next = time + 100;
      isShown = true;
      stderr.write(`\r\x1B[2K${done} of ${total} ${replaceControls(shorten(path))}`);
    },
    clear() {
      if (isShown) stderr.write("\r\x1B[2K");
    },
  };
}

import * as fs from "node:fs";
import { lstat, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { type GlobOptions, glob } from "tinyglobby";
import type { VFileMessage } from "vfile-message";
import { compareText } from "../core/compare-text.ts";
import { createMessage } from "../diagnostics/create-message.ts";

/** A regular file below the root, or a symbolic link to one. */
export interface FoundFile {
  /** Path for messages and slugs: relative to the working folder, with `/`; absolute for a file outside of it. */
  path: string;
  /** Absolute path. */
  file: string;
  /** Size in bytes. */
  size: number;
}

/** The file extensions that are read when a folder is given. */
const extensions = ["md", "mdx", "markdown", "mdown", "mkd", "mkdn"];

/** Whether a folder's file is read as a post. */
export function isPostFile(path: string): boolean {
  return extensions.includes(path.slice(path.lastIndexOf(".") + 1).toLowerCase());
}

/** Lets `glob` return a broken symbolic link like any other file, so that it is reported instead of left out. */
const findingBrokenLinks: GlobOptions["fs"] = {
  realpath: ((path: string, done: (error: null, target: string) => void) => {
    fs.realpath(path, (error, target) => done(null, error === null ? target : path));
  }) as typeof fs.realpath,
  stat: ((path: string, done: (error: Error | null, stats: fs.Stats) => void) => {
    fs.stat(path, (error, stats) => (error === null ? done(null, stats) : fs.lstat(path, done)));
  }) as typeof fs.stat,
};

/**
 * Finds the files of a folder, a pattern or a list of them, sorted by path. A symbolic link counts only when its target
 * is below the root. A file that several paths lead to is found once, so that a loop of links ends.
 */
export async function findFiles(
  patterns: string | readonly string[],
  cwd: string,
): Promise<{ files: FoundFile[]; messages: VFileMessage[] }> {
  const messages: VFileMessage[] = [];
  const found = new Map<string, FoundFile>();
  for (const pattern of typeof patterns === "string" ? [patterns] : patterns) {
    const before = found.size;
    const entry = resolve(cwd, pattern);
    const stats = await stat(entry).catch(() => lstat(entry).catch(() => undefined));
    const isFolder = stats?.isDirectory() === true;
    const root = await realpath(isFolder ? entry : cwd);
    // A path given by name is always inspected, so that a pipe or a device is reported.
    const isNamed = stats !== undefined && !isFolder;
    const names = isNamed
      ? [entry]
      : await glob(isFolder ? `**/*.{${extensions}}` : pattern.replaceAll("\\", "/"), {
          cwd: isFolder ? entry : cwd,
          absolute: true,
          expandDirectories: false,
          caseSensitiveMatch: false,
          ignore: ["**/node_modules/**"],
          fs: findingBrokenLinks,
        });
    let rejected = 0;
    for (const name of names.sort()) {
      const file = resolve(name);
      const path = displayPath(file, cwd);
      const entry = await inspect(file, root, isNamed, path);
      if ("ruleId" in entry) {
        messages.push(entry);
        rejected++;
        // A file that several paths lead to is one post, named by its own path and not by a link's.
      } else if (!found.has(entry.target) || entry.target === file) {
        found.set(entry.target, { path, file, size: entry.size });
      }
    }
    if (found.size === before && rejected === 0) {
      messages.push(
        createMessage("files-none", {
          reason: `No post was found for ${JSON.stringify(pattern)}`,
          note: `Name a folder with posts (${extensions.join(", ")}), a file, or a pattern, relative to ${JSON.stringify(cwd)}.`,
        }),
      );
    }
  }
  const files = [...found.values()].sort((a, b) => compareText(a.path, b.path));
  return { files, messages };
}

/** A file's path as `FoundFile` has it. */
export function displayPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return (path.startsWith("..") || isAbsolute(path) ? file : path).replaceAll(sep, "/");
}

async function inspect(
  file: string,
  root: string,
  isNamed: boolean,
  path: string,
): Promise<{ target: string; size: number } | VFileMessage> {
  try {
    const target = await realpath(file);
    if (!isNamed && !target.startsWith(root.endsWith(sep) ? root : root + sep)) {
      return createMessage("file-outside", {
        reason: "A symbolic link leads out of the folder that is read and was not followed",
        note: "Copy the file into the folder, or name it by itself.",
        path,
      });
    }
    const stats = await stat(target);
    if (stats.isFile()) return { target, size: stats.size };
    return createMessage("file-not-regular", {
      reason: "This is not a regular file and was not read",
      note: "Only regular files are read, no folders, pipes or devices.",
      path,
    });
  } catch (error) {
    return unreadable(error, path);
  }
}

/** The message for a file that the system could not read. */
export function unreadable(error: unknown, path: string): VFileMessage {
  return createMessage("file-unreadable", {
    reason: `The file could not be read: ${reasonOf(error)}`,
    note: "Check that it still exists and may be read.",
    path,
  });
}

/** The text of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import * as fs from "node:fs";
import { lstat, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { type GlobOptions, glob } from "tinyglobby";
import type { VFileMessage } from "vfile-message";
import { createMessage } from "../diagnostics/create-message.ts";

/** A regular file that lies below the root, or a link that ends there. */
export interface FoundFile {
  /** Path for messages and slugs: from the working folder with `/`, absolute when it lies outside. */
  path: string;
  /** Absolute path. */
  file: string;
  /** Size in bytes. */
  size: number;
}

/** File name endings that are read when a folder is given. */
const endings = "md,mdx,markdown,mdown,mkd,mkdn";

/** Whether a folder's file is read as a post. */
export function isPostFile(path: string): boolean {
  return endings.split(",").includes(path.slice(path.lastIndexOf(".") + 1).toLowerCase());
}

/** Makes a link that leads nowhere a file like any other: it is told when it is looked at, not passed over in silence. */
const tellingBrokenLinks: GlobOptions["fs"] = {
  realpath: ((path: string, done: (error: null, target: string) => void) => {
    fs.realpath(path, (error, target) => done(null, error === null ? target : path));
  }) as typeof fs.realpath,
  stat: ((path: string, done: (error: Error | null, stats: fs.Stats) => void) => {
    fs.stat(path, (error, stats) => (error === null ? done(null, stats) : fs.lstat(path, done)));
  }) as typeof fs.stat,
};

/**
 * Finds the files of a folder, a pattern or a list of them, sorted by path. A symbolic link counts only when it
 * ends below the root, and a file that several paths lead to is found once, so that a loop of links ends.
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
    const kind = await stat(entry).catch(() => lstat(entry).catch(() => undefined));
    const root = await realpath(kind?.isDirectory() ? entry : cwd);
    // Whatever is named by itself is looked at, so that a pipe or a device is told and not passed over.
    const isNamed = kind !== undefined && !kind.isDirectory();
    const names = isNamed
      ? [entry]
      : await glob(kind?.isDirectory() ? `**/*.{${endings}}` : pattern.replaceAll("\\", "/"), {
          cwd: kind?.isDirectory() ? entry : cwd,
          absolute: true,
          expandDirectories: false,
          caseSensitiveMatch: false,
          ignore: ["**/node_modules/**"],
          fs: tellingBrokenLinks,
        });
    let rejected = 0;
    for (const name of names.sort()) {
      const file = resolve(name);
      const path = displayPath(file, cwd);
      const entry = await inspect(file, root, isNamed, path);
      if ("ruleId" in entry) {
        messages.push(entry);
        rejected++;
        // A file that two paths lead to is one post; its own path names it, not a link's.
      } else if (!found.has(entry.target) || entry.target === file) {
        found.set(entry.target, { path, file, size: entry.size });
      }
    }
    if (found.size === before && rejected === 0) {
      messages.push(
        createMessage("files-none", {
          reason: `No post was found for ${JSON.stringify(pattern)}`,
          note: `Name a folder with posts (${endings.replaceAll(",", ", ")}), a file, or a pattern, from ${JSON.stringify(cwd)}.`,
        }),
      );
    }
  }
  const files = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { files, messages };
}

/** A file's path for messages: from the working folder with `/`, absolute when it lies outside. */
export function displayPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return (path.startsWith("..") || isAbsolute(path) ? file : path).replaceAll(sep, "/");
}

async function inspect(
  file: string,
  root: string,
  named: boolean,
  path: string,
): Promise<{ target: string; size: number } | VFileMessage> {
  try {
    const target = await realpath(file);
    if (!named && !target.startsWith(root.endsWith(sep) ? root : root + sep)) {
      return createMessage("file-outside", {
        reason: "A symbolic link leads out of the folder that is read, and was not followed",
        note: "Copy the file in, or name it by itself.",
        path,
      });
    }
    const stats = await stat(target);
    if (stats.isFile()) return { target, size: stats.size };
    return createMessage("file-not-regular", {
      reason: "This is not a regular file, and was not read",
      note: "Only regular files are read: no folders, pipes or devices.",
      path,
    });
  } catch (error) {
    return unreadable(error, path);
  }
}

/** The message for a file that the system would not give. */
export function unreadable(error: unknown, path: string): VFileMessage {
  return createMessage("file-unreadable", {
    reason: `The file could not be read: ${error instanceof Error ? error.message : String(error)}`,
    note: "Check that it is still there and may be read.",
    path,
  });
}

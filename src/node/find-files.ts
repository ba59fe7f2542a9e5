import * as fs from "node:fs";
import { lstat, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { type GlobOptions, glob } from "tinyglobby";
import type { VFileMessage } from "vfile-message";
import { compareText } from "../core/compare-text.ts";
import { markdownExtensions } from "../core/markdown-files.ts";
import { createMessage } from "../diagnostics/create-message.ts";

/** A regular file below the root, or a symbolic link to one. */
export interface FoundFile {
  /** Path for messages and slugs: relative to the working folder, with `/`; absolute for a file outside it. */
  path: string;
  /** Real path. */
  file: string;
  /** Changes whenever the file does. */
  stamp: string;
}

/**
 * The file system for `glob`: it returns a broken symbolic link like any other file, so that it is reported instead of
 * left out, and does not silently skip a folder that cannot be read.
 */
function readingAll(onError: (folder: string, error: NodeJS.ErrnoException) => void): GlobOptions["fs"] {
  return {
    realpath: ((path: string, done: (error: null, target: string) => void) => {
      fs.realpath(path, (error, target) => done(null, error === null ? target : path));
    }) as typeof fs.realpath,
    stat: ((path: string, done: (error: Error | null, stats: fs.Stats) => void) => {
      fs.stat(path, (error, stats) => (error === null ? done(null, stats) : fs.lstat(path, done)));
    }) as typeof fs.stat,
    readdir: ((path: string, options: { withFileTypes: true }, done: ReadFolder) => {
      fs.readdir(path, options, (error, entries) => {
        if (error) onError(path, error);
        done(error, entries);
      });
    }) as typeof fs.readdir,
  };
}

type ReadFolder = (error: Error | null, entries: fs.Dirent[]) => void;

/**
 * Finds the files of a folder, a pattern or a list of them, sorted by path. A symbolic link counts only when its target
 * is below the root. A file with several paths is found once, so that a cycle of links ends.
 */
export async function findFiles(
  patterns: string | readonly string[],
  cwd: string,
): Promise<{ files: FoundFile[]; messages: VFileMessage[] }> {
  const none: VFileMessage[] = [];
  const rejected = new Map<string, VFileMessage>();
  const found = new Map<string, FoundFile>();
  const folders = new Map<string, Promise<string>>();
  const realFolder = (file: string): Promise<string> => {
    const folder = dirname(file);
    let real = folders.get(folder);
    if (real === undefined) folders.set(folder, (real = realpath(folder)));
    return real;
  };
  for (const pattern of typeof patterns === "string" ? [patterns] : patterns) {
    const before = rejected.size;
    const entry = resolve(cwd, pattern);
    const stats = await stat(entry).catch(() => lstat(entry).catch(() => undefined));
    const isFolder = stats?.isDirectory() === true;
    // A folder may be removed in the meantime.
    const root = await (isFolder ? realpath(entry).catch(() => entry) : realpath(cwd));
    // An explicit path is always inspected, so that a pipe or a device is reported.
    const isNamed = stats !== undefined && !isFolder;
    const names = isNamed
      ? [entry]
      : await glob(isFolder ? `**/*.{${markdownExtensions}}` : pattern.replaceAll("\\", "/"), {
          cwd: isFolder ? entry : cwd,
          absolute: true,
          expandDirectories: false,
          caseSensitiveMatch: false,
          ignore: ["**/node_modules/**"],
          fs: readingAll((folder, error) => {
            const path = displayPath(resolve(folder), cwd);
            const message = unreadable(error, path);
            // The static part of a pattern may name a folder that does not exist; a folder may be removed in the
            // meantime.
            if (error.code !== "ENOENT" || path.includes("\uFFFD")) rejected.set(path, message);
          }),
        });
    const paths = names.sort().map((name) => resolve(name));
    const entries = await Promise.all(
      paths.map((file) => inspect(file, displayPath(file, cwd), realFolder, isNamed ? undefined : root)),
    );
    for (const [index, entry] of entries.entries()) {
      const file = paths[index] as string;
      const path = displayPath(file, cwd);
      if ("ruleId" in entry) {
        // A link that several patterns or links reach is reported once.
        const own = join(await realFolder(file).catch(() => dirname(file)), basename(file));
        if (!rejected.has(own) || own === file) rejected.set(own, entry);
        // A file with several paths is one post, named by its own path rather than that of a link.
      } else if (!found.has(entry.file) || entry.file === file) {
        found.set(entry.file, { path, ...entry });
      }
    }
    if (names.length === 0 && rejected.size === before) {
      none.push(
        createMessage("files-none", {
          reason: `No post was found for ${JSON.stringify(pattern)}`,
          note: `Pass a folder of posts (${markdownExtensions.join(", ")}), a file, or a pattern, relative to ${JSON.stringify(cwd)}.`,
        }),
      );
    }
  }
  const files = [...found.values()].sort((a, b) => compareText(a.path, b.path));
  const messages = [...rejected.values()].sort((a, b) => compareText(a.file ?? "", b.file ?? ""));
  return { files, messages: [...none, ...messages] };
}

/** A file's path as `FoundFile` has it. */
export function displayPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  const isOutside = path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
  return (isOutside ? file : path).replaceAll(sep, "/");
}

async function inspect(
  file: string,
  path: string,
  realFolder: (file: string) => Promise<string>,
  root: string | undefined,
): Promise<Omit<FoundFile, "path"> | VFileMessage> {
  try {
    const own = await lstat(file);
    const isPlain = root !== undefined && !own.isSymbolicLink();
    const target = isPlain ? join(await realFolder(file), basename(file)) : await realpath(file);
    if (root !== undefined && !target.startsWith(root.endsWith(sep) ? root : root + sep)) {
      return createMessage("file-outside", {
        reason: "A symbolic link points outside the folder and was not followed",
        note: "Copy the file into the folder, or pass its path.",
        path,
      });
    }
    const stats = isPlain ? own : await stat(target);
    if (!stats.isFile()) return notRegular(path);
    return { file: target, stamp: stampOf(stats) };
  } catch (error) {
    return unreadable(error, path);
  }
}

/** Changes whenever the file at a path does; the times have fractions of a millisecond. */
function stampOf({ dev, ino, size, mtimeMs, ctimeMs }: fs.Stats): string {
  return [dev, ino, size, mtimeMs, ctimeMs].join();
}

/** The message for a folder, a pipe or a device. */
export function notRegular(path: string): VFileMessage {
  return createMessage("file-not-regular", {
    reason: "This is not a regular file and was not read",
    note: "Only regular files are read, not folders, pipes or devices.",
    path,
  });
}

/** The message for a file that the system could not read. */
export function unreadable(error: unknown, path: string): VFileMessage {
  // Node replaces bytes that are not UTF-8 with U+FFFD, and then finds no file with that name.
  const isMisnamed = path.includes("\uFFFD") && (error as NodeJS.ErrnoException).code === "ENOENT";
  return createMessage("file-unreadable", {
    reason: isMisnamed
      ? "The file could not be read: its name, or that of a folder, is not UTF-8"
      : `The file could not be read: ${reasonOf(error)}`,
    note: isMisnamed ? "Rename it." : "Check that it still exists and may be read.",
    path,
  });
}

/** The message of any thrown value, even of one that throws when it is read. */
export function reasonOf(error: unknown, withName = false): string {
  try {
    if (!(error instanceof Error)) return String(error);
    return withName ? `${error.name}: ${error.message}` : `${error.message}`;
  } catch {
    return "an error without a message";
  }
}

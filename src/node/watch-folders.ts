import * as fs from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Watches a folder and its subfolders. An event only means that something may have changed. */
export interface FolderWatch {
  /** Starts watching new folders, and stops watching removed ones. */
  update(): Promise<void>;
  close(): void;
}

/** The folders that `findFiles` ignores. */
const ignored = /^\.|^node_modules$/;

/**
 * @param onChange - called for each change below the root, and when the root is removed, created again or replaced
 * @param onError - called once for each folder that cannot be watched
 */
export function watchFolders(
  root: string,
  onChange: () => void,
  onError: (folder: string, error: unknown) => void,
): FolderWatch {
  const watchers = new Map<string, { id: string; watcher: fs.FSWatcher | undefined }>();

  const end = (folder: string): void => {
    watchers.get(folder)?.watcher?.close();
    watchers.delete(folder);
  };

  const start = (folder: string, id: string): void => {
    end(folder);
    let watcher: fs.FSWatcher | undefined;
    try {
      watcher = fs.watch(folder, onChange);
      watcher.on("error", (error) => onError(folder, error));
    } catch (error) {
      onError(folder, error);
    }
    watchers.set(folder, { id, watcher });
  };

  const visit = async (folder: string, seen: Set<string>): Promise<void> => {
    try {
      const id = idOf(await stat(folder));
      if (watchers.get(folder)?.id !== id) start(folder, id);
      seen.add(folder);
      // Read after watching has started, so that no change is missed.
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        if (entry.isDirectory() && !ignored.test(entry.name)) await visit(join(folder, entry.name), seen);
      }
    } catch {
      // It was removed, which its parent folder reports, or cannot be read, which `findFiles` reports.
    }
  };

  // A watched folder gets no event when another folder replaces it.
  const timer = setInterval(async () => {
    const now = await stat(root).then(idOf, () => undefined);
    if (now !== watchers.get(root)?.id) onChange();
  }, 500);

  return {
    async update() {
      const seen = new Set<string>();
      await visit(root, seen);
      for (const folder of watchers.keys()) if (!seen.has(folder)) end(folder);
    },
    close() {
      clearInterval(timer);
      for (const folder of watchers.keys()) end(folder);
    },
  };
}

/** An inode number may be reused. */
function idOf({ dev, ino, birthtimeMs }: fs.Stats): string {
  return [dev, ino, birthtimeMs].join();
}

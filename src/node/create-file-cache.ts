import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Cache } from "./cache.ts";

/**
 * Makes a cache of files below a folder, for `readPosts`. An entry is written to a temporary file and renamed, so
 * that two builds at once, or one that is killed, never leave half an entry. The folder is made when first needed;
 * delete it to start afresh.
 *
 * @param folder - where the entries go; `node_modules/.cache/galley` is a good place
 * @returns the cache
 * @example
 * ```ts
 * import { createFileCache } from "galley/node";
 *
 * const cache = createFileCache("cache");
 * await cache.setItem("greeting", "hello");
 * console.log(await cache.getItem("greeting"), await cache.getItem("other"));
 * // → hello undefined
 * ```
 */
export function createFileCache(folder: string): Cache {
  if (typeof folder !== "string" || folder === "") {
    throw new TypeError(`Expected the path of a folder, received ${JSON.stringify(folder)}`);
  }
  const fileOf = (key: string): string => {
    // A key is any string; a file name is not. The digest also spreads the entries over 256 folders.
    const name = createHash("sha256").update(key).digest("hex");
    return join(folder, name.slice(0, 2), name.slice(2));
  };
  return {
    async getItem(key: string): Promise<string | undefined> {
      try {
        return await readFile(fileOf(key), "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    async setItem(key: string, value: string): Promise<void> {
      const file = fileOf(key);
      const temporary = `${file}.${randomUUID()}.tmp`;
      await mkdir(dirname(file), { recursive: true });
      try {
        await writeFile(temporary, value);
        await rename(temporary, file);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
  };
}

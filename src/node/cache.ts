import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parse, stringify } from "devalue";
import { show } from "../core/check-options.ts";

/** Anything that stores strings under keys, such as an `unstorage` instance. */
export interface Cache {
  /** Returns the string stored under the key; `null` or `undefined` when there is none. */
  getItem(key: string): unknown;
  /** Stores a string. May return a promise; when it rejects, the run reports a warning and loses no post. */
  setItem(key: string, value: string): unknown;
}

/**
 * Creates a cache of files in a folder, for `readPosts`. An entry is written to a temporary file and renamed, so
 * that concurrent or killed builds never leave a partial entry. The folder is created when it is first
 * needed; delete it to clear the cache.
 *
 * @param folder - folder of the entries, such as `node_modules/.cache/galley`
 * @returns the cache
 * @throws TypeError when `folder` is not a path
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
    throw new TypeError(`Expected the path of a folder, received ${show(folder)}`);
  }
  const fileOf = (key: string): string => {
    // Keys may contain any characters, file names may not. The digest also spreads the entries over 256 folders.
    const name = createHash("sha256").update(key).digest("hex");
    return join(folder, name.slice(0, 2), name.slice(2));
  };
  return {
    // Synchronous: reading a small local file takes less time than passing it to a thread.
    getItem(key: string): string | undefined {
      try {
        return readFileSync(fileOf(key), "utf8");
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

/**
 * Creates a cache in memory, for a process that reads the same posts repeatedly, such as a dev server. Only what has
 * changed is parsed again. Entries last as long as the process; to keep them between builds, use
 * `createFileCache`.
 *
 * @returns the cache
 * @example
 * ```ts
 * import { createMemoryCache } from "galley/node";
 *
 * const cache = createMemoryCache();
 * cache.setItem("greeting", "hello");
 * console.log(cache.getItem("greeting"), cache.getItem("other"));
 * // → hello undefined
 * ```
 */
export function createMemoryCache(): Cache {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key),
    setItem: (key, value) => void entries.set(key, value),
  };
}

/** Increased when the format of an entry changes: older entries become misses. */
const format = "galley-entry-3";

/**
 * Writes a value as text that starts with its version, key, length and digest, so that an entry that is damaged, or
 * stored under another key, can be detected.
 *
 * @throws Error for a value that cannot be restored: a function, a symbol, an instance of a class
 */
export function serializeEntry(key: string, value: unknown): string {
  const body = stringify(value);
  return `${headOf(key, body)}\n${body}`;
}

/** Reads what `serializeEntry` wrote under the same key; `undefined` when the text is anything else, or damaged. */
export function deserializeEntry(key: string, text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  return text.slice(0, end) === headOf(key, body) ? parse(body) : undefined;
}

function headOf(key: string, body: string): string {
  return `${format} ${key} ${body.length} ${createHash("sha256").update(body).digest("base64url")}`;
}

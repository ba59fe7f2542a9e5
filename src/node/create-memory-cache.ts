import type { Cache } from "./cache.ts";

/**
 * Makes a cache in memory, for a process that reads the same posts again and again: a dev server, a watcher. Only what has
 * changed is parsed again. It forgets nothing while the process runs, and everything after it: builds that start anew want
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

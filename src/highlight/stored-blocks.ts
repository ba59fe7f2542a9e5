import { hashText } from "../core/hash-text.ts";

/** Keeps strings from one run to the next, such as `createFileCache` of `galley/node` or an `unstorage` instance. */
export interface HighlightCache {
  /** Returns the string stored under the key, or a promise of it; anything else when there is none. */
  getItem(key: string): unknown;
  /** Stores a string. May return a promise. */
  setItem(key: string, value: string): unknown;
}

/** The HTML of blocks by what identifies them. */
export type KnownBlocks = ReadonlyMap<string, string>;

/** The blocks of posts, one entry for each post. A cache that fails costs time and nothing else. */
export interface StoredBlocks {
  read(path: string): Promise<KnownBlocks>;
  write(path: string, blocks: KnownBlocks): Promise<void>;
}

/**
 * Stores blocks in a cache.
 *
 * @param fingerprint - of the highlighter: blocks of another one are never returned
 */
export function createStoredBlocks(cache: HighlightCache, fingerprint: string): StoredBlocks {
  const keyOf = (path: string): string => `blocks-${hashText(fingerprint)}-${hashText(path)}`;
  return {
    async read(path) {
      try {
        // Short keys may be the same by accident, so the entry holds what they stand for.
        const [owner, blocks] = JSON.parse((await cache.getItem(keyOf(path))) as string);
        return owner === fingerprint ? new Map<string, string>(blocks) : new Map();
      } catch {
        return new Map();
      }
    },
    async write(path, blocks) {
      try {
        await cache.setItem(keyOf(path), JSON.stringify([fingerprint, [...blocks]]));
      } catch {
        // The next run highlights again.
      }
    },
  };
}

import { compareText } from "../core/compare-text.ts";
import { hashText } from "../core/hash-text.ts";
import type { HighlightCache, ResolvedOptions } from "./highlighter-options.ts";
import type { ThemeSet } from "./themes/theme-set.ts";

/** A map of strings that removes the least recently used entries when it is full. */
export interface BlockCache {
  get(key: string): string | undefined;
  /** Adds a key that is not in the cache. */
  add(key: string, value: string): void;
  clear(): void;
}

/**
 * Creates a bounded cache. It contains only strings, so that its size reflects its memory use.
 *
 * @param maxSize - sum of the lengths of all keys and values
 */
export function createBlockCache(maxSize: number): BlockCache {
  const entries = new Map<string, string>();
  let size = 0;

  return {
    get(key) {
      const value = entries.get(key);
      if (value !== undefined) {
        entries.delete(key);
        entries.set(key, value);
      }
      return value;
    },
    add(key, value) {
      if (key.length + value.length > maxSize) return;
      entries.set(key, value);
      size += key.length + value.length;
      for (const [oldest, { length }] of entries) {
        if (size <= maxSize) break;
        entries.delete(oldest);
        size -= oldest.length + length;
      }
    },
    clear() {
      entries.clear();
      size = 0;
    },
  };
}

/** The HTML of blocks by their keys. */
export type KnownBlocks = ReadonlyMap<string, string>;

/** The blocks of posts, one entry for each post. A failing cache only costs time. */
export interface StoredBlocks {
  read(path: string): Promise<KnownBlocks>;
  write(path: string, blocks: KnownBlocks): Promise<void>;
}

/**
 * Stores blocks in a cache.
 *
 * @param fingerprint - identifies the highlighter: blocks of other highlighters are never returned
 */
export function createStoredBlocks(cache: HighlightCache, fingerprint: string): StoredBlocks {
  const keyOf = (path: string): string => `blocks-${hashText(fingerprint)}-${hashText(path)}`;
  return {
    async read(path) {
      try {
        // Short keys may collide, so the entry also contains the full key.
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

/**
 * The version of shiki that this library needs: part of every fingerprint, because another version has other grammars.
 */
export const shikiVersion = "4.6.0";

/** Increased when the HTML of a block changes: blocks are stored by fingerprint. */
export const blockFormat = 3;

/** Identifies everything that the HTML of a block depends on besides its code. Functions are identified by their source text. */
export function fingerprintOf(
  { mode, classPrefix, custom, langAlias, limits, labels, ...options }: ResolvedOptions,
  engine: string,
  themeSet: ThemeSet,
): string {
  const { copyButton, frames, wrap, defaultLang, transformBlock, transformers } = options;
  const sources = [transformBlock, ...transformers.flatMap((transformer) => Object.values(transformer))];
  return JSON.stringify({
    shiki: shikiVersion,
    format: blockFormat,
    engine,
    mode,
    themes: themeSet.keys.map((key, index) => [key, hashText(JSON.stringify(themeSet.themes[index]))]),
    several: themeSet.several,
    defaultColor: themeSet.defaultColor,
    classPrefix,
    langs: hashText(JSON.stringify(custom)),
    langAlias: Object.entries(langAlias).sort(([a], [b]) => compareText(a, b)),
    skipLangs: [...new Set(options.skipLangs.map((lang) => lang.toLowerCase()))].sort(),
    limits,
    labels,
    blocks: { copyButton, frames, wrap, defaultLang },
    functions: sources.some((source) => source !== undefined) ? hashText(sources.map(String).join("\0")) : "",
  });
}

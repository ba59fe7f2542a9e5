/** A map that forgets what was not asked for the longest once it holds too much. */
export interface BlockCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  clear(): void;
}

/**
 * Makes a bounded cache.
 *
 * @param maxSize - sum of the lengths of all keys, which hold the code; what is kept for one is in proportion
 */
export function createBlockCache<Value>(maxSize: number): BlockCache<Value> {
  const entries = new Map<string, Value>();
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
    set(key, value) {
      if (key.length > maxSize) return;
      if (!entries.delete(key)) size += key.length;
      entries.set(key, value);
      for (const oldest of entries.keys()) {
        if (size <= maxSize) break;
        entries.delete(oldest);
        size -= oldest.length;
      }
    },
    clear() {
      entries.clear();
      size = 0;
    },
  };
}

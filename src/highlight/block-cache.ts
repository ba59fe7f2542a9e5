/** A map of strings that forgets what was not read for the longest time once it holds too much. */
export interface BlockCache {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  clear(): void;
}

/**
 * Creates a bounded cache. It holds nothing but strings, so that its size is the memory that it takes.
 *
 * @param maxSize - sum of the lengths of all keys and values
 */
export function createBlockCache(maxSize: number): BlockCache {
  const entries = new Map<string, string>();
  let size = 0;

  function remove(key: string): void {
    const value = entries.get(key);
    if (value === undefined) return;
    entries.delete(key);
    size -= key.length + value.length;
  }

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
      remove(key);
      if (key.length + value.length > maxSize) return;
      entries.set(key, value);
      size += key.length + value.length;
      for (const oldest of entries.keys()) {
        if (size <= maxSize) break;
        remove(oldest);
      }
    },
    clear() {
      entries.clear();
      size = 0;
    },
  };
}

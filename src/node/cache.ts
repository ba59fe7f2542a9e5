/**
 * Anything that keeps strings under keys. An `unstorage` instance is one, and so is what `createMemoryCache` makes.
 */
export interface Cache {
  /** What was kept under the key; `null` or `undefined` when nothing was. */
  getItem(key: string): unknown;
  /** Keeps a string. May return a promise; a rejection is a warning, never a lost post. */
  setItem(key: string, value: string): unknown;
}

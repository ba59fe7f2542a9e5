/** The exports of a parser module. */
export type LoadedParser = ((source: Uint8Array, file: { path: string }) => unknown) & {
  fingerprint?: string;
  maxBytes?: number;
};

/**
 * Loads the parser from a module: its export `parser`, or its default export, or a promise for one.
 *
 * @param url - the URL of the module
 */
export async function loadParser(url: string): Promise<LoadedParser> {
  const exports = (await import(url)) as { parser?: unknown; default?: unknown };
  const parser = await (exports.parser ?? exports.default);
  if (typeof parser === "function") return parser as LoadedParser;
  throw new TypeError(`Expected ${url} to export a post parser as \`parser\`, received ${typeof parser}`);
}

import { pathToFileURL } from "node:url";

/** The exports of a parser module. */
export type LoadedParser = ((source: Uint8Array, file: { path: string }) => unknown) & {
  fingerprint?: string;
  maxBytes?: number;
};

/**
 * Loads the parser from a module: its export `parser`, or its default export, or a promise for one.
 *
 * @param module - a path or a URL
 */
export async function loadParser(module: string): Promise<LoadedParser> {
  const url = /^[a-z][a-z+.-]+:/i.test(module) ? module : pathToFileURL(module).href;
  const exports = (await import(url)) as { parser?: unknown; default?: unknown };
  const parser = await (exports.parser ?? exports.default);
  if (typeof parser === "function") return parser as LoadedParser;
  throw new TypeError(`Expected ${module} to export a post parser as \`parser\`, received ${typeof parser}`);
}

/** The exports of a parser module. */
export type LoadedParser = ((source: Uint8Array, file: { path: string }) => unknown) & {
  fingerprint?: string;
  maxBytes?: number;
};

/**
 * Loads the parser from a module: its export `parser`, or its default export, or a promise for one.
 *
 * @param url - the URL of the module
 * @param signal - rejects when it aborts
 */
export async function loadParser(url: string, signal?: AbortSignal): Promise<LoadedParser> {
  let onAbort = (): void => undefined;
  let onIdle = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal?.reason);
    // Otherwise Node would end without a message.
    onIdle = () => reject(new TypeError("it waits for itself, or for something that never happens"));
    signal?.addEventListener("abort", onAbort);
    process.on("beforeExit", onIdle);
  });
  try {
    return await Promise.race([load(url), stopped]);
  } finally {
    signal?.removeEventListener("abort", onAbort);
    process.off("beforeExit", onIdle);
  }
}

async function load(url: string): Promise<LoadedParser> {
  const exports = (await import(url)) as { parser?: unknown; default?: unknown };
  const parser = await (exports.parser ?? exports.default);
  if (typeof parser === "function") return parser as LoadedParser;
  throw new TypeError(`received ${typeof parser}`);
}

/** The exports of a parser module. */
export type LoadedParser = ((source: Uint8Array, file: { path: string }) => unknown) & {
  fingerprint?: string;
  maxBytes?: number;
};

/** Rejects each load in progress. One listener serves all: Node warns when there are more than ten. */
const stops = new Set<() => void>();
const stopAll = (): void => {
  for (const stop of stops) stop();
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
    if (stops.size === 0) process.on("beforeExit", stopAll);
    stops.add(onIdle);
  });
  try {
    return await Promise.race([load(url), stopped]);
  } finally {
    signal?.removeEventListener("abort", onAbort);
    stops.delete(onIdle);
    if (stops.size === 0) process.off("beforeExit", stopAll);
  }
}

async function load(url: string): Promise<LoadedParser> {
  const exports = (await import(url)) as { parser?: unknown; default?: unknown };
  const parser = await (exports.parser ?? exports.default);
  if (typeof parser === "function") return parser as LoadedParser;
  throw new TypeError(`received ${typeof parser}`);
}

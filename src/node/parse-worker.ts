import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { VFileMessage } from "vfile-message";
import { ContentError } from "../diagnostics/content-error.ts";

/** What the pool sends, one source at a time. */
export interface WorkerRequest {
  source: Uint8Array;
  path: string;
}

/** What a worker answers: first that it is ready, or why it cannot start; then one answer to each request. */
export type WorkerAnswer =
  | { kind: "ready"; fingerprint: string | undefined; maxBytes: number | undefined }
  | { kind: "post"; post: unknown }
  | { kind: "content-error"; messages: readonly VFileMessage[] }
  | { kind: "error"; name: string; message: string };

type Parse = ((source: Uint8Array, file: { path: string }) => unknown) & {
  fingerprint?: string;
  maxBytes?: number;
};

/** Loads the parser of a module: its export `parser`, or its default export, or a promise of one. */
async function loadParser(module: string): Promise<Parse> {
  const url = /^[a-z][a-z+.-]+:/i.test(module) ? module : pathToFileURL(module).href;
  const exports = (await import(url)) as { parser?: unknown; default?: unknown };
  const parser = await (exports.parser ?? exports.default);
  if (typeof parser === "function") return parser as Parse;
  throw new TypeError(`Expected ${module} to export a post parser as \`parser\`, received ${typeof parser}`);
}

function describe(error: unknown): WorkerAnswer {
  if (error instanceof ContentError || (error instanceof Error && error.name === "ContentError")) {
    return { kind: "content-error", messages: (error as ContentError).messages };
  }
  if (error instanceof Error) return { kind: "error", name: error.name, message: error.message };
  return { kind: "error", name: "Error", message: String(error) };
}

function answer(value: WorkerAnswer): void {
  try {
    parentPort?.postMessage(value);
  } catch (error) {
    // A parser of the user's own returned a post that cannot be cloned.
    parentPort?.postMessage(describe(error));
  }
}

try {
  const parser = await loadParser((workerData as { module: string }).module);
  parentPort?.on("message", async ({ source, path }: WorkerRequest) => {
    try {
      answer({ kind: "post", post: await parser(source, { path }) });
    } catch (error) {
      answer(describe(error));
    }
  });
  answer({ kind: "ready", fingerprint: parser.fingerprint, maxBytes: parser.maxBytes });
} catch (error) {
  answer(describe(error));
}

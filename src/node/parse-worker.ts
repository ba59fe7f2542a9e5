import { AsyncLocalStorage } from "node:async_hooks";
import { parentPort, workerData } from "node:worker_threads";
import type { VFileMessage } from "vfile-message";
import { ContentError } from "../diagnostics/content-error.ts";
import { type LoadedParser, loadParser } from "./load-parser.ts";

/** A request of the pool: one source. */
export interface WorkerRequest {
  id: number;
  source: Uint8Array;
  path: string;
}

/** The result for a source. */
export type Result =
  | { kind: "post"; post: unknown }
  | { kind: "content-error"; messages: readonly VFileMessage[] }
  | { kind: "error"; name: string; message: string };

/**
 * A message from a worker: first that it is ready, or why it cannot start; then one answer for each request. `stray` is
 * an error that nothing caught, or the end of the worker, with the request that caused it, if known.
 */
export type WorkerMessage =
  | { kind: "ready"; fingerprint: string | undefined; maxBytes: number | undefined }
  | { kind: "unusable"; result: Result }
  | { kind: "answer"; id: number; result: Result }
  | { kind: "stray"; from: Origin | undefined; result: Result };

/** The request in which asynchronous work started. */
type Origin = Pick<WorkerRequest, "id" | "path">;

function describe(error: unknown): Result {
  try {
    if (error instanceof ContentError || (error instanceof Error && error.name === "ContentError")) {
      const { messages } = error as ContentError;
      // Other packages have errors of this name too.
      if (Array.isArray(messages) && messages.every((message) => typeof message === "object" && message)) {
        return { kind: "content-error", messages };
      }
    }
    if (error instanceof Error) return { kind: "error", name: `${error.name}`, message: `${error.message}` };
    return { kind: "error", name: "Error", message: String(error) };
  } catch {
    return { kind: "error", name: "Error", message: "an error without a message" };
  }
}

const port = parentPort as NonNullable<typeof parentPort>;
const send = (message: WorkerMessage): void => port.postMessage(message);

/** Timers and promises keep the request in which they started, so that a late error is attributed to the right post. */
const origin = new AsyncLocalStorage<Origin>();

const sendStray = (result: Result): void => send({ kind: "stray", from: origin.getStore(), result });

async function answer(parser: LoadedParser, { id, source, path }: WorkerRequest): Promise<void> {
  let result: Result;
  try {
    result = { kind: "post", post: await parser(source, { path }) };
  } catch (error) {
    result = describe(error);
  }
  // Errors of work that the parser did not await arrive first.
  await new Promise((resolve) => setImmediate(resolve));
  try {
    send({ kind: "answer", id, result });
  } catch (error) {
    // A custom parser returned or threw a value that cannot be cloned.
    send({ kind: "answer", id, result: describe(error) });
  }
}

try {
  const parser = await loadParser((workerData as { module: string }).module);
  process.on("uncaughtException", (error) => sendStray(describe(error)));
  process.on("exit", (code) => {
    sendStray({ kind: "error", name: "Error", message: `A worker ended with code ${code}` });
  });
  // Posts are sent in advance and parsed one after another.
  let last = Promise.resolve();
  port.on("message", (request: WorkerRequest) => {
    const from = { id: request.id, path: request.path };
    last = last.then(() => origin.run(from, answer, parser, request));
  });
  send({ kind: "ready", fingerprint: parser.fingerprint, maxBytes: parser.maxBytes });
} catch (error) {
  send({ kind: "unusable", result: describe(error) });
}

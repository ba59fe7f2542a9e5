import { fileURLToPath } from "node:url";
import { type ResourceLimits, Worker } from "node:worker_threads";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { WorkerAnswer, WorkerRequest } from "./parse-worker.ts";
import type { ReadablePost, ReadablePostParser } from "./readable-post.ts";

/** Bounds on the parse of one post, held by a worker that is ended when it goes past one. */
export interface Isolation {
  /**
   * Longest time for one post, in milliseconds, from 1 to 2,147,483,647; `Infinity` for no bound.
   * @default 10_000
   */
  milliseconds?: number;
  /**
   * Most memory that a worker's heap may take, in MiB, from 1 to 1,048,576. Below some 16 no worker starts.
   * @default 512
   */
  memoryMb?: number;
  /**
   * Size of a worker's stack, in MiB, from 1 to 1,024.
   * @default 4
   */
  stackMb?: number;
}

export interface ParsePoolOptions {
  /** Number of workers, from 1. */
  workers: number;
  /** Without it nothing is bounded. */
  isolation?: Isolation | undefined;
}

/** A parser whose work is done by workers. */
export interface ParsePool<P extends ReadablePost> extends ReadablePostParser<P> {
  (source: Uint8Array, file: { path: string }): Promise<P>;
  /** Ends the workers at once; what is under way is rejected with the reason. */
  close(reason?: unknown): Promise<void>;
}

interface Task<P> extends WorkerRequest {
  resolve: (post: P) => void;
  reject: (reason: unknown) => void;
}

interface Slot<P> {
  worker: Worker;
  ready: boolean;
  task?: Task<P> | undefined;
  timer?: NodeJS.Timeout | undefined;
}

/** A parse makes much garbage that dies young: a larger nursery saves about a third of the time. */
const youngGenerationMb = 64;

/**
 * Starts workers that each load a parser from a module, so that plugins and schemas, which cannot be sent, are there.
 *
 * @param module - path or URL of a module that exports a post parser as `parser`
 * @throws TypeError when the module cannot be loaded or exports no parser
 */
export async function createParsePool<P extends ReadablePost>(
  module: string | URL,
  { workers, isolation }: ParsePoolOptions,
): Promise<ParsePool<P>> {
  const { milliseconds = 10_000, memoryMb = 512, stackMb = 4 } = isolation ?? {};
  const resourceLimits: ResourceLimits = { maxYoungGenerationSizeMb: youngGenerationMb };
  if (isolation) Object.assign(resourceLimits, { maxOldGenerationSizeMb: memoryMb, stackSizeMb: stackMb });

  const slots = new Set<Slot<P>>();
  const idle: Slot<P>[] = [];
  const waiting: Task<P>[] = [];
  let closed: { reason: unknown } | undefined;

  function spawn(): Promise<WorkerAnswer> {
    const worker = new Worker(new URL("./parse-worker.js", import.meta.url), {
      workerData: { module: module instanceof URL ? module.href : module },
      resourceLimits,
    });
    const slot: Slot<P> = { worker, ready: false };
    slots.add(slot);
    return new Promise((ready) => {
      worker.on("message", (answer: WorkerAnswer) => {
        if (answer.kind !== "ready") {
          if (slot.task) settle(slot, answer);
          else {
            ready(answer);
            fail(slot, toError(answer, ""));
          }
          return;
        }
        slot.ready = true;
        ready(answer);
        idle.push(slot);
        next();
      });
      worker.on("error", (error: NodeJS.ErrnoException) => {
        ready({ kind: "error", name: error.name, message: error.message });
        fail(
          slot,
          error.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooMuchMemory(slot.task?.path, memoryMb) : error,
        );
      });
      worker.on("exit", (code) => {
        ready({ kind: "error", name: "Error", message: `A worker ended with code ${code}` });
        fail(slot, new Error(`A worker ended with code ${code}`));
      });
    });
  }

  /** Gives work to whoever is idle. */
  function next(): void {
    while (idle.length > 0 && waiting.length > 0) {
      const slot = idle.pop() as Slot<P>;
      const task = waiting.shift() as Task<P>;
      slot.task = task;
      if (isolation && milliseconds !== Number.POSITIVE_INFINITY)
        slot.timer = setTimeout(() => fail(slot, tooMuchTime(slot.task?.path, milliseconds)), milliseconds);
      slot.worker.postMessage({ source: task.source, path: task.path } satisfies WorkerRequest);
    }
  }

  function settle(slot: Slot<P>, answer: WorkerAnswer): void {
    const task = slot.task as Task<P>;
    clearTimeout(slot.timer);
    slot.task = undefined;
    idle.push(slot);
    if (answer.kind === "post") task.resolve(answer.post as P);
    else task.reject(toError(answer, task.path));
    next();
  }

  /** Ends a worker that went past a bound or broke; another takes its place. */
  function fail(slot: Slot<P>, error: unknown): void {
    if (!slots.delete(slot)) return;
    clearTimeout(slot.timer);
    if (idle.includes(slot)) idle.splice(idle.indexOf(slot), 1);
    slot.task?.reject(error);
    void slot.worker.terminate();
    if (waiting.length === 0) return;
    if (slot.ready) void spawn();
    // A module that does not load will not load the next time either.
    else if (slots.size === 0) for (const task of waiting.splice(0)) task.reject(error);
  }

  const parse = (source: Uint8Array, { path }: { path: string }): Promise<P> =>
    new Promise((resolve, reject) => {
      if (closed) reject(closed.reason);
      else {
        waiting.push({ source, path, resolve, reject });
        if (slots.size < workers) void spawn();
        next();
      }
    });

  const close = async (reason: unknown = new Error("The parse pool is closed")): Promise<void> => {
    closed = { reason };
    for (const task of waiting.splice(0)) task.reject(reason);
    const ended = [...slots].map((slot) => {
      clearTimeout(slot.timer);
      slot.task?.reject(reason);
      slots.delete(slot);
      return slot.worker.terminate();
    });
    await Promise.all(ended);
  };

  const answers = await Promise.all(Array.from({ length: workers }, spawn));
  const failed = answers.find(({ kind }) => kind !== "ready");
  if (failed) {
    await close();
    throw new TypeError(
      `Expected ${describe(module)} to be a module that exports a post parser as \`parser\`: ${toError(failed, "").message}`,
    );
  }
  const { fingerprint, maxBytes } = answers[0] as WorkerAnswer & { kind: "ready" };
  return Object.assign(parse, { fingerprint, ...(maxBytes !== undefined && { maxBytes }), close });
}

function describe(module: string | URL): string {
  return module instanceof URL && module.protocol === "file:" ? fileURLToPath(module) : String(module);
}

function toError(answer: WorkerAnswer, path: string): Error {
  if (answer.kind === "content-error") return new ContentError({ path, messages: answer.messages });
  const { name, message } = answer.kind === "error" ? answer : { name: "Error", message: answer.kind };
  return Object.assign(new Error(message), { name });
}

function tooMuchTime(path: string | undefined, milliseconds: number): ContentError {
  const message = createMessage("isolation-time", {
    reason: `The post was not parsed within \`isolation.milliseconds\`: ${milliseconds} ms`,
    note: "Shorten the post, or raise the limit for texts you trust.",
    path,
  });
  return new ContentError({ path, messages: [message] });
}

function tooMuchMemory(path: string | undefined, memoryMb: number): ContentError {
  const message = createMessage("isolation-memory", {
    reason: `The post was not parsed within \`isolation.memoryMb\`: ${memoryMb} MiB`,
    note: "Shorten the post, or raise the limit for texts you trust.",
    path,
  });
  return new ContentError({ path, messages: [message] });
}

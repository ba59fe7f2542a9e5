import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ResourceLimits, Worker } from "node:worker_threads";
import { checkOptions, checkWholeNumber, wrongKind } from "../core/check-options.ts";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { WorkerAnswer, WorkerRequest } from "./parse-worker.ts";
import type { ReadablePost, ReadablePostParser } from "./read-post.ts";

/** Limits on the parse of one post. A worker that exceeds one is ended. */
export interface Isolation {
  /**
   * Longest time for one post, in milliseconds, from 1 to 2,147,483,647; `Infinity` for no limit.
   * @default 10_000
   */
  milliseconds?: number;
  /**
   * Largest heap of a worker, in MiB, from 1 to 1,048,576. With less than about 16 no worker starts.
   * @default 512
   */
  memoryMb?: number;
  /**
   * Size of a worker's stack, in MiB, from 1 to 1,024.
   * @default 4
   */
  stackMb?: number;
}

/** The parts of the options of `readPosts` that say how posts are parsed. */
export interface ParserOptions<P extends ReadablePost> {
  parser: ReadablePostParser<P> | string | URL;
  workers?: number | "auto";
  isolation?: Isolation;
  cwd?: string;
}

/** A parser that lets workers do the work. */
interface ParsePool<P extends ReadablePost> extends ReadablePostParser<P> {
  (source: Uint8Array, file: { path: string }): Promise<P>;
  /** Ends the workers at once; posts under way are rejected with the reason. */
  close(reason?: unknown): Promise<void>;
}

interface Task<P> extends WorkerRequest {
  begin?: number;
  resolve: (post: P) => void;
  reject: (reason: unknown) => void;
}

interface Slot<P> {
  worker: Worker;
  ready: boolean;
  task?: Task<P> | undefined;
  timer?: NodeJS.Timeout | undefined;
}

/** Parsing creates many short-lived objects: a larger young generation saves about a third of the time. */
const youngGenerationMb = 64;

/** Another worker is started once the posts have taken this many times as long as the start of one for each worker. */
const startsWorth = 4;

/** Returns the parser as given, or starts the workers that load it from its module. */
export async function openParser<P extends ReadablePost>({
  parser,
  workers,
  isolation,
  cwd = process.cwd(),
}: ParserOptions<P>): Promise<{ parser: ReadablePostParser<P>; pool?: ParsePool<P> }> {
  const isAuto = workers === undefined || workers === "auto";
  const count = isAuto ? availableParallelism() : workers;
  checkWholeNumber("workers", count, { min: 1, max: 256 });
  checkIsolation(isolation);
  if (typeof parser === "string" || parser instanceof URL) {
    const isPath = typeof parser === "string" && !/^[a-z][a-z+.-]+:/i.test(parser);
    const pool = await createParsePool<P>(isPath ? resolve(cwd, parser) : parser, count, isAuto, isolation);
    return { parser: pool, pool };
  }
  if (typeof parser !== "function") {
    throw wrongKind("parser", parser, "a post parser, or the path or URL of a module that exports one");
  }
  if (workers !== undefined || isolation !== undefined) {
    throw new TypeError(
      "Expected `parser` to be the path or URL of a module, since `workers` or `isolation` is given, received a function",
    );
  }
  return { parser };
}

function checkIsolation(isolation: Isolation = {}): void {
  checkOptions(isolation, { milliseconds: "any", memoryMb: "any", stackMb: "any" }, "isolation");
  const { milliseconds = 1, memoryMb = 1, stackMb = 1 } = isolation;
  // A timer of more than 31 bits fires at once.
  if (milliseconds !== Number.POSITIVE_INFINITY) {
    checkWholeNumber("isolation.milliseconds", milliseconds, { min: 1, max: 2 ** 31 - 1 });
  }
  checkWholeNumber("isolation.memoryMb", memoryMb, { min: 1, max: 1024 * 1024 });
  // A stack of less than about a megabyte crashes the whole process.
  checkWholeNumber("isolation.stackMb", stackMb, { min: 1, max: 1024 });
}

/**
 * Starts workers that each load a parser from a module: plugins and schemas are functions, which cannot be sent to a
 * worker.
 *
 * @throws TypeError when the module cannot be loaded or exports no parser
 */
async function createParsePool<P extends ReadablePost>(
  module: string | URL,
  workers: number,
  isAuto: boolean,
  isolation: Isolation | undefined,
): Promise<ParsePool<P>> {
  const { milliseconds = 10_000, memoryMb = 512, stackMb = 4 } = isolation ?? {};
  const resourceLimits: ResourceLimits = {
    maxYoungGenerationSizeMb: youngGenerationMb,
    ...(isolation && { maxOldGenerationSizeMb: memoryMb, stackSizeMb: stackMb }),
  };

  const slots = new Set<Slot<P>>();
  const idle: Slot<P>[] = [];
  const waiting: Task<P>[] = [];
  let closed: { reason: unknown } | undefined;
  /** How long a worker takes to start, and how long all have parsed, in milliseconds. */
  let startTime = 0;
  let parseTime = 0;

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
          error.code === "ERR_WORKER_OUT_OF_MEMORY"
            ? pastLimit("memory", "memoryMb", `${memoryMb} MiB`, slot.task?.path)
            : error,
        );
      });
      worker.on("exit", (code) => {
        ready({ kind: "error", name: "Error", message: `A worker ended with code ${code}` });
        fail(slot, new Error(`A worker ended with code ${code}`));
      });
    });
  }

  /** Hands waiting posts to idle workers. */
  function next(): void {
    while (idle.length > 0 && waiting.length > 0) {
      const slot = idle.pop() as Slot<P>;
      const task = waiting.shift() as Task<P>;
      slot.task = task;
      task.begin = performance.now();
      if (isolation && milliseconds !== Number.POSITIVE_INFINITY) {
        slot.timer = setTimeout(() => {
          fail(slot, pastLimit("time", "milliseconds", `${milliseconds} ms`, task.path));
        }, milliseconds);
      }
      slot.worker.postMessage({ source: task.source, path: task.path } satisfies WorkerRequest);
    }
  }

  function settle(slot: Slot<P>, answer: WorkerAnswer): void {
    const task = slot.task as Task<P>;
    clearTimeout(slot.timer);
    slot.task = undefined;
    parseTime += performance.now() - (task.begin ?? 0);
    // A worker costs its start and the first use of each grammar. Work that has taken several times as long, and has not
    // ended, is worth another one; a small blog never gets there.
    if (
      isAuto &&
      slots.size < workers &&
      waiting.length > 0 &&
      parseTime > slots.size * startsWorth * startTime
    )
      void spawn();
    idle.push(slot);
    if (answer.kind === "post") task.resolve(answer.post as P);
    else task.reject(toError(answer, task.path));
    next();
  }

  /** Ends a worker that exceeded a limit or crashed; another takes its place. */
  function fail(slot: Slot<P>, error: unknown): void {
    if (!slots.delete(slot)) return;
    clearTimeout(slot.timer);
    if (idle.includes(slot)) idle.splice(idle.indexOf(slot), 1);
    slot.task?.reject(error);
    void slot.worker.terminate();
    if (waiting.length === 0) return;
    if (slot.ready) void spawn();
    // A module that could not be loaded would fail the next time too.
    else if (slots.size === 0) for (const task of waiting.splice(0)) task.reject(error);
  }

  const parse = (source: Uint8Array, { path }: { path: string }): Promise<P> =>
    new Promise((resolve, reject) => {
      if (closed) reject(closed.reason);
      else {
        waiting.push({ source, path, resolve, reject });
        if (slots.size < (isAuto ? 1 : workers)) void spawn();
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

  const begin = performance.now();
  const answers = await Promise.all(Array.from({ length: isAuto ? 1 : workers }, spawn));
  startTime = performance.now() - begin;
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

function pastLimit(
  kind: "time" | "memory",
  option: keyof Isolation,
  limit: string,
  path: string | undefined,
): ContentError {
  const message = createMessage(`isolation-${kind}`, {
    reason: `The post was not parsed within \`isolation.${option}\`: ${limit}`,
    note: "Shorten the post, or raise the limit for texts you trust.",
    path,
  });
  return new ContentError({ path, messages: [message] });
}

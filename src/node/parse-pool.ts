import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ResourceLimits, Worker } from "node:worker_threads";
import type { VFileMessage } from "vfile-message";
import { checkOptions, checkWholeNumber, wrongKind } from "../core/check-options.ts";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { Result, WorkerMessage, WorkerRequest } from "./parse-worker.ts";
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
  /** Whether a worker has died of something else while it parsed this. */
  isRetry: boolean;
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

/**
 * Returns the parser as given, or starts the workers that load it from its module.
 *
 * @param onLate - called when a parser throws after it has returned its post, which the run cannot add to that post
 */
export async function openParser<P extends ReadablePost>(
  { parser, workers, isolation, cwd = process.cwd() }: ParserOptions<P>,
  onLate: (message: VFileMessage) => void,
): Promise<{ parser: ReadablePostParser<P>; pool?: ParsePool<P> }> {
  const isAuto = workers === undefined || workers === "auto";
  const count = isAuto ? availableParallelism() : workers;
  checkWholeNumber("workers", count, { min: 1, max: 256 });
  checkIsolation(isolation);
  if (typeof parser === "string" || parser instanceof URL) {
    const isPath = typeof parser === "string" && !/^[a-z][a-z+.-]+:/i.test(parser);
    const url = isPath ? resolve(cwd, parser) : parser;
    const pool = await createParsePool<P>(url, count, isAuto, isolation, onLate);
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
  onLate: (message: VFileMessage) => void,
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

  /** Starts a worker, which may be for one task alone; resolves when it is ready or unusable. */
  function spawn(task?: Task<P>): Promise<WorkerMessage> {
    const worker = new Worker(new URL("./parse-worker.js", import.meta.url), {
      workerData: { module: module instanceof URL ? module.href : module },
      resourceLimits,
    });
    const slot: Slot<P> = { worker, ready: false, task };
    slots.add(slot);
    return new Promise((started) => {
      worker.on("message", (message: WorkerMessage) => {
        // A worker that was given up may still say something.
        if (!slots.has(slot)) return;
        if (message.kind === "answer") {
          if (message.id === slot.task?.id) settle(slot, message.result);
        } else if (message.kind === "stray") {
          const error = toError(message.result, message.from?.path);
          if (message.from && message.from.id !== slot.task?.id) onLate(lateError(error, message.from.path));
          else if (message.from) fail(slot, error);
          else crash(slot, error);
        } else if (message.kind === "unusable") {
          started(message);
          fail(slot, toError(message.result, undefined));
        } else if (message.kind === "ready") {
          started(message);
          slot.ready = true;
          if (slot.task) give(slot, slot.task);
          else idle.push(slot);
          next();
        }
      });
      const onEnd = (error: NodeJS.ErrnoException): void => {
        started({ kind: "unusable", result: { kind: "error", name: error.name, message: error.message } });
        if (error.code !== "ERR_WORKER_OUT_OF_MEMORY") crash(slot, error);
        else fail(slot, pastLimit("memory", "memoryMb", `${memoryMb} MiB`, slot.task?.path));
      };
      worker.on("error", onEnd);
      worker.on("messageerror", onEnd);
      worker.on("exit", (code) => onEnd(new Error(`A worker ended with code ${code}`)));
    });
  }

  /** Hands waiting posts to idle workers. */
  function next(): void {
    while (idle.length > 0 && waiting.length > 0) give(idle.pop() as Slot<P>, waiting.shift() as Task<P>);
  }

  function give(slot: Slot<P>, task: Task<P>): void {
    slot.task = task;
    task.begin = performance.now();
    if (isolation && milliseconds !== Number.POSITIVE_INFINITY) {
      slot.timer = setTimeout(() => {
        fail(slot, pastLimit("time", "milliseconds", `${milliseconds} ms`, task.path));
      }, milliseconds);
    }
    const { id, source, path } = task;
    slot.worker.postMessage({ id, source, path } satisfies WorkerRequest);
  }

  function settle(slot: Slot<P>, result: Result): void {
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
    if (result.kind === "post") task.resolve(result.post as P);
    else task.reject(toError(result, task.path));
    next();
  }

  /** A worker died of something that may have come from an earlier post: the task has one more try, in a worker of its own. */
  function crash(slot: Slot<P>, error: unknown): void {
    const { task } = slot;
    const isRetried = slot.ready && task !== undefined && !task.isRetry;
    if (isRetried) task.isRetry = true;
    fail(slot, error, isRetried ? task : undefined);
  }

  /** Ends a worker that exceeded a limit or crashed; another takes its place. */
  function fail(slot: Slot<P>, error: unknown, retried?: Task<P>): void {
    if (!slots.delete(slot)) return;
    clearTimeout(slot.timer);
    if (idle.includes(slot)) idle.splice(idle.indexOf(slot), 1);
    if (!retried) slot.task?.reject(error);
    void slot.worker.terminate();
    if (retried || (slot.ready && waiting.length > 0)) void spawn(retried);
    // A module that could not be loaded would fail the next time too.
    else if (slots.size === 0) for (const task of waiting.splice(0)) task.reject(error);
  }

  let lastId = 0;
  const parse = (source: Uint8Array, { path }: { path: string }): Promise<P> =>
    new Promise((resolve, reject) => {
      if (closed) reject(closed.reason);
      else {
        waiting.push({ id: ++lastId, source, path, resolve, reject, isRetry: false });
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
  const answers = await Promise.all(Array.from({ length: isAuto ? 1 : workers }, () => spawn()));
  startTime = performance.now() - begin;
  const [first] = answers;
  const unusable = answers.find(({ kind }) => kind === "unusable");
  if (unusable?.kind === "unusable" || first?.kind !== "ready") {
    await close();
    const reason = unusable?.kind === "unusable" ? toError(unusable.result, undefined).message : "";
    throw new TypeError(
      `Expected ${describe(module)} to be a module that exports a post parser as \`parser\`: ${reason}`,
    );
  }
  const { fingerprint, maxBytes } = first;
  return Object.assign(parse, { fingerprint, ...(maxBytes !== undefined && { maxBytes }), close });
}

function describe(module: string | URL): string {
  return module instanceof URL && module.protocol === "file:" ? fileURLToPath(module) : String(module);
}

function toError(result: Result, path: string | undefined): Error {
  if (result.kind === "content-error") return new ContentError({ path, messages: result.messages });
  const { name, message } = result.kind === "error" ? result : { name: "Error", message: "" };
  return Object.assign(new Error(message), { name });
}

function lateError({ name, message }: Error, path: string): VFileMessage {
  return createMessage("parser-failed", {
    reason: `The parser failed after it had returned this post: ${name}: ${message}`,
    note: "A plugin does not wait for a timer or a promise of its own, or does not catch its error.",
    severity: "warning",
    path,
  });
}

function pastLimit(
  kind: "time" | "memory",
  option: keyof Isolation,
  limit: string,
  path: string | undefined,
): ContentError {
  const message = createMessage(`isolation-${kind}`, {
    reason: `The post was not parsed within \`isolation.${option}\`: ${limit}`,
    note: "Shorten the post, or raise the limit for text you trust.",
    path,
  });
  return new ContentError({ path, messages: [message] });
}

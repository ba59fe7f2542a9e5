import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type ResourceLimits, Worker, workerData } from "node:worker_threads";
import type { VFileMessage } from "vfile-message";
import { checkOptions, checkWholeNumber, wrongKind } from "../core/check-options.ts";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { reasonOf } from "./find-files.ts";
import { type LoadedParser, loadParser } from "./load-parser.ts";
import type { Result, WorkerMessage, WorkerRequest } from "./parse-worker.ts";
import type { ReadablePost, ReadablePostParser } from "./read-post.ts";

/** Limits for parsing one post. A worker that exceeds one is terminated. */
export interface Isolation {
  /**
   * Maximum time for one post, in milliseconds, from 1 to 2,147,483,647; `Infinity` for no limit.
   * @default 10_000
   */
  milliseconds?: number;
  /**
   * Maximum heap size of a worker, in MiB, from 1 to 1,048,576. With less than about 16, no worker starts.
   * @default 512
   */
  memoryMb?: number;
  /**
   * Size of a worker's stack, in MiB, from 1 to 1,024.
   * @default 4
   */
  stackMb?: number;
}

/** The options of `readPosts` for parsing. */
export interface ParserOptions<P extends ReadablePost> {
  parser: ReadablePostParser<P> | string | URL;
  workers?: number | "auto" | undefined;
  isolation?: Isolation | undefined;
  cwd?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** A parser that delegates to workers. */
interface ParsePool<P extends ReadablePost> extends ReadablePostParser<P> {
  (source: Uint8Array, file: { path: string }): Promise<P>;
  /** Terminates the workers immediately; pending posts are rejected with the reason. */
  close(reason?: unknown): Promise<void>;
}

interface Task<P> extends WorkerRequest {
  resolve: (post: P) => void;
  reject: (reason: unknown) => void;
  languages: string[];
  /** Whether a worker has already crashed while parsing this. */
  isRetry: boolean;
}

interface Slot<P> {
  worker: Worker;
  ready: boolean;
  /** Tasks sent to the worker, which processes the first one. */
  tasks: Task<P>[];
  /** Languages that it has highlighted: a thread compiles the grammar of a language for its first block. */
  languages: Set<string>;
  timer?: NodeJS.Timeout | undefined;
}

/** Parsing creates many short-lived objects: a larger young generation saves about a third of the time. */
const youngGenerationMb = 64;

/**
 * Another thread must save at least this many times the load time of the parser. Until its code is compiled, it runs
 * slowly, and the compiler uses another core, which slows down the other threads on machines with few cores.
 */
const startsWorth = { free: 4, shared: 40 };

/** The number of posts whose mean time is used to estimate the others. */
const measuredPosts = 32;

/**
 * While this thread parses, it cannot distribute posts, so workers get them in advance: with 4 posts, a worker was idle
 * for a third of the time. A thread that does not parse answers soon; 2 posts cover the time until then.
 */
const postsAhead = { parsing: 16, free: 2 };

/** The number of posts in progress in this thread: while one waits for a grammar, the next is parsed. */
const postsAtOnce = 4;

/** The details of a run that a pool needs. */
export interface PoolRun {
  /** Called when a parser throws after it has returned its post, which the run cannot add to that post. */
  report: (message: VFileMessage) => void;
  /** How many posts are left, if known. */
  countLeft: () => number;
}

/** Returns the given parser, or a pool that loads it from its module. */
export async function openParser<P extends ReadablePost>(
  { parser, workers, isolation, cwd = process.cwd(), signal }: ParserOptions<P>,
  run: PoolRun,
): Promise<{ parser: ReadablePostParser<P>; pool?: ParsePool<P> }> {
  const isAuto = workers === undefined || workers === "auto";
  const count = isAuto ? availableParallelism() : workers;
  checkWholeNumber("workers", count, { min: 1, max: 256 });
  checkIsolation(isolation);
  // Several runs may share a signal.
  if (signal instanceof EventTarget) setMaxListeners(0, signal);
  if (typeof parser === "string" || parser instanceof URL) {
    const isPath = typeof parser === "string" && !/^[a-z][a-z+.-]+:/i.test(parser);
    const url = isPath ? pathToFileURL(resolve(cwd, parser)).href : String(parser);
    if ((workerData as { module?: string } | null)?.module === url) {
      // Each worker would start workers.
      throw new TypeError(
        `Expected \`parser\` to be a module of its own that does not read posts, received ${url}`,
      );
    }
    const pool = await createParsePool<P>(url, count, isAuto, isolation, run, signal);
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
  // A timer of more than 31 bits fires immediately.
  if (milliseconds !== Number.POSITIVE_INFINITY) {
    checkWholeNumber("isolation.milliseconds", milliseconds, { min: 1, max: 2 ** 31 - 1 });
  }
  checkWholeNumber("isolation.memoryMb", memoryMb, { min: 1, max: 1024 * 1024 });
  // A stack of less than about a megabyte crashes the whole process.
  checkWholeNumber("isolation.stackMb", stackMb, { min: 1, max: 1024 });
}

/**
 * Creates a pool of threads, each of which loads the parser from a module: plugins and schemas are functions, which
 * cannot be sent to a worker. An automatic pool without limits starts with this thread alone.
 *
 * @throws TypeError when the module cannot be loaded or exports no parser
 */
async function createParsePool<P extends ReadablePost>(
  module: string,
  workers: number,
  isAuto: boolean,
  isolation: Isolation | undefined,
  { report, countLeft }: PoolRun,
  signal: AbortSignal | undefined,
): Promise<ParsePool<P>> {
  const { milliseconds = 10_000, memoryMb = 512, stackMb = 4 } = isolation ?? {};
  const resourceLimits: ResourceLimits = {
    maxYoungGenerationSizeMb: youngGenerationMb,
    ...(isolation && { maxOldGenerationSizeMb: memoryMb, stackSizeMb: stackMb }),
  };

  const begin = performance.now();
  const here = isAuto && !isolation ? await loadParser(module, signal).catch(unusable) : undefined;
  /** A module that was loaded before takes no time here, but it does in a worker. */
  let loadTime = Math.max(performance.now() - begin, 250);
  /** When the first post was submitted. */
  let since = 0;
  let parsed = 0;

  const slots = new Set<Slot<P>>();
  const waiting: Task<P>[] = [];
  /** The posts that this thread parses. */
  const current = new Set<Task<P>>();
  let closed: { reason: unknown } | undefined;
  const workersAtStart = here ? 0 : isAuto ? 1 : workers;
  let mostWorkers = here ? workers - 1 : workers;

  function unusable(error: unknown): never {
    signal?.throwIfAborted();
    throw new TypeError(
      `Expected ${describe(module)} to be a module that exports a post parser as \`parser\`: ${reasonOf(error)}`,
    );
  }

  /** Starts a worker, optionally for a single task; resolves when it is ready or unusable. */
  function spawn(task?: Task<P>): Promise<WorkerMessage> {
    let worker: Worker;
    try {
      worker = new Worker(new URL("./parse-worker.js", import.meta.url), {
        workerData: { module },
        resourceLimits,
      });
    } catch (error) {
      // The system allows no further thread.
      if (here) mostWorkers = 0;
      task?.reject(error);
      if (slots.size === 0 && !here) for (const each of waiting.splice(0)) each.reject(error);
      const { name, message } = error as Error;
      return Promise.resolve({ kind: "unusable", result: { kind: "error", name, message } });
    }
    const slot: Slot<P> = { worker, ready: false, tasks: task ? [task] : [], languages: new Set() };
    slots.add(slot);
    return new Promise((started) => {
      worker.on("message", (message: WorkerMessage) => {
        // A worker that was abandoned may still send messages.
        if (!slots.has(slot)) return;
        // A plugin may send anything.
        if (message === null || message === undefined) return;
        if (message.kind === "answer") {
          if (message.id === slot.tasks[0]?.id) settle(slot, message.result);
        } else if (message.kind === "stray") {
          const error = toError(message.result, message.from?.path);
          if (message.from && message.from.id !== slot.tasks[0]?.id) {
            report(lateError(error, message.from.path));
          } else if (message.from) fail(slot, error);
          else crash(slot, error);
        } else if (message.kind === "unusable") {
          started(message);
          fail(slot, toError(message.result, undefined));
        } else if (message.kind === "ready") {
          started(message);
          slot.ready = true;
          for (const task of slot.tasks.splice(0)) give(slot, task);
          next();
        }
      });
      const onEnd = (error: NodeJS.ErrnoException): void => {
        started({ kind: "unusable", result: { kind: "error", name: error.name, message: error.message } });
        if (!isolation || error.code !== "ERR_WORKER_OUT_OF_MEMORY") crash(slot, error);
        else fail(slot, pastLimit("memory", "memoryMb", `${memoryMb} MiB`, slot.tasks[0]?.path));
      };
      worker.on("error", onEnd);
      worker.on("messageerror", onEnd);
      worker.on("exit", (code) => onEnd(new Error(`A worker ended with code ${code}`)));
    });
  }

  /** Distributes the waiting posts. */
  function next(): void {
    // With limits, the time of a post counts from when its worker gets it.
    const depth = here ? postsAhead.parsing : isolation ? 1 : postsAhead.free;
    for (let length = 0; length < depth; length++) {
      for (const slot of slots) {
        if (!slot.ready || slot.tasks.length !== length) continue;
        const task = takeFor(slot);
        if (task) give(slot, task);
      }
    }
    while (here && waiting.length > 0 && current.size < postsAtOnce) {
      void parseHere(here, waiting.shift() as Task<P>);
    }
  }

  /** The first post with the fewest languages that are new to the worker. */
  function takeFor(slot: Slot<P>): Task<P> | undefined {
    let best = -1;
    let fewest = Number.POSITIVE_INFINITY;
    for (const [index, task] of waiting.entries()) {
      const unknown = task.languages.filter((language) => !slot.languages.has(language)).length;
      if (unknown >= fewest) continue;
      best = index;
      fewest = unknown;
      if (fewest === 0) break;
    }
    return best < 0 ? undefined : waiting.splice(best, 1)[0];
  }

  function give(slot: Slot<P>, task: Task<P>): void {
    for (const language of task.languages) slot.languages.add(language);
    slot.tasks.push(task);
    if (isolation && milliseconds !== Number.POSITIVE_INFINITY) {
      slot.timer = setTimeout(async () => {
        // If this thread was busy, the answer may have arrived in the meantime.
        await new Promise((resolve) => setImmediate(resolve));
        if (slot.tasks[0] === task)
          fail(slot, pastLimit("time", "milliseconds", `${milliseconds} ms`, task.path));
      }, milliseconds);
    }
    const { id, source, path } = task;
    slot.worker.postMessage({ id, source, path } satisfies WorkerRequest);
  }

  function settle(slot: Slot<P>, result: Result): void {
    const task = slot.tasks.shift() as Task<P>;
    clearTimeout(slot.timer);
    countParsed();
    if (result.kind === "post") task.resolve(result.post as P);
    else task.reject(toError(result, task.path));
    next();
  }

  async function parseHere(parser: LoadedParser, task: Task<P>): Promise<void> {
    current.add(task);
    try {
      task.resolve((await parser(task.source, { path: task.path })) as P);
    } catch (error) {
      task.reject(error);
    }
    countParsed();
    // Handle answers of workers, and files that were read in the meantime, before the next post.
    await new Promise((resolve) => setImmediate(resolve));
    current.delete(task);
    next();
  }

  /** Starts another worker if it would save more time than it takes, which is never the case for a small blog. */
  function countParsed(): void {
    parsed++;
    const threads = slots.size + (here ? 1 : 0);
    if (!isAuto || closed || slots.size >= mostWorkers || parsed < measuredPosts) return;
    const left = (countLeft() * (performance.now() - since)) / parsed;
    const startTime = loadTime * (workers >= 2 * (threads + 1) ? startsWorth.free : startsWorth.shared);
    if (left / (threads + 1) > startTime) void spawn();
  }

  /** A worker crashed, perhaps because of an earlier post: the task is retried once, in a worker of its own. */
  function crash(slot: Slot<P>, error: unknown): void {
    const [task] = slot.tasks;
    const isRetried = slot.ready && task !== undefined && !task.isRetry;
    if (isRetried) task.isRetry = true;
    fail(slot, error, isRetried);
  }

  /** Terminates a worker that exceeded a limit or crashed, and replaces it. */
  function fail(slot: Slot<P>, error: unknown, isRetried = false): void {
    if (!slots.delete(slot)) return;
    clearTimeout(slot.timer);
    // The module does not load in a worker; this thread can parse the rest alone.
    if (here && !slot.ready) mostWorkers = 0;
    const [task, ...ahead] = slot.tasks;
    waiting.unshift(...ahead);
    if (!isRetried) task?.reject(error);
    void slot.worker.terminate();
    // Posts sent in advance go to other workers; this thread may be idle.
    next();
    if (isRetried) void spawn(task);
    else if (slot.ready && waiting.length > 0) void spawn();
    // A module that could not be loaded would fail again.
    else if (slots.size === 0 && !here) for (const task of waiting.splice(0)) task.reject(error);
  }

  let lastId = 0;
  const parse = (source: Uint8Array, { path }: { path: string }): Promise<P> =>
    new Promise((resolve, reject) => {
      if (closed) reject(closed.reason);
      else {
        const languages = workers > 1 ? languagesOf(source) : [];
        since ||= performance.now();
        waiting.push({ id: ++lastId, source, path, languages, resolve, reject, isRetry: false });
        if (slots.size < workersAtStart) void spawn();
        next();
      }
    });

  const close = async (reason: unknown = new Error("The parse pool is closed")): Promise<void> => {
    closed = { reason };
    signal?.removeEventListener("abort", onAbort);
    for (const task of current) task.reject(reason);
    for (const task of waiting.splice(0)) task.reject(reason);
    const ended = [...slots].map((slot) => {
      clearTimeout(slot.timer);
      for (const task of slot.tasks) task.reject(reason);
      slots.delete(slot);
      return slot.worker.terminate();
    });
    await Promise.all(ended);
  };

  const onAbort = (): void => void close(signal?.reason);
  signal?.addEventListener("abort", onAbort);
  const answers = await Promise.all(Array.from({ length: workersAtStart }, () => spawn()));
  if (!here) loadTime = performance.now() - begin;
  const failed = answers.find((answer) => answer.kind === "unusable");
  if (failed) {
    await close();
    unusable(toError(failed.result, undefined));
  }
  const { fingerprint, maxBytes } = here ?? (answers[0] as Extract<WorkerMessage, { kind: "ready" }>);
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

/** The languages of fenced code, determined without parsing. */
function languagesOf({ buffer, byteOffset, byteLength }: Uint8Array): string[] {
  const text = Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
  const fences = text.matchAll(/^[ \t>]*(?:```+|~~~+)[ \t]*([^\s`{]+)/gm);
  return [...new Set(Array.from(fences, ([, language]) => language as string))];
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

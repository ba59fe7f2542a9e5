import { syncBuiltinESMExports } from "node:module";
import { availableParallelism } from "node:os";
import threads from "node:worker_threads";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Post } from "../../src/post/post.ts";
import { temporaryFolder } from "../node/temporary-folder.ts";
import { builtModule } from "./built-module.ts";

// Workers are started from a built file, so these tests run against the build.
let readPosts: typeof import("../../src/node/read-posts.ts")["readPosts"];
let createPostParser: typeof import("../../src/post/create-post-parser.ts")["createPostParser"];

beforeAll(async () => {
  ({ readPosts } = await import(builtModule("node/index.js")));
  ({ createPostParser } = await import(builtModule("index.js")));
});

const parserModule = `
import { createPostParser } from ${JSON.stringify(builtModule("index.js"))};
export const parser = createPostParser();
`;

/** A parser that does what the text requests. */
const obedientModule = `
export async function parser(source, { path }) {
  const text = new TextDecoder().decode(source).trim();
  if (text === "loop") for (;;);
  if (text === "hoard") { const all = []; for (;;) all.push(new Array(1e5).fill(path)); }
  if (text === "deep") { const f = (n) => f(n + 1) + 1; f(0); }
  if (text === "exit") process.exit(3);
  if (text === "wait") await new Promise((resolve) => setTimeout(resolve, 200));
  if (text === "late throw") setTimeout(() => { throw new Error("late") }, 20);
  if (text === "late exit") setTimeout(() => process.exit(5), 20);
  if (text === "late microtask") queueMicrotask(() => { throw new Error("microtask") });
  if (text === "floating") void (async () => { await 1; throw new Error("floating"); })();
  if (text === "foreign error") throw Object.assign(new Error("not ours"), { name: "ContentError", messages: [1] });
  if (text === "chatter") { const { parentPort } = await import("node:worker_threads"); parentPort.postMessage("hello"); parentPort.postMessage(null); parentPort.postMessage({ kind: "answer", id: 999, result: {} }); }
  return { slug: path.replace(/^.*[/]|[.]md$/g, ""), text, messages: [] };
}
`;

/** Makes the system start no further worker; returns a function that ends this. */
function refuseWorkers(): () => void {
  const { Worker } = threads;
  const replace = (value: typeof Worker) => {
    threads.Worker = value;
    syncBuiltinESMExports();
  };
  const Refused = class {
    constructor() {
      throw new Error("no thread left");
    }
  };
  replace(Refused as never);
  return () => replace(Worker);
}

interface Threaded {
  slug: string;
  threadId: number;
  messages: [];
}

describe("workers", () => {
  test("return the same posts in the same order as a single thread", async () => {
    const posts = Array.from({ length: 24 }, (_, i) => [
      `posts/${String(i).padStart(2, "0")}.md`,
      `---\ntitle: Post ${i}\n---\n${"A paragraph with `code` and [a link](/x/).\n\n".repeat((i * 7) % 11)}`,
    ]);
    const cwd = temporaryFolder({
      ...Object.fromEntries(posts),
      "parser.mjs": parserModule,
      "posts/x.md": "---\ndate: 2025-02-30\n---\nText\n",
    });
    const one = await readPosts<Post>("posts", { parser: createPostParser(), cwd });
    const two = await readPosts<Post>("posts", { parser: "parser.mjs", workers: 2, cwd });
    expect(two.posts).toHaveLength(24);
    expect(two.posts).toEqual(one.posts);
    expect(two.messages).toEqual(one.messages);
    expect(two.messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toContainEqual(["date-invalid", true]);
  });

  test("are not used for a few posts, which the main thread parses unless there are limits", async () => {
    const cwd = temporaryFolder({
      "posts/a.md": "x",
      "posts/b.md": "x",
      "posts/c.md": "x",
      "parser.mjs": `
        import { threadId } from "node:worker_threads";
        export const parser = (source, { path }) => ({ slug: path, threadId, messages: [] });
      `,
    });
    const threadsOf = async (options: object) => {
      const { posts } = await readPosts<Threaded>("posts", { parser: "parser.mjs", cwd, ...options });
      return new Set(posts.map(({ threadId }) => threadId));
    };
    expect(await threadsOf({})).toEqual(new Set([0]));
    const limited = await threadsOf({ isolation: {} });
    expect(limited.size).toBe(1);
    expect(limited).not.toContain(0);
  });

  describe("are started when parsing takes long", () => {
    // Each reading of the clock adds a second, so that the remaining work justifies a worker.
    beforeEach(() => {
      let now = 0;
      vi.spyOn(performance, "now").mockImplementation(() => (now += 1000));
    });
    afterEach(() => void vi.restoreAllMocks());

    const posts = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`posts/${String(i).padStart(3, "0")}.md`, "~~~js\n~~~"]),
    );
    const read = (parser: string) => {
      const cwd = temporaryFolder({ ...posts, "parser.mjs": parser });
      return readPosts<Threaded>("posts", { parser: "parser.mjs", cwd });
    };

    test("and the main thread parses all posts if no worker can be started", async () => {
      const allow = refuseWorkers();
      try {
        const parser = "export const parser = (source, { path }) => ({ slug: path, messages: [] });";
        const { posts: found, messages } = await read(parser);
        expect(found.map(({ slug }) => slug)).toEqual(Object.keys(posts));
        expect(messages).toEqual([]);
      } finally {
        allow();
      }
    });

    test.runIf(availableParallelism() > 1)("and posts keep their order", async () => {
      const { posts: found, messages } = await read(`
        import { existsSync, writeFileSync } from "node:fs";
        import { isMainThread, threadId } from "node:worker_threads";
        const sign = new URL("parsed-by-worker", import.meta.url);
        let count = 0;
        export async function parser(source, { path }) {
          if (!isMainThread) writeFileSync(sign, "");
          else if (++count > 70) while (!existsSync(sign)) await new Promise((resolve) => setTimeout(resolve, 5));
          return { slug: path, threadId, messages: [] };
        }
      `);
      expect(found.map(({ slug }) => slug)).toEqual(Object.keys(posts));
      expect(new Set(found.map(({ threadId }) => threadId)).size).toBeGreaterThan(1);
      expect(messages).toEqual([]);
    });

    test.runIf(availableParallelism() > 1)(
      "and the main thread parses what was sent to a worker that ended",
      async () => {
        // It gets some of the last posts, and ends while the main thread waits for them; no other worker loads.
        const { posts: found, messages } = await read(`
        import { existsSync, writeFileSync } from "node:fs";
        import { isMainThread, threadId } from "node:worker_threads";
        const nearEnd = new URL("near-end", import.meta.url);
        const sent = new URL("sent", import.meta.url);
        const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
        if (!isMainThread && existsSync(sent)) throw new Error("not again");
        while (!isMainThread && !existsSync(nearEnd)) await sleep(5);
        let count = 0;
        export async function parser(source, { path }) {
          if (!isMainThread) {
            writeFileSync(sent, "");
            await sleep(300);
            process.exit(3);
          }
          if (++count > 185) writeFileSync(nearEnd, "");
          while (count > 185 && !existsSync(sent)) await sleep(5);
          return { slug: path, threadId, messages: [] };
        }
      `);
        expect(found).toHaveLength(Object.keys(posts).length - 1);
        expect(messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([["parser-failed", true]]);
      },
    );

    test("and the main thread continues when the module does not load in a worker", async () => {
      const { posts: found, messages } = await read(`
        import { isMainThread, threadId } from "node:worker_threads";
        if (!isMainThread) throw new Error("not here");
        export const parser = (source, { path }) => ({ slug: path, threadId, messages: [] });
      `);
      expect(found.map(({ slug }) => slug)).toEqual(Object.keys(posts));
      expect(messages).toEqual([]);
    });
  });

  test("reject a module that cannot be loaded or has no parser", async () => {
    const cwd = temporaryFolder({
      "posts/a.md": "x",
      "empty.mjs": "export const other = 1;",
      "broken.mjs": "throw new Error('boom');",
      "stuck.mjs": "await new Promise(() => {});",
    });
    // In the main thread of a test, there is always something left to happen.
    await expect(readPosts("posts", { parser: "stuck.mjs", workers: 1, cwd })).rejects.toThrow(
      /stuck\.mjs to be a module .*: it waits for itself, or for something that never happens/,
    );
    await expect(readPosts("posts", { parser: "none.mjs", cwd })).rejects.toThrow(
      /Expected .*none\.mjs to be a module/,
    );
    await expect(readPosts("posts", { parser: "empty.mjs", cwd })).rejects.toThrow(
      /exports a post parser as `parser`: received undefined/,
    );
    await expect(readPosts("posts", { parser: "broken.mjs", cwd })).rejects.toThrow(/boom/);
  });

  test("reject a module that reads posts with itself as the parser, instead of starting workers without end", async () => {
    const cwd = temporaryFolder({
      "posts/a.md": "x",
      "blog.mjs": `
        import { readPosts } from ${JSON.stringify(builtModule("node/index.js"))};
        export const parser = (source, { path }) => ({ slug: path, messages: [] });
        await readPosts("posts", { parser: import.meta.url, workers: 1 });
      `,
    });
    await expect(readPosts("posts", { parser: "blog.mjs", workers: 1, cwd })).rejects.toThrow(
      /Expected `parser` to be a module of its own that does not read posts/,
    );
  });

  test("cause no warning about listeners when many runs share a signal", async () => {
    const cwd = temporaryFolder({ "posts/a.md": "x", "parser.mjs": obedientModule });
    const warnings: string[] = [];
    const keep = ({ name }: Error): void => void warnings.push(name);
    process.on("warning", keep);
    const { signal } = new AbortController();
    const runs = Array.from({ length: 12 }, () => readPosts("posts", { parser: "parser.mjs", cwd, signal }));
    await Promise.all(runs);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", keep);
    expect(warnings).toEqual([]);
  });

  test.each(["auto", 1] as const)(
    "stop loading a module when the signal aborts (workers: %j)",
    async (workers) => {
      const cwd = temporaryFolder({
        "posts/a.md": "x",
        "slow.mjs": "await new Promise((resolve) => setTimeout(resolve, 60_000));",
      });
      const signal = AbortSignal.timeout(50);
      await expect(readPosts("posts", { parser: "slow.mjs", workers, cwd, signal })).rejects.toMatchObject({
        name: "TimeoutError",
      });
    },
  );
});

describe("isolation", () => {
  test("does not count time during which this thread was busy", async () => {
    const cwd = temporaryFolder({ "parser.mjs": obedientModule, "posts/a.md": "fine", "posts/b.md": "wait" });
    const options = { parser: "parser.mjs", isolation: { milliseconds: 300 }, cwd };
    const found: unknown[] = [];
    for await (const { path, messages } of readPosts.stream("posts", options)) {
      found.push([path, messages]);
      // Timers run next, before messages of workers.
      await new Promise((resolve) => setImmediate(resolve));
      const end = performance.now() + 400;
      while (performance.now() < end);
    }
    expect(found).toEqual([
      ["posts/a.md", []],
      ["posts/b.md", []],
    ]);
  });

  test("reports a post that takes too long, and reads the other posts", async () => {
    const cwd = temporaryFolder({
      "parser.mjs": obedientModule,
      "posts/a.md": "fine",
      "posts/b.md": "loop",
      "posts/c.md": "fine too",
    });
    const { posts, messages, stats } = await readPosts("posts", {
      parser: "parser.mjs",
      isolation: { milliseconds: 1000 },
      cwd,
    });
    expect(posts.map(({ slug }) => slug)).toEqual(["a", "c"]);
    expect(messages.map(({ file, ruleId }) => [file, ruleId])).toEqual([["posts/b.md", "isolation-time"]]);
    expect(stats).toMatchObject({ files: 3, parsed: 2, failed: 1 });
  });

  test("reports a post that takes too much memory or ends its worker, and reads the other posts", async () => {
    const cwd = temporaryFolder({
      "parser.mjs": obedientModule,
      "posts/a.md": "fine",
      "posts/c.md": "hoard",
      "posts/d.md": "deep",
      "posts/e.md": "exit",
      "posts/f.md": "fine too",
    });
    const { posts, messages, stats } = await readPosts("posts", {
      parser: "parser.mjs",
      isolation: { milliseconds: 60_000, memoryMb: 32 },
      cwd,
    });
    expect(posts.map(({ slug }) => slug)).toEqual(["a", "f"]);
    expect(messages.map(({ file, ruleId }) => [file, ruleId])).toEqual([
      ["posts/c.md", "isolation-memory"],
      ["posts/d.md", "parser-failed"],
      ["posts/e.md", "parser-failed"],
    ]);
    expect(messages[1]?.reason).toContain("Maximum call stack size exceeded");
    expect(messages[2]?.reason).toContain("ended with code 3");
    expect(stats).toMatchObject({ files: 5, parsed: 2, failed: 3 });
  });

  test("has no time limit when the time is infinite", async () => {
    const cwd = temporaryFolder({ "parser.mjs": obedientModule, "posts/a.md": "wait" });
    const isolation = { milliseconds: Number.POSITIVE_INFINITY };
    const { posts, messages } = await readPosts("posts", { parser: "parser.mjs", isolation, cwd });
    expect(posts).toHaveLength(1);
    expect(messages).toEqual([]);
  });

  test("ends a hanging worker when the signal aborts", async () => {
    const cwd = temporaryFolder({ "parser.mjs": obedientModule, "posts/a.md": "fine", "posts/b.md": "loop" });
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(new Error("enough"));
    const { signal } = controller;
    const run = readPosts("posts", { parser: "parser.mjs", workers: 1, cwd, signal, onProgress });
    await expect(run).rejects.toThrow("enough");
  });
});

describe("uncaught errors in a worker", () => {
  async function read(texts: string[], options: object = {}): Promise<Awaited<ReturnType<typeof readPosts>>> {
    const names = texts.map((text, index) => [`posts/${String.fromCharCode(97 + index)}.md`, text]);
    const cwd = temporaryFolder({ "parser.mjs": obedientModule, ...Object.fromEntries(names) });
    return readPosts("posts", { parser: "parser.mjs", workers: 1, concurrency: 1, cwd, ...options });
  }

  test("are reported for the post that was parsed when they started, and the others are read", async () => {
    const { posts, messages } = await read(["late throw", "wait", "late exit", "wait", "fine"]);
    expect(posts.map(({ slug }) => slug)).toEqual(["a", "b", "c", "d", "e"]);
    expect(messages.map(({ file, ruleId, fatal, reason }) => [file, ruleId, fatal, reason])).toEqual([
      [
        "posts/a.md",
        "parser-failed",
        false,
        "The parser failed after it had returned this post: Error: late",
      ],
      [
        "posts/c.md",
        "parser-failed",
        false,
        "The parser failed after it had returned this post: Error: A worker ended with code 5",
      ],
    ]);
  });

  test("fail the post that is being parsed when it caused them", async () => {
    const { posts, messages } = await read([
      "fine",
      "floating",
      "fine",
      "late microtask",
      "exit",
      "fine",
      "foreign error",
    ]);
    expect(posts.map(({ slug }) => slug)).toEqual(["a", "c", "f"]);
    expect(messages.map(({ file, ruleId, reason }) => [file, ruleId, reason.replace(/.*: /, "")])).toEqual([
      ["posts/b.md", "parser-failed", "floating"],
      ["posts/d.md", "parser-failed", "microtask"],
      ["posts/e.md", "parser-failed", "A worker ended with code 3"],
      ["posts/g.md", "parser-failed", "not ours"],
    ]);
  });

  test("fail the posts that are left if the worker cannot be replaced", async () => {
    let allow: (() => void) | undefined;
    try {
      const onProgress = (): void => {
        allow ??= refuseWorkers();
      };
      const { posts, messages } = await read(["fine", "exit", "fine"], { onProgress });
      expect(posts.map(({ slug }) => slug)).toEqual(["a"]);
      expect(messages.map(({ file, reason }) => [file, reason.replace(/.*: /, "")])).toEqual([
        ["posts/b.md", "A worker ended with code 3"],
        ["posts/c.md", "no thread left"],
      ]);
    } finally {
      allow?.();
    }
  });

  test("do not include messages that a plugin posts itself, which are ignored", async () => {
    const { posts, messages } = await read(["chatter", "fine", "chatter"], { workers: 2, concurrency: 4 });
    expect(posts.map(({ slug }) => slug)).toEqual(["a", "b", "c"]);
    expect(messages).toEqual([]);
  });
});

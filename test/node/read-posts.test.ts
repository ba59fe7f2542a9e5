import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { createMessage } from "../../src/diagnostics/create-message.ts";
import { createFileCache, createMemoryCache } from "../../src/node/cache.ts";
import type { ReadablePost, ReadablePostParser } from "../../src/node/read-post.ts";
import { type ReadProgress, readPosts } from "../../src/node/read-posts.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { temporaryFolder } from "./temporary-folder.ts";

interface Line extends ReadablePost {
  text: string;
  date: Date;
}

/**
 * A parser of one-line posts: `bad …` is an error of the author, `bug` an error of the parser, `warn` a warning.
 */
function lineParser(fingerprint?: string): ReadablePostParser<Line> & { calls: string[] } {
  const calls: string[] = [];
  const parse = (source: Uint8Array, { path }: { path: string }): Line => {
    calls.push(path);
    const text = new TextDecoder().decode(source);
    const message = createMessage("title-missing", { reason: text, path });
    if (text.startsWith("bad")) {
      throw new ContentError({ path, messages: [createMessage("not-utf8", { reason: text, path })] });
    }
    if (text === "bug") throw new TypeError("boom");
    return {
      slug: path.replace(/^.*\/|\.md$/g, ""),
      text,
      date: new Date(0),
      messages: text === "warn" ? [message] : [],
    };
  };
  return Object.assign(parse, { calls, fingerprint });
}

describe("readPosts", () => {
  test("reads all files even if one is invalid", async () => {
    const cwd = temporaryFolder({
      "p/a.md": "fine",
      "p/b.md": "bad",
      "p/c.md": "bug",
      "p/d.md": "warn",
      "p/e.md": "fine too",
    });
    const { posts, messages, stats } = await readPosts("p", { parser: lineParser(), cwd });
    expect(posts.map(({ slug }) => slug)).toEqual(["a", "d", "e"]);
    expect(messages.map(({ file, ruleId, fatal }) => [file, ruleId, fatal])).toEqual([
      ["p/b.md", "not-utf8", true],
      ["p/c.md", "parser-failed", true],
      ["p/d.md", "title-missing", false],
    ]);
    expect(messages[1]?.reason).toContain("TypeError: boom");
    expect(stats).toMatchObject({ files: 5, read: 5, parsed: 3, failed: 2, fromCache: 0, bytes: 22 });
  });

  test("returns posts and progress in the order of paths, whichever finishes first", async () => {
    const cwd = temporaryFolder(
      Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [`p/${String(i).padStart(2, "0")}.md`, `${i}`]),
      ),
    );
    const parser = async (source: Uint8Array, { path }: { path: string }): Promise<Line> => {
      const text = new TextDecoder().decode(source);
      await new Promise((resolve) => setTimeout(resolve, (30 - Number(text)) % 7));
      return { slug: path, text, date: new Date(0), messages: [] };
    };
    const seen: ReadProgress[] = [];
    const { posts } = await readPosts("p", {
      parser,
      cwd,
      concurrency: 4,
      onProgress: (progress) => seen.push(progress),
    });
    expect(posts.map(({ text }) => Number(text))).toEqual(Array.from({ length: 30 }, (_, i) => i));
    expect(seen.map(({ done }) => done)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(seen[29]).toEqual({ done: 30, total: 30, path: "p/29.md", fromCache: false, failed: false });
  });

  test("limits the number of concurrent files", async () => {
    const cwd = temporaryFolder(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p/${i}.md`, "x"])));
    let open = 0;
    let most = 0;
    const parser = async (): Promise<Line> => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      return { slug: String(most), text: "", date: new Date(0), messages: [] };
    };
    await readPosts("p", { parser, cwd, concurrency: 3 });
    expect(most).toBeLessThanOrEqual(3);
    await expect(readPosts("p", { parser, cwd, concurrency: 0 })).rejects.toThrow(
      "from 1 to 1024, received 0",
    );
  });

  test("reports two files with the same slug by their names", async () => {
    const cwd = temporaryFolder({ "p/x/same.md": "1", "p/y/same.md": "2" });
    const { posts, messages } = await readPosts("p", { parser: lineParser(), cwd });
    expect(posts).toHaveLength(2);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.reason).toContain("p/x/same.md");
    expect(messages[0]?.reason).toContain("p/y/same.md");
  });

  test("does not read a file above the parser's limit", async () => {
    const cwd = temporaryFolder({ "p/a.md": "x".repeat(11), "p/b.md": "y" });
    const parser = Object.assign(lineParser(), { maxBytes: 10 });
    const { posts, messages, stats } = await readPosts("p", { parser, cwd });
    expect(posts).toHaveLength(1);
    expect(messages.map(({ ruleId, file }) => [ruleId, file])).toEqual([["limit-bytes", "p/a.md"]]);
    expect(stats.read).toBe(1);
  });

  test("reports an unreadable file and reads the others", async () => {
    const cwd = temporaryFolder({ "p/a.md": "fine", "p/c.md": "gone by then", "p/d.md": "fine too" });
    symlinkSync("nowhere.md", join(cwd, "p/b.md"));
    const parser = (source: Uint8Array, { path }: { path: string }): Line => {
      // Another program removes a file during the run.
      if (path === "p/a.md") rmSync(join(cwd, "p/c.md"));
      return { slug: path, text: new TextDecoder().decode(source), date: new Date(0), messages: [] };
    };
    const { posts, messages, stats } = await readPosts("p", { parser, cwd, concurrency: 1 });
    expect(posts.map(({ text }) => text)).toEqual(["fine", "fine too"]);
    expect(messages.map(({ file, ruleId, fatal }) => [file, ruleId, fatal])).toEqual([
      ["p/b.md", "file-unreadable", true],
      ["p/c.md", "file-unreadable", true],
    ]);
    expect(messages[0]?.reason).toContain("ENOENT");
    expect(stats.failed).toBe(1);
  });

  test("stops when the signal aborts", async () => {
    const cwd = temporaryFolder({ "p/a.md": "1", "p/b.md": "2", "p/c.md": "3" });
    const before = AbortSignal.abort(new Error("never mind"));
    await expect(readPosts("p", { parser: lineParser(), cwd, signal: before })).rejects.toThrow("never mind");
    const controller = new AbortController();
    const parser = lineParser();
    const onProgress = (): void => controller.abort(new Error("enough"));
    await expect(
      readPosts("p", { parser, cwd, concurrency: 1, onProgress, signal: controller.signal }),
    ).rejects.toThrow("enough");
    expect(parser.calls.length).toBeLessThan(3);
  });
});

describe("readPosts with a cache", () => {
  const files = { "p/a.md": "one", "p/b.md": "warn", "p/c.md": "bad" };

  test("parses only changed files in a second run, with the same result", async () => {
    const cwd = temporaryFolder(files);
    const cache = createFileCache(join(cwd, "cache"));
    const cold = await readPosts("p", { parser: lineParser("v1"), cwd, cache });
    expect(cold.stats).toMatchObject({ parsed: 2, fromCache: 0, failed: 1 });
    const parser = lineParser("v1");
    const warm = await readPosts("p", { parser, cwd, cache });
    expect(warm.stats).toMatchObject({ parsed: 0, fromCache: 2, failed: 1 });
    expect(parser.calls).toEqual(["p/c.md"]);
    expect(warm.posts).toEqual(cold.posts);
    expect(warm.messages).toEqual(cold.messages);
    writeFileSync(join(cwd, "p/a.md"), "two");
    const edited = await readPosts("p", { parser: lineParser("v1"), cwd, cache });
    expect(edited.stats).toMatchObject({ parsed: 1, fromCache: 1 });
    expect(edited.posts[0]?.text).toBe("two");
  });

  test("uses no entries for another parser or for one without a fingerprint", async () => {
    const cwd = temporaryFolder(files);
    const kept = new Map<string, string>();
    const cache = {
      getItem: (key: string) => kept.get(key),
      setItem: (key: string, value: string) => kept.set(key, value),
    };
    await readPosts("p", { parser: lineParser(), cwd, cache });
    expect(kept.size).toBe(0);
    await readPosts("p", { parser: lineParser("v1"), cwd, cache });
    expect(kept.size).toBe(2);
    const other = await readPosts("p", { parser: lineParser("v2"), cwd, cache });
    expect(other.stats.fromCache).toBe(0);
  });

  test("parses again when an entry is damaged", async () => {
    const cwd = temporaryFolder(files);
    const kept = new Map<string, string>();
    const cache = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    };
    const cold = await readPosts("p", { parser: lineParser("v1"), cwd, cache });
    for (const [key, value] of kept) kept.set(key, value.slice(0, -3));
    const warm = await readPosts("p", { parser: lineParser("v1"), cwd, cache });
    expect(warm.stats).toMatchObject({ parsed: 2, fromCache: 0 });
    expect(warm.posts).toEqual(cold.posts);
  });

  test("reads lazy HTML on first access, with the same result", async () => {
    const cwd = temporaryFolder({ "p/a.md": "# A\n\n[b](https://example.com) ![c](d.png)", "p/b.md": "# B" });
    const kept = new Map<string, string>();
    const read: string[] = [];
    const cache = {
      getItem(key: string) {
        read.push(key);
        return kept.get(key);
      },
      setItem: (key: string, value: string) => kept.set(key, value),
    };
    const options = { parser: createPostParser(), cwd, cache, html: "lazy" } as const;
    const cold = await readPosts("p", options);
    read.length = 0;
    const warm = await readPosts("p", options);
    expect(warm.stats).toMatchObject({ parsed: 0, fromCache: 2 });
    expect(warm.posts[0]?.title).toBe("A");
    expect(read).toHaveLength(3);
    expect(warm.posts[0]?.html).toBe(cold.posts[0]?.html);
    expect(warm.posts[0]?.links).toEqual(cold.posts[0]?.links);
    expect(read).toHaveLength(4);
    expect(structuredClone(warm.posts)).toEqual(structuredClone(cold.posts));
  });

  test("throws on access to lazy HTML whose entry was removed", async () => {
    const cwd = temporaryFolder({ "p/a.md": "# A" });
    const cache = createFileCache(join(cwd, "cache"));
    const options = { parser: createPostParser(), cwd, cache, html: "lazy" } as const;
    await readPosts("p", options);
    const { posts } = await readPosts("p", options);
    rmSync(join(cwd, "cache"), { recursive: true });
    expect(() => posts[0]?.html).toThrow(
      "The `html` of p/a.md is no longer in the cache: read the posts again",
    );
    expect(posts[0]?.title).toBe("A");
  });

  test("rejects lazy HTML for an asynchronous cache, and invalid values of `html`", async () => {
    const cache = { getItem: () => Promise.reject(new Error("no connection")), setItem: () => undefined };
    const parser = createPostParser();
    await expect(readPosts("p", { parser, cache, html: "lazy" })).rejects.toThrow(
      '`html: "lazy"` needs a cache whose `getItem` returns no promise, such as `createFileCache(folder)`',
    );
    await expect(readPosts("p", { parser, html: "lasy" as "lazy" })).rejects.toThrow(
      'Expected `html` to be "eager" or "lazy", received "lasy"',
    );
  });

  test("reports a failing cache once, as a warning, and returns all posts", async () => {
    const cwd = temporaryFolder(files);
    const cache = {
      getItem: () => Promise.reject(new Error("connection refused")),
      setItem: () => Promise.reject(new Error("no space left on device")),
    };
    const { posts, messages } = await readPosts("p", { parser: lineParser("v1"), cwd, cache });
    expect(posts).toHaveLength(2);
    const faults = messages.filter(({ ruleId }) => ruleId?.startsWith("cache-"));
    expect(faults.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([
      ["cache-read", false],
      ["cache-write", false],
    ]);
    expect(faults[1]?.reason).toContain("no space left on device");
  });
});

describe("readPosts.stream", () => {
  test("yields one file at a time, and messages about all files at the end", async () => {
    const cwd = temporaryFolder({ "p/a.md": "one", "p/b.md": "bad", "p/sub/a.md": "two" });
    const items = [];
    for await (const item of readPosts.stream("p", { parser: lineParser(), cwd })) items.push(item);
    expect(
      items.map(({ path, post, messages }) => [path, post?.text, messages.map((m) => m.ruleId)]),
    ).toEqual([
      ["p/a.md", "one", []],
      ["p/b.md", undefined, ["not-utf8"]],
      ["p/sub/a.md", "two", []],
      [undefined, undefined, ["slug-collision"]],
    ]);
  });

  test("reads only as many files as needed", async () => {
    const files = Array.from({ length: 50 }, (_, i) => [`p/${String(i).padStart(2, "0")}.md`, "x"]);
    const cwd = temporaryFolder(Object.fromEntries(files));
    const parser = lineParser();
    for await (const { path } of readPosts.stream("p", { parser, cwd, concurrency: 4 })) {
      if (path === "p/02.md") break;
    }
    expect(parser.calls.length).toBeGreaterThanOrEqual(3);
    expect(parser.calls.length).toBeLessThanOrEqual(8);
  });
});

test("an aborted signal stops the run immediately, whatever is in progress", async () => {
  const cwd = temporaryFolder({ "p/a.md": "never" });
  const controller = new AbortController();
  const parser = (): Promise<Line> => {
    queueMicrotask(() => controller.abort(new Error("enough")));
    return new Promise(() => undefined);
  };
  await expect(readPosts("p", { parser, cwd, signal: controller.signal })).rejects.toThrow("enough");
});

describe("a parser with an invalid result or error is reported once, and the other posts are parsed", () => {
  const withMessages = (messages: unknown): Error =>
    Object.assign(new ContentError({ path: "b.md", messages: [] }), { messages });
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const unprintable = {
    toString(): string {
      throw new Error("no text");
    },
  };
  const badGetter = Object.defineProperty({ slug: "b" }, "messages", {
    get() {
      throw unprintable;
    },
  });

  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["a string", "<p>"],
    ["an array", []],
    ["a post without a slug", { messages: [] }],
    ["a slug that is a number", { slug: 5, messages: [] }],
    ["messages that are not an array", { slug: "b", messages: "none" }],
    ["messages that contain null", { slug: "b", messages: [null] }],
    ["no messages", { slug: "b" }],
    ["a getter that throws", badGetter],
    ["a revoked proxy", proxy],
  ])("returns %s", async (_name, value) => {
    const cwd = temporaryFolder({ "a.md": "a", "b.md": "b", "c.md": "c" });
    const good = lineParser("v1");
    const parser = Object.assign(
      (source: Uint8Array, file: { path: string }) =>
        file.path === "b.md" ? (value as Line) : good(source, file),
      { fingerprint: "v1" },
    );
    const { posts, messages } = await readPosts("*.md", { parser, cwd, cache: createMemoryCache() });
    expect(posts.map(({ slug }) => slug)).toEqual(["a", "c"]);
    expect(messages.map(({ ruleId, file }) => [ruleId, file])).toEqual([["parser-failed", "b.md"]]);
  });

  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["a symbol", Symbol("x")],
    ["a value that cannot be converted to a string", unprintable],
    [
      "an error whose message is an object that cannot be converted to a string",
      Object.assign(new Error("x"), { message: unprintable }),
    ],
    ["an error whose name is a symbol", Object.assign(new Error("x"), { name: Symbol("x") })],
    ["a ContentError without messages", withMessages([])],
    ["a ContentError with null as messages", withMessages(null)],
    ["a ContentError whose messages contain undefined", withMessages([undefined])],
    ["a revoked proxy", proxy],
  ])("throws %s", async (_name, value) => {
    const cwd = temporaryFolder({ "a.md": "a", "b.md": "b" });
    const good = lineParser();
    const parser = (source: Uint8Array, file: { path: string }): Line | Promise<Line> => {
      if (file.path === "b.md") throw value;
      return good(source, file);
    };
    const { posts, messages } = await readPosts("*.md", { parser, cwd });
    expect(posts.map(({ slug }) => slug)).toEqual(["a"]);
    expect(messages.map(({ ruleId, file }) => [ruleId, file])).toEqual([["parser-failed", "b.md"]]);
  });
});

test("a signal has one listener for any number of concurrent files", async () => {
  const cwd = temporaryFolder(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`p/${i}.md`, "x"])));
  const warnings: Error[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning);
  process.on("warning", onWarning);
  const { signal } = new AbortController();
  await readPosts("p", { parser: lineParser(), cwd, signal, concurrency: 32 });
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", onWarning);
  expect(warnings).toEqual([]);
});

test.each(["", ["p", ""]])("the pattern %j is rejected", async (patterns) => {
  const result = readPosts(patterns, { parser: lineParser(), cwd: temporaryFolder({ "p/a.md": "x" }) });
  await expect(result).rejects.toThrow(TypeError);
  await expect(result).rejects.toThrow(/path of a folder or a file, or a glob pattern, received ""/);
});

test.each([
  [{ workers: 2 }, TypeError, "Expected `parser` to be the path or URL of a module"],
  [{ isolation: {} }, TypeError, "Expected `parser` to be the path or URL of a module"],
  [{ workers: 0 }, RangeError, "Expected `workers` to be a whole number from 1 to 256, received 0"],
  [
    { isolation: { milliseconds: 2 ** 31 } },
    RangeError,
    "Expected `isolation.milliseconds` to be a whole number from 1 to 2147483647, received 2147483648",
  ],
  [
    { isolation: { memoryMb: Number.NaN } },
    RangeError,
    "Expected `isolation.memoryMb` to be a whole number from 1 to 1048576, received NaN",
  ],
  [
    { isolation: { stackMb: 0.05 } },
    RangeError,
    "Expected `isolation.stackMb` to be a whole number from 1 to 1024, received 0.05",
  ],
  [
    { concurrency: 1.5 },
    RangeError,
    "Expected `concurrency` to be a whole number from 1 to 1024, received 1.5",
  ],
])("%j is rejected", async (options, type, message) => {
  const result = readPosts("p", { parser: lineParser(), ...options });
  await expect(result).rejects.toThrow(type);
  await expect(result).rejects.toThrow(message);
});

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { createMessage } from "../../src/diagnostics/create-message.ts";
import { openParser } from "../../src/node/parse-pool.ts";
import { type ReadPostsOptions, readPosts } from "../../src/node/read-posts.ts";
import { temporaryFolder } from "./temporary-folder.ts";

interface Line {
  slug: string;
  text: string;
  messages: [];
}

// This thread parses a few posts; test/package/workers.test.ts tests the workers of the build.
const parse = `(source, { path }) => {
  const text = new TextDecoder().decode(source);
  if (text === "bad") throw new TypeError("no such text");
  return { slug: path, text, messages: [] };
}`;

async function read(
  files: Record<string, string>,
  parser: (cwd: string) => string | URL = () => "parser.mjs",
  options: Partial<ReadPostsOptions<Line>> = {},
) {
  const cwd = temporaryFolder({ "p/a.md": "a", "p/b.md": "b", ...files });
  return readPosts<Line>("p", { parser: parser(cwd), cwd, ...options });
}

describe("a parser from a module", () => {
  test.each<[string, string, (cwd: string) => string | URL]>([
    ["by its export name", `export const parser = ${parse};`, () => "parser.mjs"],
    ["by its path", `export const parser = ${parse};`, (cwd) => join(cwd, "parser.mjs")],
    ["by its URL", `export const parser = ${parse};`, (cwd) => pathToFileURL(join(cwd, "parser.mjs"))],
    [
      "by its URL as a string",
      `export const parser = ${parse};`,
      (cwd) => pathToFileURL(join(cwd, "parser.mjs")).href,
    ],
    ["as the default export", `export default ${parse};`, () => "parser.mjs"],
    ["as a promise", `export const parser = Promise.resolve(${parse});`, () => "parser.mjs"],
    ["before the default export", `export const parser = ${parse}; export default 1;`, () => "parser.mjs"],
  ])("is found %s", async (_name, module, parser) => {
    const { posts, messages } = await read({ "parser.mjs": module }, parser);
    expect(posts).toEqual([
      { slug: "p/a.md", text: "a", messages: [] },
      { slug: "p/b.md", text: "b", messages: [] },
    ]);
    expect(messages).toEqual([]);
  });

  test("that fails for one post does not affect other posts", async () => {
    const { posts, messages } = await read({
      "p/a.md": "bad",
      "parser.mjs": `export const parser = ${parse};`,
    });
    expect(posts.map(({ slug }) => slug)).toEqual(["p/b.md"]);
    expect(messages.map(({ ruleId, file }) => [ruleId, file])).toEqual([["parser-failed", "p/a.md"]]);
    expect(messages[0]?.reason).toContain("TypeError: no such text");
  });

  test.each([
    [
      "that does not exist",
      {},
      /^Expected .*parser\.mjs to be a module that exports a post parser as `parser`: /,
    ],
    ["that fails", { "parser.mjs": 'throw new Error("broken");' }, /: broken$/],
    [
      "without a parser",
      { "parser.mjs": "export const parser = 1;" },
      /exports a post parser as `parser`: received number$/,
    ],
    ["that exports nothing", { "parser.mjs": "" }, /received undefined$/],
  ])("%s is rejected with a TypeError", async (_name, files, message) => {
    await expect(read(files as Record<string, string>)).rejects.toThrow(TypeError);
    await expect(read(files as Record<string, string>)).rejects.toThrow(message);
  });

  test("keeps its limit and its fingerprint", async () => {
    const module = `export const parser = Object.assign(${parse}, { maxBytes: 2, fingerprint: "f" });`;
    const stored = new Map<string, unknown>();
    const cache = {
      getItem: (key: string) => stored.get(key) as never,
      setItem: (key: string, value: unknown) => void stored.set(key, value),
    };
    const { posts, messages } = await read({ "p/c.md": "long", "parser.mjs": module }, undefined, { cache });
    expect(posts).toHaveLength(2);
    expect(messages.map(({ ruleId, file }) => [ruleId, file])).toEqual([["limit-bytes", "p/c.md"]]);
    expect(stored.size).toBe(2);
  });

  test("stops parsing after it is closed", async () => {
    const cwd = temporaryFolder({ "parser.mjs": "export const parser = () => new Promise(() => {});" });
    const run = { report: () => {}, countLeft: () => 0 };
    const { parser, pool } = await openParser<Line>({ parser: "parser.mjs", cwd }, run);
    const bytes = new Uint8Array();
    const first = parser(bytes, { path: "a.md" });
    const second = parser(bytes, { path: "b.md" });
    await pool?.close(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
    await expect(second).rejects.toThrow("enough");
    await expect(parser(bytes, { path: "c.md" })).rejects.toThrow("enough");
  });

  test.each([[1], [null], [{}]])("%j is not a parser", async (parser) => {
    await expect(readPosts("p", { parser: parser as never })).rejects.toThrow(
      /^Expected `parser` to be a post parser, or the path or URL of a module that exports one, received/,
    );
  });
});

describe("what a parser returns and throws", () => {
  const run = (parser: unknown) =>
    readPosts("p", { parser: parser as never, cwd: temporaryFolder({ "p/a.md": "a" }) });

  test.each([
    [() => undefined, "what the parser returns"],
    [() => ({ slug: 1, messages: [] }), "slug"],
    [() => ({ slug: "a" }), "messages"],
    [() => ({ slug: "a", messages: 1 }), "messages"],
  ])("the result of %s is reported", async (parser, name) => {
    const { posts, messages } = await run(parser);
    expect(posts).toEqual([]);
    expect(messages.map(({ ruleId }) => ruleId)).toEqual(["parser-failed"]);
    expect(messages[0]?.reason).toContain(name);
  });

  test("messages of a ContentError are reported for the post, and one without messages is a failure", async () => {
    const throwing = (messages: unknown) => () => {
      throw new ContentError({ path: "p/a.md", messages: messages as [] });
    };
    const own = createMessage("not-utf8", { reason: "x", path: "p/a.md" });
    expect((await run(throwing([own]))).messages).toEqual([own]);
    for (const messages of [[], [1]])
      expect((await run(throwing(messages))).messages.map(({ ruleId }) => ruleId)).toEqual(["parser-failed"]);
  });
});

test.each([
  [
    { cache: {} },
    "Expected `cache` to be an object with getItem and setItem, such as createFileCache(folder), received",
  ],
  [{ cache: { getItem() {} } }, "Expected `cache` to be"],
  [{ signal: {} }, "Expected `signal` to be an AbortSignal, received"],
  [{ onProgress: 1 }, "Expected `onProgress` to be a function, received 1"],
  [{ concurency: 1 }, "did you mean `concurrency`?"],
])("the option %j is rejected", async (options, message) => {
  const parser = () => ({ slug: "a", messages: [] });
  await expect(readPosts("p", { parser, ...options } as never)).rejects.toThrow(message);
});

test("progress is reported for each file, including one that fails", async () => {
  const steps: unknown[] = [];
  const { messages } = await read(
    { "p/b.md": "bad", "parser.mjs": `export const parser = ${parse};` },
    undefined,
    {
      onProgress: (step) => steps.push(step),
    },
  );
  expect(messages).toHaveLength(1);
  expect(steps).toEqual([
    { done: 1, total: 2, path: "p/a.md", fromCache: false, failed: false },
    { done: 2, total: 2, path: "p/b.md", fromCache: false, failed: true },
  ]);
});

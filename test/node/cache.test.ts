import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFileCache, createMemoryCache } from "../../src/node/cache.ts";
import type { ReadablePost } from "../../src/node/read-post.ts";
import { readPosts } from "../../src/node/read-posts.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { temporaryFolder } from "./temporary-folder.ts";

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("createFileCache", () => {
  test("returns stored values, and undefined for other keys", async () => {
    const folder = join(temporaryFolder(), "deep", "cache");
    const cache = createFileCache(folder);
    expect(await cache.getItem("a")).toBeUndefined();
    await cache.setItem("a", "one\u0000 👋");
    expect(await cache.getItem("a")).toBe("one\u0000 👋");
    expect(await createFileCache(folder).getItem("a")).toBe("one\u0000 👋");
  });

  test("never uses a key as a path", async () => {
    const folder = temporaryFolder();
    const cache = createFileCache(join(folder, "cache"));
    for (const key of ["../../escape", "/etc/x", "a:b*?", "x".repeat(5000), ""]) {
      await cache.setItem(key, key);
      expect(await cache.getItem(key)).toBe(key);
    }
    expect(readdirSync(folder)).toEqual(["cache"]);
  });

  test("leaves no temporary file after many concurrent writes of one entry", async () => {
    const folder = temporaryFolder();
    const cache = createFileCache(folder);
    await Promise.all(Array.from({ length: 20 }, (_, index) => cache.setItem("same", `value ${index}`)));
    const files = filesBelow(folder);
    expect(files).toHaveLength(1);
    expect(readFileSync(files[0] ?? "", "utf8")).toMatch(/^value \d+$/);
  });

  test("rejects and leaves no file when writing fails", async () => {
    const folder = temporaryFolder({ blocked: "a file where the folder should be" });
    const cache = createFileCache(join(folder, "blocked"));
    await expect(cache.setItem("a", "b")).rejects.toThrow();
    expect(filesBelow(folder)).toHaveLength(1);
  });

  test("requires a folder", () => {
    expect(() => createFileCache("")).toThrow('Expected the path of a folder, received ""');
  });
});

describe("createMemoryCache", () => {
  test("returns the last value of any key, and undefined for other keys", () => {
    const cache = createMemoryCache();
    for (const key of ["a", "__proto__", "constructor", ""]) {
      expect(cache.getItem(key)).toBeUndefined();
      cache.setItem(key, "one");
      cache.setItem(key, `two ${key}`);
      expect(cache.getItem(key)).toBe(`two ${key}`);
    }
  });

  test("does not share values between caches", () => {
    const cache = createMemoryCache();
    cache.setItem("a", "one");
    expect(createMemoryCache().getItem("a")).toBeUndefined();
  });

  test("parses only changed files again", async () => {
    const folder = temporaryFolder();
    for (const name of ["a", "b", "c"]) writeFileSync(join(folder, `${name}.md`), `# ${name}\n\nText.\n`);
    const options = { parser: createPostParser(), cwd: folder, cache: createMemoryCache() };
    const counts = async (): Promise<[number, number]> => {
      const { parsed, fromCache } = (await readPosts(".", options)).stats;
      return [parsed, fromCache];
    };
    expect(await counts()).toEqual([3, 0]);
    expect(await counts()).toEqual([0, 3]);
    writeFileSync(join(folder, "b.md"), "# b\n\nMore.\n");
    expect(await counts()).toEqual([1, 2]);
  });
});

describe("a cached post", () => {
  interface Holder extends ReadablePost {
    value: unknown;
  }
  const post = (value: unknown): Holder => ({ slug: "a", messages: [], value });

  /** Reads one post that contains the value twice, the second time from the cache. */
  async function readTwice(value: unknown): Promise<Awaited<ReturnType<typeof readPosts<Holder>>>[]> {
    const cwd = temporaryFolder({ "a.md": "text" });
    const parser = Object.assign(() => post(value), { fingerprint: "v1" });
    const cache = createMemoryCache();
    const cold = await readPosts("a.md", { parser, cwd, cache });
    return [cold, await readPosts("a.md", { parser, cwd, cache })];
  }

  async function expectRestored(value: unknown): Promise<void> {
    const [, warm] = await readTwice(value);
    expect(warm?.stats).toMatchObject({ parsed: 0, fromCache: 1 });
    expect(warm?.posts[0]).toStrictEqual(post(value));
  }

  const shared = { a: 1 };
  test.each([
    ["dates", { a: new Date(0), b: new Date(Number.NaN) }],
    ["undefined", { a: undefined, b: [undefined, null] }],
    ["unusual numbers", [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 10n ** 30n]],
    ["maps and sets", new Map([["a", new Set([1, new Date(5)])]])],
    ["URLs", new URL("https://example.org/a?b#c")],
    ["an object without a prototype", Object.assign(Object.create(null), { a: 1 })],
    ["a lone surrogate and line separators", "\uD800 \u2028 \u0000"],
    ["a value that is referenced twice", [shared, shared]],
  ])("keeps its %s", async (_name, value) => {
    await expectRestored(value);
  });

  test("keeps any plain values", async () => {
    // `__proto__` is rejected in front matter, and never cached.
    const key = fc.string().filter((name) => name !== "__proto__");
    const options = { key, withDate: true, withMap: true, withSet: true, withBigInt: true };
    await fc.assert(fc.asyncProperty(fc.anything({ ...options, withNullPrototype: true }), expectRestored));
  });

  test.each([
    ["a function", (): number => 1],
    ["a symbol", Symbol("x")],
    ["an instance of a class", new (class Custom {})()],
    ["a key that would replace the prototype", JSON.parse('{"__proto__": {"x": 1}}')],
  ])("is not cached when it contains %s, which is reported", async (_name, value) => {
    const [cold, warm] = await readTwice(value);
    expect(cold?.messages.map(({ ruleId }) => ruleId)).toEqual(["cache-write"]);
    expect(cold?.messages[0]?.reason).toMatch(/^a\.md could not be cached; the posts are complete/);
    expect(warm?.stats).toMatchObject({ parsed: 1, fromCache: 0 });
    expect(warm?.posts[0]?.value).toBe(value);
  });

  test("is parsed again when it is stored under another key", async () => {
    const cwd = temporaryFolder({ "a.md": "one", "b.md": "two" });
    const parser = Object.assign(
      (source: Uint8Array, { path }: { path: string }) => ({
        slug: path,
        messages: [],
        text: new TextDecoder().decode(source),
      }),
      { fingerprint: "v1" },
    );
    const folder = join(cwd, "cache");
    const options = { parser, cwd, cache: createFileCache(folder) };
    const cold = await readPosts("*.md", options);
    const [one = "", two = ""] = filesBelow(folder);
    const texts = [readFileSync(one), readFileSync(two)] as const;
    writeFileSync(one, texts[1]);
    writeFileSync(two, texts[0]);
    const warm = await readPosts("*.md", options);
    expect(warm.stats).toMatchObject({ parsed: 2, fromCache: 0 });
    expect(warm.posts).toEqual(cold.posts);
  });

  test.each([
    ["changed in one character", (text: string) => text.replace("Queues", "Queued")],
    ["truncated", (text: string) => text.slice(0, -1)],
    ["from an older version", (text: string) => text.replace(/^galley-entry-\d+/, "galley-entry-0")],
    ["empty", () => ""],
    ["a line feed", () => "\n"],
    ["not a string", () => ({})],
    ["null", () => null],
  ])("is parsed again when its entry is %s", async (_name, damage) => {
    const cwd = temporaryFolder({ "a.md": "text" });
    const parser = Object.assign(() => post("Queues"), { fingerprint: "v1" });
    const entries = new Map<string, string>();
    const cache = {
      getItem: (key: string): unknown => {
        const entry = entries.get(key);
        return entry === undefined ? undefined : damage(entry);
      },
      setItem: (key: string, value: string) => entries.set(key, value),
    };
    await readPosts("a.md", { parser, cwd, cache });
    const { posts, messages, stats } = await readPosts("a.md", { parser, cwd, cache });
    expect(stats).toMatchObject({ parsed: 1, fromCache: 0 });
    expect([posts, messages]).toEqual([[post("Queues")], []]);
  });
});

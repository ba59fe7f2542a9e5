import { EventEmitter } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test, vi } from "vitest";
import type { AstroLoaderContext } from "../../src/astro/galley-loader.ts";
import { galleyLoader, toPost } from "../../src/astro/galley-loader.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { temporaryFolder } from "../node/temporary-folder.ts";

type Entry = { id: string; data: object; digest?: string; filePath?: string; rendered?: { html: string } };

const parser = createPostParser();
const faulty = "---\ntitle: Faulty\ndate: 2025-02-30\n---\nText.\n";

/** Astro's side of a loader: a store, a log, and in development a watcher. */
function makeContext({ dev = false } = {}) {
  const root = temporaryFolder({
    "posts/queues.md": "---\ntitle: Queues\n---\n## Rings\n\nThey *fill*.\n",
    "posts/rings.md": "# Rings\n\nTwo counters.\n",
  });
  const entries = new Map<string, Entry>();
  const set = vi.fn((entry: Entry) => void entries.set(entry.id, entry));
  const watcher = Object.assign(new EventEmitter(), { add: vi.fn() });
  const log: string[] = [];
  const url = pathToFileURL(`${root}/`);
  const context: AstroLoaderContext = {
    store: {
      get: (id) => entries.get(id),
      set,
      delete: (id) => void entries.delete(id),
      keys: () => [...entries.keys()],
    },
    logger: { warn: (text) => void log.push(text), error: (text) => void log.push(text) },
    config: { root: url, cacheDir: new URL("cache/", url) },
    parseData: async ({ data }) => data,
    generateDigest: (data) => JSON.stringify(data),
    ...(dev && { watcher }),
  };
  const save = async (name: string, text: string, times = 1): Promise<void> => {
    const file = join(root, "posts", name);
    await writeFile(file, text);
    for (let time = 0; time < times; time++) watcher.emit("all", "change", file);
  };
  return { root, context, entries, set, log, watcher, save };
}

describe("galleyLoader", () => {
  test("stores each post as a rendered entry with its slug as id, headings and path", async () => {
    const { context, entries } = makeContext();
    await galleyLoader({ folder: "posts", parser }).load(context);
    expect([...entries.keys()]).toEqual(["queues", "rings"]);
    const entry = entries.get("queues");
    expect(entry).toMatchObject({
      data: { slug: "queues", title: "Queues", path: "posts/queues.md" },
      filePath: "posts/queues.md",
      rendered: { metadata: { headings: [{ depth: 2, slug: "rings", text: "Rings" }] } },
    });
    expect(entry?.rendered?.html).toContain("They <em>fill</em>.");
    expect(entry?.data).not.toHaveProperty("html");
  });

  test("sets an entry again only when its post has changed, and deletes it with its file", async () => {
    const { root, context, entries, set, save } = makeContext();
    const loader = galleyLoader({ folder: "posts", parser });
    await loader.load(context);
    await save("queues.md", "# Queues, again\n\nText.\n");
    await rm(join(root, "posts/rings.md"));
    set.mockClear();
    await loader.load(context);
    expect(set.mock.calls.map(([{ id }]) => id)).toEqual(["queues"]);
    expect([...entries.keys()]).toEqual(["queues"]);
  });

  test("stores translations with the same slug as separate entries", async () => {
    const { context, entries, save } = makeContext();
    await save("queues.ja.md", "# 待ち行列\n\n満ちる。\n");
    await galleyLoader({ folder: "posts", parser }).load(context);
    expect([...entries.keys()].sort()).toEqual(["queues", "queues.ja", "rings"]);
    expect(entries.get("queues.ja")?.data).toMatchObject({ slug: "queues", lang: "ja" });
  });

  test("uses paths as ids of other posts with the same slug, so that none is lost", async () => {
    const { root, context, entries, save } = makeContext();
    await mkdir(join(root, "posts/2024"));
    await save("2024/queues.md", "# Queues of 2024\n");
    await save("rings.fr.md", "---\nslug: anneaux\n---\n# Anneaux\n");
    await galleyLoader({ folder: "posts", parser }).load(context);
    expect([...entries.keys()].sort()).toEqual(["2024/queues.md", "anneaux", "queues.md", "rings"]);
  });

  test("fails a build for an error in a post, with file, position and hint", async () => {
    const { root, context, log, save } = makeContext();
    await save("faulty.md", faulty);
    await expect(galleyLoader({ folder: "posts", parser }).load(context)).rejects.toMatchObject({
      message: expect.stringContaining("[date-invalid]"),
      hint: expect.stringContaining("YYYY-MM-DD"),
      loc: { file: join(root, "posts/faulty.md"), line: 3, column: 7 },
    });
    expect(log.join()).toContain("posts/faulty.md:3:7");
  });

  test("stores errors in development, where `toPost` throws until the post is corrected", async () => {
    const { context, entries, save } = makeContext({ dev: true });
    await save("faulty.md", faulty);
    await galleyLoader({ folder: "posts", parser }).load(context);
    const posts = (): string[] => [...entries.values()].map((entry) => toPost(entry).title);
    expect(posts).toThrow(/date-invalid/);
    await save("faulty.md", "# Correct\n\nText.\n");
    await vi.waitFor(() => expect(posts().sort()).toEqual(["Correct", "Queues", "Rings"]));
  });

  test("combines several events of one save into one update, and ignores files elsewhere", async () => {
    const { root, context, entries, set, watcher, save } = makeContext({ dev: true });
    await galleyLoader({ folder: "posts", parser }).load(context);
    expect(watcher.add).toHaveBeenCalledWith(join(root, "posts"));
    set.mockClear();
    watcher.emit("all", "change", join(root, "posts-of-others/a.md"));
    await save("rings.md", "# Rings, again\n", 3);
    await vi.waitFor(() => expect(entries.get("rings")?.data).toMatchObject({ title: "Rings, again" }));
    expect(set).toHaveBeenCalledTimes(1);
  });
});

test("`toPost` returns what the parser returned", async () => {
  const { context, entries } = makeContext();
  await galleyLoader({ folder: "posts", parser }).load(context);
  const file = { path: "posts/rings.md" };
  expect(toPost(entries.get("rings") as Entry)).toEqual(await parser("# Rings\n\nTwo counters.\n", file));
});

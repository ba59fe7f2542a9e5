import { EventEmitter } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import type { PagePost } from "../../src/vite/galley-plugin.ts";
import { galley } from "../../src/vite/galley-plugin.ts";
import { temporaryFolder } from "../node/temporary-folder.ts";

interface Module {
  posts: PagePost[];
  pages: PagePost[];
  series: { slug: string; parts: { post: PagePost }[] }[];
  tags: { slug: string; posts: PagePost[] }[];
  years: { year: number }[];
}

/** A hook of a plugin, called as Vite calls it. */
type Hook = (this: unknown, ...values: unknown[]) => unknown;

const posts = {
  "posts/2025-01-01-queues.md":
    "---\nseries: Moving parts\ntags: [io]\n---\n# Queues\n\nSee [rings](2025-01-02-rings.md).\n",
  "posts/2025-01-02-rings.md": "---\ntitle: Rings </script>\nseries: Moving parts\n---\n\n![r](r.png)\n",
  "posts/locks.md": "---\ndraft: true\n---\n# Locks\n\n![l](l.png)\n",
  "posts/notes.md": "---\nunlisted: true\n---\n# Notes\n\nFor reviewers.\n",
  "posts/r.png": "a ring",
  "posts/l.png": "a lock",
};

/** Vite's side of a plugin: the context of hooks, and a dev server. */
function setUp(sources: Record<string, string>, { command = "build", base = "/" } = {}) {
  const root = temporaryFolder(sources);
  const blog = { url: `https://example.com${base}`, title: "Notes" };
  const plugin = galley({ folder: "posts", parser: createPostParser(), blog, styles: "pre {}" });
  const [log, files] = [[] as string[], new Map<string, string>()];
  const context = {
    warn: ({ message }: { message: string }) => void log.push(message),
    error: (details: { message: string }) => {
      throw Object.assign(new Error(details.message), details);
    },
    emitFile: ({ fileName, source }: { fileName: string; source: string | Uint8Array }) =>
      void files.set(fileName, Buffer.from(source).toString()),
  };
  const call = (hook: unknown, ...values: unknown[]): unknown => (hook as Hook).call(context, ...values);
  call(plugin.configResolved, { root, base, command, isProduction: command === "build" });
  const server = {
    watcher: Object.assign(new EventEmitter(), { add: () => server.watcher }),
    moduleGraph: { getModuleById: (id: string) => ({ id }) },
    reloadModule: vi.fn(async () => undefined),
    middlewares: { use: (handler: Hook) => void (server.handle = handler) },
    handle: undefined as Hook | undefined,
  };
  return {
    root,
    log,
    files,
    server,
    serve: () => call(plugin.configureServer, server),
    html: () => call(plugin.transformIndexHtml),
    async load(): Promise<Module> {
      const code = await call(plugin.load, call(plugin.resolveId, "virtual:galley"));
      return import(`data:text/javascript,${encodeURIComponent(String(code))}`);
    },
    styles: () => call(plugin.load, call(plugin.resolveId, "virtual:galley.css")),
    resolve: (id: string) => call(plugin.resolveId, id),
    async generate(): Promise<void> {
      const index = { type: "asset", source: "<main></main>" };
      await call((plugin.generateBundle as { handler: unknown }).handler, {}, { "index.html": index });
    },
  };
}

test("the module exports posts, pages, series, tags and years, which share their records", async () => {
  const { load, styles, resolve } = setUp(posts);
  const { posts: listed, pages, series, tags, years } = await load();
  expect(listed.map(({ title }) => title)).toEqual(["Rings </script>", "Queues"]);
  expect(pages.map(({ status, href }) => [href, status])).toEqual([
    ["/posts/rings/", "published"],
    ["/posts/queues/", "published"],
    ["/posts/notes/", "unlisted"],
  ]);
  expect(listed[1]?.date).toEqual(new Date("2025-01-01"));
  expect(series[0]?.parts.map(({ post }) => post)).toEqual([listed[1], listed[0]]);
  expect(series[0]?.parts[0]?.post).toBe(listed[1]);
  expect(tags).toMatchObject([{ slug: "io", posts: [{ slug: "queues" }] }]);
  expect(years.map(({ year }) => year)).toEqual([2025]);
  expect(await styles()).toBe("pre {}");
  expect(resolve("virtual:galley/other")).toBeUndefined();
});

test("a build writes feeds, a page for each URL, and the images that are used", async () => {
  const { files, generate, html } = setUp(posts, { base: "/blog/" });
  await generate();
  expect([...files.keys()].sort()).toEqual([
    "atom.xml",
    "feed.json",
    "files/r.png",
    "posts/notes/index.html",
    "posts/queues/index.html",
    "posts/rings/index.html",
    "rss.xml",
    "series/moving-parts/index.html",
  ]);
  expect(files.get("files/r.png")).toBe("a ring");
  expect(files.get("posts/queues/index.html")).toBe("<main></main>");
  expect(html()).toMatchObject([{ tag: "link", attrs: { href: "/blog/rss.xml" } }, {}, {}]);
});

test("files are written under decoded names, since servers decode the address that a browser requests", async () => {
  const { files, generate, load, server, serve } = setUp({
    "posts/über.md": "# Über\n\n![a](a%23%201.png)\n",
    "posts/a# 1.png": "a picture",
  });
  await generate();
  expect([...files.keys()]).toContain("posts/über/index.html");
  expect(files.get("files/a# 1.png")).toBe("a picture");
  const { posts: listed } = await load();
  expect(listed[0]).toMatchObject({
    href: "/posts/%C3%BCber/",
    html: '<p><img src="/files/a%23%201.png" alt="a"></p>',
  });
  serve();
  const response = { setHeader: vi.fn(), end: vi.fn() };
  await server.handle?.({ url: "/files/a%23%201.png" }, response, vi.fn());
  expect(String(response.end.mock.lastCall?.[0])).toBe("a picture");
});

test("links lead to pages and images below the base path", async () => {
  const { load } = setUp(posts, { base: "/blog/" });
  const { posts: listed } = await load();
  expect(listed[0]?.html).toContain('src="/blog/files/r.png"');
  expect(listed[1]?.html).toContain('href="/blog/posts/rings/"');
});

test("drafts are included in development, with their status", async () => {
  const { load } = setUp(posts, { command: "serve" });
  const { posts: listed } = await load();
  expect(listed.map(({ slug, status }) => `${slug} ${status}`)).toContain("locks draft");
});

test("all warnings are reported before the error, which has the file and position as Rollup counts them", async () => {
  const faulty = "---\ndate: 2025-02-30\n---\n# Faulty\n";
  const { root, log, load } = setUp({ ...posts, "posts/a.md": faulty, "posts/b.md": "# B\n\n[x](c.md)\n" });
  const file = join(root, "posts/a.md");
  await expect(load()).rejects.toMatchObject({ id: file, loc: { file, line: 2, column: 6 } });
  expect(log.join("\n")).toContain("posts/b.md");
});

test("several events of one save cause one reload, which returns a new module", async () => {
  const { root, server, load, serve } = setUp(posts, { command: "serve" });
  serve();
  await load();
  const file = join(root, "posts/notes.md");
  await writeFile(file, "# New\n\nText.\n");
  server.watcher.emit("all", "change", join(root, "other.md"));
  for (let time = 0; time < 3; time++) server.watcher.emit("all", "change", file);
  await vi.waitFor(() => expect(server.reloadModule).toHaveBeenCalledTimes(1));
  expect((await load()).posts.map(({ title }) => title)).toContain("New");
  expect(server.reloadModule).toHaveBeenCalledTimes(1);
});

test("the dev server serves feeds and images, and passes on everything else", async () => {
  const { server, load, serve } = setUp(posts, { command: "serve" });
  serve();
  await load();
  const response = { setHeader: vi.fn(), end: vi.fn() };
  const next = vi.fn();
  await server.handle?.({ url: "/rss.xml" }, response, next);
  expect(String(response.end.mock.lastCall?.[0])).toContain("<title>Queues</title>");
  expect(response.setHeader).toHaveBeenCalledWith("content-type", "text/xml");
  await server.handle?.({ url: "/files/r.png?t=1" }, response, next);
  expect(String(response.end.mock.lastCall?.[0])).toBe("a ring");
  expect(next).not.toHaveBeenCalled();
  await server.handle?.({ url: "/src/main.ts" }, response, next);
  expect(next).toHaveBeenCalledTimes(1);
});

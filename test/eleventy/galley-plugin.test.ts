import { expect, test } from "vitest";
import { type EleventyConfig, galley } from "../../src/eleventy/galley-plugin.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { temporaryFolder } from "../node/temporary-folder.ts";

type Listener = Parameters<EleventyConfig["on"]>[1];
type Look = Parameters<EleventyConfig["addPreprocessor"]>[2];
type Library = Parameters<EleventyConfig["setLibrary"]>[1];
type Collect = Parameters<EleventyConfig["addCollection"]>[1];

const posts = {
  "posts/2025-01-01-queues.md":
    "---\nseries: Moving parts\n---\n# Queues\n\nSee [rings](2025-01-02-rings.md).\n",
  "posts/2025-01-02-rings.md": "---\nseries: Moving parts\n---\n# Rings\n\n![r](r.png)\n",
  "posts/locks.md": "---\ndraft: true\n---\n# Locks\n\nNot yet.\n",
};

/** Eleventy's side of a plugin: stores what the plugin registers, and starts builds. */
function setUp(
  sources: Record<string, string>,
  { folder = "posts", ...options }: { folder?: string; styles?: string } = {},
) {
  const content = temporaryFolder(sources).replaceAll("\\", "/");
  const kept = {
    log: [] as string[],
    formats: [] as string[],
    aliases: {} as Record<string, string>,
    preprocessed: "",
    files: new Map<string, () => string>(),
    collections: new Map<string, Collect>(),
  };
  let [before, look, library]: [Listener?, Look?, Library?] = [];
  const config: EleventyConfig = {
    logger: { warn: (text) => void kept.log.push(text), error: (text) => void kept.log.push(text) },
    on: (_, listener) => void (before = listener),
    addPassthroughCopy: () => undefined,
    addTemplateFormats: (formats) => kept.formats.push(...formats),
    addExtension: (names, { key }) => names.forEach((name) => void (kept.aliases[name] = key)),
    addPreprocessor(_, extensions, preprocess) {
      kept.preprocessed = extensions;
      look = preprocess;
    },
    setLibrary: (_, set) => void (library = set),
    addCollection: (name, make) => void kept.collections.set(name, make),
    addTemplate: (_, render, data) => void kept.files.set((data as { permalink: string }).permalink, render),
    addGlobalData: () => undefined,
  };
  const blog = { url: "https://example.com/", title: "Notes" };
  galley(config, { folder: `${content}/${folder}`, parser: createPostParser(), blog, ...options });
  return {
    ...kept,
    content,
    build: async (runMode = "build") => before?.({ runMode, directories: { input: content } }),
    /** The data of a template, or `undefined` if it has no page. */
    dataOf(file: string, fields: object = {}): Record<string, unknown> | undefined {
      const data = { ...fields, page: { inputPath: `${content}/${file}` } };
      return look?.(data) === false ? undefined : (data as Record<string, unknown>);
    },
    render: async (text: string, data: Record<string, unknown> = {}) =>
      library?.render(text, { page: { inputPath: "about.md" }, ...data }),
  };
}

test("a post has its data, URL and part, and the blog's HTML with links to pages and images", async () => {
  const eleventy = setUp(posts);
  await eleventy.build();
  const data = eleventy.dataOf("posts/2025-01-01-queues.md");
  expect(data).toMatchObject({
    title: "Queues",
    permalink: "/posts/queues/",
    status: "published",
    part: { part: { label: "Part 1" } },
  });
  expect(await eleventy.render("ignored", data)).toContain('href="/posts/rings/"');
  const rings = await eleventy.render("ignored", eleventy.dataOf("posts/2025-01-02-rings.md"));
  expect(rings).toContain('src="/posts/r.png"');
});

test("a page is written under its decoded name, since servers decode the address that a browser requests", async () => {
  const { build, dataOf } = setUp({ "posts/über.md": "# Über\n" });
  await build();
  expect(dataOf("posts/über.md")).toMatchObject({ permalink: "/posts/über/" });
});

test("drafts have a page in development but not in a build, and other Markdown files are rendered", async () => {
  const eleventy = setUp(posts);
  await eleventy.build("serve");
  expect(eleventy.dataOf("posts/locks.md")).toMatchObject({ status: "draft" });
  await eleventy.build("build");
  expect(eleventy.dataOf("posts/locks.md")).toBeUndefined();
  expect(eleventy.dataOf("about.md")).not.toHaveProperty("post");
  expect(await eleventy.render("An *aside*.")).toContain("<em>aside</em>");
});

test("with a wrong folder, drafts have no page in a build, and a warning names the folder", async () => {
  const { log, dataOf, build } = setUp({ "blog/locks.md": "---\n---\n", "about.md": "" });
  await build();
  expect(log.join()).toMatch(/No post was found for ".*posts"/);
  for (const fields of [{ draft: true }, { isDraft: "yes" }, { published: false }, { status: "private" }]) {
    expect(dataOf("blog/locks.md", fields), JSON.stringify(fields)).toBeUndefined();
  }
  expect(dataOf("_drafts/locks.md")).toBeUndefined();
  expect(dataOf("about.md", { draft: false })).toBeDefined();
  await build("serve");
  expect(dataOf("blog/locks.md", { draft: true })).toBeDefined();
});

test.each(["posts/", "/posts", "posts/../posts"])("the folder may be written as %s", async (folder) => {
  const eleventy = setUp(posts, { folder });
  await eleventy.build();
  expect(eleventy.dataOf("posts/2025-01-02-rings.md")).toHaveProperty("post");
  expect(eleventy.dataOf("./posts/locks.md")).toBeUndefined();
});

test("posts in files that Eleventy does not read itself, such as .mdx, are templates too", async () => {
  const names = ["mdx", "markdown", "mdown", "mkd", "mkdn"];
  const sources = Object.fromEntries(names.map((name) => [`posts/${name}-post.${name}`, "# A post\n"]));
  const { formats, aliases, preprocessed, build, dataOf } = setUp(sources);
  await build();
  for (const file of Object.keys(sources)) expect(dataOf(file)).toMatchObject({ title: "A post" });
  expect(formats).toEqual(names);
  expect(aliases).toEqual({ mdx: "md", markdown: "md", mdown: "md", mkd: "md", mkdn: "md" });
  expect(preprocessed.split(",")).toEqual(["md", ...formats]);
});

test("collections contain Eleventy's items for the posts, newest first, and the series", async () => {
  const { collections, content, build } = setUp(posts);
  await build();
  const items = ["about.md", "posts/2025-01-01-queues.md", "posts/2025-01-02-rings.md", "posts/locks.md"];
  const all = items.map((file) => ({ inputPath: `${content}/${file}` }));
  expect(collections.get("posts")?.({ getAll: () => all })).toEqual([all[2], all[1]]);
  expect(collections.get("series")?.({ getAll: () => all })).toMatchObject([{ slug: "moving-parts" }]);
});

test("feeds are written, and a stylesheet if it is configured", async () => {
  const { files, build } = setUp(posts, { styles: "pre {}" });
  await build();
  expect([...files.keys()]).toEqual(["/rss.xml", "/atom.xml", "/feed.json", "/highlight.css"]);
  const { items } = JSON.parse(files.get("/feed.json")?.() ?? "");
  expect(items.map(({ title }: { title: string }) => title)).toEqual(["Rings", "Queues"]);
  expect(files.get("/highlight.css")?.()).toBe("pre {}");
  expect(setUp(posts).files.has("/highlight.css")).toBe(false);
});

test("an error in a post fails a build, and omits the post in development", async () => {
  const faulty = { ...posts, "posts/faulty.md": "---\ndate: 2025-02-30\n---\n# Faulty\n" };
  const { log, build, dataOf } = setUp(faulty);
  await expect(build()).rejects.toThrow(/posts have errors \(1\), see above/);
  expect(log.join("\n")).toContain("posts/faulty.md:2:7");
  await build("serve");
  expect(dataOf("posts/faulty.md")).toBeUndefined();
  expect(dataOf("posts/2025-01-02-rings.md")).toBeDefined();
});

// A whole build with this library: a page a post, an index with excerpts, an Atom feed.
//   node galley.mjs <folder> [remark | satteri] [workers]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sortPosts } from "../../dist/collection/index.js";
import { buildFeed, renderAtom } from "../../dist/feed/index.js";
import { readPosts } from "../../dist/node/index.js";
import { page } from "./page.mjs";

const [, , folder, engine = "remark", workers = "0"] = process.argv;
const parserModule = new URL(`../parser-${engine}.mjs`, import.meta.url);
const parser = workers === "0" ? (await import(parserModule)).parser : parserModule;
const { posts } = await readPosts("posts", {
  cwd: folder,
  parser,
  ...(workers !== "0" && { workers: Number(workers) }),
});

const out = join(folder, "out-galley");
const write = (name, text) => {
  mkdirSync(join(out, name, ".."), { recursive: true });
  writeFileSync(join(out, name), text);
};
const sorted = sortPosts(posts);
for (const { slug, title, html } of sorted) write(`posts/${slug}/index.html`, page(title, html));
const lines = sorted.map(
  ({ slug, title, excerpt }) => `<li><a href="/posts/${slug}/">${title}</a> ${excerpt.html}</li>`,
);
write("index.html", page("Posts", `<ul>${lines.join("\n")}</ul>`));
const site = { title: "Posts", url: "https://example.org/", description: "Posts" };
write("feed.xml", renderAtom(buildFeed(site, sorted.slice(0, 20))));

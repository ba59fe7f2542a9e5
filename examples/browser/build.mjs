// `npm run dev` also shows drafts.

import { cp, readFile, rm } from "node:fs/promises";
import { build } from "esbuild";
import { buildBlog, createPostParser, formatMessage } from "galley";
import { readPosts } from "galley/node";

const drafts = process.argv.includes("--drafts");
const { posts, messages } = await readPosts("posts", { cwd: "..", parser: createPostParser() });
for (const message of messages) console.warn(formatMessage(message));

// Only the sources of posts that have a page: everybody can read a bundle.
const { pages } = buildBlog(posts, {
  url: "https://blog.example/",
  now: new Date(),
  preview: drafts,
  assetUrl: (path) => `/${path}`,
});
const sources = await Promise.all(
  pages.map(async ({ path }) => [path, await readFile(`../${path}`, "utf8")]),
);

// An earlier build may have written a draft.
await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: ["src/main.js"],
  bundle: true,
  minify: true,
  format: "esm",
  // Grammars and themes of the highlighter are chunks of their own, which a page loads when a post needs them.
  splitting: true,
  outdir: "dist",
  define: { SOURCES: JSON.stringify(sources), DRAFTS: JSON.stringify(drafts) },
});
await cp("src/index.html", "dist/index.html");
for (const { url } of pages.flatMap(({ images }) => images)) {
  const file = decodeURIComponent(url);
  if (file.startsWith("/posts/")) await cp(`..${file}`, `dist${file}`);
}

// A blog by a plain script: an index with excerpts, a page for each post and each series, and a feed.

import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import {
  buildFeed,
  createHighlighter,
  createPostParser,
  formatMessage,
  orderSeries,
  renderRss,
  seriesContext,
  sortPosts,
} from "galley";
import { readPosts } from "galley/node";

const site = { url: "https://blog.example/", title: "Small Notes", language: "en" };
const highlighter = await createHighlighter({ themes: "github-light" });
const read = await readPosts("../posts", { parser: createPostParser({ highlighter }) });
for (const message of read.messages) console.warn(formatMessage(message));

const posts = sortPosts(read.posts);
const allSeries = orderSeries(posts);

const escapeText = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const link = ({ slug, title }) => `<a href="/posts/${slug}/">${escapeText(title)}</a>`;

async function write(path, title, main) {
  const file = `dist/${path}index.html`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>${escapeText(title)}</title>\n${main}\n</html>\n`,
  );
}

await write(
  "",
  site.title,
  posts.map((post) => `<h2>${link(post)}</h2>\n<p>${escapeText(post.excerpt.text)}</p>`).join("\n"),
);
for (const post of posts) {
  const context = seriesContext(allSeries, post);
  const banner = context
    ? `<p>${context.part.label} of <a href="/series/${context.series.slug}/">${escapeText(context.series.title)}</a></p>\n`
    : "";
  await write(`posts/${post.slug}/`, post.title, `<h1>${escapeText(post.title)}</h1>\n${banner}${post.html}`);
}
for (const { slug, title, parts } of allSeries) {
  const items = parts.map(({ post, label }) => `<li>${label}: ${link(post)}</li>`);
  await write(`series/${slug}/`, title, `<h1>${escapeText(title)}</h1>\n<ol>${items.join("\n")}</ol>`);
}
await writeFile("dist/rss.xml", renderRss(buildFeed(site, posts)));

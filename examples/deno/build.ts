// A blog by Deno. It may read this folder and the posts, and write to `dist`: no network, no other files, no processes.

import {
  buildFeed,
  createHighlighter,
  createPostParser,
  feedLinks,
  formatMessage,
  orderSeries,
  type Post,
  renderFeed,
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

const escapeText = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const link = ({ slug, title }: Post) => `<a href="/posts/${slug}/">${escapeText(title)}</a>`;

async function write(path: string, title: string, main: string) {
  await Deno.mkdir(`dist/${path}`, { recursive: true });
  await Deno.writeTextFile(
    `dist/${path}index.html`,
    `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>${escapeText(title)}</title>\n${main}\n</html>\n`,
  );
}

const items = posts.map((post) => `<h2>${link(post)}</h2>\n<p>${escapeText(post.excerpt.text)}</p>`);
await write("", site.title, items.join("\n"));
for (const post of posts) {
  const context = seriesContext(allSeries, post);
  const banner = context ? `<p>${context.part.label} of ${escapeText(context.series.title)}</p>\n` : "";
  await write(`posts/${post.slug}/`, post.title, `<h1>${escapeText(post.title)}</h1>\n${banner}${post.html}`);
}
for (const { slug, title, parts } of allSeries) {
  const list = parts.map(({ label, post }) => `<li>${label}: ${link(post)}</li>`).join("\n");
  await write(`series/${slug}/`, title, `<h1>${escapeText(title)}</h1>\n<ol>${list}</ol>`);
}
const feed = buildFeed(site, posts);
for (const { href, type } of feedLinks(feed)) {
  await Deno.writeTextFile(`dist${new URL(href).pathname}`, renderFeed(feed, type));
}

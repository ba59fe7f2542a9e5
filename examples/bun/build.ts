// A blog by Bun: it escapes texts and writes files, folders included; galley does the rest.

import {
  buildFeed,
  createHighlighter,
  createPostParser,
  formatMessage,
  orderSeries,
  type Post,
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

const text = Bun.escapeHTML;
const link = ({ slug, title }: Post) => `<a href="/posts/${slug}/">${text(title)}</a>`;
const write = (path: string, title: string, main: string) =>
  Bun.write(
    `dist/${path}index.html`,
    `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>${text(title)}</title>\n${main}\n</html>\n`,
  );

await write(
  "",
  site.title,
  posts.map((post) => `<h2>${link(post)}</h2>\n<p>${text(post.excerpt.text)}</p>`).join(""),
);
for (const post of posts) {
  const part = seriesContext(allSeries, post)?.part;
  await write(
    `posts/${post.slug}/`,
    post.title,
    `<h1>${text(post.title)}</h1>\n<p>${part?.label ?? ""}</p>\n${post.html}`,
  );
}
for (const { slug, title, parts } of allSeries) {
  const items = parts.map(({ label, post }) => `<li>${label}: ${link(post)}</li>`).join("\n");
  await write(`series/${slug}/`, title, `<h1>${text(title)}</h1>\n<ol>${items}</ol>`);
}
await Bun.write("dist/rss.xml", renderRss(buildFeed(site, posts)));

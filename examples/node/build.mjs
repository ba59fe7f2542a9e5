// A blog by a plain script: an index with excerpts, a page for each post and each series, and a feed.
// `npm run dev` also shows drafts.

import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import {
  buildBlog,
  createHighlighter,
  createPostParser,
  formatMessage,
  highlightStyles,
  renderRss,
} from "galley";
import { readPosts } from "galley/node";

const themes = { light: "github-light", dark: "github-dark" };
const highlighter = await createHighlighter({ themes });
const read = await readPosts("posts", { cwd: "..", parser: createPostParser({ highlighter }) });
const blog = buildBlog(read.posts, {
  url: "https://blog.example/",
  title: "Small Notes",
  language: "en",
  now: new Date(),
  preview: process.argv.includes("--drafts"),
  // Pictures are copied to the path that they have beside the posts.
  assetUrl: (path) => `/${path}`,
  lint: { messages: read.messages },
});
for (const message of blog.messages) console.warn(formatMessage(message));

const escapeText = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const link = (post) => `<a href="${blog.pathOf(post)}">${escapeText(post.title)}</a>`;

// An earlier build may have written a draft.
await rm("dist", { recursive: true, force: true });

async function write(path, content) {
  const file = `dist${path}${path.endsWith("/") ? "index.html" : ""}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

const page = (title, main, lang = blog.site.language) => `<!doctype html>
<html lang="${lang}" style="color-scheme: light dark">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeText(title)}</title>
<link rel="stylesheet" href="/highlight.css">
<link rel="alternate" type="application/rss+xml" href="/rss.xml">
${main}
</html>
`;

/** In a preview, posts that are not published are labeled. */
const note = (post) => (blog.statusOf(post) === "published" ? "" : `<p>(${blog.statusOf(post)})</p>\n`);

const entries = blog.posts.map(
  (post) => `<h2>${link(post)}</h2>\n${note(post)}<p>${escapeText(post.excerpt.text)}</p>`,
);
await write("/", page(blog.site.title, entries.join("\n")));
for (const post of blog.pages) {
  const { series, part } = blog.seriesOf(post) ?? {};
  const banner = series
    ? `<p>${part.label} of <a href="/series/${series.slug}/">${escapeText(series.title)}</a></p>\n`
    : "";
  const main = `<h1>${escapeText(post.title)}</h1>\n${note(post)}${banner}${post.html}`;
  await write(decodeURI(blog.pathOf(post)), page(post.title, main, post.lang));
  for (const { url } of post.images) {
    const file = decodeURIComponent(url);
    if (file.startsWith("/posts/")) await cp(`..${file}`, `dist${file}`);
  }
}
for (const { slug, title, parts } of blog.series) {
  const items = parts.map(({ post, label }) => `<li>${label}: ${link(post)}</li>`);
  await write(`/series/${slug}/`, page(title, `<h1>${escapeText(title)}</h1>\n<ol>${items.join("\n")}</ol>`));
}
await write("/highlight.css", highlightStyles(highlighter));
await write("/rss.xml", renderRss(blog.feed()));
await write("/sitemap.xml", blog.sitemap());

// A blog on a server: pages are rendered on request, and a reader that already has the feed gets a 304.
// `DRAFTS=1 npm start` also shows drafts.

import { serveStatic } from "@hono/node-server/serve-static";
import {
  buildBlog,
  createHighlighter,
  createPostParser,
  feedMediaTypes,
  feedResponse,
  formatMessage,
  highlightStyles,
} from "galley";
import { readPosts } from "galley/node";
import { Hono } from "hono";
import { etag } from "hono/etag";
import { html, raw } from "hono/html";

const themes = { light: "github-light", dark: "github-dark" };
const highlighter = await createHighlighter({ themes });
const read = await readPosts("posts", { cwd: "..", parser: createPostParser({ highlighter }) });

let blog;
/** The current blog, built again when a scheduled post appears or a post expires. */
function currentBlog() {
  const now = new Date();
  if (blog === undefined || now >= blog.nextChangeAt) {
    blog = buildBlog(read.posts, {
      url: "https://blog.example/",
      title: "Small Notes",
      language: "en",
      now,
      preview: process.env.DRAFTS === "1",
      assetUrl: (path) => `/${path}`,
      lint: { messages: read.messages },
    });
  }
  return blog;
}
for (const message of currentBlog().messages) console.warn(formatMessage(message));

const page = (title, main, lang = "en") => html`<!doctype html>
<html lang="${lang}" style="color-scheme: light dark">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="stylesheet" href="/highlight.css">
<link rel="alternate" type="${feedMediaTypes.rss}" href="/rss.xml">
${main}
</html>`;
const link = (post) => html`<a href="${currentBlog().pathOf(post)}">${post.title}</a>`;
/** In a preview, posts that are not published are labeled. */
function note(post) {
  const status = currentBlog().statusOf(post);
  return status === "published" ? "" : html`<p>(${status})</p>`;
}

export const app = new Hono({ strict: false });
app.use(etag());

app.get("/", (c) => {
  const { posts, site } = currentBlog();
  const entries = posts.map(
    (post) => html`<h2>${link(post)}</h2>\n${note(post)}<p>${post.excerpt.text}</p>\n`,
  );
  return c.html(page(site.title, entries));
});

// Only pictures, because the folder also contains drafts.
app.get("/posts/:file{.+\\.(?:svg|png|jpg|webp)}", serveStatic({ root: ".." }));

app.get("/posts/:slug", (c) => {
  const post = currentBlog().pages.find(({ slug }) => slug === c.req.param("slug"));
  if (!post) return c.text("No such post", 404);
  const main = html`<h1>${post.title}</h1>\n${note(post)}${raw(post.html)}`;
  return c.html(page(post.title, main, post.lang));
});

app.get("/series/:slug", (c) => {
  const series = currentBlog().series.find(({ slug }) => slug === c.req.param("slug"));
  if (!series) return c.text("No such series", 404);
  const items = series.parts.map(({ post, label }) => html`<li>${label}: ${link(post)}</li>`);
  return c.html(page(series.title, html`<h1>${series.title}</h1>\n<ol>${items}</ol>`));
});

app.get("/highlight.css", (c) => c.body(highlightStyles(highlighter), 200, { "Content-Type": "text/css" }));

// The same posts give the same bytes, so the ETag changes when a post changes, not with each start.
app.get("/rss.xml", (c) => {
  const { status, headers, body } = feedResponse(currentBlog().feed(), "rss", c.req.raw.headers);
  return c.body(body, status, headers);
});

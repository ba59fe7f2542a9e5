// A blog by a server: pages are made when they are asked for, and a reader that has the feed already gets a 304.

import {
  buildFeed,
  createPostParser,
  feedMediaTypes,
  formatMessage,
  orderSeries,
  renderRss,
  sortPosts,
} from "galley";
import { readPosts } from "galley/node";
import { Hono } from "hono";
import { etag } from "hono/etag";
import { html, raw } from "hono/html";

const site = { url: "https://blog.example/", title: "Small Notes", language: "en" };
const read = await readPosts("../posts", { parser: createPostParser() });
for (const message of read.messages) console.warn(formatMessage(message));

const posts = sortPosts(read.posts);
const allSeries = orderSeries(posts);
// The same posts give the same bytes, so that the ETag changes when a post does, and not with each start.
const rss = renderRss(buildFeed(site, posts));

const page = (title, main) => html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<link rel="alternate" type="${feedMediaTypes.rss}" href="/rss.xml" title="${site.title}">
${main}
</html>`;
const link = ({ slug, title }) => html`<a href="/posts/${slug}">${title}</a>`;

export const app = new Hono();
app.use(etag());

app.get("/", (c) =>
  c.html(
    page(
      site.title,
      posts.map((post) => html`<h2>${link(post)}</h2>\n<p>${post.excerpt.text}</p>\n`),
    ),
  ),
);

app.get("/posts/:slug", (c) => {
  const post = posts.find(({ slug }) => slug === c.req.param("slug"));
  return post
    ? c.html(page(post.title, html`<h1>${post.title}</h1>\n${raw(post.html)}`))
    : c.text("No such post", 404);
});

app.get("/series/:slug", (c) => {
  const series = allSeries.find(({ slug }) => slug === c.req.param("slug"));
  if (!series) return c.text("No such series", 404);
  const items = series.parts.map(({ post, label }) => html`<li>${label}: ${link(post)}</li>`);
  return c.html(page(series.title, html`<h1>${series.title}</h1>\n<ol>${items}</ol>`));
});

app.get("/rss.xml", (c) => c.body(rss, 200, { "Content-Type": `${feedMediaTypes.rss}; charset=utf-8` }));

// A blog by a worker: posts are parsed once for each instance, when the first request comes.

import { buildFeed, createPostParser, feedMediaTypes, orderSeries, renderRss, sortPosts } from "galley";
import cache from "../../posts/2025-03-03-a-cache-is-a-promise.md";
import forgetting from "../../posts/2025-03-10-forgetting-on-purpose.md";
import names from "../../posts/2025-03-17-names-in-angle-brackets.md";

const site = { url: "https://blog.example/", title: "Small Notes", language: "en" };
const sources = {
  "posts/2025-03-03-a-cache-is-a-promise.md": cache,
  "posts/2025-03-10-forgetting-on-purpose.md": forgetting,
  "posts/2025-03-17-names-in-angle-brackets.md": names,
};

async function parseAll() {
  const parsePost = createPostParser();
  const posts = await Promise.all(
    Object.entries(sources).map(([path, source]) => parsePost(source, { path })),
  );
  return sortPosts(posts);
}

let parsed;

const escapeText = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const link = ({ slug, title }) => `<a href="/posts/${slug}/">${escapeText(title)}</a>`;

function page(title, main) {
  const html = `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>${escapeText(title)}</title>\n${main}\n</html>\n`;
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
}

export default {
  async fetch(request) {
    parsed ??= parseAll();
    const posts = await parsed;
    const { pathname } = new URL(request.url);
    const [kind, slug] = pathname.split("/").filter(Boolean);
    if (pathname === "/rss.xml") {
      const headers = { "content-type": `${feedMediaTypes.rss}; charset=utf-8` };
      return new Response(renderRss(buildFeed(site, posts)), { headers });
    }
    if (pathname === "/") {
      const items = posts.map((post) => `<h2>${link(post)}</h2>\n<p>${escapeText(post.excerpt.text)}</p>`);
      return page(site.title, items.join("\n"));
    }
    const post = kind === "posts" && posts.find((one) => one.slug === slug);
    if (post) return page(post.title, `<h1>${escapeText(post.title)}</h1>\n${post.html}`);
    const series = kind === "series" && orderSeries(posts).find((one) => one.slug === slug);
    if (series) {
      const items = series.parts.map((part) => `<li>${part.label}: ${link(part.post)}</li>`);
      return page(series.title, `<h1>${escapeText(series.title)}</h1>\n<ol>${items.join("\n")}</ol>`);
    }
    return new Response("Not found", { status: 404 });
  },
};

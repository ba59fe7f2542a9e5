// A blog by a worker. `POSTS`, `STYLES` and `PICTURE` come from build.mjs: all posts, since a scheduled one appears
// without another build. The variable `DRAFTS` of the worker also shows drafts.

import { buildBlog, feedMediaTypes, renderRss } from "galley";

let blog;
/** The current blog, built again when a scheduled post appears or a post expires. */
function currentBlog(preview) {
  const now = new Date();
  if (blog === undefined || now >= blog.nextChangeAt) {
    blog = buildBlog(POSTS, {
      url: "https://blog.example/",
      title: "Small Notes",
      language: "en",
      now,
      preview,
      assetUrl: (path) => `/${path}`,
    });
  }
  return blog;
}

const escapeText = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const respond = (text, type) => new Response(text, { headers: { "content-type": `${type}; charset=utf-8` } });

const page = (title, main, lang = "en") =>
  respond(
    `<!doctype html>
<html lang="${lang}" style="color-scheme: light dark">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeText(title)}</title>
<link rel="stylesheet" href="/highlight.css">
<link rel="alternate" type="application/rss+xml" href="/rss.xml">
${main}
</html>
`,
    "text/html",
  );

export default {
  fetch(request, env) {
    const { posts, pages, series, site, feed, pathOf, statusOf } = currentBlog(env.DRAFTS === "1");
    const link = (post) => `<a href="${pathOf(post)}">${escapeText(post.title)}</a>`;
    /** In a preview, posts that are not published are labeled. */
    const note = (post) => (statusOf(post) === "published" ? "" : `<p>(${statusOf(post)})</p>\n`);

    const { pathname } = new URL(request.url);
    if (pathname === "/rss.xml") return respond(renderRss(feed()), feedMediaTypes.rss);
    if (pathname === "/highlight.css") return respond(STYLES, "text/css");
    if (pathname === "/posts/four-places.svg") return respond(PICTURE, "image/svg+xml");
    if (pathname === "/") {
      const entries = posts.map(
        (post) => `<h2>${link(post)}</h2>\n${note(post)}<p>${escapeText(post.excerpt.text)}</p>`,
      );
      return page(site.title, entries.join("\n"));
    }
    const post = pages.find((one) => pathOf(one) === pathname);
    if (post) {
      const main = `<h1>${escapeText(post.title)}</h1>\n${note(post)}${post.html}`;
      return page(post.title, main, post.lang);
    }
    const found = series.find(({ slug }) => pathname === encodeURI(`/series/${slug}/`));
    if (found) {
      const items = found.parts.map((part) => `<li>${part.label}: ${link(part.post)}</li>`);
      return page(found.title, `<h1>${escapeText(found.title)}</h1>\n<ol>${items.join("\n")}</ol>`);
    }
    return new Response("Not found", { status: 404 });
  },
};

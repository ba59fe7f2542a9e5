import { html } from "./html.mjs";
import { layout } from "./layout.mjs";
import { titleList } from "./post-list.mjs";
import { countArticles } from "./series-page.mjs";

/** Every post with one tag. */
export function tagPage(site, { slug, label, posts }) {
  return layout(site, {
    title: `Tagged “${label}”`,
    path: `/tags/${slug}/`,
    main: html`<h1>Tagged “${label}”</h1>
<p class="meta"><span>${countArticles(posts.length)}</span><span><a href="/tags/">All tags</a></span></p>
${titleList(site, posts)}`,
  });
}

/** All tags of the site. */
export function tagIndexPage(site, tags) {
  return layout(site, {
    title: "Tags",
    path: "/tags/",
    main: html`<h1>Tags</h1>
<ul class="tags" role="list">
${tags.map(({ slug, label, posts }) => html`<li><a href="/tags/${slug}/">${label}</a> <span class="meta">${posts.length}</span></li>\n`)}</ul>`,
  });
}

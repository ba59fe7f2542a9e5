import { html } from "./html.mjs";
import { layout } from "./layout.mjs";
import { postList } from "./post-list.mjs";

export const indexPath = (page) => (page === 1 ? "/" : `/page/${page}/`);

/** One page of the index. */
export function indexPage(site, { items, page, pageCount, previous, next }) {
  const pages =
    pageCount > 1 &&
    html`\n<nav class="pages" aria-label="Pages">
${previous && html`<a rel="prev" href="${indexPath(previous)}">← Newer</a>\n`}<span>Page ${page} of ${pageCount}</span>
${next && html`<a rel="next" href="${indexPath(next)}">Older →</a>\n`}</nav>`;
  return layout(site, {
    title: page === 1 ? site.title : `Blog, page ${page}`,
    description: site.description,
    path: indexPath(page),
    main: html`<h1>Blog</h1>
${site.description && html`<p class="lede">${site.description}${site.authors?.length > 0 && ` By ${site.authors.map(({ name }) => name).join(", ")}.`}</p>\n`}${items.length > 0 ? postList(site, items) : html`<p>There is nothing here yet.</p>`}${pages}`,
  });
}

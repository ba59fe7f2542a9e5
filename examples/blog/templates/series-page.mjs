import { headline, html } from "./html.mjs";
import { layout } from "./layout.mjs";
import { dateOf, readingTimeOf } from "./time.mjs";

const statusNames = { ongoing: "Ongoing", complete: "Complete", paused: "Paused" };

/** Translations of one series have one slug. */
export const seriesPath = ({ slug, lang }) => (lang ? `/series/${slug}/${lang}/` : `/series/${slug}/`);

export const countArticles = (count) => `${count} ${count === 1 ? "article" : "articles"}`;

function facts({ parts, status }) {
  const known = statusNames[status];
  return html`<p class="meta"><span>${countArticles(parts.length)}</span>${known && html`<span class="status ${status}">${known}</span>`}</p>`;
}

/** A series: what it is about, how far it is, and its parts in reading order. */
export function seriesPage(site, series) {
  return layout(site, {
    title: series.title,
    description: series.description,
    path: seriesPath(series),
    kind: "series",
    main: html`<h1>${series.title}</h1>
${series.description && html`<p class="lede">${series.description}</p>\n`}${facts(series)}
<ol class="parts-list">
${series.parts.map(({ post, part, position, shortTitle }) => {
  const summary = site.summaryOf(post);
  return html`<li value="${Number.isInteger(part) ? part : position}">
<h2><a href="${site.blog.pathOf(post)}">${headline(shortTitle)}</a></h2>
${summary && html`<p>${summary}</p>\n`}<p class="meta">${[dateOf(post, post.date), readingTimeOf(post)]}</p>
</li>
`;
})}</ol>`,
  });
}

/** All series of the site. */
export function seriesIndexPage(site, allSeries) {
  return layout(site, {
    title: "Series",
    path: "/series/",
    main: html`<h1>Series</h1>
<ul class="posts" role="list">
${allSeries.map(
  (series) => html`<li>
<h2><a href="${seriesPath(series)}">${series.title}</a></h2>
${series.description && html`<p>${series.description}</p>\n`}${facts(series)}
</li>
`,
)}</ul>`,
  });
}

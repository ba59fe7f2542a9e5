import { nestHeadings, renderJsonLd, toJsonLd } from "galley";
import { headline, html, raw } from "./html.mjs";
import { layout } from "./layout.mjs";
import { seriesPath } from "./series-page.mjs";
import { dateOf, isMidnight, readingTimeOf } from "./time.mjs";

/** "Part 3 • Title" and how many more there are; nothing for a post that is alone. */
function seriesBanner({ series, part, others }) {
  return html`<aside class="series" aria-label="Series">
<p><a href="${seriesPath(series)}">${headline(part.label)} • ${series.title}</a></p>
<p class="meta">+ ${others} more ${others === 1 ? "article" : "articles"} in this series</p>
</aside>
`;
}

/** The other parts, at the end of the post. */
function seriesParts({ blog }, { series, part }) {
  return html`<nav class="parts" aria-labelledby="parts">
<h2 id="parts">${series.title}</h2>
<ol role="list">
${series.parts.map(({ post, label, shortTitle, position }) => {
  const title =
    position === part.position
      ? html`<span aria-current="true">${headline(shortTitle)}</span>`
      : html`<a href="${blog.pathOf(post)}">${headline(shortTitle)}</a>`;
  return html`<li><span class="number together">${label}</span> ${title}</li>\n`;
})}</ol>
</nav>
`;
}

/** Two levels of headings, from the topmost that the post has: some authors begin with `#`, others with `##`. */
function contents(headings) {
  const top = Math.min(...headings.map(({ depth }) => depth));
  const shown = headings.filter(({ depth }) => depth <= top + 1);
  if (shown.length < 2) return undefined;
  const list = (nested) => html`<ol role="list">
${nested.map(
  ({ slug, text, children }) =>
    html`<li><a href="#${slug}">${text}</a>${children.length > 0 && list(children)}</li>\n`,
)}</ol>
`;
  return html`<nav class="toc" aria-label="Contents">
<details open>
<summary>Contents</summary>
${list(nestHeadings(shown))}</details>
</nav>
`;
}

function neighbors({ blog }, { previous, next }) {
  if (!previous && !next) return undefined;
  const link = (post, rel, word) =>
    post &&
    html`<a rel="${rel}" href="${blog.pathOf(post)}"><span>${word}</span> ${headline(post.title)}</a>\n`;
  return html`<nav class="neighbors" aria-label="Previous and next post">
${link(previous, "prev", "← Previous")}${link(next, "next", "Next →")}</nav>
`;
}

function postLinks({ blog }, id, title, posts) {
  if (posts.length === 0) return undefined;
  return html`<section class="more" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<ul role="list">
${posts.map((post) => html`<li><a href="${blog.pathOf(post)}">${headline(post.title)}</a></li>\n`)}</ul>
</section>
`;
}

/** A post with everything around it. */
export function postPage(site, post) {
  const { blog } = site;
  const url = post.canonicalUrl ?? blog.urlOf(post);
  const path = blog.pathOf(post);
  const context = blog.seriesOf(post);
  const meta = [
    dateOf(post, post.date),
    post.updated && html`<span>updated ${dateOf(post, post.updated, isMidnight(post.updated))}</span>`,
    post.authors.length > 0 && html`<span>${post.authors.map(({ name }) => name).join(", ")}</span>`,
    readingTimeOf(post),
  ];
  const tags = blog.tags.filter(({ posts }) => posts.includes(post));
  const jsonLd = renderJsonLd(toJsonLd(post, blog.site, { series: blog.series, seriesUrl: seriesPath }));
  return layout(site, {
    title: post.title,
    description: site.summaryOf(post),
    path,
    lang: post.lang,
    kind: "post",
    index: !post.unlisted,
    head: html`${post.date && html`<meta property="article:published_time" content="${post.date.toISOString()}">\n`}${
      post.image && html`<meta property="og:image" content="${absolute(post.image.src, url)}">\n`
    }<script type="application/ld+json">${raw(jsonLd)}</script>
`,
    main: html`<article>
<header>
${context && seriesBanner(context)}<h1>${headline(post.title)}</h1>
<p class="meta">${meta}</p>
</header>
${contents(post.headings)}<div class="prose">
${raw(post.html)}
</div>
<footer>
${tags.length > 0 && html`<p class="tags"><span>Tags:</span> ${tags.map(({ slug, label }) => html`<a href="/tags/${slug}/">${label}</a> `)}</p>\n`}${
  context && seriesParts(site, context)
}<div class="columns">
${postLinks(
  site,
  "related-posts",
  "Related",
  blog.relatedTo(post, { limit: 3 }).map((related) => related.post),
)}${postLinks(
  site,
  "linked-from",
  "Linked from",
  blog.backlinksOf(post).map((backlink) => backlink.post),
)}</div>
${neighbors(site, blog.neighborsOf(post))}</footer>
</article>`,
  });
}

function absolute(src, base) {
  return URL.canParse(src, base) ? new URL(src, base).href : src;
}

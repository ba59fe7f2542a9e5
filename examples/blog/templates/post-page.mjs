import { nestHeadings } from "galley";
import { html, raw } from "./html.mjs";
import { layout } from "./layout.mjs";
import { seriesPath } from "./series-page.mjs";
import { dateOf, isMidnight, readingTimeOf } from "./time.mjs";

/** A title in which a number stays beside its word: no line ends with "Part" to begin the next with "2". */
function headline(title) {
  return title
    .split(/(\S*\p{L} \d\S*)/u)
    .map((piece, index) => (index % 2 === 1 ? html`<span class="together">${piece}</span>` : piece));
}

/** "Part 3 • Title" and how many more there are; nothing for a post that is alone. */
function seriesBanner({ series, part, others }) {
  if (others === 0) return undefined;
  return html`<aside class="series" aria-label="Series">
<p><a href="${seriesPath(series)}">${part.label} • ${series.title}</a></p>
<p class="meta">+ ${others} more ${others === 1 ? "article" : "articles"} in this series</p>
</aside>
`;
}

/** The other parts, at the end of the post. */
function seriesParts({ series, part, others }) {
  if (others === 0) return undefined;
  return html`<nav class="parts" aria-labelledby="parts">
<h2 id="parts">${series.title}</h2>
<ol role="list">
${series.parts.map(({ post, label, shortTitle, position }) => {
  const title =
    position === part.position
      ? html`<span aria-current="true">${shortTitle}</span>`
      : html`<a href="/posts/${post.slug}/">${shortTitle}</a>`;
  return html`<li><span class="number">${label}</span> ${title}</li>\n`;
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

function neighbors({ previous, next }) {
  if (!previous && !next) return undefined;
  const link = (post, rel, word) =>
    post && html`<a rel="${rel}" href="/posts/${post.slug}/"><span>${word}</span> ${post.title}</a>\n`;
  return html`<nav class="neighbors" aria-label="Previous and next post">
${link(previous, "prev", "← Previous")}${link(next, "next", "Next →")}</nav>
`;
}

/** A post with everything around it. */
export function postPage(site, { post, context, around = {}, summary }) {
  const url = post.canonicalUrl ?? new URL(`/posts/${post.slug}/`, site.url).href;
  const meta = [
    dateOf(post, post.date),
    post.updated && html`<span>updated ${dateOf(post, post.updated, isMidnight(post.updated))}</span>`,
    post.authors.length > 0 && html`<span>${post.authors.map(({ name }) => name).join(", ")}</span>`,
    readingTimeOf(post),
  ];
  return layout(site, {
    title: post.title,
    description: summary,
    path: `/posts/${post.slug}/`,
    lang: post.lang,
    kind: "post",
    index: !post.unlisted,
    head: html`<meta property="og:type" content="article">
<meta property="og:title" content="${post.title}">
<meta property="og:url" content="${url}">
${post.image && html`<meta property="og:image" content="${absolute(post.image.src, url)}">\n`}`,
    main: html`<article>
<header>
${context && seriesBanner(context)}<h1>${headline(post.title)}</h1>
<p class="meta">${meta}</p>
</header>
${contents(post.headings)}<div class="prose">
${raw(post.html)}
</div>
<footer>
${post.tags.length > 0 && html`<p class="tags"><span>Tags:</span> ${post.tags.map((tag) => html`<a href="/tags/${site.tagSlug(tag)}/">${tag}</a> `)}</p>\n`}${
  context && seriesParts(context)
}${neighbors(around)}</footer>
</article>`,
  });
}

function absolute(src, base) {
  return URL.canParse(src, base) ? new URL(src, base).href : src;
}

import { headline, html } from "./html.mjs";
import { seriesPath } from "./series-page.mjs";
import { dateOf, readingTimeOf, shortDateOf } from "./time.mjs";

/** The index: title and summary of each post, newest first. */
export function postList({ blog }, entries) {
  return html`<ol class="posts" role="list">
${entries.map(
  ({ post, summary, context }) => html`<li>
<article>
<h2><a href="${blog.pathOf(post)}">${headline(post.title)}</a></h2>
${summary && html`<p>${summary}</p>\n`}<p class="meta">${[
    dateOf(post, post.date),
    readingTimeOf(post),
    context &&
      html`<span><a href="${seriesPath(context.series)}">${headline(context.part.label)} • ${context.series.title}</a></span>`,
  ]}</p>
</article>
</li>
`,
)}</ol>`;
}

/** Dates and titles only, for lists that may be long. */
export function titleList({ blog }, posts) {
  return html`<ul class="titles" role="list">
${posts.map(
  (post) =>
    html`<li><span class="meta">${shortDateOf(post)}</span> <a href="${blog.pathOf(post)}">${headline(post.title)}</a></li>\n`,
)}</ul>`;
}

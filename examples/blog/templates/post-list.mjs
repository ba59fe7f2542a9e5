import { html } from "./html.mjs";
import { seriesPath } from "./series-page.mjs";
import { dateOf, readingTimeOf } from "./time.mjs";

/** The index: title and summary of each post, newest first. */
export function postList(entries) {
  return html`<ol class="posts" role="list">
${entries.map(
  ({ post, summary, context }) => html`<li>
<article>
<h2><a href="/posts/${post.slug}/">${post.title}</a></h2>
${summary && html`<p>${summary}</p>\n`}<p class="meta">${[
    dateOf(post, post.date),
    readingTimeOf(post),
    context &&
      html`<span><a href="${seriesPath(context.series)}">${context.part.label} • ${context.series.title}</a></span>`,
  ]}</p>
</article>
</li>
`,
)}</ol>`;
}

/** Titles and dates only, for lists that may be long. */
export function titleList(posts) {
  return html`<ul class="titles" role="list">
${posts.map(
  (post) =>
    html`<li><a href="/posts/${post.slug}/">${post.title}</a> <span class="meta">${dateOf(post, post.date)}</span></li>\n`,
)}</ul>`;
}

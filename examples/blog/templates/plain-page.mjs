import { html, raw } from "./html.mjs";
import { layout } from "./layout.mjs";

/** A page that is no post: made from Markdown by the same parser. */
export function plainPage(site, post) {
  return layout(site, {
    title: post.title,
    description: post.description,
    path: `/${post.slug}/`,
    main: html`<h1>${post.title}</h1>
<div class="prose">
${raw(post.html)}
</div>`,
  });
}

/** What a server shows for an address it does not know. */
export function notFoundPage(site) {
  return layout(site, {
    title: "Not found",
    path: "/404.html",
    index: false,
    main: html`<h1>Not found</h1>
<p>There is no page at this address. <a href="/archive/">The archive</a> lists every post.</p>`,
  });
}

import { html } from "./html.mjs";
import { layout } from "./layout.mjs";
import { titleList } from "./post-list.mjs";

/** Every post by year, newest first. */
export function archivePage(site, years) {
  return layout(site, {
    title: "Archive",
    path: "/archive/",
    main: html`<h1>Archive</h1>
${years.map(
  ({ year, posts }) => html`<section aria-labelledby="y${year ?? "-none"}">
<h2 id="y${year ?? "-none"}">${year ?? "Without a date"}</h2>
${titleList(site, posts)}
</section>
`,
)}`,
  });
}

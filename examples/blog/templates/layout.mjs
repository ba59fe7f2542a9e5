import { html } from "./html.mjs";

// The site's own style sheet and script, and images. Nothing on a page is inline but JSON-LD, which does not run.
const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src * data:; media-src *; manifest-src 'self'; base-uri 'none'; form-action 'none'";

const feedNames = ["RSS", "Atom", "JSON Feed"];
const pathOf = (url) => new URL(url).pathname;

/**
 * The frame of every page: head, header, navigation, footer.
 *
 * @param site - title, url, feeds, navigation
 * @param page - `title`, `path` (from `/`), `main` (HTML), and perhaps `description`, `lang`, `head` (HTML), `kind`
 */
export function layout(site, { title, path, main, description, lang, head, kind = "page", index = true }) {
  const url = new URL(path, site.url).href;
  const fullTitle = title === site.title ? title : `${title} · ${site.title}`;
  return `${html`<!doctype html>
<html lang="${site.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<title>${fullTitle}</title>
${description && html`<meta name="description" content="${description}">\n`}${
  index ? html`<link rel="canonical" href="${url}">\n` : html`<meta name="robots" content="noindex">\n`
}<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/style.css">
<link rel="stylesheet" href="/highlight.css">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<script type="module" src="/copy.js"></script>
${site.feeds.map(
  ({ type, title, href }) =>
    html`<link rel="alternate" type="${type}" title="${title}" href="${pathOf(href)}">\n`,
)}<meta property="og:site_name" content="${site.title}">
<meta property="og:title" content="${title}">
<meta property="og:url" content="${url}">
<meta property="og:type" content="${kind === "post" ? "article" : "website"}">
${description && html`<meta property="og:description" content="${description}">\n`}${head}</head>
<body class="${kind}">
<a class="skip" href="#main">Skip to the content</a>
<header class="site">
<a class="name" href="/">${site.title}</a>
<nav aria-label="Site">
<ul>
${site.navigation.map(
  ([name, href]) =>
    html`<li><a href="${href}"${href === path && html` aria-current="page"`}>${name}</a></li>\n`,
)}</ul>
</nav>
</header>
<main id="main" tabindex="-1"${lang && lang !== site.language && html` lang="${lang}"`}>
${main}
</main>
<footer class="site">
<p>Built with <a href="https://www.npmjs.com/package/galley">galley</a>.${site.showcase && html` <a href="${site.showcase}">What code can look like</a>.`} Subscribe:
${site.feeds.map(({ href }, index) => html`${index > 0 && " · "}<a href="${pathOf(href)}">${feedNames[index]}</a>`)}</p>
</footer>
</body>
</html>`}\n`;
}

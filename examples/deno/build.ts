// A blog by Deno. It may read this folder and the posts, and write to `dist`: no network, no other files, no processes.
// `deno task dev` also shows drafts.

import {
  buildBlog,
  createHighlighter,
  createPostParser,
  feedLinks,
  formatMessage,
  highlightStyles,
  type Post,
  renderFeed,
} from "galley";
import { readPosts } from "galley/node";

const themes = { light: "github-light", dark: "github-dark" };
const highlighter = await createHighlighter({ themes });
const read = await readPosts("posts", { cwd: "..", parser: createPostParser({ highlighter }) });
const blog = buildBlog(read.posts, {
  url: "https://blog.example/",
  title: "Small Notes",
  language: "en",
  now: new Date(),
  preview: Deno.args.includes("--drafts"),
  // Pictures are copied to the path that they have beside the posts.
  assetUrl: (path) => `/${path}`,
  lint: { messages: read.messages },
});
for (const message of blog.messages) console.warn(formatMessage(message));

const escapeText = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const link = (post: Post) => `<a href="${blog.pathOf(post)}">${escapeText(post.title)}</a>`;
/** In a preview, posts that are not published are labeled. */
const note = (post: Post) => (blog.statusOf(post) === "published" ? "" : `<p>(${blog.statusOf(post)})</p>\n`);

// An earlier build may have written a draft.
await Deno.remove("dist", { recursive: true }).catch((error) => {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
});

async function write(path: string, title: string, main: string, lang = "en") {
  await Deno.mkdir(`dist${path}`, { recursive: true });
  await Deno.writeTextFile(
    `dist${path}index.html`,
    `<!doctype html>
<html lang="${lang}" style="color-scheme: light dark">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeText(title)}</title>
<link rel="stylesheet" href="/highlight.css">
<link rel="alternate" type="application/rss+xml" href="/rss.xml">
${main}
</html>
`,
  );
}

const entries = blog.posts.map(
  (post) => `<h2>${link(post)}</h2>\n${note(post)}<p>${escapeText(post.excerpt.text)}</p>`,
);
await write("/", "Small Notes", entries.join("\n"));
for (const post of blog.pages) {
  const { series, part } = blog.seriesOf(post) ?? {};
  const banner = series ? `<p>${part?.label} of ${escapeText(series.title)}</p>\n` : "";
  const main = `<h1>${escapeText(post.title)}</h1>\n${note(post)}${banner}${post.html}`;
  await write(decodeURI(blog.pathOf(post)), post.title, main, post.lang);
  for (const { url } of post.images) {
    const file = decodeURIComponent(url);
    if (file.startsWith("/posts/")) await Deno.copyFile(`..${file}`, `dist${file}`);
  }
}
for (const { slug, title, parts } of blog.series) {
  const list = parts.map(({ label, post }) => `<li>${label}: ${link(post)}</li>`).join("\n");
  await write(`/series/${slug}/`, title, `<h1>${escapeText(title)}</h1>\n<ol>${list}</ol>`);
}
await Deno.writeTextFile("dist/highlight.css", highlightStyles(highlighter));
const feed = blog.feed();
for (const { href, type } of feedLinks(feed)) {
  await Deno.writeTextFile(`dist${new URL(href).pathname}`, renderFeed(feed, type));
}

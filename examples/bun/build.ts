// A blog by Bun: it escapes texts and writes files, folders included; galley does the rest.
// `bun run dev` also shows drafts.

import { rm } from "node:fs/promises";
import {
  buildBlog,
  createHighlighter,
  createPostParser,
  formatMessage,
  highlightStyles,
  type Post,
  renderRss,
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
  preview: process.argv.includes("--drafts"),
  // Pictures are copied to the path that they have beside the posts.
  assetUrl: (path) => `/${path}`,
  lint: { messages: read.messages },
});
for (const message of blog.messages) console.warn(formatMessage(message));

const text = Bun.escapeHTML;
const link = (post: Post) => `<a href="${blog.pathOf(post)}">${text(post.title)}</a>`;
/** In a preview, posts that are not published are labeled. */
const note = (post: Post) => (blog.statusOf(post) === "published" ? "" : `<p>(${blog.statusOf(post)})</p>\n`);

// An earlier build may have written a draft.
await rm("dist", { recursive: true, force: true });

const write = (path: string, title: string, main: string, lang = "en") =>
  Bun.write(
    `dist${path}index.html`,
    `<!doctype html>
<html lang="${lang}" style="color-scheme: light dark">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${text(title)}</title>
<link rel="stylesheet" href="/highlight.css">
<link rel="alternate" type="application/rss+xml" href="/rss.xml">
${main}
</html>
`,
  );

const entries = blog.posts.map(
  (post) => `<h2>${link(post)}</h2>\n${note(post)}<p>${text(post.excerpt.text)}</p>`,
);
await write("/", "Small Notes", entries.join("\n"));
for (const post of blog.pages) {
  const part = blog.seriesOf(post)?.part;
  const main = `<h1>${text(post.title)}</h1>\n${note(post)}<p>${part?.label ?? ""}</p>\n${post.html}`;
  await write(decodeURI(blog.pathOf(post)), post.title, main, post.lang);
  for (const { url } of post.images) {
    const file = decodeURIComponent(url);
    if (file.startsWith("/posts/")) await Bun.write(`dist${file}`, Bun.file(`..${file}`));
  }
}
for (const { slug, title, parts } of blog.series) {
  const items = parts.map(({ label, post }) => `<li>${label}: ${link(post)}</li>`).join("\n");
  await write(`/series/${slug}/`, title, `<h1>${text(title)}</h1>\n<ol>${items}</ol>`);
}
await Bun.write("dist/highlight.css", highlightStyles(highlighter));
await Bun.write("dist/rss.xml", renderRss(blog.feed()));

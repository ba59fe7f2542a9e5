// From Hugo: content/posts/collect-debt/index.md is the page /collect-debt/, with the pictures beside it.

import { dirname } from "node:path";
import { buildBlog, createPostParser } from "galley";
import { readPosts } from "galley/node";

// layouts/shortcodes: what each of them wrote, as Markdown or HTML.
const shortcodes = {
  img: ({ src, alt = "", caption }) =>
    `![${alt.replace(/[[\]]/g, "\\$&")}](<${src}>)${caption ? `<br><small>${caption}</small>` : ""}`,
  video: ({ src }) => `<video src="${src}" controls></video>`,
  youtube: ({ id }) => `<iframe src="https://www.youtube-nocookie.com/embed/${id}" title="Video"></iframe>`,
  "delta-cell": () => "",
  "/delta-cell": () => "",
  baseurl: () => "",
  gallery: () => "",
  "/gallery": () => "",
};
shortcodes.figure = shortcodes.img;
const alerts = { info: "NOTE", warning: "WARNING", danger: "CAUTION" };

/** Hugo runs shortcodes before Markdown, also in code. */
function expandShortcodes(text) {
  return text
    .replace(
      /\{\{<notice type="(\w+)">\}\}\s*([\s\S]*?)\s*\{\{<\/notice>\}\}/g,
      (_, type, inner) => `> [!${alerts[type]}]\n${inner.replace(/^/gm, "> ")}\n`,
    )
    .replace(/\{\{[<%]\s*(\/?[\w-]+)(.*?)\s*\/?[>%]\}\}/g, (tag, name, written) => {
      const values = { id: written.trim() };
      for (const [, key, value] of written.matchAll(/([\w-]+)="((?:[^"\\]|\\.)*)"/g)) {
        values[key] = value.replace(/\\(.)/g, "$1");
      }
      return shortcodes[name]?.(values) ?? tag;
    });
}

const parsePost = createPostParser({
  aliases: { image: ["banner_image"] },
  allow: { iframeHosts: ["www.youtube-nocookie.com"] },
});
const parser = (source, file) => parsePost(expandShortcodes(new TextDecoder().decode(source)), file);

/** [permalinks] posts = "/:slug/" */
const postUrl = ({ data, path }) =>
  data.url ?? `${path.replace(/^content(?:\/posts)?|(?:\/index)?\.md$/g, "")}/`;

export async function readBlog(
  files = "content/{posts,notes,retrospectives,book-reports,guides}/**/[!_]*.md",
  cwd = ".",
  now = new Date(),
) {
  const { posts, messages } = await readPosts(files, { cwd, parser });
  return buildBlog(posts, {
    url: "https://blog.example/",
    title: "Notes",
    language: "en",
    now,
    postUrl,
    // Files of a page bundle.
    assetUrl: (path, post) => postUrl(post) + encodeURI(path.slice(dirname(post.path).length + 1)),
    series: { inferFromTitles: true },
    lint: { messages },
  });
}

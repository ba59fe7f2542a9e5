// Below `server/`, so that neither the parser nor drafts get into what a browser loads.

import { buildBlog, createHighlighter, createPostParser, formatMessage } from "galley";
import { dev } from "$app/environment";

const sources = import.meta.glob("../../../../posts/*.md", { query: "?raw", import: "default", eager: true });
const pictures = import.meta.glob("../../../../posts/*.{avif,gif,jpg,png,svg,webp}", {
  query: "?url&no-inline",
  import: "default",
  eager: true,
});

export const highlighter = await createHighlighter({
  themes: { light: "github-light", dark: "github-dark" },
});
const parsePost = createPostParser({ highlighter });
const posts = await Promise.all(Object.entries(sources).map(([path, source]) => parsePost(source, { path })));

export const blog = buildBlog(posts, {
  url: "https://blog.example/",
  title: "Small Notes",
  language: "en",
  now: new Date(),
  preview: dev,
  assetUrl: (path) => pictures[path],
});
for (const message of blog.messages) console.warn(formatMessage(message));

// `.server` in the name keeps it out of what a browser loads.

import { readdir } from "node:fs/promises";
import { buildBlog, createHighlighter, createPostParser, formatMessage } from "galley";
import { createMemoryCache, readPosts } from "galley/node";

export const highlighter = await createHighlighter({
  themes: { light: "github-light", dark: "github-dark" },
});
const parser = createPostParser({ highlighter });
const cache = createMemoryCache();
const isDevelopment = process.env.NODE_ENV === "development";

async function read() {
  const { posts, messages } = await readPosts("posts", { cwd: "..", parser, cache });
  const blog = buildBlog(posts, {
    url: "https://blog.example/",
    title: "Small Notes",
    language: "en",
    now: new Date(),
    preview: isDevelopment,
    assetUrl: (path) => path.replace("posts/", "/files/"),
    lint: { messages },
  });
  const faults = blog.messages.filter(({ fatal }) => fatal);
  if (faults.length > 0) throw new Error(faults.map((fault) => formatMessage(fault)).join("\n"));
  for (const message of blog.messages) console.warn(formatMessage(message));
  return blog;
}

let kept;

/** In development the folder is read for each request, and only changed posts are parsed. */
export const getBlog = () => (isDevelopment ? read() : (kept ??= read()));

/** Names of the pictures next to the posts. */
export async function listFiles() {
  const names = await readdir("../posts");
  return names.filter((name) => /\.(avif|gif|jpg|png|svg|webp)$/.test(name));
}

import { type Blog, buildBlog, createHighlighter, createPostParser, formatMessage, type Post } from "galley";
import { createMemoryCache, readPosts } from "galley/node";

const themes = { light: "github-light", dark: "github-dark" };
export const highlighter = await createHighlighter({ themes });
const parser = createPostParser({ highlighter });
const cache = createMemoryCache();
const isDevelopment = process.env.NODE_ENV === "development";

async function read(): Promise<Blog<Post>> {
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

let kept: Promise<Blog<Post>> | undefined;

/** In development the folder is read for each request, and only changed posts are parsed. */
export const getBlog = (): Promise<Blog<Post>> => (isDevelopment ? read() : (kept ??= read()));

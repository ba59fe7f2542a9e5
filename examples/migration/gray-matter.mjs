// From gray-matter and marked: posts/2022/03/rust-wasm-tutorial-1.md is the page /2022/03/rust-wasm-tutorial-1.

import { buildBlog, createPostParser } from "galley";
import { readPosts } from "galley/node";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";

/** Takes out `## Table of Contents`, which another plugin filled: a page has `post.headings`. */
function remarkWithoutContents() {
  return (tree) => {
    tree.children = tree.children.filter(
      ({ type, children }) => type !== "heading" || children[0]?.value !== "Table of Contents",
    );
  };
}

const parser = createPostParser({
  remarkPlugins: [remarkWithoutContents, remarkMath],
  rehypePlugins: [[rehypeKatex, { output: "mathml" }]],
  // Addresses come from the paths: a slug of the front matter is not needed.
  aliases: { slug: [] },
  allow: { iframeHosts: ["www.youtube.com", "codesandbox.io"] },
  fingerprint: "blog-1",
});

export async function readBlog(files = "posts", cwd = ".", now = new Date()) {
  const { posts, messages } = await readPosts(files, { cwd, parser });
  return buildBlog(posts, {
    url: "https://blog.example/",
    title: "Notes",
    language: "ko",
    now,
    postUrl: ({ path }) => path.replace(/^posts|\.mdx?$/g, ""),
    series: { inferFromTitles: true },
    lint: { messages },
  });
}

// From Contentlayer: data/blog/nested-route/a.mdx is the page /blog/nested-route/a.

import { buildBlog, createPostParser } from "galley";
import { readPosts } from "galley/node";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import { z } from "zod";

// `fields` of defineDocumentType, but for those that galley reads: title, date, lastmod, tags, draft, summary, images.
const schema = z.object({
  layout: z.enum(["PostLayout", "PostSimple", "PostBanner"]).default("PostLayout"),
  bibliography: z.string().optional(),
});

// The documents of data/authors.
const authors = {
  default: { name: "Tails Azimuth", url: "https://www.timlrx.com" },
  sparrowhawk: { name: "Sparrow Hawk" },
};

const parser = createPostParser({
  schema,
  remarkPlugins: [remarkMath],
  rehypePlugins: [[rehypeKatex, { output: "mathml" }]],
  fingerprint: "blog-1",
});

export async function readBlog(files = "data/blog", cwd = ".", now = new Date()) {
  const { posts, messages } = await readPosts(files, { cwd, parser });
  const signed = posts.map((post) => ({
    ...post,
    authors: post.authors.map(({ name }) => authors[name] ?? { name }),
  }));
  return buildBlog(signed, {
    url: "https://blog.example/",
    title: "Notes",
    language: "en",
    now,
    // computedFields: { slug: { resolve: (doc) => doc._raw.flattenedPath } }
    postUrl: ({ path }) => path.replace(/^data|\.mdx?$/g, ""),
    lint: { messages },
  });
}

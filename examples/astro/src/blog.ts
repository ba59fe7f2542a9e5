import { getCollection } from "astro:content";
import { buildBlog } from "galley";
import { toPost } from "galley/astro";

const pictures = import.meta.glob<string>("../../posts/**/*.{avif,gif,jpg,png,svg,webp}", {
  query: "?url&no-inline",
  import: "default",
  eager: true,
});

export const blog = buildBlog((await getCollection("posts")).map(toPost), {
  url: "https://blog.example/",
  title: "Small Notes",
  language: "en",
  now: new Date(),
  preview: import.meta.env.DEV,
  assetUrl: (path) => pictures[`../${path}`],
});

import { defineCollection } from "astro:content";
import { createHighlighter, createPostParser } from "galley";
import { galleyLoader } from "./galley-loader.ts";

const highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });

export const collections = {
  posts: defineCollection({
    loader: galleyLoader({ folder: "../posts", parser: createPostParser({ highlighter }) }),
  }),
};

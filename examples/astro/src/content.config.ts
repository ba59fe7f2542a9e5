import { defineCollection } from "astro:content";
import { createPostParser } from "galley";
import { galleyLoader } from "galley/astro";
import { highlighter } from "./highlighter.ts";

export const collections = {
  posts: defineCollection({
    loader: galleyLoader({ folder: "../posts", parser: createPostParser({ highlighter }) }),
  }),
};

import { createHighlighter, createPostParser } from "galley";
import { galley } from "./galley-plugin.js";

const highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });

export const config = { dir: { input: "content" } };

export default function configure(eleventyConfig) {
  // The posts are copied here from ../posts by `npm run posts`, and git is not to know of them.
  eleventyConfig.setUseGitIgnore(false);
  eleventyConfig.addPlugin(galley, {
    folder: "content/posts",
    site: { url: "https://blog.example/", title: "Small Notes", language: "en" },
    parser: createPostParser({ highlighter }),
  });
}

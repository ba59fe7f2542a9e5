import { createHighlighter, createPostParser, highlightStyles } from "galley";
import { galley } from "galley/eleventy";

const highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });

export const config = { dir: { input: "content" } };

export default function configure(eleventyConfig) {
  // `npm run posts` copies the posts from ../posts, and git ignores the copies.
  eleventyConfig.setUseGitIgnore(false);
  eleventyConfig.addPlugin(galley, {
    folder: "content/posts",
    parser: createPostParser({ highlighter }),
    blog: { url: "https://blog.example/", title: "Small Notes", language: "en" },
    styles: highlightStyles(highlighter),
  });
}

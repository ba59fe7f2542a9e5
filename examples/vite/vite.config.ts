import { createHighlighter, createPostParser, highlightStyles } from "galley";
import { galley } from "galley/vite";
import { defineConfig } from "vite";

const highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });

export default defineConfig({
  plugins: [
    galley({
      folder: "../posts",
      parser: createPostParser({ highlighter }),
      blog: { url: "https://blog.example/", title: "Small Notes", language: "en" },
      styles: highlightStyles(highlighter),
    }),
  ],
});

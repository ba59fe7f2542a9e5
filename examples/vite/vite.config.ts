import { createHighlighter, createPostParser } from "galley";
import { defineConfig } from "vite";
import { galley } from "./galley-plugin.ts";

const highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });

export default defineConfig({
  plugins: [
    galley({
      folder: "../posts",
      site: { url: "https://blog.example/", title: "Small Notes", language: "en" },
      parser: createPostParser({ highlighter }),
    }),
  ],
});

// Posts are parsed and code is highlighted here, so that the worker has no parser and no grammars in it.

import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { createHighlighter, createPostParser, formatMessage, highlightStyles } from "galley";
import { readPosts } from "galley/node";

const themes = { light: "github-light", dark: "github-dark" };
const highlighter = await createHighlighter({ themes });
const { posts, messages } = await readPosts("posts", {
  cwd: "..",
  parser: createPostParser({ highlighter }),
});
for (const message of messages) console.warn(formatMessage(message));

await build({
  entryPoints: ["src/worker.js"],
  bundle: true,
  format: "esm",
  // As Cloudflare's own tools do: some packages have one file for pages, with `document`, and one for workers.
  conditions: ["workerd", "worker"],
  outfile: "dist/worker.js",
  define: {
    POSTS: JSON.stringify(posts),
    STYLES: JSON.stringify(highlightStyles(highlighter)),
    PICTURE: JSON.stringify(await readFile("../posts/four-places.svg", "utf8")),
  },
});

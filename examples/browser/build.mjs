import { copyFile } from "node:fs/promises";
import { build } from "esbuild";

await build({
  entryPoints: ["src/main.js"],
  bundle: true,
  minify: true,
  format: "esm",
  // Grammars and themes of the highlighter are chunks of their own, which a page loads when a post needs them.
  splitting: true,
  outdir: "dist",
  loader: { ".md": "text" },
});
await copyFile("src/index.html", "dist/index.html");

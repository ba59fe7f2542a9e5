import { build } from "esbuild";

await build({
  entryPoints: ["src/worker.js"],
  bundle: true,
  format: "esm",
  // As Cloudflare's own tools do: some packages have one file for pages, with `document`, and one for workers.
  conditions: ["workerd", "worker"],
  outfile: "dist/worker.js",
  loader: { ".md": "text" },
});

// Builds the playground: one page with everything in it, which needs no server.
//
//   npm run playground -- [folder]      (default: examples/playground/dist)

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { bundledLanguagesInfo } from "shiki/langs";

const here = import.meta.dirname;
const root = join(here, "../..");
const [folder] = process.argv.slice(2);
const out = folder ? resolve(process.env.INIT_CWD ?? ".", folder) : join(here, "dist");

/** All of shiki's grammars would be ten megabytes. */
const languages =
  "bash c cpp css diff go html java javascript json jsx lua markdown python ruby rust sql toml tsx typescript yaml zig";
const themes = "github-light-high-contrast github-dark-default";

const info = bundledLanguagesInfo.filter(({ id }) => languages.split(" ").includes(id));
const modules = {
  "shiki/langs": `export const bundledLanguagesInfo = [
${info.map(({ id, name, aliases }) => `{ id: "${id}", name: "${name}", aliases: ${JSON.stringify(aliases ?? [])}, import: () => import("@shikijs/langs/${id}") }`).join(",\n")}
];
export const bundledLanguages = Object.fromEntries(
  bundledLanguagesInfo.flatMap(({ id, aliases, import: load }) => [id, ...aliases].map((name) => [name, load])),
);`,
  "shiki/themes": `export const bundledThemes = { ${themes
    .split(" ")
    .map((name) => `"${name}": () => import("@shikijs/themes/${name}")`)
    .join(", ")} };`,
  // The page uses the JavaScript engine.
  "shiki/wasm": "export default undefined;",
};

/** Posts of the other examples, in the order of the list. */
async function readSamples() {
  const samples = [];
  for (const from of ["examples/blog/posts", "examples/posts"]) {
    for (const name of (await readdir(join(root, from))).filter((file) => file.endsWith(".md"))) {
      samples.push([`posts/${name}`, await readFile(join(root, from, name), "utf8")]);
    }
  }
  samples.push(["posts/hostile.md", await readFile(join(here, "hostile.md"), "utf8")]);
  return samples;
}

const {
  outputFiles: [script],
} = await build({
  entryPoints: [join(here, "main.js")],
  bundle: true,
  minify: true,
  write: false,
  format: "esm",
  logLevel: "error",
  target: "es2023",
  define: { SAMPLES: JSON.stringify(await readSamples()) },
  alias: { galley: join(root, "dist/index.js") },
  plugins: [
    {
      name: "few-languages",
      setup(bundler) {
        bundler.onResolve({ filter: /^shiki\/(?:langs|themes|wasm)$/ }, ({ path }) => ({
          path,
          namespace: "few",
        }));
        bundler.onLoad({ filter: /.*/, namespace: "few" }, ({ path }) => ({
          contents: modules[path],
          resolveDir: join(root, "node_modules/shiki"),
        }));
      },
    },
  ],
});

const [template, style] = await Promise.all(
  ["index.html", "style.css"].map((name) => readFile(join(here, name), "utf8")),
);
const code = script.text.replaceAll("</script", "<\\/script");
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const size = `${megabytes(code.length)}, ${megabytes(gzipSync(code).length)} compressed`;
const page = template
  .replace("SIZE", size)
  .replace("/* style */", () => style)
  .replace("/* script */", () => code);
await mkdir(out, { recursive: true });
await writeFile(join(out, "index.html"), page);
console.log(`${join(out, "index.html")}: ${size}`);

// Measures the size of each entry point of the package, and writes docs/sizes.md. Needs a build. `--json` prints the
// sizes instead, with the names of the files that are loaded initially.

import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "..");
const { exports: subpaths } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));

/** A displayed name, the code of the entry, and whether it is only for Node. */
const entries = [
  ...Object.keys(subpaths)
    // Plugins of build tools are not loaded in pages.
    .filter((subpath) => !/^\.\/(?:package\.json|astro|eleventy|vite)/.test(subpath))
    .map((subpath) => {
      const name = `galley${subpath.slice(1)}`;
      return { name, code: `export * from "${name}";`, forNode: /node|satteri/.test(subpath) };
    }),
  ...[
    "createPostParser",
    "orderSeries",
    "sortPosts",
    "extractExcerptFromHtml",
    "truncateText",
    "buildFeed",
    "toSlug",
  ].map((name) => ({ name: `{ ${name} }`, code: `export { ${name} } from "galley";`, forNode: false })),
];

const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;

async function bundle({ code, forNode }, packages) {
  const { outputFiles, metafile } = await build({
    // A file that does not exist, in the package's own folder, so that `galley` refers to the package itself.
    stdin: { contents: code, resolveDir: root, sourcefile: "entry.js" },
    bundle: true,
    minify: true,
    // With splitting, esbuild keeps code in shared files that only a removed part needs: 5 KB more in each row of one
    // name.
    splitting: !code.startsWith("export {"),
    format: "esm",
    platform: forNode ? "node" : "browser",
    packages,
    // Nothing of the package itself is external; the build for Node bundles its dependencies.
    alias: ownEntryPoints(),
    external: ["satteri"],
    outdir: "out",
    write: false,
    metafile: true,
    absWorkingDir: root,
    logLevel: "error",
  });
  const byPath = new Map(outputFiles.map(({ path, contents }) => [path.slice(root.length + 1), contents]));
  const entry = Object.keys(metafile.outputs).find(
    (path) => metafile.outputs[path].entryPoint === "entry.js",
  );
  const reach = (kinds) => {
    const found = new Set([entry]);
    for (const path of found) {
      for (const { path: next, kind, external } of metafile.outputs[path].imports) {
        if (kinds.includes(kind) && !external) found.add(next);
      }
    }
    return found;
  };
  const atOnce = reach(["import-statement"]);
  const ever = reach(["import-statement", "dynamic-import"]);
  const sum = (paths) => [...paths].reduce((total, path) => total + gzip(byPath.get(path)), 0);
  const inputs = new Set(
    [...atOnce]
      .flatMap((path) => Object.entries(metafile.outputs[path].inputs))
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  );
  const builtins = [...atOnce]
    .flatMap((path) => metafile.outputs[path].imports)
    .filter(({ external, path }) => external && /^node:/.test(path))
    .map(({ path }) => path);
  return {
    size: sum(atOnce),
    later: ever.size - atOnce.size,
    inputs: [...inputs].sort(),
    builtins: [...new Set(builtins)].sort(),
  };
}

function ownEntryPoints() {
  return Object.fromEntries(
    Object.entries(subpaths)
      .map(([subpath, file]) => [subpath, file.default ?? file])
      .filter(([, file]) => typeof file === "string")
      .map(([subpath, file]) => [`galley${subpath.slice(1)}`, join(root, file)]),
  );
}

const rows = [];
for (const entry of entries) {
  const own = await bundle(entry, "external");
  const all = await bundle(entry, "bundle");
  rows.push({
    name: entry.name,
    own: own.size,
    all: all.size,
    later: all.later,
    inputs: all.inputs,
    builtins: all.builtins,
  });
}

if (process.argv.includes("--json")) {
  process.stdout.write(JSON.stringify(rows));
} else {
  const kb = (bytes) => (bytes / 1024).toFixed(1);
  const header = ["import", "own code, KB", "with dependencies, KB", "files loaded later"];
  const cells = rows.map(({ name, own, all, later }) => [
    `\`${name}\``,
    kb(own),
    name === "galley/satteri" ? "–" : kb(all),
    String(later),
  ]);
  const widths = header.map((text, index) => Math.max(text.length, ...cells.map((row) => row[index].length)));
  const line = (row) => `| ${row.map((cell, index) => cell.padEnd(widths[index])).join(" | ")} |`;
  const table = [line(header), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)].join("\n");
  await writeFile(
    join(root, "docs/sizes.md"),
    `# Sizes

This page shows what a page or a worker loads, minified and gzipped, in units of 1,024 bytes: \`npm run measure:sizes\` writes this page,
with esbuild. “Own code” excludes the dependencies. “With dependencies” is everything that is loaded at once. What the
highlighter loads later (an engine, and the grammar of a language or a theme when one is used) is in separate files, of
which a post needs two or three.

${table}

The rows in braces import one function from \`galley\`: bundlers leave out the rest, so the main entry point costs no
more than a subpath. Every function that takes a tree of Markdown, such as \`estimateReadingTime\`, converts it to HTML's
tree first, and so brings remark-rehype, the parser of raw HTML and the sanitizer. \`galley/node\` is for Node, Bun and
Deno, where size matters little; the parser of \`galley/satteri\` is native code, which is installed separately.

Nothing that is loaded at once contains a grammar, a theme, an engine of the highlighter or, except in \`galley/node\`, a
module of Node's: test/package/sizes.test.ts checks that, and a limit for each row.
`,
  );
}

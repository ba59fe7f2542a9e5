// Measures what each door of the package costs, and writes docs/sizes.md. Needs a build. `--json` prints the numbers
// instead, with the names of what is loaded at once.

import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "..");
const { exports: doors } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));

/** A name to show, what the entry says, and whether it is for Node alone. */
const entries = [
  ...Object.keys(doors)
    .filter((door) => door !== "./package.json")
    .map((door) => {
      const name = `galley${door.slice(1)}`;
      return { name, code: `export * from "${name}";`, forNode: /node|satteri/.test(door) };
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
    // A file that is not there, in the package's own folder: `galley` then names itself.
    stdin: { contents: code, resolveDir: root, sourcefile: "entry.js" },
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    platform: forNode ? "node" : "browser",
    packages,
    // Of the package itself nothing is external.
    ...(packages === "external" && { alias: ownDoors() }),
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

function ownDoors() {
  return Object.fromEntries(
    Object.entries(doors).map(([door, file]) => [`galley${door.slice(1)}`, join(root, file)]),
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

What a page or a worker loads, minified and gzipped, in units of 1,024 bytes: \`npm run measure:sizes\` writes this page, by
esbuild. “Own code” leaves the dependencies out. “With dependencies” is all that is loaded at once; what the highlighter
loads later (an engine, and the grammar of a language or a theme when one is asked for) are files of their own, of which
a post needs two or three.

${table}

The rows in braces import one function from \`galley\`: what it does not need is left out, so that the front door costs no
more than a subpath. \`galley/node\` is for Node, Bun and Deno, where size matters little; the parser of \`galley/satteri\` is
native code, installed apart.

Nothing that is loaded at once holds a grammar, a theme, an engine of the highlighter or, \`galley/node\` aside, a module of
Node's: test/package/sizes.test.ts holds that, and a ceiling for each row.
`,
  );
}

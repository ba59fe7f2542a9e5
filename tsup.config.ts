import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { globSync } from "tinyglobby";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * One entry for each module: `src/<module>/index.ts` becomes `galley/<module>`. A worker and the command line tool are
 * started from their own files.
 */
const entry: Record<string, string> = Object.fromEntries(
  globSync(["src/index.ts", "src/*/index.ts", "src/node/parse-worker.ts", "src/cli/galley.ts"]).map(
    (file) => [file.slice("src/".length, -".ts".length), file],
  ),
);

/** A chunk shared with another entry would not be beside the worker that `galley/node` starts. */
const importNode: Plugin = {
  name: "import-node",
  setup(build) {
    build.onResolve({ filter: /^\.\.\/node\// }, () => ({ path: "../node/index.js", external: true }));
  },
};

/** The licenses of the packages that some files belong to: they must ship with a build that has the packages inside. */
function listLicenses(files: readonly string[]): string {
  const folders = new Set(
    files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? []),
  );
  const sections = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((found) => /^licen[cs]e/i.test(found));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : `License: ${license}`;
    return `${"-".repeat(80)}\n${name} ${version}\n\n${text.replaceAll("\r\n", "\n")}`;
  });
  return `The files in this folder contain these packages, under these licenses.\n\n${sections.sort().join("\n\n")}\n`;
}

/** What is different inside of the bundled build. */
const insideNode: Plugin = {
  name: "inside-node",
  setup(build) {
    build.initialOptions.metafile = true;
    // The engine is read from its file.
    build.onResolve({ filter: /^\.\/read-wasm\.ts$/ }, () => ({ path: at("src/node/read-wasm.ts") }));
    // In Node, `yaml` means its CommonJS files, of which nothing can be left out.
    build.onResolve({ filter: /^yaml$/ }, () => ({
      path: at("node_modules/yaml/browser/dist/index.js"),
      sideEffects: false,
    }));
    // `feed` writes XML with `xml-js`, which would bring a parser of XML that nothing calls.
    build.onLoad({ filter: /[\\/]sax[\\/]lib[\\/]sax\.js$/ }, () => ({ contents: "" }));
    build.onEnd(({ metafile }) => {
      mkdirSync(at("dist/bundled"), { recursive: true });
      writeFileSync(at("dist/bundled/licenses.txt"), listLicenses(Object.keys(metafile?.inputs ?? {})));
    });
  },
};

const options: Options = {
  entry,
  format: "esm",
  target: "es2023",
  platform: "neutral",
  external: [/^node:/],
  removeNodeProtocol: false,
  esbuildPlugins: [importNode],
  dts: true,
  splitting: true,
  treeshake: true,
};

/**
 * The build for Node, Bun and Deno, with its small dependencies inside: three hundred files less to find and to read.
 * See docs/dependencies.md.
 */
const bundled: Options = {
  ...options,
  outDir: "dist/bundled",
  dts: false,
  // esbuild leaves out what is not used; a second pass over all dependencies takes long and finds nothing.
  treeshake: false,
  // What is large and loaded on demand stays outside.
  noExternal: [/^(?!node:|tinyglobby$|satteri$|shiki\/(?:langs|themes|wasm|engine\/javascript)$)/],
  esbuildPlugins: [importNode, insideNode],
  esbuildOptions(build) {
    build.conditions = ["node"];
    build.legalComments = "none";
  },
};

// Two builds at once must not each clean the folder.
rmSync(at("dist"), { recursive: true, force: true });

const builds: Options[] = [options, bundled];

export default builds;

import { globSync } from "tinyglobby";
import type { Options } from "tsup";

/**
 * One entry for each module: `src/<module>/index.ts` becomes `galley/<module>`. A worker and the command line tool are
 * started from their own files.
 */
const entry: Record<string, string> = Object.fromEntries(
  globSync(["src/index.ts", "src/*/index.ts", "src/node/parse-worker.ts", "src/cli/galley.ts"]).map(
    (file) => [file.slice("src/".length, -".ts".length), file],
  ),
);

const options: Options = {
  entry,
  format: "esm",
  target: "es2023",
  platform: "neutral",
  external: [/^node:/],
  esbuildPlugins: [
    {
      name: "import-node",
      setup(build) {
        // A chunk shared with another entry would not be beside the worker that `galley/node` starts.
        build.onResolve({ filter: /^\.\.\/node\// }, () => ({ path: "../node/index.js", external: true }));
      },
    },
  ],
  dts: true,
  splitting: true,
  treeshake: true,
  clean: true,
};

export default options;

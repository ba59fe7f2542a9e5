// The same tools as in compare-highlight.mjs, for `npm run bench:rooms`. The peers: npm ci --prefix bench
import { existsSync } from "node:fs";
import { bench, describe } from "vitest";
import { readTrees, tools } from "./highlight-tools.mjs";

const hasPeers = existsSync("bench/node_modules");
const trees = await readTrees(12);

describe("highlight a post, two themes, warm", () => {
  for (const [name, create] of Object.entries(tools)) {
    if (!hasPeers && !name.startsWith("galley")) continue;
    let run;
    bench(
      name,
      async () => {
        for (const tree of trees) await run(structuredClone(tree));
      },
      {
        iterations: 5,
        time: 0,
        warmupIterations: 1,
        warmupTime: 0,
        async setup() {
          run ??= await create();
        },
      },
    );
  }
});

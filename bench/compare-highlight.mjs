// Measures highlighting beside its peers, in one run: npm ci --prefix bench && npm run build:js && node bench/compare-highlight.mjs
// Warm: each tool on the same posts, in turn, five times; medians of CPU time. Cold: a process a tool, first pass.
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { readTrees, tools } from "./highlight-tools.mjs";

const { values } = parseArgs({
  options: {
    posts: { type: "string", default: "60" },
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    "cold-of": { type: "string" },
  },
});

function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const trees = await readTrees(Number(values.posts));

if (values["cold-of"]) {
  const memory = process.memoryUsage().rss;
  const start = cpu();
  const run = await tools[values["cold-of"]]();
  let bytes = 0;
  for (const tree of trees) bytes += Buffer.byteLength(await run(structuredClone(tree)));
  const { maxRSS } = process.resourceUsage();
  console.log(
    JSON.stringify({
      time: cpu() - start,
      memory: (maxRSS * 1024 - memory) / 2 ** 20,
      bytes: bytes / trees.length,
    }),
  );
  process.exit();
}

const names = Object.keys(tools).filter((name) => !values.only || name.includes(values.only));
const cold = new Map();
for (const name of names) {
  const argument = ["bench/compare-highlight.mjs", "--posts", values.posts, "--cold-of", name];
  cold.set(
    name,
    JSON.parse(execFileSync(process.execPath, argument, { encoding: "utf8" }).trim().split("\n").at(-1)),
  );
}

const runs = new Map();
for (const name of names) runs.set(name, await tools[name]());
const times = new Map(names.map((name) => [name, []]));
for (let round = 0; round <= Number(values.rounds); round++) {
  for (const [name, run] of runs) {
    const copies = trees.map((tree) => structuredClone(tree));
    const start = cpu();
    for (const copy of copies) await run(copy);
    // The first round warms up.
    if (round > 0) times.get(name).push((cpu() - start) / trees.length);
  }
}
const base = median(times.get("@shikijs/rehype, lazy") ?? [1]);
const coldBase = cold.get("@shikijs/rehype, lazy") ?? { time: 1, memory: 1 };
console.log(`${trees.length} posts with code, two themes, Node ${process.version}`);
console.table(
  Object.fromEntries(
    names.map((name) => {
      const { time, memory, bytes } = cold.get(name);
      const warm = median(times.get(name));
      return [
        name,
        {
          "warm ms a post": Number(warm.toFixed(2)),
          "warm ×": Number((base / warm).toFixed(2)),
          "cold ms": Math.round(time),
          "cold ×": Number((coldBase.time / time).toFixed(2)),
          "cold MB": Math.round(memory),
          "HTML bytes a post": Math.round(bytes),
        },
      ];
    }),
  ),
);

// Measures rendering feeds beside its peers, in one run: npm ci --prefix bench && npm run build:js && node bench/compare-feed.mjs
// Each tool gets the same posts with the same content, in turn, seven times; medians of CPU time, after a round to warm up.
import { parseArgs } from "node:util";
import { build, makePosts, makeTools } from "./feed-tools.mjs";

const { values } = parseArgs({
  options: { posts: { type: "string", default: "1000,10000" }, rounds: { type: "string", default: "7" } },
});

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function measure(runs) {
  const times = new Map(runs.map(([name]) => [name, []]));
  for (let round = 0; round <= Number(values.rounds); round++) {
    for (const [name, run] of runs) {
      const start = cpu();
      await run();
      if (round > 0) times.get(name).push(cpu() - start);
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]));
}

for (const count of values.posts.split(",").map(Number)) {
  const posts = makePosts(count);
  const start = cpu();
  build(posts);
  const cold = cpu() - start;
  const warm = (await measure([["build", () => build(posts)]])).get("build");
  const tools = Object.entries(await makeTools(posts));
  console.log(`\n${count} posts; buildFeed ${cold.toFixed(0)} ms, again ${warm.toFixed(0)} ms`);
  for (const kind of ["all", "rss"]) {
    const times = await measure(
      tools.filter(([, tool]) => tool[kind]).map(([name, tool]) => [name, tool[kind]]),
    );
    const own = times.get("galley");
    console.log(kind === "all" ? "RSS, Atom and JSON Feed" : "RSS alone");
    for (const [name, time] of times) {
      console.log(
        `  ${name.padEnd(14)}${time.toFixed(1).padStart(9)} ms ${(time / own).toFixed(2).padStart(7)}`,
      );
    }
  }
}

// The same tools as in compare-feed.mjs, for `npm run bench:rooms`. The peers: npm ci --prefix bench
import { bench, describe } from "vitest";
import { makePosts, makeTools } from "./feed-tools.mjs";

for (const count of [1000, 10_000]) {
  const tools = Object.entries(await makeTools(makePosts(count)));
  for (const kind of ["all", "rss"]) {
    describe(`${kind === "all" ? "three feeds" : "RSS"} of ${count} posts`, () => {
      for (const [name, tool] of tools) {
        const run = tool[kind];
        if (run)
          bench(name, async () => void (await run()), {
            iterations: 5,
            time: 0,
            warmupIterations: 1,
            warmupTime: 0,
          });
      }
    });
  }
}

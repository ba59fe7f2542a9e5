// For `npm run bench:rooms`. How times grow from 10,000 posts to 100,000: node bench/check-growth.mjs
import { bench, describe } from "vitest";
import { makePosts, tools } from "./collection-tools.mjs";

const posts = makePosts(10_000);
describe("10,000 posts", () => {
  for (const [name, run] of Object.entries(tools)) {
    bench(name, () => void run(posts), { iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 });
  }
});

/**
 * Measures what is done with collections of posts at two sizes, and prints processor time (of all threads, the garbage
 * collector's too) and growth exponent: 1 is linear, 2 is quadratic.
 *
 *   npm run build && node bench/check-growth.mjs [--sizes 10000,100000] [--only orderSeries]
 *
 * Ends with 1 when an exponent is over 1.7. Sorting alone makes 1.1, and what no longer fits the processor's caches up to
 * 1.4; times below a millisecond tell nothing.
 */
import { makePosts, tools } from "./collection-tools.mjs";

const args = process.argv.slice(2);
const option = (name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);
const sizes = option("--sizes", "10000,100000").split(",").map(Number);
const only = option("--only", "");

const sets = sizes.map(makePosts);
let isTooSteep = false;
const heads = sizes.map((size) => `${size} posts`.padStart(14)).join("");
console.log(`${"".padEnd(48)}${heads}  exponent`);
for (const [name, run] of Object.entries(tools)) {
  if (!name.includes(only)) continue;
  const times = sets.map((posts) => {
    let best = Number.POSITIVE_INFINITY;
    let spent = 0;
    // The best of five, or of as many as fit into ten seconds.
    for (let round = 0; round < 5 && spent < 10_000; round++) {
      const start = process.cpuUsage();
      run(posts);
      const { user, system } = process.cpuUsage(start);
      const time = (user + system) / 1_000;
      spent += time;
      best = Math.min(best, time);
    }
    return best;
  });
  const exponent = Math.log(times.at(-1) / times[0]) / Math.log(sizes.at(-1) / sizes[0]);
  isTooSteep ||= exponent > 1.7 && times[0] > 1;
  const shown = times.map((time) => `${time.toFixed(1)} ms`.padStart(14)).join("");
  console.log(`${name.padEnd(48)}${shown}  ${exponent.toFixed(2)}`);
}
if (isTooSteep) process.exitCode = 1;

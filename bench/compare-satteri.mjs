// Parses every post below a folder with remark-parse and with satteri, and prints where the two posts differ:
//   node bench/compare-satteri.mjs [--every <n>] <folder>
// Places of links are set apart: some literal links have one with satteri alone.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { globSync } from "tinyglobby";
import { createPostParser } from "../dist/index.js";
import { createSatteriParser } from "../dist/satteri/index.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: "string", default: "1" } },
});
const [cwd] = positionals;
if (cwd === undefined) {
  console.error("Usage: node bench/compare-satteri.mjs [--every <n>] <folder>");
  process.exit(2);
}
const parsers = {
  "remark-parse": createPostParser(),
  satteri: createPostParser({ parser: createSatteriParser() }),
};
const seconds = { "remark-parse": 0, satteri: 0 };

function parse(name, source, path) {
  const start = performance.now();
  try {
    return parsers[name].sync(source, { path });
  } catch (error) {
    return { error: error.message };
  } finally {
    seconds[name] += (performance.now() - start) / 1000;
  }
}

function withoutPlaces(post) {
  const bare = (items = []) => items.map(({ place: _, ...item }) => item);
  return { ...post, links: bare(post.links), images: bare(post.images) };
}

const files = globSync("**/*.{md,markdown,mdx}", { cwd }).sort();
const chosen = files.filter((_, index) => index % Number(values.every) === 0);
let differing = 0;
let placed = 0;
for (const path of chosen) {
  const source = readFileSync(`${cwd}/${path}`);
  const [a, b] = Object.keys(parsers).map((name) => parse(name, source, path));
  if (isDeepStrictEqual(a, b)) continue;
  const [x, y] = [withoutPlaces(a), withoutPlaces(b)];
  const fields = Object.keys(x).filter((key) => !isDeepStrictEqual(x[key], y[key]));
  if (fields.length === 0) {
    placed++;
    continue;
  }
  differing++;
  const [first, second] = [x, y].map((post) => JSON.stringify(post.html ?? post.error));
  let at = 0;
  while (at < first.length && first[at] === second[at]) at++;
  console.log(`${path}: ${fields.join(", ")}`);
  for (const text of [first, second]) console.log(`  ${text.slice(Math.max(0, at - 60), at + 90)}`);
}
console.log(`${chosen.length} posts: ${differing} differ, ${placed} more in places of literal links alone`);
console.log(Object.entries(seconds).map(([name, sum]) => `${name}: ${sum.toFixed(1)} s`));

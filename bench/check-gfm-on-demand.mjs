// Shows that GFM on demand makes the tree of remark-gfm, on every post below a folder, and what it spares.
// node bench/check-gfm-on-demand.mjs [folder]    (default ../shared/corpora; needs a built dist/)
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

const folder = process.argv[2] ?? "../shared/corpora";
const { createMarkdownParser } = await import(process.env.GALLEY_MARKDOWN ?? "../dist/markdown/index.js");

function* postsBelow(path) {
  for (const name of readdirSync(path).sort()) {
    const child = join(path, name);
    if (statSync(child).isDirectory()) yield* postsBelow(child);
    else if ([".md", ".mdx", ".markdown"].includes(extname(name))) yield child;
  }
}

const whole = unified().use(remarkParse).use(remarkGfm).freeze();
const onDemand = createMarkdownParser();
const cpu = () => process.cpuUsage().user / 1000;
let posts = 0;
let different = 0;
let limited = 0;
let [wholeTime, onDemandTime] = [0, 0];
for (const path of postsBelow(folder)) {
  // Without front matter, and without what the parser adds to GFM: heading ids and alerts.
  const text = readFileSync(path, "utf8")
    .replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/, "")
    .replaceAll("{#", "{ #")
    .replaceAll("[!", "[ !");
  posts++;
  let start = cpu();
  const expected = whole.parse(text);
  wholeTime += cpu() - start;
  start = cpu();
  let actual;
  try {
    actual = onDemand.sync(text);
  } catch (error) {
    limited++;
    console.log(`limit  ${path}: ${error.message}`);
    continue;
  }
  onDemandTime += cpu() - start;
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(actual)), JSON.parse(JSON.stringify(expected)))) {
    different++;
    console.log(`differs  ${path}`);
  }
}
console.log(`${posts} posts, ${different} differ, ${limited} past a limit`);
console.log(`remark-gfm ${wholeTime.toFixed(0)} ms, on demand ${onDemandTime.toFixed(0)} ms (CPU)`);
if (different + limited > 0) process.exitCode = 1;

// Posts that end, exhaust or outlast their workers, in random order, among posts that do nothing: npm run stress:pool
//
// node bench/stress-pool.mjs [--rounds=200] [--seed=1] [--automatic]
//
// Every round reads a folder with a different number of workers and with a time limit close to the time that the
// harmless posts take; with --automatic there are no limits, and the main thread parses too. Exits with code 1 when a
// round hangs, when a harmless post is missing, or when a message names one.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPosts } from "../dist/node/index.js";

const flags = new Map(process.argv.slice(2).map((flag) => flag.replace(/^--/, "").split("=")));
const rounds = Number(flags.get("rounds") ?? 200);
let state = Number(flags.get("seed") ?? 1);

/** A whole number below `end`, reproducible for a seed. */
function random(end) {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
  return Math.floor((state / 2 ** 31) * end);
}

const automatic = flags.has("automatic");

const parser = `
import { isMainThread } from "node:worker_threads";
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
export async function parser(source, { path }) {
  const [word, number] = new TextDecoder().decode(source).split(" ");
  if (word === "innocent") await sleep(Number(number));
  // Without limits, what happens in the main thread happens to the process.
  else if (${automatic} && isMainThread) await sleep(1);
  else await misbehave(word, number, path);
  return { slug: path.replace(/^.*[/]|[.]md$/g, ""), text: word, messages: [] };
}
async function misbehave(word, number, path) {
  if (word === "loop") for (;;);
  if (word === "hang") await new Promise(() => {});
  if (word === "hoard") { const all = []; for (;;) all.push(new Array(1e5).fill(path)); }
  if (word === "exit") process.exit(3);
  if (word === "late-exit") setTimeout(() => process.exit(4), Number(number));
  if (word === "late-throw") setTimeout(() => { throw new Error(path) }, Number(number));
  if (word === "micro") queueMicrotask(() => { throw new Error(path) });
  if (word === "floating") void sleep(Number(number)).then(() => { throw new Error(path) });
}
`;
const guilty = ["exit", "late-exit", "late-throw", "micro", "floating"];
if (!automatic) guilty.push("loop", "hang", "hoard");
const milliseconds = 400;
/** In an automatic pool the first posts take long enough for a worker to be started. */
const [posts, slow] = automatic ? [400, 65] : [16, 0];

const folder = mkdtempSync(join(tmpdir(), "galley-stress-"));
writeFileSync(join(folder, "parser.mjs"), parser);
const failures = [];
const counts = new Map();
let slowest = 0;
try {
  for (let round = 0; round < rounds; round++) {
    rmSync(join(folder, "posts"), { recursive: true, force: true });
    mkdirSync(join(folder, "posts"));
    const innocent = new Set();
    for (let index = 0; index < posts; index++) {
      const name = String(index).padStart(3, "0");
      const isInnocent = index < slow || random(automatic ? 20 : 3) > 0;
      const word = isInnocent ? "innocent" : guilty[random(guilty.length)];
      if (isInnocent) innocent.add(name);
      const time = index < slow ? 300 : random(isInnocent && !automatic ? 50 : 20);
      writeFileSync(join(folder, "posts", `${name}.md`), `${word} ${time}`);
    }
    const start = Date.now();
    const hang = new Promise((resolve) => setTimeout(resolve, 60_000).unref());
    const options = { parser: "parser.mjs", cwd: folder, concurrency: 1 + random(8) };
    if (!automatic) {
      Object.assign(options, { isolation: { milliseconds, memoryMb: 48 }, workers: 1 + random(3) });
    }
    const result = await Promise.race([readPosts("posts", options), hang]);
    slowest = Math.max(slowest, Date.now() - start);
    if (!result) {
      failures.push(`round ${round}: hangs`);
      break;
    }
    const there = new Set(result.posts.map(({ slug }) => slug));
    for (const name of innocent) if (!there.has(name)) failures.push(`round ${round}: ${name}.md is missing`);
    for (const { file, ruleId } of result.messages) {
      counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
      const name = /(\d+)\.md$/.exec(file ?? "")?.[1];
      if (innocent.has(name))
        failures.push(`round ${round}: ${file} is reported although it is harmless (${ruleId})`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${rounds} rounds, slowest ${slowest} ms`);
for (const [ruleId, count] of counts) console.log(`${ruleId}: ${count} messages`);
for (const failure of failures.slice(0, 20)) console.log(failure);
console.log(failures.length === 0 ? "no hangs, no missing posts" : `${failures.length} failures`);
process.exit(failures.length === 0 ? 0 : 1);

// How time and memory grow with the number of posts: npm run bench:scale -- [--satteri] [--write] [<count> …]
// The effect of threads: npm run bench:scale -- --threads [--rounds <n>] [--write] [<count> …]
// --heap <mb> limits the old generation of V8's heap (node --max-old-space-size).
// --write writes the table to docs/benchmarks.md.
// Each size runs in a separate process, once with readPosts.stream and once with readPosts, which keeps every post.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { choosePosts, writePosts } from "./posts.mjs";
import { median, table, withSection } from "./write-report.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    satteri: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    threads: { type: "boolean", default: false },
    rounds: { type: "string", default: "3" },
    kind: { type: "string" },
    workers: { type: "string" },
    folder: { type: "string" },
    heap: { type: "string" },
  },
});

if (values.kind) {
  const { readPosts } = await import("../dist/bundled/node/index.js");
  const { workers } = values;
  const module = new URL(`./parser.mjs${values.satteri ? "?satteri" : ""}`, import.meta.url);
  let html = 0;
  const options = workers
    ? { cwd: values.folder, parser: module, workers: workers === "auto" ? workers : Number(workers) }
    : { cwd: values.folder, parser: (await import(module)).parser };
  const add = (post) => {
    html += post?.html.length ?? 0;
  };
  if (values.kind === "stream") for await (const { post } of readPosts.stream(".", options)) add(post);
  else (await readPosts(".", options)).posts.forEach(add);
  const { user, system } = process.cpuUsage();
  console.log(
    JSON.stringify({
      seconds: (user + system) / 1e6,
      wall: performance.now() / 1000,
      memory: process.resourceUsage().maxRSS / 1024,
      html,
    }),
  );
  process.exit();
}

const standard = values.threads ? [50, 300, 1000] : [100, 1000, 10_000];
const counts = positionals.length > 0 ? positionals.map(Number) : standard;
const { kind, posts: real } = choosePosts({ count: Math.min(1000, Math.max(...counts)) });
/**
 * The same mix at every size: all posts repeatedly, each time with an additional paragraph, so that all are different.
 */
const posts = (count) => {
  const step = count < real.length ? real.length / count : 1;
  return Array.from({ length: count }, (_, index) => {
    const { path, text } = real[Math.floor(index * step) % real.length];
    const round = Math.floor(index / real.length);
    return { path, text: round === 0 ? text : `${text}\n\nRound ${round}.\n` };
  });
};

/** One process: its way of reading, and its number of workers. */
function measure(folder, how, ...more) {
  const args = [fileURLToPath(import.meta.url), "--kind", how, "--folder", folder, ...more];
  if (values.satteri) args.push("--satteri");
  if (values.heap) args.unshift(`--max-old-space-size=${values.heap}`);
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split("\n").at(-1));
}

/** A table in the section of this command. */
function print(title, text, head, rows) {
  console.log(text);
  console.table(rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index]]))));
  if (!values.write) return;
  const page = fileURLToPath(new URL("../docs/benchmarks.md", import.meta.url));
  writeFileSync(page, withSection(readFileSync(page, "utf8"), title, `${text}\n\n${table(head, rows)}`));
}

if (values.threads) {
  const ways = { "one thread": [], '`workers: "auto"`': ["--workers", "auto"] };
  for (const workers of [1, 2, 4, 8]) ways[`\`workers: ${workers}\``] = ["--workers", `${workers}`];
  const rows = [];
  for (const count of counts) {
    const folder = mkdtempSync(join(tmpdir(), "galley-threads-"));
    try {
      writePosts(posts(count), folder);
      const samples = Object.keys(ways).map(() => []);
      for (let round = 0; round < Number(values.rounds); round++) {
        for (const [index, way] of Object.values(ways).entries()) {
          samples[index].push(measure(folder, "stream", ...way));
        }
      }
      for (const [index, way] of Object.keys(ways).entries()) {
        const of = (name) => median(samples[index].map((sample) => sample[name]));
        const cells = [
          of("wall").toFixed(1),
          of("seconds").toFixed(1),
          Math.round((of("seconds") * 1000) / count),
        ];
        rows.push([count.toLocaleString("en"), way, ...cells, Math.round(of("memory"))]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
    console.error(`${count} posts: done`);
  }
  const text = `\`npm run bench:scale -- --threads${values.satteri ? " --satteri" : ""} --write\`: ${kind}, ${values.satteri ? "satteri" : "remark-parse"}, two themes, from the start of the
process, medians of ${values.rounds} rounds on ${availableParallelism()} processors, Node ${process.version}.`;
  print("Threads", text, ["posts", "how", "wall s", "CPU s", "CPU ms a post", "peak MB"], rows);
  process.exit();
}

const results = [];
for (const count of counts) {
  const folder = mkdtempSync(join(tmpdir(), "galley-scale-"));
  try {
    writePosts(posts(count), folder);
    for (const how of ["stream", "all"]) {
      results.push({ count, how, ...measure(folder, how) });
      console.error(`${count} posts, ${how}: done`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const rows = results.map(({ count, how, seconds, wall, memory }, index) => {
  const before = results[index - 2];
  return {
    posts: count.toLocaleString("en"),
    how: how === "stream" ? "`readPosts.stream`" : "`readPosts`",
    "CPU s": seconds.toFixed(1),
    "wall s": wall.toFixed(1),
    "peak MB": Math.round(memory),
    exponent: before ? (Math.log(seconds / before.seconds) / Math.log(count / before.count)).toFixed(2) : "–",
  };
});
const streamed = results.find(({ count, how }) => count === 10_000 && how === "stream")?.memory;
const verdict =
  streamed === undefined ? "" : `: ${Math.round(streamed)} MB, ${streamed <= 400 ? "met" : "missed"}`;
const command = `npm run bench:scale --${values.satteri ? " --satteri" : ""} --write`;
const text = `\`${command}\`: ${kind} (from a thousand on, the same ones with a paragraph more), ${values.satteri ? "satteri" : "remark-parse"}, two themes, one
thread, Node ${process.version}; each line a process of its own. The exponent is that of the time from the size before; 1 is linear,
and less while the start still counts. The goals are below 1.1, and at most 400 MB for 10,000 posts that are streamed${verdict}.`;
print(
  "Scale",
  text,
  Object.keys(rows[0]),
  rows.map((row) => Object.values(row)),
);

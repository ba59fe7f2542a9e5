// Builds the same posts with this library and with others, side by side, and writes docs/benchmarks.md and its chart:
// npm run bench -- [--posts <n>] [--warm-posts <n>] [--rounds <n>] [--only <parts of names>] [--print]
// [--node <path of another node>]... [<folder of posts>]
// Every measurement runs in a separate process. Each round includes every contestant, so that a busy machine affects
// all of them; the table shows medians, as CPU time and wall time. `--only` accepts several parts of names, separated
// by commas; a run with it does not write the page.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { base, contestants, versionOf } from "./contestants.mjs";
import { choosePosts, writePosts } from "./posts.mjs";
import { drawChart, findGoals, median, sectionOf, times, writeReport } from "./write-report.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    posts: { type: "string", default: "1000" },
    "warm-posts": { type: "string", default: "200" },
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    node: { type: "string", multiple: true, default: [process.execPath] },
    print: { type: "boolean", default: false },
  },
});
const [count, warmCount, rounds] = ["posts", "warm-posts", "rounds"].map((name) => Number(values[name]));
if (![count, warmCount, rounds].every(Number.isInteger) || count < 10 || warmCount < 10 || rounds < 1) {
  console.error("Expected --posts and --warm-posts to be whole numbers from 10, and --rounds one from 1");
  process.exit(2);
}
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
if (!existsSync(at("node_modules/marked"))) {
  console.error("The libraries to compare with are missing; install them with: npm ci --prefix bench");
  process.exit(1);
}

const { kind, posts } = choosePosts({ folder: positionals[0], count });
const folder = mkdtempSync(join(tmpdir(), "galley-bench-"));
const cache = mkdtempSync(join(tmpdir(), "galley-bench-cache-"));
writePosts(posts, folder);
const warmFolder = mkdtempSync(join(tmpdir(), "galley-bench-warm-"));
writePosts(choosePosts({ folder: positionals[0], count: warmCount }).posts, warmFolder);

/** The output of the child process, or why there is none. */
function run(node, args) {
  const result = spawnSync(node, [at("run-contestant.mjs"), ...args], {
    encoding: "utf8",
    cwd: at(".."),
  });
  const line = result.stdout.trim().split("\n").at(-1);
  if (result.status === 0 && line) return JSON.parse(line);
  throw new Error(`${args.join(" ")}: ${result.stderr.trim().split("\n").slice(-6).join("\n")}`);
}

/** All measurements of a round, in order. */
const jobs = [];
const job = (key, ...args) => jobs.push({ key, args });
const parts = values.only?.split(",");
const names = Object.keys(contestants).filter(
  (name) => !parts || name === base || parts.some((part) => name.includes(part)),
);
for (const name of names) {
  job(`cold ${name}`, "cold", name, "2", folder);
  if (contestants[name].workers) continue;
  job(`warm ${name}`, "warm", name, "2", warmFolder);
  job(`first ${name}`, "first", name, "2", folder);
}
job("cold, one theme", "cold", "galley", "1", folder);
job("warm, one theme", "warm", "galley", "1", warmFolder);
job("first @shikijs/rehype with its defaults", "first", "defaults", "2", folder);
job("hash", "hash", "", "2", folder);
job("rebuild", "rebuild", cache, "2", folder);
job("rebuild lazy", "rebuild lazy", cache, "2", folder);
// Fills the cache with both kinds of entries.
run(process.execPath, ["rebuild lazy", cache, "2", folder]);
for (const name of ["galley", base]) job(`pass ${name}`, "pass", name, "2", folder);

/** For each Node version, the samples of each measurement. */
const samples = new Map(values.node.map((node) => [node, new Map()]));
const loads = [];
const begin = performance.now();
try {
  for (let round = 0; round < rounds; round++) {
    loads.push(loadavg()[0]);
    // Alternates the direction, so that no measurement always follows the same other one.
    for (const { key, args } of round % 2 === 0 ? jobs : [...jobs].reverse()) {
      for (const [node, found] of samples) {
        if (!found.has(key)) found.set(key, []);
        found.get(key).push(run(node, args));
      }
    }
    console.error(`round ${round + 1} of ${rounds}, ${Math.round((performance.now() - begin) / 1000)} s`);
  }
} finally {
  rmSync(folder, { recursive: true });
  rmSync(warmFolder, { recursive: true });
  rmSync(cache, { recursive: true });
}

/** The measurements with one Node version. `figure` is the median of one value of one measurement. */
function measuredWith(node) {
  const figure = (key, name) => {
    const found = samples.get(node).get(key);
    return found && median(found.map((sample) => sample[name]));
  };
  const rows = times({ names, figure });
  const version = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
  return { version, rows, goals: findGoals({ figure }) };
}

const page = existsSync(at("../docs/benchmarks.md")) ? readFileSync(at("../docs/benchmarks.md"), "utf8") : "";
const packages = [...new Set(Object.values(contestants).flatMap((contestant) => contestant.packages))];
const report = {
  kind,
  count: posts.length,
  warmCount,
  bytes: posts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
  rounds,
  machine: `${cpus()[0]?.model.trim() ?? "unknown"}, ${cpus().length} processors`,
  load: median(loads),
  nodes: values.node.map(measuredWith),
  shiki: versionOf("shiki"),
  versions: packages.map((name) => `${name} ${versionOf(name)}`),
  // Sections that are written by other commands or by hand.
  kept: (title, command) => sectionOf(page, title) ?? `Not measured yet: \`${command}\`.`,
};
for (const { version, rows, goals } of report.nodes) {
  console.log(`Node ${version}`);
  console.table(
    Object.fromEntries(
      rows.map((row) => [
        row.name,
        {
          "cold CPU ×": row.cold,
          "cold wall ×": row.coldWall,
          "warm CPU ×": row.warm,
          "first ms": row.first,
          "edit ms": row.edit,
          MB: row.memory,
          KB: row.kilobytes,
        },
      ]),
    ),
  );
  if (goals.length > 0) {
    console.table(goals.map(({ goal, wanted, found, verdict }) => ({ goal, wanted, found, verdict })));
  }
}
if (!values.only && !values.print) {
  writeFileSync(at("../docs/benchmarks.md"), writeReport(report));
  writeFileSync(at("../docs/benchmarks.svg"), drawChart(report.nodes[0].rows));
  console.log("Written to docs/benchmarks.md and docs/benchmarks.svg");
}

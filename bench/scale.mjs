// How time and memory grow with the number of posts: npm run bench:scale -- [--satteri] [--write] [<count> …]
// --write puts the table into docs/benchmarks.md.
// Each size is a process of its own, once with readPosts.stream and once with readPosts, which keeps every post.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { choosePosts, writePosts } from "./posts.mjs";
import { table, withSection } from "./write-report.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    satteri: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    kind: { type: "string" },
    folder: { type: "string" },
  },
});

if (values.kind) {
  const { readPosts } = await import("../dist/bundled/node/index.js");
  const { parser } = await import(`./parser.mjs${values.satteri ? "?satteri" : ""}`);
  let html = 0;
  const options = { cwd: values.folder, parser };
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

const counts = positionals.length > 0 ? positionals.map(Number) : [100, 1000, 10_000];
const { kind, posts: real } = choosePosts({ count: Math.min(1000, Math.max(...counts)) });
/** The same mix at every size: all posts over and over, each time with a paragraph of its own, so that none repeats. */
const posts = (count) => {
  const step = count < real.length ? real.length / count : 1;
  return Array.from({ length: count }, (_, index) => {
    const { path, text } = real[Math.floor(index * step) % real.length];
    const round = Math.floor(index / real.length);
    return { path, text: round === 0 ? text : `${text}\n\nRound ${round}.\n` };
  });
};

const results = [];
for (const count of counts) {
  const folder = mkdtempSync(join(tmpdir(), "galley-scale-"));
  try {
    writePosts(posts(count), folder);
    for (const how of ["stream", "all"]) {
      const args = [fileURLToPath(import.meta.url), "--kind", how, "--folder", folder];
      if (values.satteri) args.push("--satteri");
      const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
      results.push({ count, how, ...JSON.parse(stdout.trim().split("\n").at(-1)) });
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
console.log(`${kind}, ${values.satteri ? "satteri" : "remark-parse"}, two themes, Node ${process.version}`);
console.table(rows);
if (values.write) {
  const page = fileURLToPath(new URL("../docs/benchmarks.md", import.meta.url));
  const streamed = results.find(({ count, how }) => count === 10_000 && how === "stream")?.memory;
  const verdict =
    streamed === undefined ? "" : `: ${Math.round(streamed)} MB, ${streamed < 600 ? "met" : "missed"}`;
  const command = `npm run bench:scale --${values.satteri ? " --satteri" : ""} --write`;
  const text = `\`${command}\`: ${kind} (from a thousand on, the same ones with a paragraph more), ${values.satteri ? "satteri" : "remark-parse"}, two themes, one
thread; each line a process of its own. The exponent is that of the time from the size before; 1 is linear, and less
while the start still counts. The goals are below 1.1, and below 600 MB for 10,000 posts that are streamed${verdict}.

${table(
  Object.keys(rows[0]),
  rows.map((row) => Object.values(row)),
)}`;
  writeFileSync(page, withSection(readFileSync(page, "utf8"), "Scale", text));
}

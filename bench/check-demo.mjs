// Runs the demo over each folder and prints what came of it: npm run check:demo -- <folder> [<folder> …]
// With --keep <folder> the sites stay there, to be looked at. Ends with 1 when the demo crashed, a post was lost without
// a word, or a feed is not well-formed.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { SaxesParser } from "saxes";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: "string" }, now: { type: "string" } },
});
if (positionals.length === 0) {
  console.error("Usage: npm run check:demo -- [--keep <folder>] [--now <date>] <folder> [<folder> …]");
  process.exit(2);
}

// npm runs scripts in the folder of package.json and keeps the one the person is in.
const cwd = process.env.INIT_CWD ?? process.cwd();
const script = join(import.meta.dirname, "../examples/blog/build.mjs");
const sites = values.keep ? resolve(cwd, values.keep) : mkdtempSync(join(tmpdir(), "galley-check-demo-"));

/** Counted without the library, which is what is checked here. */
function findPosts(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    const path = join(folder, entry.name);
    if (statSync(path).isDirectory()) return entry.isSymbolicLink() ? [] : findPosts(path);
    return /\.(?:md|mdx|markdown|mdown|mkd|mkdn)$/i.test(entry.name) ? [path] : [];
  });
}

/** What the terminal said of the posts that have no page, and the warnings of its table. */
function readOutput(text, folder) {
  const named = new Set();
  let errors = 0;
  let isHeld = false;
  for (const line of text.split("\n")) {
    const error = /^(.*?)(?::\d+:\d+)? {2}error {2}\S+$/.exec(line);
    if (error) errors++;
    if (line === "") isHeld = false;
    const held = isHeld ? /^ {2}(.*?) {2}(?:draft|scheduled, \S+|expired, \S+)$/.exec(line) : undefined;
    const path = error?.[1] ?? held?.[1];
    if (path !== undefined) named.add(relative(folder, resolve(cwd, path)));
    if (line.startsWith("Held back: ")) isHeld = true;
  }
  const table = /^ *posts +words +minutes +warnings +failed +time\n(.*)$/m.exec(text)?.[1];
  return { named, errors, warnings: table?.trim().split(/ {3,}/)[3] };
}

/** Items of a feed; throws when it is not well-formed. */
function countItems(file) {
  const text = readFileSync(file, "utf8");
  if (file.endsWith(".json")) return JSON.parse(text).items.length;
  let items = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local }) => {
    if (local === "item" || local === "entry") items++;
  });
  parser.write(text).close();
  return items;
}

let isBad = false;
const rows = [];
for (const [index, positional] of positionals.entries()) {
  const folder = resolve(cwd, positional);
  const site = join(sites, `${index + 1}-${folder.split(/[\\/]/).slice(-2).join("-")}`);
  const start = performance.now();
  const args = [script, "--posts", folder, "--out", site, ...(values.now ? ["--now", values.now] : [])];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, INIT_CWD: cwd },
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  const seconds = (performance.now() - start) / 1000;
  const isCrash = (status !== 0 && status !== 1) || stderr !== "";
  if (isCrash) console.error(`${positional}: ended with ${status}\n${stderr}`);

  const posts = findPosts(folder);
  const { named, errors, warnings } = readOutput(stdout, folder);
  const unknown = [...named].filter((path) => !posts.includes(join(folder, path)));
  const pages = isCrash ? 0 : readdirSync(join(site, "posts")).length;
  const lost = posts.length - pages - (named.size - unknown.length);
  let feeds = 0;
  const items = new Set();
  for (const name of ["feed.xml", "atom.xml", "feed.json"]) {
    try {
      items.add(countItems(join(site, name)));
      feeds++;
    } catch (error) {
      console.error(`${positional}: ${name}: ${error.message}`);
    }
  }
  if (items.size > 1) console.error(`${positional}: the feeds have ${[...items].join(", ")} items`);
  isBad ||= isCrash || lost !== 0 || feeds !== 3 || items.size !== 1;
  rows.push({
    folder: relative(cwd, folder) || ".",
    posts: posts.length,
    pages,
    "left out": named.size - unknown.length,
    lost,
    feeds: `${feeds} of 3`,
    items: [...items].join(", "),
    warnings,
    errors,
    seconds: Number(seconds.toFixed(1)),
  });
}
console.table(rows);
if (values.keep) console.log(`The sites are in ${sites}`);
else rmSync(sites, { recursive: true });
process.exitCode = isBad ? 1 : 0;

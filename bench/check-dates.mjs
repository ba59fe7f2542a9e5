/**
 * Reads the front matter of every post below some folders twice: with this library, and with js-yaml, smol-toml,
 * `JSON.parse`, the file name and Zola's `path`. Prints what became of the posts, every date on which the two differ, and the
 * messages by rule.
 *
 *   npm run build && node bench/check-dates.mjs ../shared/corpora [--rule front-matter-repaired]
 *
 * `--rule` prints every message of one rule. Ends with 1 when a post is lost that the other reading has.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { load } from "js-yaml";
import { parse as parseToml } from "smol-toml";
import { dateFromPath, parseFrontMatter } from "../dist/front-matter/index.js";

const args = process.argv.slice(2);
const ruleAt = args.indexOf("--rule");
const rule = ruleAt === -1 ? undefined : args.splice(ruleAt, 2)[1];
const folders = args.length > 0 ? args : ["../shared/corpora"];

const dateKeys = ["date", "pubDate", "publishDate", "published", "published_at", "created"];

function* walk(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* walk(path);
    else if (/\.(mdx?|markdown|mkdn|html)$/.test(name) && name !== "README.md") yield path;
  }
}

/** The other reading: no code of this library. */
function readOtherwise(source, path) {
  const text = source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const found =
    /^\s*(---)[ \t]*\n([\s\S]*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text) ??
    /^\s*(\+\+\+)[ \t]*\n([\s\S]*?)\n\+\+\+[ \t]*(?:\n|$)/.exec(text);
  let data = {};
  let error;
  try {
    if (found) data = (found[1] === "---" ? load(found[2], { json: true }) : parseToml(found[2])) ?? {};
    else if (/^\s*\{\s*"/.test(text)) data = JSON.parse(text.slice(0, text.indexOf("\n}") + 2));
  } catch (thrown) {
    error = thrown.message.split("\n", 1)[0];
  }
  const value = dateKeys
    .map((key) => data?.[key])
    .find((date) => date !== undefined && date !== null && date !== "" && typeof date !== "boolean");
  const address = typeof data?.path === "string" ? `/${data.path}/` : "";
  const inName = /(?:^|\/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=[-/.])/.exec(path + address);
  let date;
  if (value !== undefined) {
    // A text without an offset is UTC, as YAML has it for time stamps; JavaScript would take the machine's zone.
    const written = typeof value === "string" ? value.trim() : value;
    const zoneless =
      typeof written === "string" && /^\d{4}-\d\d?-\d\d?[T ]\d\d?:\d\d(:\d\d(\.\d+)?)?$/.test(written);
    date = new Date(zoneless ? `${written.replace(" ", "T")}Z` : written);
  } else if (inName) {
    const [, year, month, day] = inName.map(Number);
    date = new Date(Date.UTC(year, month - 1, day));
  }
  return { date, error, value, isEmpty: Object.keys(data ?? {}).length === 0 };
}

const rows = [];
const differences = [];
const failures = [];
const rules = new Map();
let lost = 0;
let slowest = { ms: 0, path: "" };

for (const folder of folders) {
  for (const path of walk(folder)) {
    const name = relative(folder, path).split(sep).join("/");
    const blog = name.split("/")[0];
    let row = rows.at(-1);
    if (row?.blog !== blog) {
      row = { blog, posts: 0, failed: 0, "no date": 0, "from path": 0, differ: 0, warnings: 0 };
      rows.push(row);
    }
    row.posts++;
    const source = readFileSync(path, "utf8");
    const other = readOtherwise(source, name);
    const start = performance.now();
    let parsed;
    let messages;
    try {
      parsed = await parseFrontMatter(source, { path: name });
      messages = parsed.messages;
    } catch (error) {
      if (error?.name !== "ContentError") throw new Error(`Crash on ${name}`, { cause: error });
      row.failed++;
      messages = error.messages;
      if (other.error === undefined) lost++;
      failures.push(
        `${name}: ${messages.find(({ fatal }) => fatal)?.reason} (js-yaml: ${other.error ?? "reads it"})`,
      );
    }
    const ms = performance.now() - start;
    if (ms > slowest.ms) slowest = { ms, path: name };
    for (const message of messages) {
      row.warnings++;
      const list = rules.get(message.ruleId) ?? [];
      list.push(message);
      rules.set(message.ruleId, list);
    }
    if (!parsed) continue;
    const { date } = parsed.meta;
    if (!date) row["no date"]++;
    else if (other.value === undefined && dateFromPath(name)) row["from path"]++;
    if (date?.getTime() !== other.date?.getTime()) {
      row.differ++;
      const show = (value) => (value && !Number.isNaN(value.getTime()) ? value.toISOString() : "none");
      const why = other.error ? `js-yaml: ${other.error}` : `written: ${String(other.value)}`;
      differences.push(`${name}: ${show(date)}, otherwise ${show(other.date)} (${why})`);
    }
    if (other.error === undefined && !other.isEmpty && Object.keys(parsed.data).length === 0) {
      differences.push(`${name}: no data, otherwise there is some`);
    }
  }
}

console.table(rows);
console.log(`\nFailed (${failures.length}):`);
for (const failure of failures) console.log(`  ${failure}`);
console.log(`\nDates that differ (${differences.length}):`);
for (const difference of differences) console.log(`  ${difference}`);
console.log("\nMessages by rule:");
for (const [id, list] of [...rules].sort()) console.log(`  ${id} ${list.length}`);
for (const message of rules.get(rule) ?? []) console.log(`  ${message.name} ${message.reason}`);
const posts = rows.reduce((sum, row) => sum + row.posts, 0);
console.log(`\n${posts} posts, ${lost} lost, slowest ${slowest.ms.toFixed(1)} ms (${slowest.path})`);
process.exitCode = lost > 0 ? 1 : 0;

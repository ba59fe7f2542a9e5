/**
 * Reads the part number of every post below some folders, as `orderSeries` with `inferFromTitles` does, and compares
 * it with a manual classification: prints each title that is read incorrectly or missed, then precision and recall.
 *
 * npm run check:parts -- [--all] [--candidates] [--judge <file>] [<folder> …]
 *
 * Each folder contains blogs, one folder each. The classification is in `part-numbers.json`: digests of the titles
 * that have a part number, with the number. It was made by hand from two lists: all titles in which the library found
 * a number, and all others that match the loose pattern below. A title that is not in it has no part number. For
 * unclassified blogs, `--all` and `--candidates` print these lists. `--judge` reads lines of number, tab, title and
 * prints the digests.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { globSync } from "tinyglobby";
import { orderSeries, parsePartNumber } from "../dist/collection/index.js";
import { parseFrontMatterSync } from "../dist/front-matter/index.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: "boolean" }, candidates: { type: "boolean" }, judge: { type: "string" } },
});
const folders = positionals.length > 0 ? positionals : ["../shared/corpora"];

/** Any title with a numeral of any kind, or a word for "part". */
const candidate =
  /\d|[Ⅰ-Ⅻ①-⑳〇零一二两三四五六七八九十上中下前後]|\b(?:[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|part|parts|chapter|episode|final|finale)\b/iu;

const digestOf = (title) => createHash("sha256").update(title).digest("hex").slice(0, 12);

if (values.judge !== undefined) {
  const lines = readFileSync(values.judge, "utf8").split("\n").filter(Boolean);
  const entries = lines.map((line) => [
    digestOf(line.slice(line.indexOf("\t") + 1)),
    Number.parseFloat(line),
  ]);
  console.log(JSON.stringify(Object.fromEntries(entries.sort()), null, 1));
  process.exit();
}

const judged = JSON.parse(readFileSync(new URL("part-numbers.json", import.meta.url), "utf8"));
const count = { titles: 0, read: 0, right: 0, true: 0 };
for (const folder of folders)
  for (const blog of readdirSync(folder).sort()) checkBlog(join(folder, blog), blog);
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;
console.log(
  `${count.titles} titles; precision ${percent(count.right, count.read)}, recall ${percent(count.right, count.true)}`,
);
if (count.right < 0.98 * count.read || count.right < 0.9 * count.true) process.exitCode = 1;

function checkBlog(folder, blog) {
  const files = globSync("**/*.{md,mdx,markdown,mkdn,html}", { cwd: folder, ignore: "**/README.md" }).sort();
  const posts = files.flatMap((file) => readPost(join(folder, file), file) ?? []);
  const read = new Map();
  for (const { parts } of orderSeries(posts, { inferFromTitles: true })) {
    // The path of a file is not passed: only titles and front matter count.
    for (const { post, part } of parts) if (part !== undefined && !read.has(post)) read.set(post, part);
  }
  for (const post of posts) {
    const { title } = post;
    const part = read.get(post) ?? parsePartNumber(title).part;
    const actual = judged[digestOf(title)];
    count.titles++;
    if (part !== undefined) count.read++;
    if (actual !== undefined) count.true++;
    if (part !== undefined && part === actual) count.right++;
    else if (part !== undefined) console.log(`wrong\t${blog}\t${part}\t${title}`);
    else if (actual !== undefined) console.log(`missed\t${blog}\t${actual}\t${title}`);
    else if (values.candidates && candidate.test(title)) console.log(`candidate\t${blog}\t\t${title}`);
    if (values.all && part !== undefined) console.log(`read\t${blog}\t${part}\t${title}`);
  }
}

function readPost(path, file) {
  try {
    const { meta, body } = parseFrontMatterSync(readFileSync(path, "utf8"), { path: file });
    const title = meta.title ?? /^# +(.+)$/m.exec(body)?.[1];
    // Numbers in the front matter do not need to be inferred.
    const series = meta.series.map(({ name, slug, title: named }) => ({ name, slug, title: named }));
    return title === undefined ? undefined : { slug: file, title, date: meta.date, lang: meta.lang, series };
  } catch {
    return undefined;
  }
}

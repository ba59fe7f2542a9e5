/**
 * Reads a part number from the title of every post below some folders, and prints each title from which one is read,
 * with what was read, to be checked by eye; then, with `--misses`, the titles that hold a digit or a word for a number
 * and from which nothing is read.
 *
 *   npm run build && node bench/check-parts.mjs ../shared/corpora [--misses]
 *
 * Ends with a count. Titles come from the front matter, else from the first heading.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parsePartNumber } from "../dist/collection/index.js";
import { parseFrontMatterSync } from "../dist/front-matter/index.js";

const args = process.argv.slice(2);
const withMisses = args.includes("--misses");
const folders = args.filter((arg) => !arg.startsWith("--"));
if (folders.length === 0) folders.push("../shared/corpora");

/** What may be a number of a part, whatever the rules say. */
const suspicious =
  /\b(?:part|parts|pt|chapter|episode|ep|vol|volume|teil|partie|parte|series|day|week|lesson|round)\b|[#(（[]\s*[\d一二三四五六七八九十]+|\d\s*(?:of|\/)\s*\d|第.{1,3}[回篇章部話话集节弾]|\d\s*[편부탄]|パート|その\d|\b[IVX]{1,4}$|[ -]\d{1,2}(?:$|[:：] )|[一二三四五六七八九十]$/iu;

function* walk(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* walk(path);
    else if (/\.(mdx?|markdown|mkdn|html)$/.test(name) && name !== "README.md") yield path;
  }
}

function titleOf(source, path) {
  try {
    const { meta, body } = parseFrontMatterSync(source, { path });
    return meta.title ?? /^# +(.+)$/m.exec(body)?.[1];
  } catch {
    return undefined;
  }
}

let posts = 0;
const read = [];
const missed = [];
for (const folder of folders) {
  for (const path of walk(folder)) {
    posts++;
    const title = titleOf(readFileSync(path, "utf8"), path);
    if (title === undefined) continue;
    const blog = relative(folder, path).split(sep)[0];
    const found = parsePartNumber(title);
    if (found.part !== undefined) read.push({ blog, title, found });
    else if (suspicious.test(title)) missed.push({ blog, title });
  }
}

for (const { blog, title, found } of read) {
  const { base, part, total, subtitle } = found;
  const number = total === undefined ? part : `${part}/${total}`;
  console.log(`${blog}\t${number}\t${title}\t→ ${base}${subtitle === undefined ? "" : ` · ${subtitle}`}`);
}
if (withMisses) for (const { blog, title } of missed) console.log(`missed?\t${blog}\t${title}`);
console.log(
  `${posts} posts, ${read.length} titles with a part${withMisses ? `, ${missed.length} others to look at` : ""}`,
);

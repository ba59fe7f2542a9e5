/**
 * Reads a part number from the title of every post below some folders, and prints each title from which one is read,
 * with what was read, to be checked by eye; then, with `--misses`, the titles that hold a digit or a word for a number
 * and from which nothing is read.
 *
 *   npm run check:parts -- [--misses] <folder> [<folder> …]
 *
 * Ends with a count. Titles come from the front matter, else from the first heading.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { globSync } from "tinyglobby";
import { parsePartNumber } from "../dist/collection/index.js";
import { parseFrontMatterSync } from "../dist/front-matter/index.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { misses: { type: "boolean", default: false } },
});
const folders = positionals.length > 0 ? positionals : ["../shared/corpora"];

/** What may be a number of a part, whatever the rules say. */
const suspicious =
  /\b(?:part|parts|pt|chapter|episode|ep|vol|volume|teil|partie|parte|series|day|week|lesson|round)\b|[#(（[]\s*[\d一二三四五六七八九十]+|\d\s*(?:of|\/)\s*\d|第.{1,3}[回篇章部話话集节弾]|\d\s*[편부탄]|パート|その\d|\b[IVX]{1,4}$|[ -]\d{1,2}(?:$|[:：] )|[一二三四五六七八九十]$/iu;

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
  const files = globSync("**/*.{md,mdx,markdown,mkdn,html}", { cwd: folder, ignore: "**/README.md" });
  for (const file of files.sort()) {
    posts++;
    const title = titleOf(readFileSync(join(folder, file), "utf8"), file);
    if (title === undefined) continue;
    const blog = file.split("/")[0];
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
if (values.misses) for (const { blog, title } of missed) console.log(`missed?\t${blog}\t${title}`);
console.log(
  `${posts} posts, ${read.length} titles with a part${values.misses ? `, ${missed.length} others to look at` : ""}`,
);

// Parses posts with this build and with another one, and counts the differences of each field.
// node bench/compare-posts.mjs <other checkout, built> <folder of posts> [--parser satteri] [--rawHtml escape]
// [--show <kind>] [--most <how many to show>] [--every <take each nth post>] [--save <file for all differences>]
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { globSync } from "tinyglobby";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    parser: { type: "string", default: "remark" },
    rawHtml: { type: "string", default: "sanitize" },
    show: { type: "string", default: "" },
    most: { type: "string", default: "20" },
    every: { type: "string", default: "1" },
    save: { type: "string", default: "" },
  },
});
const [other = "", folder = ""] = positionals;
const root = resolve(import.meta.dirname, "..");

async function load(checkout) {
  const from = (name) => import(pathToFileURL(join(checkout, "dist", name)).href);
  const { createPostParser } = await from("post/index.js");
  const options = { rawHtml: values.rawHtml };
  if (values.parser === "satteri") {
    const { createSatteriParser } = await from("satteri/index.js");
    options.parser = createSatteriParser();
  }
  const parse = createPostParser(options);
  return (text, path) => {
    try {
      return parse.sync(text, { path });
    } catch (error) {
      if (error.messages === undefined) return { crash: String(error.stack) };
      return { refused: error.messages.map(({ ruleId, line }) => `${line} ${ruleId}`) };
    }
  };
}

const [before, after] = [await load(resolve(other)), await load(root)];
const files = globSync("**/*.{md,markdown,mdx,html}", { cwd: resolve(folder) })
  .sort()
  .filter((_, index) => index % Number(values.every) === 0);
const kinds = new Map();

function note(kind, path, a, b) {
  const list = kinds.get(kind);
  if (list) list.push({ path, a, b });
  else kinds.set(kind, [{ path, a, b }]);
}

const bare = (items) => items.map(({ place: _, ...item }) => item);
const sorted = (items) => items.map((item) => JSON.stringify(item)).sort();

for (const path of files) {
  const text = readFileSync(join(folder, path));
  const [a, b] = [before(text, path), after(text, path)];
  if (a.refused || b.refused || a.crash || b.crash) {
    if (!isDeepStrictEqual(a.refused, b.refused) || b.crash)
      note("refused", path, a.refused ?? a.crash, b.refused ?? b.crash);
    continue;
  }
  for (const post of [a, b]) post.readingTime.minutes = Number(post.readingTime.minutes.toFixed(6));
  for (const key of ["slug", "title", "data", "html", "readingTime"]) {
    if (!isDeepStrictEqual(a[key], b[key])) note(key, path, a[key], b[key]);
  }
  for (const key of ["headings", "links", "images"]) {
    if (isDeepStrictEqual(a[key], b[key])) continue;
    const [x, y] = [bare(a[key]), bare(b[key])];
    if (isDeepStrictEqual(x, y)) note(`${key}, place`, path, a[key].map(where), b[key].map(where));
    else if (isDeepStrictEqual(sorted(x), sorted(y))) note(`${key}, order`, path, x, y);
    else note(key, path, x, y);
  }
  for (const key of ["text", "html", "source", "truncated"]) {
    if (a.excerpt[key] !== b.excerpt[key]) note(`excerpt.${key}`, path, a.excerpt[key], b.excerpt[key]);
  }
  const rules = ({ messages }) => messages.map(({ line, ruleId, fatal }) => `${line} ${ruleId} ${fatal}`);
  if (!isDeepStrictEqual(rules(a), rules(b))) note("messages", path, rules(a), rules(b));
}

function where({ place }) {
  return place ? `${place.start.line}:${place.start.column}-${place.end?.line}:${place.end?.column}` : "none";
}

if (values.save !== "") writeFileSync(values.save, JSON.stringify(Object.fromEntries(kinds), null, 1));
console.log(`${files.length} posts, ${values.parser}, ${values.rawHtml}`);
for (const [kind, list] of [...kinds].sort()) console.log(String(list.length).padStart(6), kind);
for (const { path, a, b } of (kinds.get(values.show) ?? []).slice(0, Number(values.most))) {
  const [x, y] = [a, b].map((value) =>
    typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing"),
  );
  let at = 0;
  while (at < x.length && x[at] === y[at]) at++;
  const from = Math.max(0, at - 80);
  console.log(
    `${path} @${at}\n  - ${JSON.stringify(x.slice(from, from + 300))}\n  + ${JSON.stringify(y.slice(from, from + 300))}`,
  );
}

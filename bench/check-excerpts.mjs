// Writes one page to read down, with title, excerpt, source, truncated and minutes of each post below the folders:
//   npm run check:excerpts -- [--auto] [--sample 100] [--out excerpts.html] <folder> [<folder> …]
// With --auto only the beginning of the text is used, whatever the author wrote or marked.
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
// bench/ is a package of its own, so the library is not known by its name here.
import { createPostParser } from "../dist/index.js";
import { readPosts } from "../dist/node/index.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    auto: { type: "boolean", default: false },
    sample: { type: "string" },
    out: { type: "string", default: join(".tmp", "excerpts.html") },
  },
});
if (positionals.length === 0) {
  console.error(
    "Usage: npm run check:excerpts -- [--auto] [--sample <n>] [--out <file>] <folder> [<folder> …]",
  );
  process.exit(2);
}

const parser = createPostParser(values.auto ? { excerpt: { order: ["auto"] } } : {});
const sections = [];
const table = [];
let failed = 0;
for (const folder of positionals) {
  const cwd = resolve(folder);
  const { posts, messages, stats } = await readPosts(".", { cwd, parser });
  failed += stats.failed;
  const errors = messages.filter(({ fatal }) => fatal === true);
  const shown = sample(posts, values.sample === undefined ? posts.length : Number(values.sample));
  const name = relative(process.cwd(), cwd) || basename(cwd);
  sections.push(section(name, shown, errors));
  const count = (source) => posts.filter(({ excerpt }) => excerpt.source === source).length;
  table.push({
    folder: name,
    posts: posts.length,
    failed: stats.failed,
    "front matter": count("front-matter"),
    marker: count("marker"),
    description: count("description"),
    auto: count("auto"),
    empty: count("empty"),
    truncated: posts.filter(({ excerpt }) => excerpt.truncated).length,
    "two markers": messages.filter(({ ruleId }) => ruleId === "excerpt-marker-duplicate").length,
  });
}

const out = resolve(values.out);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, page(sections.join("\n")));
console.table(table);
console.log(
  `Wrote ${relative(process.cwd(), out)}${failed > 0 ? `; ${failed} posts could not be read` : ""}`,
);

/** As many posts as wanted, spread over all of them. */
function sample(posts, count) {
  if (posts.length <= count) return posts;
  return Array.from({ length: count }, (_, index) => posts[Math.floor((index * posts.length) / count)]);
}

function section(name, posts, errors) {
  const rows = posts.map(
    ({ title, path, lang, excerpt, readingTime }) => `<tr>
<td><b dir="auto">${escapeHtml(title)}</b><br><small>${escapeHtml(path ?? "")}</small></td>
<td dir="auto"${lang ? ` lang="${escapeHtml(lang)}"` : ""}>${escapeHtml(excerpt.text)}<details><summary>HTML</summary>${excerpt.html}</details></td>
<td>${excerpt.source}</td>
<td>${excerpt.truncated ? "yes" : "no"}</td>
<td>${readingTime.minutes.toFixed(1)}</td>
</tr>`,
  );
  const failures = errors.map(({ name, reason }) => `<li>${escapeHtml(`${name}: ${reason}`)}</li>`);
  return `<h2>${escapeHtml(name)}: ${posts.length} posts</h2>
${failures.length > 0 ? `<details><summary>${failures.length} errors</summary><ul>${failures.join("")}</ul></details>` : ""}
<table>
<thead><tr><th>Title</th><th>Excerpt</th><th>Source</th><th>Truncated</th><th>Minutes</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
}

function page(content) {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Excerpts</title>
<style>
body { font: 16px/1.45 system-ui, sans-serif; margin: 2rem; color: #222; background: #fff }
table { border-collapse: collapse; width: 100% }
th, td { border-top: 1px solid #ddd; padding: .5rem .75rem; text-align: start; vertical-align: top }
th { position: sticky; top: 0; background: #fff }
td:first-child { width: 24% }
small { color: #666; overflow-wrap: anywhere }
details { margin-top: .5rem; color: #555 }
</style>
<h1>Excerpts</h1>
${content}
</html>
`;
}

function escapeHtml(text) {
  return text.replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]);
}

// Parses every post below each folder and prints the results: npm run check:corpora -- <folder> [<folder> …]
// With --messages it also prints each message. Exits with code 1 when a parser failed or a post was lost without a
// message.
import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createHighlighter, createPostParser } from "../dist/index.js";
import { readPosts } from "../dist/node/index.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { messages: { type: "boolean" }, highlight: { type: "boolean" } },
});
if (positionals.length === 0) {
  console.error("Usage: npm run check:corpora -- [--messages] [--highlight] <folder> [<folder> …]");
  process.exit(2);
}

const highlighter = values.highlight
  ? await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } })
  : undefined;
const parse = createPostParser({ highlighter });

let slowest = { path: "none", milliseconds: 0 };
/** Times each post. */
const parser = Object.assign(
  async (source, file) => {
    const start = performance.now();
    try {
      return await parse(source, file);
    } finally {
      const milliseconds = performance.now() - start;
      if (milliseconds > slowest.milliseconds) slowest = { path: file.path, milliseconds };
    }
  },
  { maxBytes: parse.maxBytes },
);

let isBad = false;
const rows = [];
const totals = new Map();
for (const folder of positionals) {
  slowest = { path: "none", milliseconds: 0 };
  const cwd = resolve(folder);
  const { posts, messages, stats } = await readPosts(".", { cwd, parser, concurrency: 1 });
  const crashed = messages.filter(({ ruleId }) => ruleId === "parser-failed");
  const lost =
    stats.files - posts.length - new Set(messages.filter(({ fatal }) => fatal).map(({ file }) => file)).size;
  isBad ||= crashed.length > 0 || lost > 0;
  for (const { ruleId } of messages) totals.set(ruleId, (totals.get(ruleId) ?? 0) + 1);
  rows.push({
    folder: relative(process.cwd(), cwd) || ".",
    posts: posts.length,
    failed: stats.failed,
    crashed: crashed.length,
    lost,
    warnings: messages.filter(({ fatal }) => fatal === false).length,
    "no date": posts.filter(({ date }) => !date).length,
    "no title": messages.filter(({ ruleId }) => ruleId === "title-missing").length,
    seconds: Number((stats.milliseconds.total / 1000).toFixed(1)),
    slowest: `${Math.round(slowest.milliseconds)} ms ${slowest.path}`,
  });
  for (const message of messages) {
    if (values.messages || message.fatal === true) {
      console.log(`${message.name}  ${message.ruleId}  ${message.reason}`);
    }
  }
}
console.table(rows);
console.table([...totals].sort((a, b) => b[1] - a[1]).map(([rule, count]) => ({ rule, count })));
if (isBad) process.exit(1);

/**
 * Lints a folder of posts: a step for continuous integration.
 *
 *   node examples/lint-in-ci.mjs [--strict] [--now 2026-03-02] [--site-url https://example.com] <folder>
 *
 * Prints a line a message, file:line:column first, as editors and services read it. Ends with 1 when there is an error,
 * with --strict also when there is a warning, and with 2 when it was called the wrong way.
 */
import { parseArgs } from "node:util";
import { createPostParser, lintPosts } from "galley";
import { readPosts } from "galley/node";

/** How bad a rule is in this blog; all others are as docs/diagnostics.md has them. */
const rules = {
  "link-post-missing": "error",
  "link-heading-missing": "error",
  "slug-collision": "error",
  // Scheduling posts is what dates are for.
  "date-future": "info",
};

function readArguments() {
  const options = {
    strict: { type: "boolean", default: false },
    now: { type: "string" },
    "site-url": { type: "string" },
  };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const now = values.now === undefined ? new Date() : new Date(values.now);
  if (positionals.length !== 1 || Number.isNaN(now.getTime())) {
    throw new TypeError("Expected a folder, and after --now a date");
  }
  return { folder: positionals[0], strict: values.strict, now, siteUrl: values["site-url"] };
}

const severityOf = ({ fatal }) => (fatal === true ? "error" : fatal === false ? "warning" : "info");

async function lint({ folder, strict, now, siteUrl }) {
  // The library itself reads no clock: what is published is for the caller to say.
  const { posts, messages } = await readPosts(folder, { parser: createPostParser() });
  const found = lintPosts(posts, { messages, rules, now, siteUrl });
  const counts = { error: 0, warning: 0, info: 0 };
  for (const message of found) {
    const severity = severityOf(message);
    counts[severity]++;
    const note = message.note === undefined ? "" : ` ${message.note}`;
    console.log(`${message.name} ${severity} ${message.reason}.${note} [${message.ruleId}]`);
  }
  console.log(
    `${posts.length} posts: ${counts.error} errors, ${counts.warning} warnings, ${counts.info} notes`,
  );
  return counts.error > 0 || (strict && counts.warning > 0) ? 1 : 0;
}

let options;
try {
  options = readArguments();
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
if (options) process.exitCode = await lint(options);

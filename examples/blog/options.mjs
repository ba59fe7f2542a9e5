import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

export const usage = `Builds a blog from a folder of Markdown posts.

  npm run demo -- [options]

  --posts <folder>   posts to build (default: the example's own)
  --out <folder>     where the site goes (default: examples/blog/dist)
  --title <text>     title of the site
  --site-url <url>   address the site will have (default: https://blog.example)
  --now <date>       what counts as now, for scheduled posts: 2026-05-01 or 2026-05-01T06:00:00Z
  --math             read $…$ as a formula (always on for the example's own posts; $$ always is one)
  --serve            serve the result on this machine
  --port <number>    port to serve on (default: 4321; 0 takes a free one)
  --help             print this

Ends with 0 when every post was built (warnings included), with 1 when a file could not become a post (the others are
built all the same), with 2 when it was called wrongly and built nothing.`;

/** A mistake in the call: reported without a stack. */
export class UsageError extends Error {}

const ownFolder = import.meta.dirname;

/**
 * Reads the command line. Paths count from the folder the command was given in, which npm hides: it runs scripts in
 * the folder of package.json and keeps the other in `INIT_CWD`.
 */
export function readOptions(args, { cwd = process.env.INIT_CWD ?? process.cwd(), clock = new Date() } = {}) {
  const { values } = parse(args);
  const own = values.posts === undefined;
  const posts = own ? resolve(ownFolder, "posts") : resolve(cwd, values.posts);
  if (!statSync(posts, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`Expected \`--posts\` to be a folder, received "${values.posts ?? posts}"`);
  }
  return {
    help: values.help,
    own,
    posts,
    cwd,
    out: values.out === undefined ? resolve(ownFolder, "dist") : resolve(cwd, values.out),
    title: values.title,
    siteUrl: readSiteUrl(values["site-url"]),
    now: readNow(values.now, clock),
    math: own || values.math,
    serve: values.serve,
    port: readPort(values.port),
  };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        posts: { type: "string" },
        out: { type: "string" },
        title: { type: "string" },
        "site-url": { type: "string", default: "https://blog.example" },
        now: { type: "string" },
        math: { type: "boolean", default: false },
        serve: { type: "boolean", default: false },
        port: { type: "string", default: "4321" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error.message);
  }
}

function readSiteUrl(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Posts link to one another from the root (`/posts/…`), so the site has to be at the root.
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== "/" ||
    url.search !== "" ||
    url.hash !== ""
  ) {
    throw new UsageError(
      `Expected \`--site-url\` to be like "https://blog.example", without a path, received "${text}"`,
    );
  }
  return url.origin;
}

function readNow(text, clock) {
  if (text === undefined) return clock;
  // Without the pattern, `new Date` would take "5" for a month, and a time without a zone for one of this machine.
  const form = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;
  const date = new Date(text);
  // It would also take the 30th of February for the 2nd of March.
  const day = new Date(text.slice(0, 10));
  if (!form.test(text) || Number.isNaN(date.getTime()) || !day.toISOString().startsWith(text.slice(0, 10))) {
    throw new UsageError(
      `Expected \`--now\` to be like 2026-05-01 or 2026-05-01T06:00:00Z, received "${text}"`,
    );
  }
  return date;
}

function readPort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new UsageError(`Expected \`--port\` to be a number from 0 to 65535, received "${text}"`);
  }
  return port;
}

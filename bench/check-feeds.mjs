// Writes feeds of every post below each folder and reads them back: npm run build:js && node bench/check-feeds.mjs
// <folder> [<folder> …]
// With --every <n> it uses every n-th post; with --schemas <folder> it also checks JSON Feed with jsonfeed-1.1.json
// there. Exits with code 1 when XML is not well-formed, a feed parser does not find all items, or a link within a post
// has no target.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { fromHtml } from "hast-util-from-html";
import { SaxesParser } from "saxes";
import {
  buildFeed,
  createPostParser,
  renderAtom,
  renderJsonFeed,
  renderRss,
  toFeedHtml,
} from "../dist/index.js";
import { readPosts } from "../dist/node/index.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: "string", default: "1" }, schemas: { type: "string" } },
});
const site = { url: "https://example.com/", title: "Blog", language: "en", authors: ["A"] };
const validate =
  values.schemas === undefined ? undefined : compile(join(values.schemas, "jsonfeed-1.1.json"));

function compile(file) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  (addFormats.default ?? addFormats)(ajv);
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, "utf8"));
  return ajv.compile(schema);
}

function findXmlFault(xml) {
  const parser = new SaxesParser({ xmlns: true });
  let fault;
  parser.on("error", (error) => {
    fault ??= error.message;
  });
  parser.write(xml).close();
  return fault;
}

/** The ids in HTML, and the fragments of its links to the post. */
function referencesOf(html, url) {
  const ids = new Set();
  const fragments = [];
  const stack = [fromHtml(html, { fragment: true })];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const { id, href } = node.properties ?? {};
    if (id) ids.add(id);
    if (href?.startsWith(`${url}#`)) fragments.push(decodeURIComponent(href.slice(url.length + 1)));
    stack.push(...(node.children ?? []));
  }
  return { ids, fragments };
}

let isBad = false;
const rows = [];
for (const folder of positionals) {
  const { posts: all } = await readPosts(".", { cwd: resolve(folder), parser: createPostParser() });
  const posts = all.filter((_, index) => index % Number(values.every) === 0);
  const feed = buildFeed(site, posts);
  const [rss, atom, json] = [renderRss(feed), renderAtom(feed), renderJsonFeed(feed)];
  const counts = [parseRssFeed(rss).items, parseAtomFeed(atom).entries, parseJsonFeed(json).items].map(
    (items) => items?.length ?? 0,
  );
  const row = {
    folder: folder.split("/").at(-1),
    items: feed.items.length,
    faults: 0,
    lost: 0,
    ids: 0,
    links: 0,
    dead: 0,
    unstable: 0,
  };
  for (const fault of [findXmlFault(rss), findXmlFault(atom)]) if (fault !== undefined) row.faults++;
  if (validate !== undefined && !validate(JSON.parse(json))) row.faults += validate.errors.length;
  row.lost = counts.filter((count) => count !== feed.items.length).length;
  for (const { content, url } of feed.items) {
    const { ids, fragments } = referencesOf(content, url);
    row.ids += ids.size;
    row.links += fragments.filter((fragment) => ids.has(fragment)).length;
    row.dead += [...ids].filter((id) => !fragments.includes(id)).length;
    if (toFeedHtml(content, { url }) !== content) row.unstable++;
  }
  isBad ||= row.faults + row.lost + row.dead + row.unstable > 0;
  rows.push(row);
}
console.table(rows);
if (isBad) process.exitCode = 1;

// The time of each parse stage: CPU milliseconds per post, and relative to remark-parse + remark-gfm on the same text
// in the same run. Stages are internal functions, so they are bundled from src/.
// node bench/stages.mjs [folder of posts] [--posts 300] [--passes 5] [--parser satteri]
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { choosePosts } from "./posts.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    posts: { type: "string", default: "300" },
    passes: { type: "string", default: "5" },
    parser: { type: "string", default: "remark" },
  },
});

const root = resolve(import.meta.dirname, "..");
const inner = await bundle({
  "excerpt/excerpt-options": "resolveExcerptOptions",
  "excerpt/extract-excerpt": "makeExcerpt",
  "excerpt/markers": "isMarker",
  "front-matter/parse-front-matter": "parseFrontMatterSync",
  "front-matter/split-front-matter": "splitFrontMatter",
  "highlight/create-highlighter": "createHighlighter",
  "highlight/highlight-tree": "highlightTree, highlightTreeSync",
  "html/render-html": "renderHtml",
  "markdown/create-markdown-parser": "createMarkdownParser",
  "markdown/to-hast": "convert, dropMarkers, pass",
  "post/create-post-parser": "createPostParser",
  "reading-time/estimate-reading-time": "timeOf",
  "satteri/create-satteri-parser": "createSatteriParser",
});

async function bundle(modules) {
  const folder = resolve(root, "node_modules/.cache/galley");
  mkdirSync(folder, { recursive: true });
  const outfile = resolve(folder, "stages.mjs");
  const contents = Object.entries(modules)
    .map(([file, names]) => `export { ${names} } from "./src/${file}.ts";`)
    .join("\n");
  const stdin = { contents, resolveDir: root, loader: "ts" };
  await build({
    stdin,
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "es2023",
    packages: "external",
  });
  return import(pathToFileURL(outfile).href);
}

const parser = values.parser === "satteri" ? inner.createSatteriParser() : undefined;
const parseMarkdown = inner.createMarkdownParser({ parser });
const parsePost = inner.createPostParser({ parser });
const peer = unified().use(remarkParse).use(remarkGfm).freeze();
const highlighter = await inner.createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });
const excerptOptions = inner.resolveExcerptOptions({});
const options = { isMarker: (text) => inner.isMarker(text, excerptOptions.markers), footnotePrefix: "post-" };

const { kind, posts } = choosePosts({ folder: positionals[0], count: Number(values.posts) });
const usable = posts.filter(({ path, text }) => {
  try {
    parsePost.sync(text, { path });
    return true;
  } catch {
    return false;
  }
});

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const times = new Map();

function stage(pass, name, items, work) {
  const start = cpu();
  const results = items.map(work);
  const passes = times.get(name) ?? [];
  passes[pass] = (passes[pass] ?? 0) + cpu() - start;
  times.set(name, passes);
  return results;
}

// In chunks, so that not all trees are in memory at once. The first pass warms up and loads grammars.
for (let pass = 0; pass <= Number(values.passes); pass++) {
  for (let from = 0; from < usable.length; from += 25) {
    const chunk = usable
      .slice(from, from + 25)
      .map(({ path, text }) => ({ path, text: text.replace(/\r\n?/g, "\n") }));
    const bodies = chunk.map(({ path, text }) => ({
      path,
      body: inner.splitFrontMatter(text, { blank: true }).body,
    }));
    stage(pass, "remark-parse + remark-gfm", bodies, ({ body }) => peer.parse(body));
    stage(pass, "front matter", chunk, ({ text, path }) =>
      inner.parseFrontMatterSync(text, { path, blank: true }),
    );
    const trees = stage(pass, "parse", bodies, ({ body, path }) => parseMarkdown.sync(body, { path }));
    const drafts = stage(pass, "toHast and raw HTML", trees, (tree) => inner.convert(tree, options));
    const contents = stage(pass, "the pass", drafts, (draft) => inner.pass(draft, options));
    stage(pass, "reading time", contents, ({ text }) => inner.timeOf(text, {}));
    stage(pass, "excerpt", contents, ({ markers }, index) =>
      inner.makeExcerpt(drafts[index].tree, markers, excerptOptions),
    );
    for (const found of contents) inner.dropMarkers(found, options);
    stage(pass, "print", drafts, ({ tree }) => inner.renderHtml(tree));
    if (pass === 0)
      for (const { tree } of drafts) await inner.highlightTree(tree, { highlighter, raw: true });
    else
      stage(pass, "highlight", drafts, ({ tree }) =>
        inner.highlightTreeSync(tree, { highlighter, raw: true }),
      );
    stage(pass, "whole post, no highlighting", chunk, ({ text, path }) => parsePost.sync(text, { path }));
  }
}

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
const result = new Map(
  [...times].map(([name, passes]) => [name, median(passes.slice(-values.passes)) / usable.length]),
);
const whole = result.get("remark-parse + remark-gfm");
result.set("all but parse and highlight", result.get("whole post, no highlighting") - result.get("parse"));
console.log(
  `${usable.length} ${kind}, Node ${process.version}, ${values.parser}, median of ${values.passes} passes, CPU`,
);
console.log("     ms   ratio");
for (const [name, time] of result) {
  console.log(`${time.toFixed(3).padStart(7)} ${(time / whole).toFixed(3).padStart(7)}  ${name}`);
}

// Times that matter to users: how long a start takes, and how long a blog of some size takes to build the first time,
// again, after an edit and after an upgrade. Prints two tables, and writes them to docs/benchmarks.md with --write:
// npm run bench:starts -- [--sizes 50,300,1000] [--rounds <n>] [--write] [--node <path of another node>]... [<folder of
// posts>]
// Every measurement runs in a separate process, and each round includes every measurement.
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bodyOf, contestants } from "./contestants.mjs";
import { choosePosts, writePosts } from "./posts.mjs";
import { median, withSection } from "./write-report.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: "string", default: "50,300,1000" },
    rounds: { type: "string", default: "5" },
    write: { type: "boolean", default: false },
    node: { type: "string", multiple: true, default: [process.execPath] },
  },
});
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "galley-starts-"));
const usage = `const { user, system } = process.cpuUsage(); console.log((user + system) / 1000, performance.now());`;

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code of a post
const code = "Text\\n\\n```js\\nconst a = (b) => `${b}`; // c\\nclass D extends E { #f = 1 }\\n```\\n"
  .replaceAll("`", "\\`")
  .replaceAll("$", "\\$");
const galley = (build) => `import { createHighlighter } from "${at(`../dist/${build}highlight/index.js`)}";
  import { createPostParser } from "${at(`../dist/${build}post/index.js`)}";
  const themes = { light: "github-light", dark: "github-dark" };
  await createPostParser({ highlighter: await createHighlighter({ themes }) })(\`${code}\`);`;

/** Scripts by row; all are started in bench/, which has the peers. */
const scripts = {
  "Node alone": "",
  "import unified, remark-parse, remark-gfm, remark-rehype, rehype-stringify and yaml": [
    "unified",
    "remark-parse",
    "remark-gfm",
    "remark-rehype",
    "rehype-stringify",
    "yaml",
  ]
    .map((name) => `import "${name}";`)
    .join(""),
  "import galley": `import "${at("../dist/bundled/index.js")}";`,
  "import galley, the build for bundlers": `import "${at("../dist/index.js")}";`,
  "first highlighted post, @shikijs/rehype (lazy)": `import { unified } from "unified"; import parse from "remark-parse"; import gfm from "remark-gfm";
    import rehype from "remark-rehype"; import stringify from "rehype-stringify"; import shiki from "@shikijs/rehype";
    const themes = { light: "github-light", dark: "github-dark" };
    await unified().use(parse).use(gfm).use(rehype).use(shiki, { themes, lazy: true, langs: [] }).use(stringify).process(\`${code}\`);`,
  "first highlighted post, galley": galley("bundled/"),
  "first highlighted post, galley, the build for bundlers": galley(""),
};

const build = (
  posts,
  cache,
  upgrade,
) => `import { createHighlighter } from "${at("../dist/bundled/highlight/index.js")}";
  import { createPostParser } from "${at("../dist/bundled/post/index.js")}";
  import { createFileCache, readPosts } from "${at("../dist/bundled/node/index.js")}";
  const cache = createFileCache(${JSON.stringify(cache)});
  const highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" }, cache });
  // Another option stands for another version: no post is taken from the cache, while blocks of code are.
  const parser = createPostParser({ highlighter${upgrade ? ", excerpt: { maxLength: 199 }" : ""} });
  await readPosts(".", { parser, cwd: ${JSON.stringify(posts)}, cache });`;

/** The compile cache of Node 22 and later; the first run fills it. */
const compiled = { NODE_COMPILE_CACHE: join(folder, "compiled") };

function run(node, script, more = {}) {
  const args = ["--input-type=module", "--eval", `${script}\n${usage}`];
  const env = { ...process.env, ...more };
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: at("."), encoding: "utf8", env });
  if (status !== 0) throw new Error(stderr);
  const [cpu, wall] = stdout.trim().split("\n").at(-1).split(" ").map(Number);
  return { cpu, wall };
}

function runPeer(node, name, posts) {
  const args = [at("run-contestant.mjs"), "cold", name, "2", posts];
  const { cpu, wall } = JSON.parse(
    spawnSync(node, args, { cwd: at(".."), encoding: "utf8" })
      .stdout.trim()
      .split("\n")
      .at(-1),
  );
  return { cpu: cpu * 1000, wall: wall * 1000 };
}

const prism = "@11ty/eleventy-plugin-syntaxhighlight";

/**
 * A site that Eleventy and Hugo can build: each reads a title and the text; unknown shortcodes would stop Hugo.
 */
function writeSite(site, posts) {
  const files = {
    "hugo.toml": `baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "section"]
markup.goldmark.renderer.unsafe = true`,
    "layouts/_default/single.html": "{{ .Content }}",
    "layouts/index.html": "{{ range .Site.RegularPages }}{{ .Permalink }} {{ end }}",
    "eleventy.config.mjs": `import highlight from "${import.meta.resolve(prism)}";
      export default (config) => (config.addPlugin(highlight), { markdownTemplateEngine: false });`,
  };
  for (const [index, { text }] of posts.entries()) {
    const body = bodyOf(text).replace(/\{\{(?=[<%])/g, "{ {");
    files[`content/posts/${index}.md`] = `---\ntitle: Post ${index}\n---\n${body}`;
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, name)), { recursive: true });
    writeFileSync(join(site, name), text);
  }
}

const eleventy = (site) => `import { Eleventy } from "@11ty/eleventy";
  process.chdir(${JSON.stringify(site)});
  await new Eleventy("content", "eleventy", { quietMode: true, configPath: "eleventy.config.mjs" }).write();`;

const hugo = spawnSync("hugo", ["version"], { encoding: "utf8" }).stdout?.match(/v[\d.]+/)?.[0];
if (!hugo) console.error("Hugo is not installed; its rows are skipped");

function runHugo(site) {
  const script = 'TIMEFORMAT="%U %S %R"; time hugo --quiet --config hugo.toml';
  const { status, stderr } = spawnSync("bash", ["-c", script], { cwd: site, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const [user, system, wall] = stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { cpu: (user + system) * 1000, wall: wall * 1000 };
}

const samples = new Map();
function add(row, node, sample) {
  if (!samples.has(row)) samples.set(row, new Map());
  const all = samples.get(row);
  all.set(node, [...(all.get(node) ?? []), sample]);
}

const sizes = values.sizes.split(",").filter(Boolean).map(Number);
const peers = Object.keys(contestants).filter((name) =>
  /^(?:unified \+|markdown-it|@astrojs\/markdown-remark)/.test(name),
);
try {
  for (const size of sizes) {
    const { posts } = choosePosts({ folder: positionals[0], count: size });
    writePosts(posts, join(folder, `${size}`));
    writeSite(join(folder, `site-${size}`), posts);
  }
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const node of values.node) {
      for (const [row, script] of Object.entries(scripts)) add(row, node, run(node, script));
      for (const row of ["import galley", "first highlighted post, galley"]) {
        if (round === 0) run(node, scripts[row], compiled);
        add(`${row}, \`NODE_COMPILE_CACHE\``, node, run(node, scripts[row], compiled));
      }
      for (const size of sizes) {
        const posts = join(folder, "posts");
        const cache = join(folder, "cache");
        rmSync(posts, { recursive: true, force: true });
        rmSync(cache, { recursive: true, force: true });
        cpSync(join(folder, `${size}`), posts, { recursive: true });
        const row = (what) => `${size} posts, ${what}`;
        for (const name of peers) add(row(name), node, runPeer(node, name, posts));
        const site = join(folder, `site-${size}`);
        add(row("Eleventy with its highlighting plugin"), node, run(node, eleventy(site)));
        if (hugo) add(row(`Hugo ${hugo}`), node, runHugo(site));
        add(row("galley, first time"), node, run(node, build(posts, cache, false)));
        add(row("galley, nothing has changed"), node, run(node, build(posts, cache, false)));
        const first = readdirSync(posts, { recursive: true }).find((name) => /\.(?:md|markdown)$/.test(name));
        appendFileSync(join(posts, first), "\n\nOne more paragraph.\n");
        add(row("galley, after an edit"), node, run(node, build(posts, cache, false)));
        add(row("galley, after an upgrade"), node, run(node, build(posts, cache, true)));
      }
    }
    console.error(`round ${round + 1} of ${values.rounds}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const versions = values.node.map((node) =>
  spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim(),
);

/** A table of the rows that match a test, with CPU time and wall time. */
function table(isWanted) {
  const header = `|  | ${versions.map((name) => `CPU ms, Node ${name} | wall ms`).join(" | ")} |`;
  const rows = [...samples]
    .filter(([row]) => isWanted(row))
    .map(([row, all]) => {
      const of = (node, field) => Math.round(median(all.get(node).map((sample) => sample[field])));
      const cells = values.node.map((node) => `${of(node, "cpu")} | ${of(node, "wall")}`);
      return `| ${row} | ${cells.join(" | ")} |`;
    });
  return [header, `| --- |${" --- | --- |".repeat(versions.length)}`, ...rows].join("\n");
}

const isBuild = (row) => /^\d+ posts/.test(row);
const command = `\`npm run bench:starts -- --rounds ${values.rounds} --sizes ${values.sizes}\``;
const sections = {
  "For your blog": `${command}: real posts, two themes, from the start of the process to the last post, medians of CPU and wall time. An
upgrade is a new version of this library with the [cache of blocks](./highlight.md#keeping-blocks) in use. The other tools have
no such cache, and do not do what this library does in addition to HTML ([below](#what-is-measured)). Eleventy and Hugo build
whole pages, and highlight with Prism and Chroma in one theme, which is much less work than shiki's grammars.

${table(isBuild)}`,
  Starts: `The same command: medians of processes that do one thing and exit. Bundlers and browsers get the build for bundlers.

${table((row) => !isBuild(row))}`,
};
let page = readFileSync(at("../docs/benchmarks.md"), "utf8");
for (const [title, text] of Object.entries(sections)) {
  console.log(`## ${title}\n\n${text}\n`);
  page = withSection(page, title, text);
}
if (values.write) writeFileSync(at("../docs/benchmarks.md"), page);

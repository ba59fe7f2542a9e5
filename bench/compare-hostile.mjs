// What becomes of hostile texts here and in other renderers of Markdown, each as it is without options:
//   npm ci --prefix bench && npm run build:js && node bench/compare-hostile.mjs [--write]
// --write puts the tables into docs/comparison.md. Each text is rendered in a process of its own, ended after a minute.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { versionOf } from "./contestants.mjs";
import { table } from "./write-report.mjs";

/** From bench/node_modules, which `npm ci --prefix bench` makes. */
const load = (name) => import(name);

const renderers = {
  async galley() {
    const { ContentError, createPostParser } = await import("../dist/index.js");
    const parsePost = createPostParser();
    return async (text) => {
      try {
        return (await parsePost(`# Title\n\n${text}`)).html;
      } catch (error) {
        if (!(error instanceof ContentError)) throw error;
        return { refused: error.messages[0].ruleId };
      }
    };
  },
  async marked() {
    const { marked } = await load("marked");
    return (text) => marked.parse(text);
  },
  async "markdown-it"() {
    const { default: MarkdownIt } = await load("markdown-it");
    const markdown = new MarkdownIt();
    return (text) => markdown.render(text);
  },
  async "unified, remark-gfm"() {
    const names = ["unified", "remark-parse", "remark-gfm", "remark-rehype", "rehype-stringify"];
    const [{ unified }, ...plugins] = await Promise.all(names.map(load));
    const processor = plugins.reduce((made, plugin) => made.use(plugin.default), unified());
    return async (text) => String(await processor.process(text));
  },
  async "@astrojs/markdown-satteri"() {
    const { createSatteriMarkdownProcessor } = await load("@astrojs/markdown-satteri");
    const processor = await createSatteriMarkdownProcessor({ syntaxHighlight: false });
    return async (text) => (await processor.render(text)).code;
  },
};

const scripts = {
  "a link to `javascript:`": ["[x](javascript:alert(1))", "a[href^='javascript:']"],
  "an image with `onerror`": ["A <img src=x onerror=alert(1)>", "img[onerror]"],
  "a `<script>`": ["<script>alert(1)</script>", "script"],
};

const texts = {
  "a list 757 deep, `- - - … x`": `${"- ".repeat(757)}x`,
  "a quote 5,000 deep, `> > > …`": `${"> ".repeat(5000)}x`,
  "emphasis without partners, `*a_` 20,000 times": "*a_ ".repeat(20_000),
  "a table of 2,000 columns and 2,000 rows of one cell": `${"|a".repeat(2000)}|\n${"|-".repeat(2000)}|\n${"|\n".repeat(2000)}`,
  "one link of 10,000 characters, used 10,000 times": `[a]: /${"x".repeat(10_000)}\n\n${"[a] ".repeat(10_000)}`,
};

const [, self, renderer, input] = process.argv;

if (renderer in renderers) {
  const render = await renderers[renderer]();
  const start = performance.now();
  let result;
  try {
    const out = await render(texts[input] ?? scripts[input][0]);
    result = typeof out === "string" ? { bytes: Buffer.byteLength(out), html: out.slice(0, 10_000) } : out;
  } catch (error) {
    // A stack overflow counts as a crash, whoever catches it.
    result = { error: String(error).split("\n")[0] };
  }
  process.stdout.write(JSON.stringify({ ...result, seconds: (performance.now() - start) / 1000 }));
} else {
  const names = Object.keys(renderers);
  const rows = (inputs, tell) =>
    Object.keys(inputs).map((name) => [name, ...names.map((one) => tell(renderApart(one, name), name))]);
  const report = `${table(["", ...names], rows(scripts, tellScript))}

${table(["", ...names], rows(texts, tellText))}
`;
  process.stdout.write(report);
  if (process.argv.includes("--write")) writePage(report);
}

function renderApart(name, input) {
  const { stdout, stderr, error } = spawnSync(process.execPath, [self, name, input], {
    encoding: "utf8",
    timeout: 60_000,
    maxBuffer: 2 ** 26,
  });
  if (error?.code === "ETIMEDOUT") return { error: "not done after a minute", seconds: 60 };
  if (error) throw error;
  if (stdout === "") throw new Error(`${name} said nothing:\n${stderr}`);
  return JSON.parse(stdout);
}

function tellScript({ html, error, refused }, name) {
  if (error || refused) return error ?? `refused: \`${refused}\``;
  const { document } = new JSDOM(html).window;
  if (document.querySelector(scripts[name][1])) return "**works**";
  return /script|onerror/.test(document.body.textContent) ? "shown as text" : "left out";
}

/** Times differ from machine to machine, so that only those that matter on any are told. */
function tellText({ bytes, error, refused, seconds }) {
  const time = seconds < 1 ? "" : `, ${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  if (refused) return `refused: [\`${refused}\`](./diagnostics.md#${refused})${time}`;
  if (error) return `**${/call stack/.test(error) ? "stack overflow" : error}**`;
  const size = bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(0)} MB`;
  return `${bytes < 1e7 ? size : `**${size}**`}${time}`;
}

function writePage(report) {
  const page = join(import.meta.dirname, "../docs/comparison.md");
  const [before, , after] = readFileSync(page, "utf8").split(/^<!-- (?:compare-hostile|end) -->\n/m);
  const peers = ["marked", "markdown-it", "unified", "remark-gfm", "@astrojs/markdown-satteri"];
  const versions = peers.map((name) => `${name} ${versionOf(name)}`).join(", ");
  const told = `${report}\nNode ${process.versions.node}; ${versions}.\n`;
  writeFileSync(page, `${before}<!-- compare-hostile -->\n${told}<!-- end -->\n${after}`);
}

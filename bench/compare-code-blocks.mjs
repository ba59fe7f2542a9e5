// Runs each row of the table in docs/highlight.md: the same feature in each tool, in the syntax of its own
// documentation. The peers are installed in a temporary folder. `--write` writes the table to the page.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { createHighlighter, createPostParser } from "../dist/index.js";

const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
const root = join(import.meta.dirname, "..");
const page = join(root, "docs/highlight.md");

const peers = {
  "rehype-expressive-code": "0.44.2",
  "@expressive-code/plugin-line-numbers": "0.44.2",
  "@expressive-code/plugin-collapsible-sections": "0.44.2",
  "rehype-pretty-code": "0.14.6",
  "@rehype-pretty/transformers": "0.13.2",
  shiki: "3.23.0",
  vitepress: "1.6.4",
  "@docusaurus/theme-common": "3.10.2",
  react: "19.2.0",
  unified: "11.0.5",
  "remark-parse": "11.0.0",
  "remark-rehype": "11.1.2",
  "rehype-stringify": "10.0.1",
};

const folder = join(root, ".tmp/code-block-peers");
if (!existsSync(join(folder, "node_modules"))) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: peers }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--silent", "--legacy-peer-deps"], {
    cwd: folder,
    stdio: "inherit",
  });
}
const require = createRequire(join(folder, "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const loadFile = (path) => import(pathToFileURL(join(folder, "node_modules", path)).href);

const { unified } = await load("unified");
const plugin = async (name) => (await load(name)).default;
const pipeline = async (rehypePlugin, options) => {
  const processor = unified()
    .use(await plugin("remark-parse"))
    .use(await plugin("remark-rehype"))
    .use(rehypePlugin, options)
    .use(await plugin("rehype-stringify"));
  return async (source) => String(await processor.process(source));
};

const themes = { light: "github-light", dark: "github-dark" };
const highlighter = await createHighlighter({ themes, mode: "class", copyButton: true, frames: true });
const parser = createPostParser({ highlighter });

const { pluginLineNumbers } = await load("@expressive-code/plugin-line-numbers");
const { pluginCollapsibleSections } = await load("@expressive-code/plugin-collapsible-sections");
const { transformerCopyButton } = await load("@rehype-pretty/transformers");
const vitepress = await (await loadFile("vitepress/dist/node/index.js")).createMarkdownRenderer(folder, {
  lineNumbers: false,
});
// Published as JSX, for the bundler of a site.
const bundled = join(folder, "docusaurus.mjs");
await build({
  entryPoints: [join(folder, "node_modules/@docusaurus/theme-common/lib/utils/codeBlockUtils.js")],
  outfile: bundled,
  bundle: true,
  format: "esm",
  platform: "node",
  external: ["react", "clsx", "parse-numeric-range"],
  // Functions that need a site are not called.
  alias: { "@docusaurus/useIsomorphicLayoutEffect": "react" },
  loader: { ".js": "jsx" },
});
const docusaurus = await import(pathToFileURL(bundled).href);
const magicComments = [
  {
    className: "theme-code-block-highlighted-line",
    line: "highlight-next-line",
    block: { start: "a", end: "b" },
  },
];

const tools = {
  galley: async (source) => (await parser(source, { path: "a.md" })).html,
  "expressive-code, Starlight": await pipeline(await plugin("rehype-expressive-code"), {
    themes: ["github-light"],
    plugins: [pluginLineNumbers(), pluginCollapsibleSections()],
    defaultProps: { showLineNumbers: false },
  }),
  "rehype-pretty-code": await pipeline(await plugin("rehype-pretty-code"), {
    theme: "github-light",
    transformers: [transformerCopyButton({})],
  }),
  VitePress: (source) => vitepress.render(source, { path: "a.md" }),
  // The part that reads a fence; the theme's wrapper around the code is React.
  Docusaurus: (source) => {
    const [, lang, metastring, code] = /^`{3,}(\S*) ?(.*)\n([\s\S]*?)\n`{3,}$/.exec(source) ?? [];
    if (code === undefined) return "";
    const { lineClassNames, title, lineNumbersStart } = docusaurus.createCodeBlockMetadata({
      code,
      className: `language-${lang}`,
      language: lang,
      metastring,
      magicComments,
      defaultLanguage: undefined,
    });
    return JSON.stringify({ lineClassNames, title, lineNumbersStart });
  },
};

const fence = (meta, code = "one()\ntwo()\nthree()") => `\`\`\`${meta}\n${code}\n\`\`\``;

/** A feature, with its documented syntax in each tool and the expected output. */
const rows = [
  [
    "highlighted lines by fence",
    [fence("js {2}"), /class="line highlighted"/],
    [fence("js {2}"), /highlight mark/],
    [fence("js {2}"), /data-highlighted-line/],
    [fence("js{2}"), /class="line highlighted"/],
    [fence("js {2}"), /"1":\["theme-code-block-highlighted-line"/],
  ],
  [
    "inserted and deleted lines by fence",
    [fence("js ins={2} del={3}"), /diff add[\s\S]*diff remove/],
    [fence("js ins={2} del={3}"), /highlight ins[\s\S]*highlight del/],
    [fence("js ins={2} del={3}"), /inserted|diff add/],
    [fence("js ins={2} del={3}"), /diff add/],
    [fence("js ins={2} del={3}"), /insert|add/],
  ],
  [
    "notation in comments",
    [fence("js", "one() // [!code ++]\ntwo()"), /diff add/],
    [fence("js", "one() // [!code ++]\ntwo()"), /highlight ins/],
    [fence("js", "one() // [!code ++]\ntwo()"), /diff add/],
    [fence("js", "one() // [!code ++]\ntwo()"), /diff add/],
    [fence("js", "// highlight-next-line\none()"), /"0":\[/],
  ],
  [
    "words",
    [fence("js /two/"), /highlighted-word/],
    [fence('js "two"'), /<mark>/],
    [fence("js /two/"), /data-highlighted-chars/],
    [fence("js", "one() // [!code word:one]"), /highlighted-word/],
    [fence("js /two/"), /two/],
  ],
  [
    "inserted and deleted words",
    [fence('js ins="two"'), /highlighted-word inserted/],
    [fence('js ins="two"'), /<ins>/],
    [fence('js ins="two"'), /data-highlighted-chars|<ins>/],
    [fence('js ins="two"'), /<ins>|inserted/],
    [fence('js ins="two"'), /two/],
  ],
  [
    "regular expressions as words",
    [fence("js /t\\w+/"), /highlighted-word/],
    [fence("js /t\\w+/"), /<mark>/],
    [fence("js /t\\w+/"), /data-highlighted-chars/],
    [fence("js", "two() // [!code word:t\\w+]"), /highlighted-word/],
    [fence("js /t\\w+/"), /two/],
  ],
  [
    "labeled lines",
    [fence('js {"why":2}'), /data-label="why"/],
    [fence('js {"why":2}'), /why/],
    [fence('js {"why":2}'), /why/],
    [fence('js {"why":2}'), /why/],
    [fence('js {"why":2}'), /why/],
  ],
  [
    "title",
    [fence('js title="a.js"'), /<figcaption[^>]*>a\.js/],
    [fence('js title="a.js"'), /class="title">a\.js/],
    [fence('js title="a.js"'), /data-rehype-pretty-code-title[^>]*>a\.js/],
    [fence('js title="a.js"'), />a\.js</],
    [fence('js title="a.js"'), /"title":"a\.js"/],
  ],
  [
    "terminal frames",
    [fence("sh"), /shiki-terminal/],
    [fence("sh"), /is-terminal/],
    [fence("sh"), /terminal/],
    [fence("sh"), /terminal/],
    [fence("sh"), /terminal/],
  ],
  [
    "line numbers from a number",
    [fence("js showLineNumbers{5}"), /data-line="5"/],
    [fence("js showLineNumbers startLineNumber=5"), /class="ln"[^>]*>5/],
    [fence("js showLineNumbers{5}"), /counter-set:\s*line 4/],
    [fence("js:line-numbers=5"), /line-number">5/],
    [fence("js showLineNumbers=5"), /"lineNumbersStart":5/],
  ],
  [
    "folded ranges",
    [fence("js collapse={1-2}"), /<details/],
    [fence("js collapse={1-2}"), /<details/],
    [fence("js collapse={1-2}"), /<details/],
    [fence("js collapse={1-2}"), /<details/],
    [fence("js collapse={1-2}"), /collapse/],
  ],
  [
    "copy button",
    [fence("js"), /<button[^>]*shiki-copy/],
    [fence("js"), /<div class="copy">/],
    [fence("js"), /<button[^>]*rehype-pretty-copy/],
    [fence("js"), /<button[^>]*class="copy"/],
    undefined,
  ],
  [
    "groups of blocks",
    [`${fence('sh tab="npm"')}\n\n${fence('sh tab="pnpm"')}`, /shiki-group/],
    [`${fence('sh tab="npm"')}\n\n${fence('sh tab="pnpm"')}`, /role="tab|group/],
    [`${fence('sh tab="npm"')}\n\n${fence('sh tab="pnpm"')}`, /role="tab|group/],
    [`::: code-group\n\n${fence("sh [npm]")}\n\n${fence("sh [pnpm]")}\n\n:::`, /vp-code-group/],
    undefined,
  ],
  [
    "inline code with a language",
    ["a `let x{:js}` b", /<code[^>]*><span/],
    ["a `let x{:js}` b", /<code[^>]*><span/],
    ["a `let x{:js}` b", /data-language="js"/],
    ["a `let x{:js}` b", /<code[^>]*><span/],
    undefined,
  ],
];

const names = Object.keys(tools);
const table = [["feature", ...names]];
for (const [feature, ...cells] of rows) {
  const line = [feature];
  for (const [index, cell] of cells.entries()) {
    if (cell === undefined) {
      line.push("not run");
      continue;
    }
    const html = await tools[names[index]](cell[0]);
    line.push(cell[1].test(html) ? "yes" : "");
  }
  table.push(line);
}
const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)));
const write = (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
const text = [write(table[0]), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`]
  .concat(table.slice(1).map(write))
  .join("\n");
console.log(text);
if (values.write) {
  const before = readFileSync(page, "utf8");
  const after = before.replace(
    /(<!-- table of bench\/compare-code-blocks\.mjs -->\n)[\s\S]*?(\n<!-- end -->)/,
    `$1\n${text}\n$2`,
  );
  writeFileSync(page, after);
}

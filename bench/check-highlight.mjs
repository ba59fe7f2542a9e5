// Compares every code block in a folder of posts with shiki's own two passes, token by token:
// npm run check:highlight -- [--sample 500] [--themes github-light,github-dark] [--no-javascript] <folder> [<folder> …]
// Exits with code 1 when the Oniguruma engine's tokens differ from shiki's.
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { fromMarkdown } from "mdast-util-from-markdown";
import { bundledLanguages, bundledThemes, createHighlighterCore } from "shiki";
import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { glob } from "tinyglobby";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: "string" },
    themes: { type: "string", default: "github-light,github-dark" },
    "no-javascript": { type: "boolean" },
  },
});
if (positionals.length === 0) {
  console.error("Usage: node bench/check-highlight.mjs [--sample 500] <folder> [<folder> …]");
  process.exit(2);
}

// The tokenizer is not part of the public API.
const sources = resolve("src/highlight");
mkdirSync(".tmp", { recursive: true });
await build({
  stdin: {
    contents: `
      export { createGrammarStore } from "./tokens/grammar-store.ts";
      export { createLanguageNames } from "./fence/fence-language.ts";
      export { resolveHighlightLimits } from "./highlighter-options.ts";
      export { readBlock } from "./read-block.ts";
      export { loadEngine } from "./load-engine.ts";
      export { createStyleTable } from "./tokens/composite-theme.ts";
      export { createTokenizer } from "./tokens/tokenize-code.ts";
      export { loadThemeSet } from "./themes/theme-set.ts";`,
    resolveDir: sources,
    loader: "ts",
  },
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  outfile: ".tmp/check-highlight-bundle.mjs",
  logLevel: "error",
});
const {
  createGrammarStore,
  createLanguageNames,
  createStyleTable,
  createTokenizer,
  loadEngine,
  loadThemeSet,
  readBlock,
  resolveHighlightLimits,
} = await import(pathToFileURL(resolve(".tmp/check-highlight-bundle.mjs")));

const names = createLanguageNames([], {});
const limits = resolveHighlightLimits();
const blocks = new Map();
let found = 0;
for (const folder of positionals) {
  for (const file of await glob("**/*.{md,mdx,markdown}", { cwd: resolve(folder), absolute: true })) {
    const stack = [fromMarkdown(await readFile(file, "utf8"))];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node.children) stack.push(...node.children.slice(0, 100_000));
      if (node.type !== "code") continue;
      found++;
      const read = readBlock(
        { code: node.value, word: node.lang ?? "", meta: node.meta ?? "" },
        names,
        limits,
      );
      if (read.grammar !== "text" && read.grammar !== "ansi")
        blocks.set(`${read.grammar}\0${read.code}`, { file, ...read });
    }
  }
}
let list = [...blocks.values()];
if (values.sample) {
  const step = list.length / Number(values.sample);
  if (step > 1) list = list.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}
const characters = list.reduce((sum, { code }) => sum + code.length, 0);
console.log(
  `${found} blocks, ${blocks.size} of them unique; ${list.length} compared, ${characters} characters`,
);

const themeNames = values.themes.split(",");
const keys = themeNames.map((_, index) => (index === 0 ? "light" : index === 1 ? "dark" : `theme${index}`));
const set = await loadThemeSet(Object.fromEntries(themeNames.map((name, index) => [keys[index], name])));

async function createOwn(engineName) {
  const engine = await loadEngine(engineName);
  const table = createStyleTable();
  const store = createGrammarStore({ loadEngine: async () => engine, custom: [], resolve: names.resolve });
  const tokenize = createTokenizer({ themes: set.themes, table, store });
  return async ({ grammar, code }) => {
    await store.load(grammar);
    const request = store.request(grammar, code);
    await Promise.all(request.embedded.map((lang) => store.load(lang)));
    const start = performance.now();
    let lines;
    try {
      lines = tokenize(code, request);
    } catch (error) {
      lines = String(error);
    }
    const time = performance.now() - start;
    const text =
      typeof lines === "string"
        ? lines
        : JSON.stringify(
            lines.map((line) =>
              line.map(({ content, style }) => [
                content,
                ...keys.flatMap((_, index) => {
                  const { color, fontStyle } = table.styles[style][index] ?? {};
                  return [color ?? "", fontStyle ?? 0];
                }),
              ]),
            ),
          );
    return { text, time, request };
  };
}

async function createStock() {
  const engine = await createOnigurumaEngine(import("shiki/wasm"));
  const themes = await Promise.all(themeNames.map(async (name) => (await bundledThemes[name]()).default));
  const instances = new Map();
  return async ({ code }, { lang, embedded }) => {
    const key = [lang, ...embedded].join();
    if (!instances.has(key)) {
      const langs = [...embedded, lang].map((name) => bundledLanguages[name]);
      instances.set(key, await createHighlighterCore({ engine, themes, langs, warnings: false }));
    }
    const shiki = instances.get(key);
    const start = performance.now();
    let lines;
    try {
      lines = shiki.codeToTokensWithThemes(code, {
        lang,
        themes: Object.fromEntries(keys.map((name, index) => [name, themeNames[index]])),
        tokenizeTimeLimit: 0,
      });
    } catch (error) {
      lines = String(error);
    }
    const time = performance.now() - start;
    const text =
      typeof lines === "string"
        ? lines
        : JSON.stringify(
            lines.map((line) =>
              line.map(({ content, variants }) => [
                content,
                ...keys.flatMap((name) => [variants[name].color ?? "", variants[name].fontStyle ?? 0]),
              ]),
            ),
          );
    return { text, time };
  };
}

const oniguruma = await createOwn("oniguruma");
const javascript = values["no-javascript"] ? undefined : await createOwn("javascript");
const stock = await createStock();
const languages = new Map();
const totals = { oniguruma: 0, javascript: 0, shiki: 0 };
let tokens = 0;
let slowest = { time: 0 };
const examples = { oniguruma: [], javascript: [] };
for (const block of list) {
  const own = await oniguruma(block);
  const reference = await stock(block, own.request);
  const other = javascript && (await javascript(block));
  totals.oniguruma += own.time;
  totals.shiki += reference.time;
  totals.javascript += other?.time ?? 0;
  tokens += reference.text.split('],["').length;
  if (own.time > slowest.time)
    slowest = { time: own.time, lang: block.grammar, file: block.file, length: block.code.length };
  const row = languages.get(block.grammar) ?? { blocks: 0, oniguruma: 0, javascript: 0 };
  languages.set(block.grammar, row);
  row.blocks++;
  for (const [engine, result] of [
    ["oniguruma", own],
    ["javascript", other],
  ]) {
    if (!result || result.text === reference.text) continue;
    row[engine]++;
    examples[engine].push({
      lang: block.grammar,
      file: block.file,
      code: block.code,
      a: result.text,
      b: reference.text,
    });
  }
}
const differing = [...languages].filter(([, row]) => row.oniguruma + row.javascript > 0);
console.table(Object.fromEntries(differing));
for (const [engine, found] of Object.entries(examples)) {
  console.log(
    `${engine}: ${found.length} of ${list.length} blocks differ from shiki's own passes with Oniguruma`,
  );
  for (const { lang, file, a, b } of found.slice(0, 5)) {
    const at = [...a].findIndex((char, index) => char !== b[index]);
    console.log(
      `  ${lang} ${file}\n    ${a.slice(Math.max(0, at - 60), at + 60)}\n    ${b.slice(Math.max(0, at - 60), at + 60)}`,
    );
  }
}
console.log(`${languages.size} languages, about ${tokens} tokens`);
console.log(
  `milliseconds, including the first use of each grammar: ${Object.entries(totals)
    .map(([name, time]) => `${name} ${Math.round(time)}`)
    .join(", ")}`,
);
console.log("slowest block:", slowest);
process.exitCode = examples.oniguruma.length > 0 ? 1 : 0;

import type { RegexEngine, ThemeRegistrationResolved } from "shiki/core";
import { createHighlighterCore, normalizeTheme } from "shiki/core";
import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { bundledLanguages } from "shiki/langs";
import { bundledThemes } from "shiki/themes";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createLanguageNames } from "../../../src/highlight/fence/fence-language.ts";
import { loadEngine } from "../../../src/highlight/load-engine.ts";
import { createStyleTable, type StyleTable } from "../../../src/highlight/tokens/composite-theme.ts";
import { createGrammarStore, type GrammarStore } from "../../../src/highlight/tokens/grammar-store.ts";
import {
  createTokenizer,
  type PaintedLine,
  tokenizeByTheme,
} from "../../../src/highlight/tokens/tokenize-code.ts";
import { samples } from "../samples.ts";

// Grammars are large, and the machine can be busy.
vi.setConfig({ testTimeout: 60_000 });

const themeNames = ["github-light", "github-dark", "nord"] as const;
const names = createLanguageNames([], {});
let themes: ThemeRegistrationResolved[];
let engine: RegexEngine;
let stockEngine: RegexEngine;

beforeAll(async () => {
  themes = await Promise.all(
    themeNames.map(async (name) => normalizeTheme(structuredClone((await bundledThemes[name]()).default))),
  );
  engine = await loadEngine("oniguruma");
  stockEngine = await createOnigurumaEngine(import("shiki/wasm"));
});

function createStore(): GrammarStore {
  return createGrammarStore({ loadEngine: async () => engine, custom: [], resolve: names.resolve });
}

function expand(lines: readonly PaintedLine[], table: StyleTable, count: number): unknown {
  return lines.map((line) =>
    line.map(({ content, style }) => [
      content,
      ...Array.from({ length: count }, (_, index) => {
        const { color, fontStyle } = table.styles[style]?.[index] ?? {};
        return `${color ?? ""} ${fontStyle ?? 0}`;
      }),
    ]),
  );
}

async function loadRequest(store: GrammarStore, lang: string, code: string) {
  await store.load(lang);
  const request = store.request(lang, code);
  await Promise.all(request.embedded.map((name) => store.load(name)));
  return request;
}

describe("tokenizing once for all themes", () => {
  test.each(samples)("%s: returns the same tokens as shiki does for each theme", async (lang, code) => {
    const store = createStore();
    const table = createStyleTable();
    const request = await loadRequest(store, lang, code);
    const tokenize = createTokenizer({ themes, table, store });
    const shiki = await createHighlighterCore({
      engine: stockEngine,
      themes: themeNames.map((name) => bundledThemes[name]),
      langs: [...request.embedded, lang].map(
        (name) => bundledLanguages[name as keyof typeof bundledLanguages],
      ),
      warnings: false,
    });
    const expected = shiki
      .codeToTokensWithThemes(code, {
        lang,
        themes: Object.fromEntries(themeNames.map((name) => [name, name])),
        tokenizeTimeLimit: 0,
      })
      .map((line) =>
        line.map(({ content, variants }) => [
          content,
          ...themeNames.map((name) => `${variants[name]?.color ?? ""} ${variants[name]?.fontStyle ?? 0}`),
        ]),
      );
    shiki.dispose();
    expect(expand(tokenize(code, request), table, themeNames.length)).toEqual(expected);
    expect(expected.flat().length).toBeGreaterThan(3);
  });

  test("tokenizes once per theme when the theme of a grammar cannot be set", async () => {
    const store = createStore();
    const table = createStyleTable();
    const request = await loadRequest(store, "json", "{}");
    const { grammar, shiki } = store.get(request);
    const tokenize = createTokenizer({
      themes,
      table,
      store: { ...store, get: () => ({ grammar, shiki }) },
    });
    expect(expand(tokenize("[1]", request), table, 1)).toEqual([
      [
        ["[", "#24292E 0"],
        ["1", "#005CC5 0"],
        ["]", "#24292E 0"],
      ],
    ]);
  });

  test("tokenizes once per theme when there are more styles than a token can hold", async () => {
    // Two themes with a separate color for each of 40 words in each of 40 contexts.
    const words = Array.from({ length: 40 }, (_, index) => `w${String(index).padStart(2, "0")}`);
    const color = (index: number) => `#${(index + 1).toString(16).padStart(6, "0")}`;
    const outer = normalizeTheme({
      name: "outer",
      settings: words.map((word, index) => ({
        scope: `outer.${word}`,
        settings: { foreground: color(index) },
      })),
    });
    const inner = normalizeTheme({
      name: "inner",
      settings: words.map((word, index) => ({
        scope: `inner.${word}`,
        settings: { foreground: color(index) },
      })),
    });
    const pairs = {
      name: "pairs",
      scopeName: "source.pairs",
      repository: {},
      patterns: words.map((word) => ({
        begin: `<${word}`,
        end: ">",
        name: `outer.${word}`,
        patterns: words.map((other) => ({ match: `\\b${other}\\b`, name: `inner.${other}` })),
      })),
    };
    const store = createGrammarStore({
      loadEngine: async () => engine,
      custom: [pairs],
      resolve: (name) => name,
    });
    await store.load("pairs");
    const request = { lang: "pairs", embedded: [] };
    const code = words.map((word) => `<${word} ${words.map((other) => other).join(" ")}>`).join("\n");
    const table = createStyleTable();
    const tokenize = createTokenizer({ themes: [outer, inner], table, store });
    const few = "<w01 w02>";
    const before = tokenize(few, request);
    const many = tokenize(code, request);
    const after = tokenize(few, request);
    const { shiki } = store.get(request);
    expect(many).toEqual(tokenizeByTheme(code, "pairs", shiki, [outer, inner], table));
    expect(after).toEqual(before);
    expect(before).toEqual(tokenizeByTheme(few, "pairs", shiki, [outer, inner], table));
    expect(table.styles.length).toBeGreaterThan(1_000);
  });
});

test("tokens of a grammar do not depend on other languages that were loaded before", async () => {
  const code = "```js\nlet x\n```";
  const alone = createStore();
  const crowded = createStore();
  await Promise.all(["css", "python", "js"].map((lang) => crowded.load(names.resolve(lang)!)));
  const table = createStyleTable();
  const run = async (store: GrammarStore) =>
    createTokenizer({ themes, table, store })(code, await loadRequest(store, "markdown", code));
  expect(await run(crowded)).toEqual(await run(alone));
  expect(crowded.request("markdown", code)).toEqual({ lang: "markdown", embedded: ["javascript"] });
});

import type { LanguageRegistration, RegexEngine } from "shiki/core";
import { createGrammarStore } from "./grammar-store.ts";
import { normalizeTheme } from "./shiki.ts";
import { createStyleTable } from "./style-table.ts";
import { createTokenizer, tokenizeByTheme } from "./tokenize-code.ts";

const lang = "self-test";

/** A grammar of three rules: a word, a string, and in the string a word that one theme paints and the other not. */
const grammar: LanguageRegistration = {
  name: lang,
  scopeName: "source.self-test",
  patterns: [
    { match: "\\b(?:let)\\b", name: "keyword.self-test" },
    {
      begin: '"',
      end: '"',
      name: "string.self-test",
      patterns: [{ match: "x+", name: "constant.self-test" }],
    },
  ],
  repository: {},
};

const themes = [
  {
    name: "first",
    settings: [
      { settings: { foreground: "#000001", background: "#ffffff" } },
      { scope: "keyword", settings: { foreground: "#000002", fontStyle: "bold" } },
      { scope: "string", settings: { foreground: "#000003" } },
    ],
  },
  {
    name: "second",
    settings: [
      { settings: { foreground: "#000004", background: "#ffffff" } },
      { scope: "string constant", settings: { foreground: "#000005", fontStyle: "italic underline" } },
      { scope: "keyword", settings: { foreground: "#000002" } },
    ],
  },
];

/**
 * Tries on a few lines whether tokenising once for all themes gives what shiki's own passes give. It rests on a
 * field of the grammar that is not public: should shiki change it, highlighting goes on by the public way.
 *
 * @param engine - the engine in use
 */
export function isOnePassSound(engine: RegexEngine): boolean {
  try {
    const resolved = themes.map((theme) => normalizeTheme(structuredClone(theme)));
    const table = createStyleTable();
    const store = createGrammarStore({ engine: () => engine, custom: [grammar], resolve: (name) => name });
    store.add(grammar);
    const request = { lang, embedded: [] };
    const code = 'let a = "x yy xx\nlet z" let\n\nb';
    const tokenize = createTokenizer({ themes: resolved, table, store, isOnePassSound: () => true });
    const once = JSON.stringify(tokenize(code, request));
    const byTheme = JSON.stringify(tokenizeByTheme(code, lang, store.get(request).shiki, resolved, table));
    store.dispose();
    return once === byTheme && once.includes('"xx"');
  } catch {
    return false;
  }
}

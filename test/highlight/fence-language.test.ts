import { describe, expect, test } from "vitest";
import { type FenceLanguage, readFenceLanguage } from "../../src/highlight/fence-language.ts";
import { createLanguageNames } from "../../src/highlight/language-names.ts";

const names = createLanguageNames([], {});

const cases: readonly (readonly [word: string, expected: FenceLanguage])[] = [
  ["", {}],
  ["js", { lang: "js" }],
  ["c++", { lang: "c++" }],
  ["objective-c", { lang: "objective-c" }],
  ["js{4}", { lang: "js", meta: "{4}" }],
  ["js{1,3-5}", { lang: "js", meta: "{1,3-5}" }],
  ["js:a.ts", { lang: "js", title: "a.ts" }],
  ["js:src/a.ts{4}", { lang: "js", title: "src/a.ts", meta: "{4}" }],
  ["js:line-numbers", { lang: "js", meta: ":line-numbers" }],
  ["js:line-numbers{2}", { lang: "js", meta: ":line-numbers{2}" }],
  ["rust,ignore", { lang: "rust", meta: "ignore" }],
  ["js[a.ts]", { lang: "js", meta: "[a.ts]" }],
  ["diff-js", { lang: "js", diff: true }],
  ["diff-js{2}", { lang: "js", diff: true, meta: "{2}" }],
  ["diff-nonsense", { lang: "diff-nonsense" }],
  // What follows in the braces is meta text.
  ["{.js", { lang: "js", meta: "{" }],
  ["{.js}", { lang: "js" }],
  ["{1}", { meta: "{1}" }],
  ["unknown", { lang: "unknown" }],
  ["nope!", { lang: "nope!" }],
];

describe("the first word of a fence", () => {
  test.each(cases)("%s", (word, expected) => {
    expect(readFenceLanguage(word, (name) => names.resolve(name) !== undefined)).toEqual(expected);
  });
});

describe("names of languages", () => {
  test.each([
    ["js", "javascript"],
    ["JS", "javascript"],
    ["console", "shellsession"],
    ["shell-session", "shellsession"],
    ["dts", "typescript"],
    ["jsonc", "jsonc"],
    ["c++", "cpp"],
    ["golang", "go"],
    ["plaintext", "text"],
    ["no-such-language", undefined],
    ["__proto__", undefined],
    ["constructor", undefined],
  ])("%s is %s", (name, id) => {
    expect(names.resolve(name)).toBe(id);
  });

  test("every alias of this library leads to a language", async () => {
    const { languageAliases } = await import("../../src/highlight/language-aliases.ts");
    const lost = Object.keys(languageAliases).filter((alias) => names.resolve(alias) === undefined);
    expect(lost).toEqual([]);
  });

  test("aliases of the caller come first, chains are followed, circles end", () => {
    const own = createLanguageNames(
      [{ name: "Mine", scopeName: "source.mine", patterns: [], repository: {} }],
      {
        js: "python",
        a: "b",
        b: "rust",
        c: "d",
        d: "c",
        m: "mine",
      },
    );
    expect(["js", "A", "c", "mine", "M"].map((name) => own.resolve(name))).toEqual([
      "python",
      "rust",
      undefined,
      "Mine",
      "Mine",
    ]);
  });

  test.each([
    ["jss", "js"],
    ["javascipt", "javascript"],
    ["pyhton", "python"],
    ["rustt", "rust"],
    ["xyzzyxyzzy", undefined],
    ["x".repeat(41), undefined],
  ])("the nearest name to %s is %s", (name, nearest) => {
    expect(names.nearest(name)).toBe(nearest);
  });
});

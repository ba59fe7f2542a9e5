import { describe, expect, test } from "vitest";
import {
  createLanguageNames,
  type FenceLanguage,
  readBraces,
  readFenceLanguage,
} from "../../../src/highlight/fence/fence-language.ts";

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
  ["js:title=src/a.js", { lang: "js", title: "src/a.js" }],
  ["js:title=a.js{1}", { lang: "js", title: "a.js", meta: "{1}" }],
  ['js:title="a.js"', { lang: "js", meta: ':title="a.js"' }],
  ['title="x"', { meta: 'title="x"' }],
  ["showLineNumbers", { meta: "showLineNumbers" }],
  ["hl_lines=1", { meta: "hl_lines=1" }],
  ["/word/", { meta: "/word/" }],
  ["rust,ignore", { lang: "rust", meta: "ignore" }],
  ["js[a.ts]", { lang: "js", meta: "[a.ts]" }],
  ["diff-js", { lang: "js", diff: true }],
  ["diff-js{2}", { lang: "js", diff: true, meta: "{2}" }],
  // Eleventy counts lines from 0.
  ["js/0,3-4", { lang: "js", meta: "highlight={1,4-5}" }],
  ["text/2", { lang: "text", meta: "highlight={3}" }],
  ["js/0/2-3", { lang: "js", meta: "ins={1} del={3-4}" }],
  ["js/-/2", { lang: "js", meta: "del={3}" }],
  ["js/1/", { lang: "js", meta: "ins={2}" }],
  ["nope/1", { lang: "nope/1" }],
  ["src/1.js", { lang: "src/1.js" }],
  ["diff-nonsense", { lang: "diff-nonsense" }],
  ["{1}", { meta: "{1}" }],
  ["language-js{2}", { lang: "language-js", meta: "{2}" }],
  ["unknown", { lang: "unknown" }],
  ["nope!", { lang: "nope!" }],
];

describe("reads the language from the first word of a fence", () => {
  test.each(cases)("%s", (word, expected) => {
    expect(readFenceLanguage(word, (name) => names.resolve(name) !== undefined)).toEqual(expected);
  });
});

test.each<[string, FenceLanguage | undefined]>([
  ["{.js}", { lang: "js", meta: "" }],
  ['{.js} title="a"', { lang: "js", meta: 'title="a"' }],
  ["{.js .numberLines}", { lang: "js", meta: "{.numberLines}" }],
  ["{#a .js .numberLines}", { lang: "js", meta: "{#a .numberLines}" }],
  ["{ #a .c++ }", { lang: "c++", meta: "{ #a }" }],
  ["{python}", { lang: "python", meta: "" }],
  ["{{python}}", { lang: "python", meta: "" }],
  ["{r, echo=FALSE}", { lang: "r", meta: "{echo=FALSE}" }],
  ["{r setup, include=FALSE}", { lang: "r", meta: "{setup, include=FALSE}" }],
  ["{.nope}", { lang: "nope", meta: "" }],
  ["{nope}", undefined],
  ["{.numberLines}", undefined],
  ["{hl_lines=[1]}", undefined],
  ["{linenos=true}", undefined],
  ["{1,3}", undefined],
  ["{#a}", undefined],
  ["{=html}", undefined],
  ["{", undefined],
])("reads the language from %s, a fence in braces", (fence, expected) => {
  expect(readBraces(fence, (name) => names.resolve(name) !== undefined)).toEqual(expected);
});

describe("language names", () => {
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
    ["language-js", "javascript"],
    ["lang-Golang", "go"],
    ["language-nope", undefined],
    ["no-such-language", undefined],
    ["__proto__", undefined],
    ["constructor", undefined],
  ])("resolves %s to %s", (name, id) => {
    expect(names.resolve(name)).toBe(id);
  });

  test("includes common names that shiki does not know", () => {
    const common = [
      ["apacheconf htaccess", "apache"],
      ["cfg conf", "ini"],
      ["d.ts dts", "typescript"],
      ["env", "dotenv"],
      ["gas nasm", "asm"],
      ["htm markup xhtml", "html"],
      ["html+erb js+erb", "erb"],
      ["fortran", "fortran-free-form"],
      ["gradle", "groovy"],
      ["j2 jinja2 njk nunjucks", "jinja"],
      ["es6 node nodejs", "javascript"],
      ["obj-c objectivec", "objective-c"],
      ["patch", "diff"],
      ["bash-session sh-session", "shellsession"],
      ["systemverilog", "system-verilog"],
      ["vb.net vbnet", "vb"],
      ["mssql mysql pgsql postgresql psql sqlite tsql", "sql"],
      ["no nohighlight none output plain-text text/plain txt unknown", "text"],
      ["py3 python3", "python"],
      ["shell-script", "shellscript"],
      ["terminal", "shellsession"],
      ["atom csproj plist rss svg xaml", "xml"],
    ].flatMap(([aliases = "", id]) => aliases.split(" ").map((alias) => [alias, id]));
    expect(common.map(([alias = ""]) => [alias, names.resolve(alias)])).toEqual(common);
  });

  test("prefers the aliases of the caller, and follows chains", () => {
    const own = createLanguageNames(
      [{ name: "Mine", scopeName: "source.mine", patterns: [], repository: {} }],
      {
        js: "python",
        a: "b",
        b: "rust",
        m: "mine",
      },
    );
    expect(["js", "A", "mine", "M"].map((name) => own.resolve(name))).toEqual([
      "python",
      "rust",
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
  ])("suggests for %s: %s", (name, nearest) => {
    expect(names.nearest(name)).toBe(nearest);
  });
});

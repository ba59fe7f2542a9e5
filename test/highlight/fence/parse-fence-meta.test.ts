import { describe, expect, test } from "vitest";
import { type FenceMeta, parseFenceMeta } from "../../../src/highlight/index.ts";

const empty: FenceMeta = { highlight: [], insert: [], delete: [], focus: [], words: [], rest: "" };

const cases: [meta: string, expected: Partial<FenceMeta>, lineCount?: number][] = [
  ["", {}],
  ["{1}", { highlight: [1] }],
  ["{1,3-5}", { highlight: [1, 3, 4, 5] }],
  ["{ 1, 3 - 5 }", { highlight: [1, 3, 4, 5] }],
  ["{5-3}", { highlight: [3, 4, 5] }],
  ["{2..4}", { highlight: [2, 3, 4] }],
  ["{1-3,2-4}", { highlight: [1, 2, 3, 4] }],
  ["{1}{3}", { highlight: [1, 3] }],
  ["{0}", {}],
  ['{"why":3-5}', { highlight: [3, 4, 5], labels: [{ line: 3, text: "why" }] }],
  ['title="a.ts"', { title: "a.ts" }],
  ["title='a b.ts'", { title: "a b.ts" }],
  ["title=a.ts", { title: "a.ts" }],
  ['title="say \\"hi\\""', { title: 'say "hi"' }],
  ['filename="a.ts"', { title: "a.ts" }],
  ['file="src/a.ts" {1}', { title: "src/a.ts", highlight: [1] }],
  ['caption="A queue"', { title: "A queue" }],
  ["[a.ts]", { title: "a.ts" }],
  ['title="first" title="second"', { title: "first" }],
  ['title=""', {}],
  ["showLineNumbers", { lineNumbers: { start: 1 } }],
  ["showLineNumbers{5}", { lineNumbers: { start: 5 } }],
  ["showLineNumbers=5", { lineNumbers: { start: 5 } }],
  ["showLineNumbers={true}", { lineNumbers: { start: 1 } }],
  ["showLineNumbers=false", {}],
  ["linenos", { lineNumbers: { start: 1 } }],
  ["linenos,linenostart=5", { lineNumbers: { start: 5 } }],
  [":line-numbers", { lineNumbers: { start: 1 } }],
  [":line-numbers=5", { lineNumbers: { start: 5 } }],
  [":no-line-numbers", {}],
  ["showLineNumbers startLineNumber=7", { lineNumbers: { start: 7 } }],
  ["startLineNumber=7", {}],
  ['hl_lines="1 3-5"', { highlight: [1, 3, 4, 5] }],
  ["hl_lines=1 3-5", { highlight: [1, 3, 4, 5] }],
  ['{linenos=true, hl_lines=[1,"3-4"], linenostart=9}', { highlight: [1, 3, 4], lineNumbers: { start: 9 } }],
  ['linenos=table,hl_lines=[1,"3-4"],linenostart=9', { highlight: [1, 3, 4], lineNumbers: { start: 9 } }],
  ["linenos=table, hl_lines=[2]", { highlight: [2], lineNumbers: { start: 1 } }],
  ["linenos=false,hl_lines=2", { highlight: [2] }],
  ["{numberLines: true}", { lineNumbers: { start: 1 } }],
  ["{.numberLines}", { lineNumbers: { start: 1 } }],
  ['{ .numberLines startFrom="5"}', { lineNumbers: { start: 5 } }],
  ["{.unknown}", { rest: "{.unknown}" }],
  // Known keys are recognized anywhere in the braces.
  ["{#a .b .numberLines startFrom=5}", { lineNumbers: { start: 5 }, rest: "#a .b" }],
  [
    '{linenos=inline hl_lines=[3,"6-7"] style=emacs}',
    { lineNumbers: { start: 1 }, highlight: [3, 6, 7], rest: "style=emacs" },
  ],
  [
    "linenos,hl_lines=3-4 8-9,hide_lines=2 7,name=mod.rs",
    { lineNumbers: { start: 1 }, highlight: [3, 4, 8, 9], title: "mod.rs", rest: 'hide_lines="2 7"' },
  ],
  ["linenos,hl_lines=1 3-4", { lineNumbers: { start: 1 }, highlight: [1, 3, 4] }],
  ["[a.ts]{1}", { title: "a.ts", highlight: [1] }],
  ['/a b/#x "c"#y', { words: ["a b", "c"], rest: "#x #y" }],
  ["/a/3-5", { rest: "/a/3-5" }],
  ["line_number:true first_line:5 mark:1,4-5", { lineNumbers: { start: 5 }, highlight: [1, 4, 5] }],
  ["line_number:false wrap:true", { wrap: true }],
  ["https://a.b/", { rest: "https://a.b/" }],
  ["/word/", { words: ["word"] }],
  ["/a b/ /c/", { words: ["a b", "c"] }],
  ["/a\\/b/", { words: ["a/b"] }],
  ['"word"', { words: ["word"] }],
  ["/x/ /x/", { words: ["x"] }],
  ["/a/b/", { rest: "/a/b/" }],
  ["ins={2} del={3}", { insert: [2], delete: [3] }],
  ["add={2} remove={3}", { insert: [2], delete: [3] }],
  ["ins={1-2,4}", { insert: [1, 2, 4] }],
  ['del={"1":3}', { delete: [3], labels: [{ line: 3, text: "1" }] }],
  ["mark={4}", { highlight: [4] }],
  ['mark="word"', { words: ["word"] }],
  ["focus={5}", { focus: [5] }],
  ["highlight=1,3", { highlight: [1, 3] }],
  ["twoslash", { rest: "twoslash" }],
  // Syntax of more tools.
  ["{3-}", { highlight: [3, 4, 5, 6] }, 6],
  ["{1,4-}", { highlight: [1, 4, 5] }, 5],
  ["del={2..}", { delete: [2, 3] }, 3],
  ['title = "a b.ts" {1}', { title: "a b.ts", highlight: [1] }],
  ["ins = {2} mark= {3}", { insert: [2], highlight: [3] }],
  ['title="a = b"', { title: "a = b" }],
  ['name="src/a.rs"', { title: "src/a.rs" }],
  ["linenos,name=src/a.rs", { title: "src/a.rs", lineNumbers: { start: 1 } }],
  ['linenums="1"', { lineNumbers: { start: 1 } }],
  ['linenums="7" hl_lines="2 3"', { lineNumbers: { start: 7 }, highlight: [2, 3] }],
  ['ins="1.5.0" del={2}', { insertWords: ["1.5.0"], delete: [2] }],
  ['ins="x"', { insertWords: ["x"] }],
  ["del='old name' ins=\"new\"", { deleteWords: ["old name"], insertWords: ["new"] }],
  ["ins=/a b/ /c/", { insertWords: ["a b"], words: ["c"] }],
  ["mark={1-2}", { highlight: [1, 2] }],
  [
    'mark={"A":1} ins={"B":3-4}',
    {
      highlight: [1],
      insert: [3, 4],
      labels: [
        { line: 1, text: "A" },
        { line: 3, text: "B" },
      ],
    },
  ],
  [
    "collapse={1-3,7-8}",
    {
      collapse: [
        [1, 3],
        [7, 8],
      ],
    },
  ],
  ["collapse={5-9} wrap", { collapse: [[5, 6]], wrap: true }, 6],
  ["wrap=false", { wrap: false }],
  ["wrap={true} frame=terminal", { wrap: true, frame: "terminal" }],
  ['tab="npm"', { tab: "npm" }],
  ['tab=""', {}],
  ["frame=fancy", { rest: "frame=fancy" }],
  ["twoslash {1} copy=false", { highlight: [1], rest: "twoslash copy=false" }],
  ["ignore,should_panic", { rest: "ignore,should_panic" }],
  ["{a}", { rest: "{a}" }],
  ["{", { rest: "{" }],
  ["title=", { rest: "title=" }],
  ["[ ]", { rest: "[ ]" }],
  ['"', { rest: '"' }],
  ['["why":3]', { title: '"why":3' }],
  ["linenostart=x", { rest: "linenostart=x" }],
  ["don't {1}", { highlight: [1], rest: "don't" }],
  ["{99999-100001}", {}],
];

describe("reads fence meta in every syntax", () => {
  test.each<[string, Partial<FenceMeta>, number?]>(cases)("%s", (meta, expected, lineCount = 10_000) => {
    expect(parseFenceMeta(meta, { lineCount })).toEqual({ ...empty, ...expected });
  });
});

test("treats null and undefined as empty", () => {
  expect(parseFenceMeta(null)).toEqual(empty);
  expect(parseFenceMeta(undefined)).toEqual(empty);
});

test("omits lines beyond the block", () => {
  expect(parseFenceMeta("{2-1000000000}", { lineCount: 3 }).highlight).toEqual([2, 3]);
});

test("does not parse a text of more than 4,000 characters", () => {
  const long = "{1} ".repeat(2_000).trim();
  expect(parseFenceMeta(long)).toEqual({ ...empty, rest: long });
});

import fc from "fast-check";
import type { Root, Text } from "mdast";
import type { Point } from "unist";
import type { VFileMessage } from "vfile-message";
import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { createSatteriParser } from "../../src/satteri/index.ts";

const parsers: [string, ((text: string) => Root) | undefined][] = [
  ["remark-parse", undefined],
  ["satteri", createSatteriParser()],
];

function messagesBy(parser: ((text: string) => Root) | undefined, markdown: string): VFileMessage[] {
  const messages: VFileMessage[] = [];
  parseMarkdown(markdown, { parser, onMessage: (message) => messages.push(message) });
  return messages;
}

describe.each(parsers)("lost content with the parser %s", (_name, parser) => {
  function messagesOf(markdown: string): VFileMessage[] {
    return messagesBy(parser, markdown);
  }

  test.each([
    ["##Heading", ["heading-space-missing 1:1"]],
    ["a\n\n  ###Two *words*\n", ["heading-space-missing 3:3"]],
    ["a line\n##設定", ["heading-space-missing 2:1"]],
    ["#\u3000設定\n\n##\u3000設定", ["heading-space-missing 1:1", "heading-space-missing 3:1"]],
    ["＃ 設定\n\n＃タグ", ["heading-space-missing 1:1"]],
    ["[text][missing]", ["reference-undefined 1:1"]],
    ["A [text][] b", ["reference-undefined 1:3"]],
    ["![i][x]", ["reference-undefined 1:1"]],
    ["(see [#12][])", ["reference-undefined 1:6"]],
    ["[*em* `code`][gone]", ["reference-undefined 1:1"]],
    ["> - [deep][here]\n>   [two\n>   lines][there]", ["reference-undefined 1:5", "reference-undefined 2:5"]],
    ["\\[a] [paper][1]", ["reference-undefined 1:6"]],
    ["# [Head][no]\n\n| [cell][no] |\n|---|", ["reference-undefined 1:3", "reference-undefined 3:3"]],
    ["A[^gone] b[^1].\n\n[^1]: one", ["footnote-undefined 1:2"]],
    ["A[^1].\n\n[^1]: one\n[^1]: two", ["footnote-duplicate 4:1"]],
    ["A.\n\n[^un]: one *b*", ["footnote-unused 3:1"]],
    ["| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |", ["table-cells-lost 3:9"]],
    ["> | a |\n> |---|\n> | 1 | 2 |", ["table-cells-lost 3:7"]],
    ["a\n\n```js\nx", ["fence-unclosed 3:1"]],
    ["```", ["fence-unclosed 1:1"]],
    ["> ```js\n> x\n\ny", ["fence-unclosed 1:3"]],
    ["- ~~~\n  x\n- b", ["fence-unclosed 1:3"]],
    ["````\nx\n```", ["fence-unclosed 1:1"]],
    ["~~~\nx\n~~~x", ["fence-unclosed 1:1"]],
    ["a ##b\n##cc  \n###d", ["heading-space-missing 2:1", "heading-space-missing 3:1"]],
    ["a\\\n##b", ["heading-space-missing 2:1"]],
    ["a\r##b\r\n##c", ["heading-space-missing 2:1", "heading-space-missing 3:1"]],
    ["##a *b* ##c", ["heading-space-missing 1:1"]],
    [
      "> ##a\n\n- ##b *c*\n\n> 2. x\n>    ##d",
      ["heading-space-missing 1:3", "heading-space-missing 3:3", "heading-space-missing 6:6"],
    ],
    ["##a\n\n##a", ["heading-space-missing 1:1", "heading-space-missing 3:1"]],
    ["[a1][b2] and [ab][c] and [a][bc]", ["reference-undefined 1:14", "reference-undefined 1:26"]],
    ["[ä][öü]", ["reference-undefined 1:1"]],
    ["\\[aa][bb] [cc][dd]", ["reference-undefined 1:11"]],
    ["x[aa][bb] ![x][y]", ["reference-undefined 1:11"]],
    ["[link](x)[aa][bb] `[aa]`[bb] [a`b`][cc]", ["reference-undefined 1:10", "reference-undefined 1:30"]],
    ["[aa][\"b\"] [aa]['b'] [aa][a-z] [\\w][aa] [aa][_x]", ["reference-undefined 1:40"]],
    ["[^a] [b](c) [^d]\n\n[^a]: x", ["footnote-undefined 1:13"]],
    ["[^1][^2] [^É]\n\n[^1]: a\n[^é]: b", ["footnote-undefined 1:5"]],
    ["a\n\n[^x] b\n\n# [^y] c", ["footnote-undefined 3:1", "footnote-undefined 5:3"]],
    ["| a |\n|-|\n| b | | c | - |", ["table-cells-lost 3:5"]],
    ["[aa][bb]\n\n[cc](d)\n\n> [ee][ff]", ["reference-undefined 1:1", "reference-undefined 5:3"]],
  ])("%s", (markdown, expected) => {
    expect(messagesOf(markdown).map(({ ruleId, line, column }) => `${ruleId} ${line}:${column}`)).toEqual(
      expected,
    );
  });

  test.each([
    "[ok][Ö K] [Ö k][]\n\n[ö  k]: x",
    "`[text][missing]` and $arr[i][j]$ string[][] a[0][1] [1][2]",
    "\\[text][missing] [text]\\[missing]",
    'Words match [A-Za-z][A-Za-z0-9_] but not [^a-z] or [name]["key"]',
    "[x] shortcut\n\n- [x] task\n- [ ] task",
    "> [!NOTE]\n> Text",
    "A[^1] B[^1].\n\n[^1]: one",
    "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | |\n| 1 | `a\\|b` |",
    "```\nx\n```",
    "~~~ js\n```\n~~~~  ",
    "> ```\n> x\n> ```\n\n1. ```\n   x\n   ```",
    "    ```\n    x",
    "    ~a\n    ##b",
    "*x*##b and c ##d",
    "# ##a",
    "\\##a",
    "#one #######a",
    "[aa][bb](cc) [aa][bb]: x[aa][bb]",
    "| a |\n|-|\n| b | | - |",
    "A[^1]\n\n[^1]: b [^1]",
    "`` ``` ``",
  ])("nothing is reported for %s", (markdown) => {
    expect(messagesOf(markdown)).toEqual([]);
  });

  test("the message quotes the lost text", () => {
    const [message] = messagesOf("| a |\n|---|\n| 1 | two **three** | |\n");
    expect(message?.reason).toBe('A row has 3 cells and the table 1 columns: "two **three**" is left out');
  });

  test("the message quotes a row of extra cells without the outer bars", () => {
    const [message] = messagesOf("| a |\n|---|\n| 1 | two | three \\| x|\n");
    expect(message?.reason).toBe(
      'A row has 3 cells and the table 1 columns: "two | three \\| x" is left out',
    );
  });

  test.each([
    ["##a##", "Write `## a##`."],
    ["[aa][b  c]", "Add a line `[b  c]: https://…`. If it is meant as text, put it in backticks."],
    ["[^a]", "Add a line `[^a]: …`. If it is meant as text, put it in backticks."],
    ["[^a]: b", "Write [^a] where it belongs in the text, or delete the footnote."],
    ["~~~~ js\na", "Put ~~~~ on a line of its own after the code."],
  ])("the note for %j says what to write", (markdown, note) => {
    expect(messagesOf(markdown).map((message) => message.note)).toEqual([note]);
  });

  test.each([
    ["[^Foo]: x", "Nothing refers to the footnote [^Foo]: its text is left out"],
    ["a[^b]\n\n[^b]: c\n[^B]: d", "The footnote [^B] is defined twice: this text is left out"],
    ["~~~~ js x\na", 'The code block opened by "~~~~ js x" is never closed: everything after it is code'],
    ["##a b", '"##a b" is shown as text: a heading needs a space after ##'],
    ["[^b]", "The footnote [^b] is not defined: the reference is shown as text"],
    ["[aa][b]", '"[aa][b]" refers to [b], which is not defined: it is shown as text'],
    ["[aa][]", '"[aa][]" refers to [aa], which is not defined: it is shown as text'],
  ])("the message for %j", (markdown, reason) => {
    expect(messagesOf(markdown).map((message) => message.reason)).toEqual([reason]);
  });

  test("the note finds a line that looks like the definition, and compares labels as Markdown does", () => {
    const [message] = messagesOf('See [the text][Foo  bar].\n\n[ foo bar ]: /x "a" b');
    expect(message?.note).toMatch(/^A line begins with `\[Foo {2}bar\]:`/);
  });

  test("the note quotes a line that looks like a definition", () => {
    const [message] = messagesOf('[text][a]\n\n[a]: x ""y""\n');
    expect(message?.note).toMatch(/^A line begins with `\[a\]:`/);
  });
});

test("each message has a position in the text that matches what it names", () => {
  const piece = fc.constantFrom(
    "[aa][bb]",
    "[aa][]",
    "[^n]",
    "[^n]: x",
    "**",
    "`",
    "\\",
    "> ",
    "- ",
    "\n",
    "\n\n",
    " ",
    "##a",
    "| a |\n|-|\n| b | c |\n",
    "```",
    "é😀",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const text = pieces.join("");
      for (const { ruleId, place } of messagesBy(undefined, text)) {
        const { offset, line, column } =
          place !== undefined && "start" in place ? place.start : (place as Point);
        const before = text.slice(0, offset).split("\n");
        expect([line, column]).toEqual([before.length, before.at(-1)!.length + 1]);
        if (ruleId === "reference-undefined") expect(text.startsWith("[aa]", offset)).toBe(true);
        if (ruleId === "footnote-undefined") expect(text.startsWith("[^n]", offset)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test("text that a plugin handled is not reported", () => {
  const reported: string[] = [];
  const readReferences = () => (tree: Root) => {
    const [paragraph] = tree.children;
    if (paragraph?.type === "paragraph") (paragraph.children[0] as Text).value = "read";
  };
  parseMarkdown("[text][missing]", {
    remarkPlugins: [readReferences],
    onMessage: ({ ruleId }) => reported.push(String(ruleId)),
  });
  expect(reported).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { copyBlocks } from "../../src/excerpt/copy-blocks.ts";
import type { TreeNode } from "../../src/excerpt/tree-node.ts";

const text = (value: string): TreeNode => ({ type: "text", value });
const html = (value: string): TreeNode => ({ type: "html", value });
const node = (type: string, ...children: TreeNode[]): TreeNode => ({ type, children });
const element = (tagName: string, className: string[], ...children: TreeNode[]): TreeNode => ({
  type: "element",
  tagName,
  properties: { className },
  children,
});
const code = (value: string): TreeNode => ({ type: "inlineCode", value });

describe("copyBlocks", () => {
  test.each<[string, TreeNode[], TreeNode[]]>([
    [
      "notes",
      [node("paragraph", text("a"), { type: "footnoteReference" }), node("footnoteDefinition")],
      [node("paragraph", text("a"))],
    ],
    ["comments", [{ type: "comment", value: "a" }, text("b")], [text("b")]],
    ["raw comments", [html("<!-- a -->"), html(" <!-- a --> <!-- b -->\n"), text("b")], [text("b")]],
    [
      "raw HTML with more than comments",
      [html("a<!-- b -->"), html("<!-- b -->c")],
      [html("a<!-- b -->"), html("<!-- b -->c")],
    ],
    ["raw HTML between comments", [html("<!-- a --> b <!-- c -->")], [html("<!-- a --> b <!-- c -->")]],
    ["raw HTML of no comment", [html("<b>"), html("")], [html("<b>"), html("")]],
    [
      "code that looks like a comment",
      [{ type: "code", value: "<!-- a -->" }],
      [{ type: "code", value: "<!-- a -->" }],
    ],
    [
      "times that a plugin took for directives",
      [node("paragraph", text("10"), { type: "textDirective", name: "30", children: [text("b")] })],
      [node("paragraph", text("10"), text(":30"), text("b"))],
    ],
    [
      "directives that have a meaning",
      [
        node("paragraph", {
          type: "textDirective",
          name: "x",
          data: { hName: "abbr" },
          children: [text("b")],
        }),
      ],
      [
        node("paragraph", {
          type: "textDirective",
          name: "x",
          data: { hName: "abbr" },
          children: [text("b")],
        }),
      ],
    ],
    [
      "a directive without a name",
      [node("paragraph", { type: "textDirective" })],
      [node("paragraph", text(":"))],
    ],
    // Shortcodes, however the text is parted.
    ["a shortcode", [node("paragraph", text("a {{ b }} c"))], [node("paragraph", text("a  c"))]],
    ["a shortcode in an item", [node("listItem", text("a {{ b }} c"))], [node("listItem", text("a  c"))]],
    [
      "a shortcode in a heading, which stays",
      [node("heading", text("a {{ b }} c"))],
      [node("heading", text("a {{ b }} c"))],
    ],
    [
      "a shortcode across an emphasis",
      [node("paragraph", text("a {{ b"), node("emphasis", text("c"), text("d }} e")), text("f {{ g }}"))],
      [node("paragraph", text("a "), node("emphasis", text(""), text(" e")), text("f "))],
    ],
    [
      "two in one text, and one in the next",
      [node("paragraph", text("{{a}}b{{c}}d"), node("strong", text("e{{f}}")))],
      [node("paragraph", text("bd"), node("strong", text("e")))],
    ],
    [
      "code within braces, which stays",
      [node("paragraph", text("{{ a "), code("}}"), text(" b }} c"))],
      [node("paragraph", text(""), code("}}"), text(" c"))],
    ],
    [
      "code of braces",
      [node("paragraph", code("{{ a }}"), text(" {{ b }}"))],
      [node("paragraph", code("{{ a }}"), text(" "))],
    ],
    [
      "a line of markup behind a hard break",
      [node("paragraph", text("a"), { type: "break" }, text(":::"))],
      [node("paragraph", text("a"), { type: "break" }, text(""))],
    ],
    [
      "what only looks like a line, behind code",
      [node("paragraph", code("a"), text(":::"))],
      [node("paragraph", code("a"), text(":::"))],
    ],
  ])("%s", (_, nodes, expected) => {
    const before = structuredClone(nodes);
    expect(copyBlocks(nodes)).toEqual(expected);
    expect(nodes).toEqual(before);
  });

  test("a formula of KaTeX is its TeX, once", () => {
    const annotation: TreeNode = {
      type: "element",
      tagName: "annotation",
      properties: {},
      children: [text("x^2")],
    };
    const formula = (...className: string[]): TreeNode => ({
      type: "element",
      tagName: "code",
      properties: { className: ["language-math", ...className] },
      children: [text("x^2")],
    });
    expect(copyBlocks([element("span", ["katex"], annotation, text("x2"))])).toEqual([
      formula("math-inline"),
    ]);
    expect(copyBlocks([element("span", ["katex-display"], annotation)])).toEqual([formula("math-display")]);
    // A block of code is none, and a formula of Markdown stays as it is.
    const pre = element("pre", [], text("a"));
    expect(copyBlocks([pre, { type: "inlineMath", value: "x" }])).toEqual([
      pre,
      { type: "inlineMath", value: "x" },
    ]);
  });

  test("what lies deeper than any parser goes is left out", () => {
    let tree = text("deep");
    for (let depth = 0; depth < 120; depth++) tree = node("blockquote", tree);
    let [copy] = copyBlocks([tree]);
    let depth = 0;
    while (copy?.children?.[0] !== undefined) {
      [copy] = copy.children;
      depth++;
    }
    expect(depth).toBe(96);
  });
});

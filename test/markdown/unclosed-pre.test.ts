import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";

/** The blocks of a text: HTML as its source, others as their type. */
const blocksOf = (markdown: string): string[] =>
  parseMarkdown(markdown).children.map((node) => (node.type === "html" ? node.value : node.type));

describe("a <pre> or <textarea> that is never closed ends at a blank line", () => {
  test.each([
    ["<pre>\na\n\n## H", ["<pre>\na", "heading"]],
    [
      "<PRE class=x>\na\n\n## H\n\n<textarea>\nb\n\n*c*",
      ["<PRE class=x>\na", "heading", "<textarea>\nb", "paragraph"],
    ],
    ["  <pre>a\n \t\n*b*", ["  <pre>a", "paragraph"]],
    ["<div>\n\n<pre>\n\n*b*\n\n<pre>\n\nc", ["<div>", "<pre>", "paragraph", "<pre>", "paragraph"]],
    ["<pre>\n<div>\n\n*b*", ["<pre>\n<div>", "paragraph"]],
    ["<textarea>\n\n<div>b</div>\n\n*c*", ["<textarea>", "<div>b</div>", "paragraph"]],
    ["<div>a</div>\n\n<pre>\n\n<div>b</div>", ["<div>a</div>", "<pre>", "<div>b</div>"]],
    ["<pre>a</pre>\n\n<pre>b\n\nc", ["<pre>a</pre>", "<pre>b", "paragraph"]],
  ])("%j", (markdown, blocks) => {
    expect(blocksOf(markdown)).toEqual(blocks);
  });

  test("in a quote too", () => {
    const [quote, after] = parseMarkdown("> <pre>\n> a\n>\n> *b*\n\n*c*").children;
    expect(quote).toMatchObject({ children: [{ type: "html", value: "<pre>\na" }, { type: "paragraph" }] });
    expect(after?.type).toBe("paragraph");
  });

  test.each([
    ["an element that is closed", "<pre>a\n\n*b*</pre>\n\n*c*", ["<pre>a\n\n*b*</pre>", "paragraph"]],
    ["an element without a blank line", "<pre>a\n*b*", ["<pre>a\n*b*"]],
    ["a script", "<script>\na\n\n<pre>\n\n*b*", ["<script>\na\n\n<pre>\n\n*b*"]],
    ["another element", "<pretty>\n\n*a*", ["<pretty>", "paragraph"]],
    ["an element within a line", "x <pre>\n\n*b*", ["paragraph", "paragraph"]],
    ["an element in code", "```\n<pre>\n\na\n```\n\nb", ["code", "paragraph"]],
  ])("but %s is unchanged", (_name, markdown, blocks) => {
    expect(blocksOf(markdown)).toEqual(blocks);
  });

  test("positions are those of the source", () => {
    const [html, heading] = parseMarkdown("<textarea>\na\n\n## H").children;
    expect(html?.position?.end).toEqual({ line: 2, column: 2, offset: 12 });
    expect(heading?.position?.start).toEqual({ line: 4, column: 1, offset: 14 });
  });

  test("at most ten of them end at a blank line, because each needs another parse", () => {
    expect(blocksOf("<pre>\n\na\n\n".repeat(12)).filter((block) => block === "<pre>")).toHaveLength(10);
  });
});

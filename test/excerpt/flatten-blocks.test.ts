import { describe, expect, test } from "vitest";
import { flattenBlocks } from "../../src/excerpt/flatten-blocks.ts";
import type { TreeNode } from "../../src/excerpt/tree-node.ts";
import { parseHtml } from "../../src/html/parse-html.ts";
import { parseMarkdown } from "../../src/markdown/parse-markdown.ts";

/** The role of each block; `loose` and `apart` behind it. */
function blocks(tree: unknown): string[] {
  return [...flattenBlocks(tree as TreeNode)].map(({ role, loose, apart }) =>
    [role, ...(loose ? ["loose"] : []), ...(apart ? ["apart"] : [])].join(" "),
  );
}

describe("the blocks of a tree", () => {
  test.each([
    ["<p>a</p><h2>b</h2>", ["paragraph", "heading"]],
    ["<div><section><p>a</p></section></div><p>b</p>", ["paragraph", "paragraph"]],
    ["a <b>b</b><p>c</p>d", ["paragraph loose", "paragraph", "paragraph loose"]],
    ["<p>a</p>\n \n<p>b</p>", ["paragraph", "paragraph"]],
    ["<p>a</p><br><p>b</p>", ["paragraph", "paragraph loose", "paragraph"]],
    ["<img src=a>", ["paragraph loose"]],
    ["<picture></picture><svg></svg>", ["paragraph loose"]],
    ["<video></video>", ["media"]],
    ["<details><p>a</p></details><p>b</p>", ["aside", "paragraph"]],
    ["<div></div>", []],
    ["", []],
  ])("%s: %j", (html, expected) => {
    expect(blocks(parseHtml(html))).toEqual(expected);
  });

  test.each([
    ["<details>\n\na\n\n</details>\n\nb", ["raw apart", "paragraph apart", "raw", "paragraph"]],
    ["<DETAILS>\n\na\n\n</Details>\n\nb", ["raw apart", "paragraph apart", "raw", "paragraph"]],
    ["<div>\n\na\n\n</div>", ["raw", "paragraph", "raw"]],
    ["<details><summary>x</summary></details>\n\na", ["raw", "paragraph"]],
    // The inner one that stays open ends with the outer one; an end without a beginning ends nothing.
    ["<details><nav>\n\na\n\n</details>\n\nb", ["raw apart", "paragraph apart", "raw", "paragraph"]],
    [
      "<details>\n\na\n\n</nav>\n\nb\n\n</details>",
      ["raw apart", "paragraph apart", "raw apart", "paragraph apart", "raw"],
    ],
    ["<details>\n\n<details>\n\n</details>\n\nb", ["raw apart", "raw apart", "raw apart", "paragraph apart"]],
    // Not by names that only begin so, nor in comments.
    ["<details-x>\n\na", ["raw", "paragraph"]],
    ["<!-- <details> -->\n\na", ["raw", "paragraph"]],
    ["<!-- b --><details>\n\na", ["raw apart", "paragraph apart"]],
    ["<nav><!-- </nav> -->\n\na", ["raw apart", "paragraph apart"]],
  ])("%j: %j", (markdown, expected) => {
    expect(blocks(parseMarkdown(markdown))).toEqual(expected);
  });

  test("a run of words is one paragraph, whatever the words", () => {
    const [first] = flattenBlocks(parseHtml("a <code>b</code><br> <i>c</i><p>d</p>") as TreeNode);
    expect(first?.node).toMatchObject({ type: "element", tagName: "p", properties: {} });
    expect(first?.node.children?.map(({ type, tagName }) => tagName ?? type)).toEqual([
      "text",
      "code",
      "br",
      "text",
      "i",
    ]);
  });

  test("boxes in boxes are opened two hundred deep", () => {
    const boxes = (depth: number): TreeNode => {
      let tree: TreeNode = { type: "paragraph", children: [{ type: "text", value: "a" }] };
      for (let level = 0; level < depth; level++)
        tree = { type: "element", tagName: "div", properties: {}, children: [tree] };
      return { type: "root", children: [tree] };
    };
    // The root is a level of its own.
    expect(blocks(boxes(199))).toEqual(["paragraph"]);
    expect(blocks(boxes(200))).toEqual(["container"]);
  });
});

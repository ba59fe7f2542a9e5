import { describe, expect, test } from "vitest";
import { isVisible } from "../../src/excerpt/is-visible.ts";
import type { TreeNode } from "../../src/excerpt/tree-node.ts";

const html = (value: string): TreeNode => ({ type: "html", value });
const text = (value: string): TreeNode => ({ type: "text", value });

describe("isVisible", () => {
  test.each<[TreeNode, boolean]>([
    [text("a"), true],
    [text(" \n"), false],
    [{ type: "paragraph", children: [] }, false],
    [{ type: "paragraph" }, false],
    [{ type: "paragraph", children: [text(" "), { type: "emphasis", children: [text("a")] }] }, true],
    [{ type: "image", url: "a.png" }, true],
    [{ type: "element", tagName: "video", properties: {}, children: [] }, true],
    [{ type: "code", value: "a" }, true],
    [{ type: "code", value: "" }, false],
    [{ type: "thematicBreak" }, false],
    // Nothing that is in these is seen.
    [{ type: "comment", value: "a" }, false],
    [{ type: "yaml", value: "a: b" }, false],
    [{ type: "footnoteReference", identifier: "a", children: [text("a")] }, false],
    [{ type: "element", tagName: "script", properties: {}, children: [text("a")] }, false],
    [{ type: "element", tagName: "hr", properties: {}, children: [text("a")] }, false],
  ])("%j: %s", (node, visible) => {
    expect(isVisible(node)).toBe(visible);
  });

  test.each([
    ["<br>", false],
    ["<p></p>", false],
    ["<p>a</p>", true],
    ["a", true],
    [" \n ", false],
    ["<!-- a -->", false],
    ["<!-- a --> b", true],
    ["b <!-- a -->", true],
    ["<!-- <img> -->", false],
    ["<!-- a --><!-- b -->", false],
    ["<!-- a --><br><!-- b -->", false],
    ["<img src=a>", true],
    ["<IMG>", true],
    ["<canvas></canvas>", true],
    ["<img-x></img-x>", false],
    ["<images></images>", false],
    ["<script>a</script>", false],
    ["<style>a", false],
    ["<STYLE>a</STYLE>", false],
    ["<styles>a</styles>", true],
    ["a<script>b</script>", true],
    ["<p", false],
  ])("raw HTML %j: %s", (value, visible) => {
    expect(isVisible(html(value))).toBe(visible);
    expect(isVisible({ type: "root", children: [html(value)] })).toBe(visible);
  });

  test("raw HTML that shows nothing does not hide what comes behind it", () => {
    expect(isVisible({ type: "root", children: [html("<br>"), text("a")] })).toBe(true);
    expect(isVisible({ type: "root", children: [{ type: "thematicBreak" }, text("a")] })).toBe(true);
  });
});

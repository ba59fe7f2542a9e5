import type { Nodes, Root } from "hast";
import { describe, expect, test } from "vitest";
import { parseHtml } from "../../src/html/parse-html.ts";
import { renderHtml } from "../../src/html/render-html.ts";

/** Maximum depth and number of nodes, without recursion. */
function measure(tree: Root): { depth: number; nodes: number } {
  let depth = 0;
  let nodes = 0;
  const stack: [Nodes, number][] = [[tree, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    nodes += 1;
    depth = Math.max(depth, next[1]);
    if ("children" in next[0]) for (const child of next[0].children) stack.push([child, next[1] + 1]);
  }
  return { depth, nodes };
}

const numbered = (count: number, unit: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => unit(index)).join("");

describe("parseHtml", () => {
  test.each([
    ["<p>One<p>Two &amp; <b>three", "<p>One</p><p>Two &#x26; <b>three</b></p>"],
    ["<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"],
    ["<b>a<p>b</b>c</p>", "<b>a</b><p><b>b</b>c</p>"],
    ["<table><tr><td>x", "<table><tbody><tr><td>x</td></tr></tbody></table>"],
    ["<!-- c -->a<br/>b", "<!-- c -->a<br>b"],
    ["<svg><title>a<b></title></svg>", "<svg><title>a<b></b></title></svg>"],
    ["a<b", "a"],
    ["1 < 2 && 3 > 2", "1 &#x3C; 2 &#x26;&#x26; 3 > 2"],
    ["", ""],
    ["<html><head><title>T</title></head><body>x</body></html>", "<title>T</title>x"],
  ])("%j", (html, expected) => {
    expect(renderHtml(parseHtml(html))).toBe(expected);
  });

  test("keeps positions and does not split srcsets", () => {
    const [image] = parseHtml('\n<img srcset="data:image/png;base64,AAAA 1x">').children.slice(1);
    expect(image?.position?.start).toEqual({ line: 2, column: 1, offset: 1 });
    expect(image).toMatchObject({ properties: { srcSet: "data:image/png;base64,AAAA 1x" } });
  });

  test.each([
    ["nested elements", "<div>".repeat(100_000)],
    ["nested elements in an SVG", `<svg>${"<g>".repeat(100_000)}`],
    ["links nested in bold text in links", "<a><b>".repeat(5000)],
    ["bold elements with different attributes", numbered(20_000, (index) => `<b id=${index}><p>`)],
    ["the same bold element in each paragraph", "<p><b>a</p>\n".repeat(20_000)],
    ["bold, italic and other elements before each paragraph", "<b><i><u><s>a<p>".repeat(5000)],
    ["bold elements closed by their paragraph", numbered(20_000, (index) => `<p><b id=${index}></p>`)],
    ["a long bold element before many paragraphs", `<b title="${"x".repeat(5000)}">${"<p>".repeat(20_000)}`],
    ["end tags that a table ignores", "<div><table><tr><td></div>".repeat(5000)],
    ["end tags in comments", "<div><!--</div>-->".repeat(20_000)],
    ["end tags in scripts", "<div><script><!--<script></script></div>--></script>".repeat(5000)],
    ["forms that are closed too early", "<form><div></form>".repeat(20_000)],
    ["nested tables", "<table><td>".repeat(20_000)],
    ["table content outside of cells", `<table>${"<i></i>".repeat(50_000)}`],
    ["attributes", `<a ${numbered(50_000, (index) => `a${index} `)}>`],
    ["templates", "<template>".repeat(50_000)],
    ["comments that are never closed", "<!--".repeat(50_000)],
    ["quotes that are never closed", '<a b="'.repeat(50_001)],
    ["less-than signs", "<".repeat(200_000)],
    ["tags that are never closed", "<a ".repeat(50_000)],
  ])("limits depth and nodes for hostile HTML: %s", { timeout: 60_000 }, (_name, html) => {
    const { depth, nodes } = measure(parseHtml(html));
    expect(depth).toBeLessThanOrEqual(1000);
    expect(nodes).toBeLessThanOrEqual(html.length + 10);
  });

  test("keeps the text of hostile HTML", () => {
    expect(parseHtml(`${"<div>".repeat(1000)}a &amp; b`).children).toMatchObject([{ value: "a & b" }]);
    expect(renderHtml(parseHtml(`${"<div>".repeat(1000)}<<b>b>x</b><script>y</script>`))).not.toContain(
      "<b>",
    );
  });

  test.each([
    ["<script>x</script>a<!-- c -->b<p>c<textarea>d</textarea>e", "a\nb\nc\ne"],
    ["a<p></p><p>b</p>c &amp; d", "a\nb\nc & d"],
    ["<!doctype html>x", "x"],
  ])("returns the text of hostile HTML with one line per piece: %j", (html, value) => {
    for (const start of ["<div>".repeat(600), "<template>".repeat(600)])
      expect(parseHtml(start + html).children).toEqual([{ type: "text", value }]);
  });

  test("accepts a large amount of ordinary HTML", { timeout: 60_000 }, () => {
    const html =
      "<ul>" +
      "<li>x".repeat(3000) +
      "</ul>" +
      "<p>y <b>z</b>".repeat(3000) +
      "<table>" +
      "<tr><td>x</td></tr>".repeat(3000);
    expect(measure(parseHtml(html)).nodes).toBeGreaterThan(20_000);
  });
});

import type { Element, Root, RootContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { parseRaw } from "../../src/html/parse-raw.ts";

function element(tagName: string, ...children: Element["children"]): Element {
  return { type: "element", tagName, properties: {}, children };
}

function withData(node: Element, data: object): Element {
  return { ...node, data: data as NonNullable<Element["data"]> };
}

/** A raw node on a separate or a given line. */
function raw(value: string, line = 1): RootContent {
  const start = { line, column: 1, offset: 0 };
  const end = { line, column: 1 + value.length, offset: value.length };
  return { type: "raw", value, position: { start, end } } as unknown as RootContent;
}

const text = (value: string): { type: "text"; value: string } => ({ type: "text", value });

/** Formatting that a parser reopens in each paragraph. */
const flood = Array.from({ length: 300 }, (_, index) => `<b id=${index}><p>`).join("");

const attributes = (count: number): string =>
  Array.from({ length: count }, (_, index) => `a${index}`).join(" ");

const texts = (value: string): Element["children"] =>
  Array.from({ length: 5100 }, () => [element("i"), text(value)]).flat();

function refusal(...children: RootContent[]): string | undefined {
  try {
    parseRaw({ type: "root", children }, { path: "a.md" });
  } catch (error) {
    if (error instanceof ContentError) return `${error.messages[0]?.ruleId} ${error.messages[0]?.line}`;
    throw error;
  }
  return undefined;
}

describe("parsed blocks", () => {
  test("blocks that neither contain nor are inside raw HTML are the same objects, and not in the returned set", () => {
    const before = element("p", text("before"));
    const after = element("p", text("after"));
    const tree: Root = { type: "root", children: [before, raw("<div>"), element("p"), raw("</div>"), after] };
    const parsed = parseRaw(tree);
    expect(toHtml(tree)).toBe("<p>before</p><div><p></p></div><p>after</p>");
    expect([tree.children[0], tree.children[2]]).toEqual([before, after]);
    expect(tree.children[0]).toBe(before);
    expect(tree.children[2]).toBe(after);
    expect([...parsed]).toEqual([tree.children[1]]);
  });

  test("a tree without raw nodes keeps its array of children", () => {
    const tree: Root = { type: "root", children: [element("p")] };
    const { children } = tree;
    expect(parseRaw(tree).size).toBe(0);
    expect(tree.children).toBe(children);
  });

  test.each([
    ["<p>a", "<p>a</p><h2>b</h2><p>c</p>"],
    ["<li>a", "<li>a</li><h2>b</h2><p>c</p>"],
    [
      "<table><tr><td>a<td>b</table>",
      "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table><h2>b</h2><p>c</p>",
    ],
    ["<caption>a</caption>", "<caption>a</caption><h2>b</h2><p>c</p>"],
    ["<col>", "<h2>b</h2><p>c</p>"],
    ["<b><p>a</b>", "<b></b><p><b>a</b></p><h2>b</h2><p>c</p>"],
    ["<html><body>a", "a<h2>b</h2><p>c</p>"],
  ])("%s and the two blocks after it", (html, expected) => {
    const tree: Root = {
      type: "root",
      children: [raw(html), element("h2", text("b")), element("p", text("c"))],
    };
    parseRaw(tree);
    expect(toHtml(tree)).toBe(expected);
  });
});

describe("nodes of the input tree", () => {
  test("are not changed, and their data is kept on the copies", () => {
    const code = withData(element("code", text("\nx")), { meta: "{1}" });
    const blocks = [raw("<div><svg>"), element("pre", code), raw("<!-- a")];
    const tree: Root = { type: "root", children: blocks };
    const copy = structuredClone(blocks);
    parseRaw(tree);
    expect(blocks).toEqual(copy);
    expect(JSON.stringify(tree)).toContain('"data":{"meta":"{1}"}');
    expect(toHtml(tree)).toContain("<pre><code>\nx</code></pre>");
  });

  test("do not pass their data to an element that the author wrote", () => {
    const block = withData(element("p"), { secret: 1 });
    const start = raw('<b data-galley="0">x</b><div>');
    const tree: Root = { type: "root", children: [start, block, raw("</div>")] };
    parseRaw(tree);
    expect(tree.children[0]).not.toHaveProperty("data");
    expect(toHtml(tree)).toBe('<b data-galley="0">x</b><div><p></p></div>');
  });
});

describe("unclosed HTML", () => {
  test.each([
    ["<p>a</p><!-- b", '1:9 "<!--"', "<p>a</p><!-- b--><p>c</p>"],
    ["<?a><b ", '1:5 The tag "<b "', "<!--?a--><p>c</p>"],
    ["<!doctype html><i title='>", `1:16 The tag "<i title='>"`, "<p>c</p>"],
    ["<!doctype html", '1:1 "<!"', "<p>c</p>"],
    ["1 < 2</", '1:6 "</"', "1 &#x3C; 2<!--]]--><p>c</p>"],
    ["<svg><![CDATA[a]]></svg><style>\nb", "1:25 <style>", "<svg>a</svg><style>\nb</style><p>c</p>"],
    ["<object>\n<param>", "1:1 <object>", "<object>\n<param></object><p>c</p>"],
    ["<script/>x()", "1:1 <script>", "<script>x()</script><p>c</p>"],
    ["<style/>b {}", "1:1 <style>", "<style>b {}</style><p>c</p>"],
    ['<iframe src="a"/>b', "1:1 <iframe>", '<iframe src="a"></iframe>b<p>c</p>'],
    ["a\n b <i>c", "2:4 <i>", "a\n b <i>c</i><p>c</p>"],
  ])("%j is closed before the next block, and reported", (html, message, expected) => {
    const messages: string[] = [];
    const tree: Root = { type: "root", children: [raw(html), element("p", text("c"))] };
    parseRaw(tree, {
      onMessage: ({ line, column, message: reason }) => messages.push(`${line}:${column} ${reason}`),
    });
    expect(messages).toEqual([`${message} is opened in raw HTML and never closed`]);
    expect(toHtml(tree)).toBe(expected);
  });
});

describe("limits", () => {
  test("HTML that nests too deeply is rejected with its line", () => {
    expect(refusal(raw("<i>x</i>"), raw("<div>".repeat(513), 2))).toBe("limit-nesting 2");
    expect(refusal(raw("<div>".repeat(500)))).toBeUndefined();
  });

  test("a tree that exceeds the call stack is rejected too", () => {
    expect(refusal(raw("<i>x</i>"), raw("<div>".repeat(13_000), 2))).toBe("limit-nesting 2");
  });

  test.each([
    ["a <select> that ignores <style>", "<select><style></select>"],
    ["a cell in an SVG", "<table><svg><td>"],
    ["an end tag in a CDATA section", "<svg><foreignObject>"],
  ])("too many tags are rejected after %s", (_name, start) => {
    const flood = Array.from({ length: 20_000 }, (_, index) => `<b id=${index}><p>`).join("");
    expect(refusal(raw(start + flood))).toMatch(/^limit-html-tags/);
  });

  test.each([
    ["formatting tags", raw(flood), "1:1240: Formatting tags are opened repeatedly and never closed"],
    ["formatting tags in a <select>", raw(`<select><style></select>${flood}`), "Formatting tags"],
    ["formatting tags in an SVG in a table", raw(`<table><svg><td>${flood}`), "Formatting tags"],
    ["formatting tags in a quote", element("blockquote", raw(flood) as Element), "Formatting tags"],
    [
      "formatting tags after text outside of elements",
      element("p", text("a"), raw(flood) as Element),
      "Formatting",
    ],
    ["attributes", raw(`a<i>\n<i ${attributes(4001)}>`), "2:1: <i> has more than 4000 attributes"],
    [
      "text outside of table cells",
      element("table", ...texts("x"), raw("<i>") as Element),
      "More than 10000 things are in a table",
    ],
  ])("too many %s are rejected, with their position", (_name, block, message) => {
    expect(() => parseRaw({ type: "root", children: [element("p"), block] })).toThrow(message);
  });

  test.each([
    ["attributes", raw(`<i ${attributes(4000)}>${"<b></b>".repeat(300)}</i>`)],
    ["blanks in a table", element("table", ...texts(" "), raw("<tr><td>a") as Element)],
    ["texts after a table", element("div", element("table"), ...texts("x"), raw("<i></i>") as Element)],
    ["lines", element("p", ...Array.from({ length: 8000 }, () => element("br")), raw("<i></i>") as Element)],
    ["short tags in one line", raw("<b></b>".repeat(400))],
    ["characters in one line", raw(`<b>${"a".repeat(30_000)}</b>`)],
  ])("many %s are accepted", (_name, block) => {
    expect(() => parseRaw({ type: "root", children: [block] })).not.toThrow();
  });

  test.each([
    ["anchors that are never closed", '<a name="x">a<p>b'.repeat(1500)],
    ["font tags that are never closed", '<font color="#ff0000" size="2">a\n<p>b</p>'.repeat(150)],
    ["rows and cells that are never closed", `<table>${"<tr><td>a<td>b".repeat(5000)}</table>`],
    ["an SVG with many paths", `<svg>${'<path d="M0 0"/>'.repeat(10_000)}</svg>`],
    ["bold paragraphs that are closed in the wrong order", "<b><p>a</b></p>".repeat(3000)],
  ])("%s are accepted", (_name, html) => {
    expect(refusal(raw(html))).toBeUndefined();
  });
});

import type { Root } from "hast";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { toFeedHtml } from "../../src/feed/html/to-feed-html.ts";
import { parseHtml } from "../../src/html/parse-html.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";

const text = (value: string): Root => ({ type: "root", children: [{ type: "text", value }] });

describe("renderHtml", () => {
  test("writes a raw node as text unless the library created it", () => {
    const raw = { type: "raw", value: "<b>x</b>" };
    const tree = {
      type: "root",
      children: [raw, { ...raw, data: { galley: true } }, { ...raw, data: { galley: "true" } }],
    } as Root;
    const before = structuredClone(tree);
    expect(renderHtml(tree)).toBe("&#x3C;b>x&#x3C;/b><b>x</b>&#x3C;b>x&#x3C;/b>");
    expect(tree).toEqual(before);
  });

  test("counts bytes, not characters", () => {
    expect(renderHtml(text("日本"), { maxHtmlBytes: 6 })).toBe("日本");
    expect(() => renderHtml(text("日本語"), { maxHtmlBytes: 8 })).toThrow(ContentError);
    expect(() => renderHtml(text("&&"), { maxHtmlBytes: 11 })).toThrow(/maxHtmlBytes \(11 bytes\)/);
    expect(renderHtml(text("&&"), { maxHtmlBytes: 12 })).toBe("&#x26;&#x26;");
  });

  test("throws an error that names the post and the limit", () => {
    try {
      renderHtml(text("x".repeat(100)), { maxHtmlBytes: 10, path: "a.md" });
      expect.unreachable();
    } catch (error) {
      const [message] = (error as ContentError).messages;
      expect([message?.ruleId, message?.file, message?.actual, message?.expected]).toEqual([
        "limit-html",
        "a.md",
        "100",
        ["10"],
      ]);
    }
  });

  test("throws for a tree that is deeper than browsers support, however deep it is", () => {
    const root: Root = { type: "root", children: [] };
    let parent: { children: unknown[] } = root;
    for (let depth = 0; depth < 200_000; depth++) {
      const child = { type: "element", tagName: "div", properties: {}, children: [] };
      parent.children.push(child);
      parent = child;
    }
    expect(() => renderHtml(root)).toThrow(ContentError);
  });

  test("throws for a limit that is not a whole number", () => {
    expect(() => renderHtml(text("x"), { maxHtmlBytes: -1 })).toThrow(RangeError);
  });
});

test.each([
  ["<pre>\n\nRoses\n</pre>", "<pre>\n\nRoses\n</pre>"],
  ["<div><pre>\r\n\n\nRoses</pre></div>", "<div><pre>\n\n\nRoses</pre></div>"],
  ["<pre>\nRoses</pre>", "<pre>Roses</pre>"],
  ["<textarea>\n\nRoses</textarea>", "<textarea>\n\nRoses</textarea>"],
  ["<pre><code>\nRoses</code></pre>", "<pre><code>\nRoses</code></pre>"],
  ["<pre><!---->\nRoses</pre>", "<pre><!---->\nRoses</pre>"],
])("the first line of %j is kept when it is blank", (html, expected) => {
  const tree = parseHtml(html);
  expect(renderHtml(tree)).toBe(expected);
  expect(renderHtml(parseHtml(expected))).toBe(expected);
});

test("the blank first line of a <pre> in a post is in its HTML and its feed", async () => {
  const { html } = await createPostParser()("> <pre>\n>\n> Roses</pre>\n");
  expect(html).toBe("<blockquote>\n<pre>\n\nRoses</pre>\n</blockquote>");
  expect(toFeedHtml(html, { url: "https://example.com/" })).toBe(html);
});

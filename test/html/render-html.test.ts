import type { Root } from "hast";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { renderHtml } from "../../src/html/render-html.ts";

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

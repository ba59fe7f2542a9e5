import type { Root as HastRoot } from "hast";
import type { Root } from "mdast";
import { describe, expect, test } from "vitest";
import { renderHtml } from "../../src/html/render-html.ts";
import { toPlainText } from "../../src/markdown/extract.ts";
import { toHast } from "../../src/markdown/to-hast.ts";

const html = "a tree of HTML (hast), as toHast and parseHtml return it";
const markdown = "a tree of Markdown (mdast), as parseMarkdown returns it";
const any = "a tree of Markdown or HTML, as parseMarkdown, toHast and parseHtml return it";

describe("which trees a function takes", () => {
  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    ["a", '"a"'],
    [{}, "an object"],
    [{ type: 1, children: [] }, "an object"],
    [{ type: "root" }, "an object"],
    [{ type: "root", children: 1 }, "an object"],
    [{ type: "root", children: [null] }, "a tree with a child that is not a node"],
    [
      { type: "root", children: [{ type: "text", value: "a" }, {}] },
      "a tree with a child that is not a node",
    ],
  ])("not %j", (tree, received) => {
    expect(() => renderHtml(tree as HastRoot)).toThrow(
      new TypeError(`Expected \`tree\` to be ${html}, received ${received}`),
    );
    expect(() => toHast(tree as Root)).toThrow(
      new TypeError(`Expected \`tree\` to be ${markdown}, received ${received}`),
    );
    expect(() => toPlainText(tree as Root)).toThrow(
      new TypeError(`Expected \`node\` to be ${any}, received ${received}`),
    );
  });

  test("not a tree of the other kind", () => {
    const paragraph: Root = { type: "root", children: [{ type: "paragraph", children: [] }] };
    const element: HastRoot = {
      type: "root",
      children: [{ type: "element", tagName: "p", properties: {}, children: [] }],
    };
    expect(() => renderHtml(paragraph as never)).toThrow(
      new TypeError(
        `Expected \`tree\` to be ${html}, received a tree of Markdown; toHast turns it into one of HTML`,
      ),
    );
    expect(() => toHast(element as never)).toThrow(
      new TypeError(`Expected \`tree\` to be ${markdown}, received a tree of HTML`),
    );
    expect([toPlainText(paragraph), toPlainText(element)]).toEqual(["", ""]);
  });

  test("a text alone is of either kind", () => {
    expect(toPlainText({ type: "text", value: "x" })).toBe("x");
    expect(renderHtml({ type: "root", children: [{ type: "text", value: "x" }] })).toBe("x");
  });
});

import type { Root as HastRoot } from "hast";
import type { Root } from "mdast";
import { describe, expect, test } from "vitest";
import { renderHtml } from "../../src/html/render-html.ts";
import { extractLinks, toPlainText } from "../../src/markdown/extract.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";

const html = "a tree of HTML (hast), as toHast and parseHtml return it";
const markdown = "a tree of Markdown (mdast), as parseMarkdown returns it";
const any = "a tree of Markdown or HTML, as parseMarkdown, toHast and parseHtml return it";

describe("tree arguments", () => {
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
    [{ type: "root", children: [{ type: "text" }] }, "a tree with a text without `value`"],
  ])("%j throws", (tree, received) => {
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

  test.each<[unknown, string]>([
    [null, "a child that is not a node"],
    [{ type: "text", value: 3 }, "a text without `value`"],
    [
      { type: "element", properties: {}, children: [] },
      "an element without `tagName`, `properties` or `children`",
    ],
    [
      { type: "element", tagName: "img", properties: {} },
      "an element without `tagName`, `properties` or `children`",
    ],
    [
      { type: "element", tagName: "a", children: [] },
      "an element without `tagName`, `properties` or `children`",
    ],
  ])("a tree with %j deep inside throws", (node, fault) => {
    const parent = { type: "element", tagName: "p", properties: {}, children: [node] };
    const tree = { type: "root", children: [{ ...parent, tagName: "div", children: [parent] }] } as HastRoot;
    const error = (name: string, kind: string) =>
      new TypeError(`Expected \`${name}\` to be ${kind}, received a tree with ${fault}`);
    expect(() => renderHtml(tree)).toThrow(error("tree", html));
    expect(() => toPlainText(tree)).toThrow(error("node", any));
    expect(() => extractLinks(tree)).toThrow(error("tree", any));
  });

  test("elements from plugins without properties or children are completed", () => {
    const made = { type: "element", tagName: "h2", children: [{ type: "element", tagName: "img" }] };
    const add = () => (tree: HastRoot) => {
      tree.children.push(structuredClone(made) as never);
    };
    const adopt = () => (tree: Root) => {
      tree.children.push({ type: "paragraph", children: [], data: { hChildren: [made as never] } });
    };
    for (const options of [
      { rehypePlugins: [add] },
      { rehypePlugins: { beforeSanitize: [add] } },
      { remarkPlugins: [adopt] },
    ]) {
      const { html, headings } = createPostParser(options).sync("---\ntitle: T\n---\nA\n");
      expect(html).toMatch(/<h2.*><img><\/h2>/);
      expect(headings).toHaveLength(1);
    }
    expect(made).not.toHaveProperty("properties");
    const nothing = () => (tree: HastRoot) => {
      tree.children.push(null as never);
    };
    expect(() => createPostParser({ rehypePlugins: [nothing] }).sync("A")).toThrow(
      new TypeError(
        "Expected rehype plugins to return a tree of HTML (hast), received a tree with a child that is not a node",
      ),
    );
  });

  test("a tree of the other kind throws", () => {
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

  test("a text node is accepted as either kind", () => {
    expect(toPlainText({ type: "text", value: "x" })).toBe("x");
    expect(renderHtml({ type: "root", children: [{ type: "text", value: "x" }] })).toBe("x");
  });
});

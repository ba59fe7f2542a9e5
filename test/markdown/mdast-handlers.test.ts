import type { Element } from "hast";
import type { Root } from "mdast";
import type { Handlers } from "mdast-util-to-hast";
import { describe, expect, test } from "vitest";
import { extractExcerpt } from "../../src/excerpt/extract-excerpt.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { extractImages, extractLinks } from "../../src/markdown/extract.ts";
import { type ToHastOptions, toHast } from "../../src/markdown/to-hast.ts";

/** The HTML of a tree, and the reported reasons. */
function made(children: object[], options: ToHastOptions = {}): [string, string[]] {
  const reasons: string[] = [];
  const onMessage: ToHastOptions["onMessage"] = ({ reason }) => reasons.push(reason);
  const tree = { type: "root", children } as Root;
  return [renderHtml(toHast(tree, { ...options, onMessage })), reasons];
}

const text = { type: "text", value: "a" };
const script: Element = { type: "element", tagName: "script", properties: {}, children: [] };
const paragraph = (data: object) => [{ type: "paragraph", children: [text], data }];

describe("the output of plugins is sanitized", () => {
  test.each<[object, string, string[]]>([
    [{ hName: "script" }, "", ["<script> was removed"]],
    [{ hName: "section" }, "<section>a</section>", []],
    [
      { hProperties: { onClick: "x()", title: "t" } },
      '<p title="t">a</p>',
      ['The attribute "onclick" of <p> was removed'],
    ],
    [{ hChildren: [script, { type: "text", value: "b" }] }, "<p>b</p>", ["<script> was removed"]],
    [{}, "<p>a</p>", []],
  ])("%j", (data, html, reasons) => {
    expect(made(paragraph(data))).toEqual([html, reasons]);
  });

  test.each<[string, () => unknown, string, string[]]>([
    ["undefined", () => undefined, "", []],
    ["an array", () => [script, { type: "text", value: "x" }], "\nx", ["<script> was removed"]],
    [
      "HTML",
      () => ({ type: "raw", value: "<b>x</b><u-x>" }),
      "<b>x</b>",
      ["The tag <u-x> was removed, its content kept"],
    ],
  ])("so is %s from a custom handler", (_name, handler, html, reasons) => {
    const handlers = { paragraph: handler } as unknown as Handlers;
    expect(made(paragraph({}), { handlers })).toEqual([html, reasons]);
  });

  test("a handler that is not a function is ignored", () => {
    expect(made(paragraph({}), { handlers: { paragraph: 1 } as never })).toEqual(["<p>a</p>", []]);
  });
});

describe("URLs in Markdown", () => {
  test("are omitted when they are unsafe, also in references", () => {
    const inline = [
      { type: "image", url: "javascript:1", alt: "a" },
      { type: "imageReference", identifier: "b", alt: "c" },
      { type: "link", url: "javascript:3", children: [text] },
      { type: "linkReference", identifier: "b", children: [text] },
    ];
    const definition = { type: "definition", identifier: "b", url: "javascript:2" };
    const [html, reasons] = made([{ type: "paragraph", children: inline }, definition]);
    expect(html).toBe('<p><img alt="a"><img alt="c"><a>a</a><a>a</a></p>');
    expect(reasons.map((reason) => /javascript:\d/.exec(reason)?.[0])).toEqual([
      "javascript:1",
      "javascript:2",
      "javascript:3",
      "javascript:2",
    ]);
  });

  test("a reference without a definition has no URL and is shown as its text", () => {
    const inline = [
      { type: "imageReference", identifier: "d", alt: "e" },
      { type: "linkReference", identifier: "f", children: [text] },
    ];
    expect(made([{ type: "paragraph", children: inline }])).toEqual(["<p>![e]a</p>", []]);
  });

  test("are listed as the author wrote them when they need percent-encoding", () => {
    const tree = parseMarkdown("[a](</b c>) [d][e] [x](y) ![x](</y z>) ![v][w]\n\n[e]: </f g>\n[w]: </u v>");
    expect(extractLinks(tree).map(({ url }) => url)).toEqual(["/b c", "/f g", "y"]);
    expect(extractImages(tree).map(({ url }) => url)).toEqual(["/y z", "/u v"]);
    expect(renderHtml(toHast(tree))).toContain('<a href="/b%20c">a</a> <a href="/f%20g">d</a>');
  });

  test("are omitted when they contain a template expression", () => {
    expect(made([{ type: "link", url: "{{ x }}", children: [text] }])).toEqual(["<a>a</a>", []]);
  });
});

describe("lists from plugins", () => {
  const item = (count: number, spread?: boolean) => ({
    type: "listItem",
    spread,
    children: Array.from({ length: count }, () => ({ type: "paragraph", children: [text] })),
  });
  test.each([
    ["tight", [{ type: "list", children: [item(1), item(1)] }], "<ul>\n<li>a</li>\n<li>a</li>\n</ul>"],
    ["loose", [{ type: "list", spread: true, children: [item(1)] }], "<ul>\n<li>\n<p>a</p>\n</li>\n</ul>"],
    [
      "loose because of an item",
      [{ type: "list", children: [item(1), item(1, true)] }],
      "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>a</p>\n</li>\n</ul>",
    ],
    [
      "loose because of two paragraphs",
      [{ type: "list", children: [item(2)] }],
      "<ul>\n<li>\n<p>a</p>\n<p>a</p>\n</li>\n</ul>",
    ],
    ["an item without a list", [item(1)], "<li>a</li>"],
  ])("%s", (_name, children, html) => {
    expect(made(children)).toEqual([html, []]);
  });
});

describe("comments in definition syntax", () => {
  test.each([
    ["[//]: # (more)", true],
    ["[comment]: # (more)", true],
    ["[a comment]: # (more)", false],
    ["[comment x]: # (more)", false],
    ["[//]: # (note)", false],
    ["[//]: #more", false],
  ])("whether %s ends an excerpt: %j", (definition, isMarker) => {
    const { source } = extractExcerpt(parseMarkdown(`a\n\n${definition}\n\nb`));
    expect(source).toBe(isMarker ? "marker" : "auto");
  });
});

describe("HTML in Markdown", () => {
  test.each([
    ["<!-- a --> <b>b</b> <!-- c -->", " <b>b</b> "],
    ["<!-->", ""],
    ["<!--->", ""],
    ["<!---->", ""],
    ["<!-- a -->x", "x"],
    ["x<!-- a -->", "x"],
  ])("%s", (value, html) => {
    expect(made([{ type: "html", value }])).toEqual([html, []]);
  });

  test.each([
    ["a block", [{ type: "html", value: "<i>b" }], "<p>&#x3C;i>b</p>"],
    [
      "part of a line",
      [{ type: "paragraph", children: [text, { type: "html", value: "<i>" }] }],
      "<p>a&#x3C;i></p>",
    ],
    ["a comment", [{ type: "html", value: "<!-- a -->" }], ""],
    [
      "in a quote",
      [{ type: "blockquote", children: [{ type: "html", value: "<i>" }] }],
      "<blockquote>\n<p>&#x3C;i></p>\n</blockquote>",
    ],
  ])('with `rawHtml: "escape"`, shows as text: %s', (_name, children, html) => {
    expect(made(children, { rawHtml: "escape" })).toEqual([html, []]);
  });
});

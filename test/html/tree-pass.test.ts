import type { Element, Root as HastRoot } from "hast";
import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, test } from "vitest";
import { extractExcerpt } from "../../src/excerpt/extract-excerpt.ts";
import { parseHtml } from "../../src/html/parse-html.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import { extractHeadings, extractImages, extractLinks } from "../../src/markdown/extract.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { estimateReadingTime } from "../../src/reading-time/estimate-reading-time.ts";

describe("reading a hast tree", () => {
  test("returns links with their text in one line and images as alternative text", () => {
    const tree = parseHtml(
      "<a href=/a><p>one</p><p>two <b>three</b> <img src=i alt='a cat'></p></a><a name=b>c</a><a href=d></a><a href=javascript:1>e</a>",
    );
    expect(extractLinks(tree).map(({ url, text }) => [url, text])).toEqual([
      ["/a", "one two three a cat"],
      ["d", ""],
    ]);
  });

  test("returns images, but no other elements with a source", () => {
    const tree = parseHtml(
      "<video src=a></video><img src=b><img alt=c><img src=d alt='e f'><img src=data:1>",
    );
    expect(extractImages(tree).map(({ url, alt }) => [url, alt])).toEqual([
      ["b", ""],
      ["d", "e f"],
    ]);
  });

  test("returns headings, with GitHub's slug when they have no id", () => {
    const tree = parseHtml(
      "<h2>A b</h2><h6 id=own>C</h6><h2>A b</h2><h3 id=''>D<br>e</h3><h7>F</h7><x-h1>G</x-h1><h1x>H</h1x>",
    );
    expect(extractHeadings(tree).map(({ depth, slug, text }) => [depth, slug, text])).toEqual([
      [2, "a-b", "A b"],
      [6, "own", "C"],
      [2, "a-b-1", "A b"],
      // A line feed is not a space for GitHub.
      [3, "de", "D e"],
    ]);
  });

  test("gives elements without a position that of the element around them", () => {
    const at = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 2 } });
    const element = (tagName: string, properties: object, ...children: Element["children"]): Element =>
      ({ type: "element", tagName, properties, children }) as Element;
    const outer = element("div", {}, element("a", { href: "b" }), element("img", { src: "c" }));
    const tree: HastRoot = {
      type: "root",
      children: [{ ...outer, position: at(3) }, element("h1", {}), { ...element("h2", {}), position: at(5) }],
    };
    expect(extractLinks(tree)).toEqual([{ url: "b", text: "", place: at(3) }]);
    expect(extractImages(tree)).toEqual([{ url: "c", alt: "", place: at(3) }]);
    expect(extractHeadings(tree)).toEqual([
      { depth: 1, slug: "", text: "" },
      { depth: 2, slug: "-1", text: "", place: at(5) },
    ]);
  });
});

describe("text that counts as reading time", () => {
  /** Words of prose, words of code and images. */
  const counted = (html: string): number[] => {
    const tree = parseHtml(html);
    const { words, minutes } = estimateReadingTime(tree, { wordsPerMinute: 1e9, codeWordsPerMinute: 1 });
    const seconds = estimateReadingTime(tree, {
      wordsPerMinute: 1e9,
      codeWordsPerMinute: 0,
      secondsPerImage: 3,
    }).minutes;
    return [words, Math.round(minutes), Math.round((seconds * 60) / 3)];
  };

  test.each([
    ["<p>a<br>b</p><p>c</p>d", [4, 0, 0]],
    ["a<b>b</b>c", [1, 0, 0]],
    ["<code>a b</code>c", [2, 0, 0]],
    ["<ul><li>a<li>b</ul>", [2, 0, 0]],
    ["<table><tr><td>a<td>b</table>", [2, 0, 0]],
    ["<pre>a b</pre><pre>c</pre>d", [1, 3, 0]],
    ["<pre>a<br>b</pre>", [0, 2, 0]],
    ["<pre>a<i>b</i></pre>", [0, 1, 0]],
    ["<p>a<span hidden>b<br>c</span>d</p>", [1, 0, 0]],
    ["<div>a<span hidden><pre>b</pre></span></div>", [1, 0, 0]],
    ["a<img src=b>c<picture><img src=d></picture>", [1, 0, 2]],
    ["<video>a</video><svg><text>b</text></svg>", [0, 0, 0]],
    ["<span class=katex>a b</span> c", [3, 0, 0]],
    ["<span class=katex-display>a b</span>c", [1, 2, 0]],
    ["<sup><a href='#fn1'>1</a></sup>", [0, 0, 0]],
    // A URL is not a word.
    ["<a href='https://a.example/b c'>https://a.example/b c</a>", [0, 0, 0]],
    ["<a href='http://a.example'>a.example</a>", [0, 0, 0]],
    ["<a href='https://a.example'>a b</a>", [2, 0, 0]],
    ["<a href='https://a.example'>https://a.example<b> c</b></a>", [1, 0, 0]],
    ["<a name='b'>b</a>", [1, 0, 0]],
  ])("%s", (html, expected) => {
    expect(counted(html)).toEqual(expected);
  });
});

describe("nodes that plugins add before sanitizing", () => {
  const htmlWith = (...nodes: object[]): string => {
    const plugin = () => (tree: HastRoot) => void tree.children.push(...(nodes as HastRoot["children"]));
    return createPostParser({ rehypePlugins: { beforeSanitize: [plugin] } }).sync("# T\n\na").html;
  };

  test("raw HTML becomes text, and only elements, text and markers are kept", () => {
    expect(
      htmlWith(
        { type: "raw", value: "<b>x</b>" },
        { type: "doctype" },
        { type: "comment", value: "y" },
        { type: "text", value: "z" },
      ),
    ).toBe("<p>a</p>&#x3C;b>x&#x3C;/b>z");
  });

  test("URLs can have boolean values", () => {
    const image = { type: "element", tagName: "img", properties: { src: false, alt: null }, children: [] };
    const link = { type: "element", tagName: "a", properties: { href: true }, children: [] };
    expect(htmlWith(image, link)).toBe("<p>a</p><img><a href></a>");
  });

  test("references to ids can be a single string", () => {
    const target = { type: "element", tagName: "b", properties: { id: "cookie" }, children: [] };
    const from = {
      type: "element",
      tagName: "i",
      properties: { ariaDescribedBy: "x  cookie" },
      children: [],
    };
    expect(htmlWith(target, from)).toBe('<p>a</p><b id="cookie-1"></b><i aria-describedby="x cookie-1"></i>');
  });

  test("a footnote can appear in two places", () => {
    const plugin = () => (tree: HastRoot) => void tree.children.push(tree.children[0]!);
    const parse = createPostParser({ rehypePlugins: { beforeSanitize: [plugin] } });
    expect(parse.sync("# T\n\na[^1]\n\n[^1]: n").html.match(/data-footnote-ref/g)).toHaveLength(2);
  });
});

describe("excerpt markers", () => {
  const html = (markdown: string, rawHtml: "sanitize" | "allow" | "escape"): string =>
    createPostParser({ rawHtml }).sync(`# T\n\n${markdown}`).html;

  test.each([
    [
      "a\n\n<!-- more -->\n\nb",
      "<p>a</p>\n\n<p>b</p>",
      "<p>a</p>\n<!-- more -->\n<p>b</p>",
      "<p>a</p>\n<p>b</p>",
    ],
    ["a\n\n<!-- more -->", "<p>a</p>\n", "<p>a</p>\n<!-- more -->", "<p>a</p>"],
    ["<!-- more -->\n\na", "\n<p>a</p>", "<!-- more -->\n<p>a</p>", "<p>a</p>"],
    ["a <!-- more --> b", "<p>a  b</p>", "<p>a <!-- more --> b</p>", "<p>a  b</p>"],
    [
      "a\n\n<!-- more -->\n\nb\n\n<!-- more -->\n\nc",
      "<p>a</p>\n\n<p>b</p>\n\n<p>c</p>",
      "<p>a</p>\n<!-- more -->\n<p>b</p>\n<!-- more -->\n<p>c</p>",
      "<p>a</p>\n<p>b</p>\n<p>c</p>",
    ],
  ])("%j leaves no output except an allowed comment", (markdown, sanitized, allowed, escaped) => {
    expect(html(markdown, "sanitize")).toBe(sanitized);
    expect(html(markdown, "allow")).toBe(allowed);
    expect(html(markdown, "escape")).toBe(escaped);
  });

  test.each([
    ["{/* more */}", "marker"],
    ["{/*more*/}", "marker"],
    [" {  /*  more  */  }", "marker"],
    ["{/* more */} x", "auto"],
    ["x {/* more */}", "auto"],
    ["{/* x */}", "auto"],
    ["{/*x*/}", "auto"],
    ["{ /* more */", "auto"],
    ["{more}", "auto"],
    ["> {/* more */}", "auto"],
    ["{/* *more* */}", "auto"],
  ])("as an expression in the tree of another parser, %j: %s", (marker, source) => {
    const tree = fromMarkdown(`Before.\n\n${marker}\n\nAfter.`) as Root;
    expect(extractExcerpt(tree).source).toBe(source);
  });

  test("an expression is text when no excerpt is made", () => {
    expect(renderHtml(toHast(fromMarkdown("{/* more */}") as Root))).toBe("<p>{/* more */}</p>");
  });
});

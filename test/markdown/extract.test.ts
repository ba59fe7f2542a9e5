import type { Position } from "unist";
import { describe, expect, test } from "vitest";
import { parseHtml } from "../../src/html/parse-html.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { extractHeadings, extractImages, extractLinks } from "../../src/markdown/extract.ts";
import { toHast } from "../../src/markdown/to-hast.ts";

const startOf = (place: Position | undefined): string => `${place?.start.line}:${place?.start.column}`;

describe("extractHeadings", () => {
  test("returns the same headings for mdast and hast: with raw HTML, footnotes and repeated headings", () => {
    const tree = parseMarkdown(
      '# A `b<c>` & *d*[^1]\n\nE\n-\n\n<h3 id="f">F</h3>\n\n> ## A\n\n<div>\n\n## In <b>raw</b>\n\n</div>\n\n# 🎉\n\n[^1]: # Note\n',
    );
    const headings = extractHeadings(tree);
    expect(
      headings.map(({ place, ...rest }) => [...Object.values(rest), startOf(place)].join(" | ")),
    ).toEqual([
      "1 | a-bc--d | A b<c> & d | 1:1",
      "2 | e | E | 3:1",
      "3 | f | F | 6:1",
      "2 | a | A | 8:3",
      "2 | in-raw | In raw | 12:1",
      "1 | section | 🎉 | 16:1",
    ]);
    expect(extractHeadings(toHast(tree, { footnotePrefix: "p-" }))).toEqual(headings);
  });

  test("accepts the options of toHast", () => {
    const tree = parseMarkdown("# A\n\n<h2>B</h2>");
    expect(extractHeadings(tree, { rawHtml: "escape", idPrefix: "p-" })).toMatchObject([
      { depth: 1, slug: "p-a", text: "A" },
    ]);
  });

  test("gives slugs to headings without ids in other HTML", () => {
    expect(extractHeadings(parseHtml('<h2>A b</h2><h2>A b</h2><h2 id="x">C</h2>'))).toMatchObject([
      { depth: 2, slug: "a-b", text: "A b" },
      { depth: 2, slug: "a-b-1", text: "A b" },
      { depth: 2, slug: "x", text: "C" },
    ]);
  });

  test("returns no headings for a post without any", () => {
    expect(extractHeadings(parseMarkdown(""))).toEqual([]);
    expect(extractHeadings(parseMarkdown("text"))).toEqual([]);
  });
});

const listed = (found: { url: string; place?: Position }[]): string[] =>
  found.map(({ url, place, ...rest }) => [url, Object.values(rest)[0], startOf(place)].join(" | "));

describe("extractLinks", () => {
  test("returns all kinds of links in order, with their positions", () => {
    const tree = parseMarkdown(
      "[a *b*](/x 'T') <https://auto.example> www.literal.example [ref][r] [r] [![img](i.png)](/y)\n\n" +
        'x <a href="/raw">raw *t* `c`</a> <a name="n">n</a>\n\n' +
        '<div>\n<a href="/block">block</a>\n</div>\n\n[^1] a\n\n[^1]: [note](/n)\n\n[r]: /ref\n[r]: /other\n',
    );
    expect(listed(extractLinks(tree))).toEqual([
      "/x | a b | 1:1",
      "https://auto.example | https://auto.example | 1:17",
      "http://www.literal.example | www.literal.example | 1:40",
      "/ref | ref | 1:60",
      "/ref | r | 1:69",
      "/y | img | 1:73",
      "/raw | raw t c | 3:3",
      "/block | block | 6:1",
      "/n | note | 11:7",
    ]);
  });

  test("omits links that toHast removes", () => {
    expect(
      extractLinks(parseMarkdown("[a](javascript:1) <a href=' javascript:1'>b</a> [c]\n\n[c]: data:x")),
    ).toEqual([]);
  });

  test("returns thousands of raw links in one line", () => {
    const links = extractLinks(parseMarkdown("<a href=x>y</a> ".repeat(3000)));
    expect(links).toHaveLength(3000);
    expect(new Set(links.map(({ text }) => text))).toEqual(new Set(["y"]));
  });
});

describe("extractImages", () => {
  test("returns all kinds of images in order, with their positions", () => {
    const tree = parseMarkdown(
      '![a *b*](x.png) ![c][r] ![r]\n\n> <img alt="D" src="d.png">\n\n<p>\n<img src="e.png"><img alt="none">\n</p>\n\n![no](javascript:1)\n\n[r]: r.png\n',
    );
    expect(listed(extractImages(tree))).toEqual([
      "x.png | a b | 1:1",
      "r.png | c | 1:17",
      "r.png | r | 1:25",
      "d.png | D | 3:3",
      "e.png |  | 6:1",
    ]);
  });
});

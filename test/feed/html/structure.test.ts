import { describe, expect, test } from "vitest";
import { toFeedHtml } from "../../../src/feed/html/to-feed-html.ts";

const url = "https://example.com/posts/q/";

function convert(html: string): string {
  return toFeedHtml(html, { url });
}

// A `marquee` allows elements where a parser would otherwise close others, and is not kept itself. Without it, the next
// parser would split the elements.
describe("a misplaced element is replaced by its contents", () => {
  test.each([
    [
      "a link in a link",
      "<a href=/a>b<table><tr><td><a href=/c>d</a></td></tr></table></a>",
      '<a href="https://example.com/a">b<table><tbody><tr><td>d</td></tr></tbody></table></a>',
    ],
    ["a list in a paragraph", "<p>a<b><marquee><ul><li>c</ul></marquee></b></p>", "<p>a<b> c</b></p>"],
    ["a paragraph in a paragraph", "<p>a<marquee><p>b</p></marquee></p>", "<p>a b</p>"],
    [
      "a table in a paragraph",
      "<p><marquee><table><caption>a</caption><tr><td>b</td></tr></table></marquee></p>",
      "<p>a b</p>",
    ],
    [
      "a code block in a paragraph",
      "<p><marquee><pre><code>a</code></pre></marquee></p>",
      "<p><code>a</code></p>",
    ],
    ["a list item in a list item", "<ul><li>a<marquee><li>c</marquee></ul>", "<ul><li>a c</li></ul>"],
    ["a term in a term", "<dl><dt>a<marquee><dt>b<dd>c</marquee></dl>", "<dl><dt>a b c</dt></dl>"],
    ["a description in a description", "<dl><dd>a<marquee><dd>b</marquee></dl>", "<dl><dd>a b</dd></dl>"],
    ["a heading in a heading", "<h2>a<marquee><h3>b</h3></marquee></h2>", "<h2>a b</h2>"],
    ["a ruby text without a ruby", "<p><rt>a</rt></p>", "<p>a</p>"],
    ["a legend in a paragraph", "<p>a<legend>b</legend></p>", "<p>a b</p>"],
  ])("%s", (_, html, expected) => {
    expect(convert(html)).toBe(expected);
    expect(convert(expected)).toBe(expected);
  });
});

describe("an element in a valid place is kept", () => {
  test.each([
    "<ul><li><ul><li>a</li></ul></li></ul>",
    "<dl><dt>a</dt><dd><dl><dd>b</dd></dl></dd></dl>",
    "<section><h2>a</h2><h3>b</h3></section>",
    "<h2>a<b><h3>b</h3></b></h2>",
    "<table><tbody><tr><td><p>a</p></td><th><p>b</p></th></tr></tbody></table>",
    "<table><caption><p>a</p></caption></table>",
    '<table> <colgroup><col span="2"></colgroup> <tbody><tr><td>d</td></tr></tbody></table>',
    "<ruby>a<rp>(</rp><rt>b</rt></ruby>",
    '<p><bdo dir="rtl">abc</bdo></p>',
  ])("%s", (html) => {
    expect(convert(html)).toBe(html);
  });
});

test("only text is kept below a depth of 200 elements", () => {
  const deep = (depth: number): string =>
    convert(`${"<section>".repeat(depth - 1)}<b>a</b>${"</section>".repeat(depth - 1)}`);
  expect(deep(200)).toContain("<section><b>a</b></section>");
  expect(deep(201)).toContain("<section>a</section>");
});

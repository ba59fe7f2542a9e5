import { describe, expect, test } from "vitest";
import { extractExcerptFromHtml } from "../../src/excerpt/extract-excerpt.ts";
import { truncateText } from "../../src/excerpt/truncate-text.ts";
import { excerptOf, htmlOf, textOf, textOfHtml } from "./excerpt-of.ts";

describe("truncateText", () => {
  test.each([
    // A cut within a URL moves to its start, even where a bracket would allow a cut.
    ["日本https://example.com/x_(y)_zzz", 29, "日本…"],
    // A closed embedding stays closed; a closing control of another kind does not close an isolate.
    ["\u202babc\u202c def ghi", 8, "\u202babc\u202c…"],
    ["\u2067abc\u202c def ghi", 8, "\u2067abc\u202c\u2069…"],
  ])("%j cut to %j characters is %j", (text, maxLength, result) => {
    expect(truncateText(text, { maxLength })).toEqual({ text: result, truncated: true });
  });

  test("a text of exactly the maximum length is not cut", () => {
    expect(truncateText("四つの字", { maxLength: 4 })).toEqual({ text: "四つの字", truncated: false });
    expect(truncateText("👍🏽é!", { maxLength: 3 })).toEqual({ text: "👍🏽é!", truncated: false });
    expect(truncateText("four ", { maxLength: 4 })).toEqual({ text: "four", truncated: false });
  });
});

describe("lists in the text", () => {
  test.each([
    [
      "a class marks a table of contents",
      '<ul class="toc"><li>Why it is here</li></ul><p>Text.</p>',
      "Text.",
    ],
    [
      "links to headings with white space around them are a table of contents",
      '<ul><li>\n<a href="#a">One thing.</a>\n</li><li> <a href="#b">Two things.</a> </li></ul><p>Text.</p>',
      "Text.",
    ],
    [
      "parts of a series that are emphasized but not linked are text",
      "<ul><li><em>Part 1: the queue.</em></li><li><em>Part 2: the pool.</em></li></ul>",
      "Part 1: the queue. Part 2: the pool.",
    ],
  ])("%s", (_, html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  test.each([
    ["- 1a2b3c4 Fix the queue.\n- Add a pool.", "Fix the queue. Add a pool."],
    ["- 1a2b3c4 Fix the queue.\n\n  5d6e7f8 is the release.", "Fix the queue. 5d6e7f8 is the release."],
    ["- [defaced](x) Fix the queue.", "Fix the queue."],
    ["- **defaced** pages came back.", "defaced pages came back."],
    // Text before a marker is used unchanged.
    ["- 1a2b3c4 Fix the queue.\n\n<!-- more -->\n\nRest.", "1a2b3c4 Fix the queue."],
  ])("omits the commit hash at the start of an item: %j", (markdown, text) => {
    expect(textOf(markdown)).toBe(text);
  });
});

describe("parts of a line that are omitted", () => {
  test.each([
    ["Ten km<sup>2</sup> are small.", "Ten km2 are small."],
    ["One {% tag %} two ![pic](p.png) three.", "One two three."],
    ["Hello\t{% tag %}.", "Hello."],
    ["Hello, {% tag %}, welcome.", "Hello, welcome."],
    ["First sentence. Written by {{ name }} here. Last one.", "First sentence. Last one."],
    ["First sentence. Written by {{ name }} now.", "First sentence."],
  ])("%j", (markdown, text) => {
    expect(textOf(markdown)).toBe(text);
    expect(
      htmlOf(markdown)
        .replace(/<\/?(?:p|sup)>/g, "")
        .replace(/\s+/g, " ")
        .trim(),
    ).toBe(text);
  });

  test("a superscript footnote number is not part of the text", () => {
    expect(textOf("Many crates<sup> 1 </sup> are slow.")).toBe("Many crates are slow.");
  });

  test("hidden elements are omitted from the HTML too", () => {
    const { text, html } = extractExcerptFromHtml("<p>One <span hidden>two</span>three.</p>");
    expect(text).toBe("One three.");
    expect(html).toBe("<p>One three.</p>");
  });

  test("a picture is replaced by the alternative text of its image", () => {
    const html = '<p>See <picture><source srcset="a.webp"><img src="a.png" alt="a cat"></picture> here.</p>';
    const excerpt = extractExcerptFromHtml(html, { images: "alt" });
    expect(excerpt.html).toBe("<p>See a cat here.</p>");
  });
});

describe("announcing paragraphs", () => {
  test("an announcement before a thematic break ends in an ellipsis", () => {
    expect(textOf("It begins like this:\n\n---\n\nThen the text goes on for a while, with words.")).toBe(
      "It begins like this… Then the text goes on for a while, with words.",
    );
  });

  test("the ellipsis replaces all punctuation at the end", () => {
    expect(textOf("Install it –:\n\n```\nx\n```")).toBe("Install it…");
  });
});

describe("length limits", () => {
  test("two paragraphs of exactly maxHtmlLength fit", () => {
    const html = "<p>One.</p>\n<p>Two.</p>";
    const options = { minWords: 10, maxHtmlLength: html.length };
    expect(excerptOf("One.\n\nTwo.", options)).toMatchObject({ html, truncated: false });
    expect(excerptOf("One.\n\nTwo.", { ...options, maxHtmlLength: html.length - 1 })).toMatchObject({
      html: "<p>One.</p>",
      truncated: true,
    });
  });

  test("a description keeps an angle bracket that is not a tag", () => {
    expect(textOf("Text.", { description: "The type Array<T > and <b class='x'>more</b>" })).toBe(
      "The type Array<T > and more",
    );
  });
});

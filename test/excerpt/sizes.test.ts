import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ExcerptOptions } from "../../src/excerpt/excerpt-options.ts";
import { excerptOf, textOf } from "./excerpt-of.ts";

describe("size options", () => {
  const post = "One two *three*. Four five & six.\n\n- seven\n- eight\n\nNine.";

  test.each<[ExcerptOptions, string]>([
    [{ maxWords: 3 }, "One two three."],
    [{ maxWords: 4 }, "One two three."],
    [{ maxWords: 5 }, "One two three. Four five…"],
    [{ maxWords: 7 }, "One two three. Four five & six."],
    [{ maxWords: 100 }, "One two three. Four five & six. seven; eight; Nine."],
    [{ maxSentences: 1 }, "One two three."],
    [{ maxSentences: 2 }, "One two three. Four five & six."],
    [{ maxSentences: 3 }, "One two three. Four five & six. seven"],
    [{ maxParagraphs: 1 }, "One two three. Four five & six."],
    [{ maxParagraphs: 2 }, "One two three. Four five & six. seven; eight"],
    [{ maxParagraphs: 2, maxLength: 20 }, "One two three."],
    [{ maxSentences: 2, maxWords: 2 }, "One two…"],
  ])("%j: %s", (options, text) => {
    expect(textOf(post, options)).toBe(text);
  });

  test("`maxWords` counts two characters as a word in scripts without spaces", () => {
    expect(textOf("これは日本語の文章です。次の文章もあります。", { maxWords: 6 })).toBe(
      "これは日本語の文章です。",
    );
    expect(textOf("待ち行列は過負荷を隠しますが治すわけではない", { maxWords: 5, locale: "ja" })).toBe(
      "待ち行列は過負荷を…",
    );
  });

  test("the default `maxLength` does not apply when another size is given", () => {
    const text = "word ".repeat(99).trim();
    expect(textOf(text, { maxWords: 100 })).toBe(text);
    expect(textOf(text, { maxSentences: 3 })).toBe(text);
    expect(textOf(text).length).toBeLessThanOrEqual(200);
  });

  test("`maxParagraphs` limits the HTML too", () => {
    expect(excerptOf("One.\n\nTwo.\n\nThree.", { maxParagraphs: 2 })).toMatchObject({
      text: "One. Two.",
      html: "<p>One.</p>\n<p>Two.</p>",
      truncated: true,
    });
    expect(excerptOf("One.\n\nTwo.", { maxParagraphs: 2 }).truncated).toBe(false);
  });

  test.each([
    [1, ""],
    [7, ""],
    [20, "<p>One two…</p>"],
    [80, "<p>One two <em>three</em>. Four five &#x26; six.</p>"],
    [
      1000,
      "<p>One two <em>three</em>. Four five &#x26; six.</p>\n<ul>\n<li>seven</li>\n<li>eight</li>\n</ul>\n<p>Nine.</p>",
    ],
  ])("`maxHtmlLength` limits the HTML to %i characters", (maxHtmlLength, html) => {
    const excerpt = excerptOf(post, { maxHtmlLength });
    expect(excerpt.html).toBe(html);
    expect(excerpt.html.length).toBeLessThanOrEqual(maxHtmlLength);
    expect(excerpt.truncated).toBe(maxHtmlLength < 1000);
  });

  test("no text exceeds the given sizes", () => {
    const word = fc.constantFrom("a", "b.", "c,", "日本。", "語", "👍", "&", "d!", "\n\n", "- e\n");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (words, size) => {
        const markdown = words.join(" ");
        const html = excerptOf(markdown, { maxHtmlLength: size * 5 }).html;
        expect(html.length).toBeLessThanOrEqual(size * 5);
        const spaced = textOf(markdown, { maxWords: size }).match(/[a-z]+/g) ?? [];
        expect(spaced.length).toBeLessThanOrEqual(size);
      }),
      { numRuns: 60 },
    );
  });
});

describe('images with `images: "keep"`', () => {
  test("are kept outside of paragraphs too: before, between and after them", () => {
    const post = "![a](a.png)\n\nOne.\n\n![b](b.png)\n\nTwo.\n\n![c](c.png)\n\n## H\n\n![d](d.png)";
    expect(excerptOf(post, { images: "keep" }).html).toBe(
      '<p><img src="a.png" alt="a"></p>\n<p>One.</p>\n<p><img src="b.png" alt="b"></p>\n<p>Two.</p>\n<p><img src="c.png" alt="c"></p>',
    );
    expect(textOf(post, { images: "keep" })).toBe("One. Two.");
    expect(excerptOf(post).html).toBe("<p>One.</p>\n<p>Two.</p>");
  });

  test("are kept in a quotation without words before the text", () => {
    const post = "> ![a](a.png)\n\nOne.";
    expect(excerptOf(post, { images: "keep" }).html).toContain('<img src="a.png" alt="a">');
  });

  test("are kept with their figure and its caption", () => {
    const figure = '<figure><img src="a.png"><figcaption>Caption</figcaption></figure>';
    expect(excerptOf(`${figure}\n\nOne.`, { images: "keep" }).html).toBe(`${figure}\n<p>One.</p>`);
    expect(excerptOf(`${figure}\n\nOne.`).html).toBe("<p>One.</p>");
  });
});

describe("a description", () => {
  test.each([
    ["A *good* [post](http://x.y) about `my_code`.", "A good post about my_code."],
    ["**Bold** and __strong__ ~~gone~~", "Bold and strong gone"],
    ["Tom &amp; Co<br>write <em>well</em>", "Tom & Co write well"],
    ["<p>One.</p> <p>Two.</p>", "One. Two."],
    // Text that only looks like Markdown.
    ["my_var_name is 5 * 3 * 2 < 40", "my_var_name is 5 * 3 * 2 < 40"],
    ["How Array<T> and <string> work", "How Array<T> and <string> work"],
    ["The <b> tag and the <script> tag", "The <b> tag and the <script> tag"],
    ["1. April in Paris", "1. April in Paris"],
    ["# of posts", "# of posts"],
    ["- a dash", "- a dash"],
    ["[x] is not a link", "[x] is not a link"],
  ])("%j is read as %j", (description, text) => {
    expect(textOf("Text.", { description })).toBe(text);
  });

  test("is unchanged when it exceeds the limits of Markdown", () => {
    const description = `${"> ".repeat(150)}*x*`;
    expect(textOf("Text.", { description })).toBe(description);
  });
});

import { fromHtml } from "hast-util-from-html";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import readingTime from "reading-time/lib/reading-time.js";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import {
  estimateReadingTime,
  type ReadingTimeOptions,
} from "../../src/reading-time/estimate-reading-time.ts";

function ofMarkdown(markdown: string, options?: ReadingTimeOptions): ReturnType<typeof estimateReadingTime> {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return estimateReadingTime(tree, options);
}

function ofHtml(html: string, options?: ReadingTimeOptions): ReturnType<typeof estimateReadingTime> {
  return estimateReadingTime(fromHtml(html, { fragment: true }), options);
}

const words = (count: number): string => "word ".repeat(count);

describe("rates", () => {
  test("default to 200 words of prose per minute, and can be changed", () => {
    expect(estimateReadingTime(words(500))).toEqual({ minutes: 2.5, words: 500, text: "3 min read" });
    expect(estimateReadingTime(words(500), { wordsPerMinute: 250 }).minutes).toBe(2);
  });

  test("are separate for code, which is not included in `words`", () => {
    const post = `${words(200)}\n\n~~~js\n${words(100)}\n~~~\n`;
    expect(ofMarkdown(post)).toEqual({ minutes: 2, words: 200, text: "2 min read" });
    expect(ofMarkdown(post, { codeWordsPerMinute: 50 }).minutes).toBe(3);
    expect(ofMarkdown(post, { codeWordsPerMinute: 0 }).minutes).toBe(1);
    expect(ofMarkdown("Use `two words` inline").words).toBe(4);
    expect(ofHtml(`<p>${words(200)}</p><pre><code>${words(100)}</code></pre>`).minutes).toBe(2);
  });

  test("count characters in Chinese and Japanese", () => {
    expect(estimateReadingTime("字".repeat(800))).toEqual({ minutes: 2, words: 800, text: "2 min read" });
    expect(estimateReadingTime("字".repeat(800), { cjkCharactersPerMinute: 800 }).minutes).toBe(1);
  });

  test("can include images, at 12 seconds and then less", () => {
    const post = "![a](a) ".repeat(12);
    expect(ofMarkdown(post).minutes).toBe(0);
    // 12 + 11 + 10 + 9 + 8 + 7 + 6 + 5 + 4 + 3 + 3 + 3
    expect(ofMarkdown(post, { secondsPerImage: 12 }).minutes * 60).toBeCloseTo(81, 9);
    expect(ofMarkdown("![a](a) ".repeat(3), { secondsPerImage: 2 }).minutes * 60).toBeCloseTo(6, 9);
    expect(ofMarkdown("![a](a) ".repeat(2), { secondsPerImage: 3.5 }).minutes * 60).toBeCloseTo(6.5, 9);
    expect(
      ofMarkdown('<img src="a>b"><p>x <img src=c></p>', { secondsPerImage: 12 }).minutes * 60,
    ).toBeCloseTo(23.3, 9);
    expect(ofHtml("<img><picture><source><img></picture>", { secondsPerImage: 12 }).minutes * 60).toBeCloseTo(
      23,
      9,
    );
  });

  test("are not used when the author sets the minutes", () => {
    expect(estimateReadingTime(words(100), { minutes: 7 })).toEqual({
      minutes: 7,
      words: 100,
      text: "7 min read",
    });
    expect(estimateReadingTime(words(100), { minutes: undefined }).minutes).toBe(0.5);
  });
});

describe("words", () => {
  test.each([
    ["", 0],
    [" \n\t ", 0],
    ["one", 1],
    ["It’s a well-known fact.", 4],
    ["one\u00a0two", 1],
    ["中文，中文。", 4],
    ["使用 Node.js 开发 API。", 6],
    ["中文,中文 (foo) bar", 6],
    ["カタカナとひらがなー", 10],
    ["漢字とカナ、ABC", 6],
    ["안녕하세요 세계 여러분", 3],
    ["\u1112\u1161\u11ab글 단어", 2],
    ["ภาษาไทยง่ายนิดเดียว", 5],
    ["Мы читаем по-русски", 3],
    ["هذه جملة عربية", 3],
    ["यह एक वाक्य है", 4],
    ["see https://example.com/a_b/c?d=e now", 2],
    ["(https://example.com)", 1],
    ["C++中文", 3],
  ])("%j has %i words", (text, expected) => {
    expect(estimateReadingTime(text).words).toBe(expected);
  });

  test("Thai has the same number of words in one text and in pieces", () => {
    const line = "ภาษาไทยง่ายนิดเดียว ";
    expect(estimateReadingTime(line.repeat(2000)).words).toBe(10_000);
  });

  test.each([
    [
      "headings, lists, quotations, tables",
      "# One\n\n- two\n- three\n\n> four\n\n| five | six |\n| - | - |\n| seven | |",
      7,
    ],
    ["words that only markup separates, as one", "o**n**e t*w*o", 2],
    ["link text, but not URLs", "[one two](https://example.com/three)", 2],
    ["no bare URLs", "one https://example.com/two <https://example.com/three> www.example.com", 1],
    ["no alternative texts", "one ![two three](a.png) four", 2],
    ["footnotes, but not their references", "one[^1]\n\n[^1]: two three", 3],
    ["no definitions or comments", "one\n\n[a]: https://example.com 'two'\n\n<!-- three -->", 1],
    ["words in raw HTML, but not its tags", "<p class='a b'>one <b>two</b></p>\n\nthr<i>ee</i><br>four", 4],
    ["no scripts or styles", "one\n\n<script>\ntwo < three\n</script>\n\n<style>p { four: five }</style>", 1],
    ["text that only looks like a tag", "1 < 2 and 3 > 2", 7],
    ["lines of a paragraph", "one\ntwo  \nthree", 3],
  ])("counts %s", (_, markdown, expected) => {
    expect(ofMarkdown(markdown).words).toBe(expected);
  });

  test.each([
    ["adjacent blocks separately", "<p>one</p><p>two</p><ul><li>three</li><li>four</li></ul>", 4],
    [
      "no footnote references or backlinks",
      '<p>one<sup><a data-footnote-ref href="#fn">1</a></sup></p><section data-footnotes><h2 class="sr-only" id="footnote-label">Footnotes</h2><p>two <a data-footnote-backref>↩</a></p></section>',
      2,
    ],
    [
      "a formula once",
      '<p>one <span class="katex"><span><math><semantics><mi>x</mi><annotation>x</annotation></semantics></math></span><span aria-hidden="true">x</span></span></p>',
      2,
    ],
    [
      "no scripts, controls or hidden elements",
      "<p>one</p><script>two</script><button>three</button><p hidden>four</p>",
      1,
    ],
  ])("in HTML, counts %s", (_, html, expected) => {
    expect(ofHtml(html).words).toBe(expected);
  });

  test("does not count front matter nodes", () => {
    const tree = { type: "root" as const, children: [{ type: "yaml" as const, value: "title: one two" }] };
    expect(estimateReadingTime(tree).words).toBe(0);
  });

  test("throws a ContentError for nesting beyond the limits of Markdown, however deep", () => {
    let node: object = { type: "text", value: "one" };
    for (let depth = 0; depth < 100_000; depth++) node = { type: "blockquote", children: [node] };
    expect(() => estimateReadingTime(node as never)).toThrow(ContentError);
  });
});

describe("the text of a reading time", () => {
  test.each([
    [0, "0 min read"],
    [0.001, "1 min read"],
    [1, "1 min read"],
    [1.004, "1 min read"],
    [1.02, "2 min read"],
    [59.5, "60 min read"],
    [1234, "1,234 min read"],
  ])("for %f minutes is %j", (minutes, expected) => {
    expect(estimateReadingTime("", { minutes }).text).toBe(expected);
  });

  test.each([
    ["en-GB", "4 min read"],
    ["de", "4 Min. Lesezeit"],
    ["fr-CA", "4 min de lecture"],
    ["es", "4 min de lectura"],
    ["pt-BR", "4 min de leitura"],
    ["ja", "読了時間 4 分"],
    ["ko", "읽는 시간 4분"],
    ["zh", "阅读时间 4分钟"],
    ["zh-TW", "閱讀時間 4 分鐘"],
    ["th", "อ่าน 4 นาที"],
    ["hi", "4 मिनट"],
    ["ar", "4 دقائق"],
    ["fi", "4 minuuttia"],
    ["xx", "4 minutes"],
  ])("in %s is %j", (locale, expected) => {
    // Node versions differ in the white space of some languages.
    const { text } = estimateReadingTime("", { minutes: 4, locale });
    expect(text.replace(/\s/g, "")).toBe(expected.replace(/\s/g, ""));
  });

  test("can be customized, with plural forms", () => {
    const text = { one: "{minutes} minuta", few: "{minutes} minuty", other: "{minutes} minut" };
    const say = (minutes: number): string => estimateReadingTime("", { minutes, locale: "pl", text }).text;
    expect([say(1), say(3), say(5)]).toEqual(["1 minuta", "3 minuty", "5 minut"]);
    expect(estimateReadingTime("", { minutes: 5, text: "about {minutes} min" }).text).toBe("about 5 min");
  });
});

describe("invalid options", () => {
  test.each([
    [{ wordsPerMinute: 0 }, "Expected `wordsPerMinute` to be a number above 0, received 0"],
    [{ wordsPerMinute: Number.NaN }, "Expected `wordsPerMinute` to be a number above 0, received NaN"],
    [{ codeWordsPerMinute: -1 }, "Expected `codeWordsPerMinute` to be a number of at least 0, received -1"],
    [{ cjkCharactersPerMinute: 0 }, "Expected `cjkCharactersPerMinute` to be a number above 0, received 0"],
    [{ secondsPerImage: -1 }, "Expected `secondsPerImage` to be a number of at least 0, received -1"],
    [
      { minutes: Number.POSITIVE_INFINITY },
      "Expected `minutes` to be a number of at least 0, received Infinity",
    ],
    [{ locale: "no_such" }, 'Expected `locale` to be a language tag such as "en", received "no_such"'],
  ])("%j throws", (options, message) => {
    expect(() => estimateReadingTime("", options)).toThrow(RangeError);
    expect(() => estimateReadingTime("", options)).toThrow(message);
  });
});

test("counts plain English prose like reading-time", () => {
  const prose =
    "It was the best of times — it was the worst of times; it was, as they say, well-known.\n\n" +
    "“Is it?” she asked (twice). He didn't answer: 3.14 & 42% of people don't.\tNot I – nor you...";
  expect(estimateReadingTime(prose).words).toBe(readingTime(prose).words);
  expect(ofMarkdown(prose).words).toBe(readingTime(prose).words);
});

describe("syntax that does not count as words", () => {
  test.each([
    ["Liquid tags", "{% include video.html id=1 %}\n\none {{ page.title }} two"],
    ["Hugo shortcodes", 'one {{< figure src="a b.png" caption="c d" >}}\n\ntwo'],
    ["WordPress shortcodes", 'one two\n\n[gallery ids="1 2 3"]'],
    ["kramdown attributes", 'one two\n{: .lead title="a b c" }'],
    ["directive fences", ":::note\none\n\ntwo\n:::"],
    ["text in SVG", "one <svg><title>a b</title><text>c d</text></svg> two"],
    ["the target of a wiki link with text", "[[a page|one two]]"],
  ])("%s", (_, markdown) => {
    expect(ofMarkdown(markdown).words).toBe(2);
  });

  test("every word of a plain string counts, even in template syntax", () => {
    expect(estimateReadingTime("one {{ two }}").words).toBe(4);
  });

  test("code without white space counts as more than one word", () => {
    // 16,384 characters of a minified file at 20 per word, 100 words per minute.
    expect(ofMarkdown(`~~~js\n${"a=b(c,d);".repeat(1820)}abcd\n~~~`).minutes).toBeCloseTo(8.19, 2);
    // A name can be long.
    expect(ofMarkdown(`~~~js\n${"x".repeat(60)}\n~~~`).minutes).toBe(0.01);
  });
});

test("`no` is read as Norwegian Bokmål", () => {
  for (const locale of ["no", "no-NO", "nb"])
    expect(estimateReadingTime("one", { locale }).text).toBe("1 min lesing");
});

test("throws for a value that is neither a tree nor a string", () => {
  const call = (value: unknown) => () => estimateReadingTime(value as string);
  expect(call(null)).toThrow(
    new TypeError(
      "Expected `treeOrText` to be a tree of Markdown or HTML, as parseMarkdown, toHast and parseHtml return it, received null",
    ),
  );
  expect(call(1)).toThrow(
    new TypeError(
      "Expected `treeOrText` to be a tree of Markdown or HTML, as parseMarkdown, toHast and parseHtml return it, received 1",
    ),
  );
});

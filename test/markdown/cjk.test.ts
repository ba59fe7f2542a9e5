import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { createSatteriParser } from "../../src/satteri/index.ts";
import { htmlOf } from "./html-of.ts";

describe("texts in Chinese, Japanese and Korean", () => {
  test.each([
    ["**不変。**源码", "<p><strong>不変。</strong>源码</p>"],
    ["これは**「強調」**です", "<p>これは<strong>「強調」</strong>です</p>"],
    ["**스크립트(script)**를 *(가)*나", "<p><strong>스크립트(script)</strong>를 <em>(가)</em>나</p>"],
    ["~~不変。~~源码", "<p><del>不変。</del>源码</p>"],
  ])("emphasis works next to punctuation: %s", (markdown, html) => {
    expect(htmlOf(markdown)).toBe(html);
    expect(htmlOf(markdown, { cjkFriendly: false })).not.toBe(html);
  });

  test("emphasis works without GFM", () => {
    expect(htmlOf("**不変。**源码", { gfm: false })).toBe("<p><strong>不変。</strong>源码</p>");
  });

  test.each([
    [
      "请访问 https://example.com。谢谢",
      '<p>请访问 <a href="https://example.com">https://example.com</a>。谢谢</p>',
    ],
    ["見よ（www.a.com/b）。", '<p>見よ（<a href="http://www.a.com/b">www.a.com/b</a>）。</p>'],
    [
      "https://a.com/x，https://b.com！",
      '<p><a href="https://a.com/x">https://a.com/x</a>，<a href="https://b.com">https://b.com</a>！</p>',
    ],
    ["<https://a.com。b>", '<p><a href="https://a.com%E3%80%82b">https://a.com。b</a></p>'],
    ["[https://a.com。](https://a.com。)", '<p><a href="https://a.com%E3%80%82">https://a.com。</a></p>'],
    [
      "https://ja.wikipedia.org/wiki/日本 は",
      '<p><a href="https://ja.wikipedia.org/wiki/%E6%97%A5%E6%9C%AC">https://ja.wikipedia.org/wiki/日本</a> は</p>',
    ],
  ])("an autolink in running text ends at full-width punctuation: %s", (markdown, html) => {
    expect(htmlOf(markdown)).toBe(html);
    expect(htmlOf(markdown, { parser: createSatteriParser() }).trimEnd()).toBe(html);
  });

  test("a shortened autolink has the position of its text", () => {
    const [paragraph] = parseMarkdown("访 https://a.com。谢").children;
    const children = paragraph?.type === "paragraph" ? paragraph.children : [];
    expect(children.map(({ position }) => `${position?.start.column}-${position?.end.column}`)).toEqual([
      "1-3",
      "3-16",
      "16-18",
    ]);
  });

  test("a single tilde strikes through unless `singleTilde` is false", () => {
    expect(htmlOf("3~5일, 10~20개")).toBe("<p>3<del>5일, 10</del>20개</p>");
    expect(htmlOf("3~5일, 10~20개 ~~b~~", { singleTilde: false })).toBe("<p>3~5일, 10~20개 <del>b</del></p>");
    expect(htmlOf("~a~ ~~b~~", { singleTilde: false })).toBe("<p>~a~ <del>b</del></p>");
  });
});

import { describe, expect, test } from "vitest";
import { graphemeBounds } from "../../src/excerpt/grapheme-bounds.ts";
import { wordBounds } from "../../src/excerpt/word-bounds.ts";

/** What is kept of a text when no more than `from` graphemes may be. */
function kept(text: string, from: number, locale = "en"): string {
  const bounds = graphemeBounds(text, from);
  return text.slice(0, bounds[wordBounds(text, bounds, from, locale)]);
}

describe("the last place between two words", () => {
  test.each([
    ["one two three", 13, "one two three"],
    ["one two three", 12, "one two"],
    ["one two three", 8, "one two"],
    ["one two three", 7, "one two"],
    ["one two three", 6, "one"],
    ["one two three", 2, ""],
    // A no-break space is no place to part.
    ["one two\u00a0three", 9, "one"],
    ["one\u3000two", 5, "one"],
    ["one\u200btwo", 5, "one"],
    // Scripts without spaces: by the dictionary, never before what may not begin a line.
    ["今日は天気がいい", 5, "今日は天気"],
    ["今日は天気がいい", 4, "今日は"],
    ["はい。次", 3, "はい。"],
    ["はい。次", 2, ""],
    ["コーヒー", 3, ""],
    ["全部100个", 4, "全部"],
    ["全部100个", 5, "全部"],
    ["in 全部100", 5, "in 全部"],
    ["in 全部100", 4, "in "],
    ["全部abc", 3, "全部"],
    ["abc全部", 3, "abc"],
    ["𠮷野家abc", 4, "𠮷野家"],
    // Thai puts spaces between clauses: such a one is better than a word, unless it is far back.
    // Four graphemes before the space of the first, ten before that of the second.
    ["สวัสดี ชาวโลก", 9, "สวัสดี ชาว"],
    ["สวัสดีชาวโลก วันนี้อากาศดี", 14, "สวัสดีชาวโลก"],
  ])("%j, %i: %j", (text, from, expected) => {
    expect(kept(text, from)).toBe(expected);
  });

  test("a URL is kept whole or not at all", () => {
    const text = "See https://a.example/b-c/d?e for it";
    // `See ` and the URL: up to 29 signs.
    expect(kept(text, 28)).toBe("See");
    expect(kept(text, 29)).toBe("See https://a.example/b-c/d?e");
    expect(kept(text, 30)).toBe("See https://a.example/b-c/d?e");
    expect(kept(text, 32)).toBe("See https://a.example/b-c/d?e");
    expect(kept(text, 33)).toBe("See https://a.example/b-c/d?e for");
  });

  test("a URL between signs of a script without spaces", () => {
    // Three signs, then `https://a.b/c-d` up to 18, then two signs more.
    const text = "请看看https://a.b/c-d了解";
    expect(kept(text, 17)).toBe("请看看");
    expect(kept(text, 18)).toBe("请看看https://a.b/c-d");
    expect(kept(text, 20)).toBe("请看看https://a.b/c-d了解");
  });

  test("a scheme without anything is no URL to save", () => {
    expect(kept(":// a b", 6)).toBe(":// a");
    expect(kept("a:// 全部 b", 7)).toBe("a:// 全部");
  });
});

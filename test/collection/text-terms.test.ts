import { describe, expect, test } from "vitest";
import { countTerms, roughText } from "../../src/collection/text-terms.ts";

function terms(text: string, weight = 1): Record<string, number> {
  const counts = new Map<string, number>();
  countTerms(text, weight, counts);
  return Object.fromEntries(counts);
}

describe("countTerms", () => {
  test.each([
    ["", {}],
    ["Ring ring RING", { ring: 3 }],
    // Three letters or more, up to forty; no number alone, and no word that says nothing.
    ["ab abc", { abc: 1 }],
    [`${"x".repeat(40)} ${"y".repeat(41)}`, { ["x".repeat(40)]: 1 }],
    ["2024 12a 1", { "12a": 1 }],
    ["this about queue", { queue: 1 }],
    // A plural is its singular, from five letters on, and not with two s.
    ["queues queue", { queue: 2 }],
    ["cats cat", { cat: 1, cats: 1 }],
    ["class process", { class: 1, process: 1 }],
    ["naïve café-bar", { naïve: 1, café: 1, bar: 1 }],
    // Scripts without spaces in pairs; what stands beside them in words.
    ["東京都 ring", { 東京: 1, 京都: 1, ring: 1 }],
    ["東京ring", { 東京: 1, ring: 1 }],
    ["東", {}],
    ["カタカナ", { カタ: 1, タカ: 1, カナ: 1 }],
  ] as [string, Record<string, number>][])("%j: %j", (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  test("adds to what is counted, by weight", () => {
    const counts = new Map([["ring", 1]]);
    countTerms("ring buffer ring", 4, counts);
    expect(Object.fromEntries(counts)).toEqual({ ring: 9, buffer: 4 });
    expect(terms("東京 東京", 2)).toEqual({ 東京: 4 });
  });
});

describe("roughText", () => {
  test.each([
    ["", ""],
    ["a", "a"],
    ["<p>a</p>", " a"],
    ["<p>a</p>b", " a b"],
    ["a<b>c", "a c"],
    ["a<b", "a"],
    // Code blocks are none of the text, whatever their attributes.
    ["a<pre>b</pre>c", "a c"],
    ["a<PRE class=x>b</pre>c", "a c"],
    ["a<pre\n>b</pre>c", "a c"],
    ["a<pre>b", "a"],
    ["a<prefix>b</prefix>c", "a b c"],
    ["a<pre>b</pre", "a"],
    // Character references are no words.
    ["a&amp;b&#x27;c", "a b c"],
    ["a & b; c", "a & b; c"],
    [`a&${"x".repeat(31)};b`, "a b"],
    [`a&${"x".repeat(32)};b`, `a&${"x".repeat(32)};b`],
  ])("%j: %j", (html, text) => {
    expect(roughText(html, 1000)).toBe(text);
  });

  test("is of so many characters at most, and reads no further", () => {
    expect(roughText("abcdef", 3)).toBe("abc");
    expect(roughText("<p>ab</p><p>cd</p><p>ef</p>", 3)).toBe(" ab");
    expect(roughText("abc", 3)).toBe("abc");
    expect(roughText("ab<b>cd", 4)).toBe("ab c");
  });
});

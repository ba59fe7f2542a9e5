import { describe, expect, test } from "vitest";
import { cleanText } from "../../src/excerpt/clean-text.ts";
import { findLeftovers } from "../../src/excerpt/find-leftovers.ts";

const clean = (raw: string): string => cleanText(raw, []).text;

describe("what other systems leave in a text", () => {
  test.each([
    ["a", "a"],
    ["a\n:::note Title\nb", "a b"],
    ["a\n  :::\nb", "a b"],
    ["::note\nb", "::note b"],
    ['!!! tip "T"\nb', "b"],
    ["???+ tip\nb", "b"],
    ["what???\nb", "what??? b"],
    ["!!! \nb", "b"],
    ["[!NOTE]\nb", "b"],
    ["[!NOTE]- Title\nb", "b"],
    ["a [!NOTE]\nb", "a [!NOTE] b"],
    ["[[toc]]\nb", "b"],
    ["[TOC]\nb", "b"],
    ["[[_TOC_]]\nb", "b"],
    ["[toc] here\nb", "[toc] here b"],
    ["{:toc}\nb", "b"],
    ["a\n{: .class }\nb", "a b"],
    // A hard line break parts lines too.
    ["a\v:::\vb", "a b"],
    // Attributes at the end of the last line, and nowhere else.
    ["a {: .class }", "a"],
    ["a {: .class } \n ", "a"],
    ["a {: .class } b", "a {: .class } b"],
    ["a {: b } c }", "a {: b } c }"],
    ["a } b {: c}", "a } b"],
    ["a {:b", "a {:b"],
    ["a {: {{b}} }", "a {: }"],
    ["{{ a }} :::\n:::\nb", "::: b"],
    // White space folds, of every kind, and a lone half of a pair becomes a sign.
    ["a \t\r\n\f b", "a b"],
    ["a\u00a0\u00a0b", "a b"],
    ["a\u00a0b", "a\u00a0b"],
    ["  a  ", "a"],
    ["a\ud800b", "a\ufffdb"],
    ["日\n本", "日本"],
    ["日 \n 本", "日本"],
    ["日 本", "日 本"],
    ["日\na", "日 a"],
  ])("%j reads %j", (raw, expected) => {
    expect(clean(raw)).toBe(expected);
  });

  test("code is left alone, and keeps what lies across it", () => {
    // `{: a }` at 2–8; `:::` at 0–3.
    expect(findLeftovers("x {: a }", []).spans).toEqual([{ start: 2, end: 8 }]);
    expect(findLeftovers("x {: a }", [{ start: 2, end: 8 }]).spans).toEqual([]);
    expect(findLeftovers("x {: a }", [{ start: 4, end: 5 }]).spans).toEqual([]);
    expect(findLeftovers("x {: a }", [{ start: 0, end: 2 }]).spans).toEqual([{ start: 2, end: 8 }]);
    expect(findLeftovers(":::\nx", [{ start: 4, end: 5 }]).spans).toEqual([{ start: 0, end: 3 }]);
  });

  test("spans are in order and apart", () => {
    // The line `:::{{ a }}` at 4–14 holds the shortcode at 7–14; `{{ b }}` is at 17–24.
    expect(findLeftovers("a b\n:::{{ a }}\nb {{ b }}", []).spans).toEqual([
      { start: 4, end: 14 },
      { start: 17, end: 24 },
    ]);
    // The shortcode at 0–7 comes before the line at 8–11.
    expect(findLeftovers("{{ a }}\n:::", []).spans).toEqual([
      { start: 0, end: 7 },
      { start: 8, end: 11 },
    ]);
  });

  test("a tag around code that stays open is told", () => {
    expect(findLeftovers("a {% highlight %}\n:::", []).opens).toBe("highlight");
    expect(cleanText("a {% highlight %} b", [])).toEqual({ text: "a", opens: "highlight" });
    expect(cleanText("a", [])).toEqual({ text: "a" });
  });
});

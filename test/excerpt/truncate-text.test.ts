import { describe, expect, test } from "vitest";
import { graphemeBounds } from "../../src/excerpt/grapheme-bounds.ts";
import { truncateText } from "../../src/excerpt/truncate-text.ts";

function cut(text: string, maxLength: number, options: { locale?: string; ellipsis?: string } = {}): string {
  return truncateText(text, { maxLength, ...options }).text;
}

describe("truncateText", () => {
  test("leaves a text that fits as it is", () => {
    expect(truncateText("Ten signs.", { maxLength: 10 })).toEqual({ text: "Ten signs.", truncated: false });
    expect(truncateText("", { maxLength: 1 })).toEqual({ text: "", truncated: false });
    expect(truncateText("x".repeat(9999), { maxLength: Number.POSITIVE_INFINITY }).truncated).toBe(false);
  });

  test("nothing visible is missing when only white space is beyond the limit", () => {
    expect(truncateText("Ten signs.    \n", { maxLength: 10 })).toEqual({
      text: "Ten signs.",
      truncated: false,
    });
  });

  test.each([
    ["a sentence in the last 40 %", "It rains. It pours today and more", 15, "It rains."],
    ["no sentence before that", "It rains. It pours today and more", 16, "It rains. It…"],
    ["the last of several sentences", "One. Two. Three. Four and five", 20, "One. Two. Three."],
    [
      "a question within quotes",
      '"Is it so?" she asked. "Yes!" "No, it is not so"',
      32,
      '"Is it so?" she asked. "Yes!"',
    ],
    ["a sentence, closing bracket and all", "Is it (it is.) And then some more", 18, "Is it (it is.)"],
    ["no full stop within a word", "Use node.js and deno.land today", 21, "Use node.js and…"],
    ["no version", "The release of v1.20.3 is here now", 19, "The release of…"],
    ["no abbreviation", "We met Dr. Smith in the long street", 14, "We met Dr.…"],
    ["no initials", "A book by J. R. R. Tolkien was read", 19, "A book by J. R. R.…"],
    ["no German abbreviation or date", "Das gilt z. B. am 3. Mai in Berlin", 21, "Das gilt z. B. am 3.…"],
    ["no stop before a small letter", "It works (really?) and never stops", 24, "It works (really?) and…"],
    ["no name with a sign", "At Yahoo! we did what we could do", 13, "At Yahoo! we…"],
  ])("cuts at %s", (_, text, maxLength, expected) => {
    expect(cut(text, maxLength)).toBe(expected);
  });

  test.each([
    ["a comma", "one two, three four", 10, "one two…"],
    ["an opening bracket", "one two (three four", 10, "one two…"],
    ["a dash", "one two — three four", 11, "one two…"],
    ["an opening quote", "one two “three four", 10, "one two…"],
  ])("does not leave %s hanging", (_, text, maxLength, expected) => {
    expect(cut(text, maxLength)).toBe(expected);
  });

  test("never doubles the ellipsis", () => {
    expect(cut("Wait for it... what is this thing", 15)).toBe("Wait for it...");
    expect(cut("Wait for it… what is this thing", 13)).toBe("Wait for it…");
    expect(cut(cut("one two three four", 12), 12)).toBe("one two…");
  });

  test("takes another ellipsis, or none, into account", () => {
    expect(cut("one two three four", 15, { ellipsis: " [more]" })).toBe("one two [more]");
    expect(cut("one two three four", 13, { ellipsis: "" })).toBe("one two three");
    expect(cut("abcdef", 2, { ellipsis: "..." })).toBe("ab");
  });

  test.each([
    [
      "Chinese",
      "我们很高兴地宣布，新版本正式发布了。它带来了许多新功能",
      21,
      "我们很高兴地宣布，新版本正式发布了。",
    ],
    ["Chinese, within a sentence", "我们很高兴地宣布，新版本正式发布了", 10, "我们很高兴地宣布…"],
    [
      "Japanese",
      "今日は天気がいいから散歩しましょう。それから買い物",
      22,
      "今日は天気がいいから散歩しましょう。",
    ],
    [
      "Japanese, a quotation is no end",
      "彼は「はい。」と言ったが、そうは思わなかった",
      9,
      "彼は「はい。」と…",
    ],
    [
      "Japanese, particles stay with their word",
      "東京都の人口は千四百万人を超えています",
      8,
      "東京都の人口は…",
    ],
    ["Korean", "안녕하세요 여러분 오늘은 날씨가 좋네요", 16, "안녕하세요 여러분 오늘은…"],
    ["Thai, at a space", "สวัสดีชาวโลก วันนี้อากาศดีมากเลยนะครับ", 16, "สวัสดีชาวโลก…"],
    ["Thai, at a word", "วันนี้อากาศดีมากเลยนะครับ", 10, "วันนี้อากาศดี…"],
    ["Hindi", "यह पहला वाक्य है। यह दूसरा वाक्य है जो लंबा है", 14, "यह पहला वाक्य है।"],
    ["Arabic", "هل هذا صحيح؟ نعم هذا صحيح تماما", 14, "هل هذا صحيح؟"],
    ["Arabic, at a word", "هذه جملة طويلة جدا بلا نهاية", 16, "هذه جملة طويلة…"],
  ])("knows %s", (_, text, maxLength, expected) => {
    expect(cut(text, maxLength)).toBe(expected);
  });

  test.each([
    ["a family", "👩‍👩‍👧‍👦"],
    ["a skin tone", "👍🏽"],
    ["a flag", "🇩🇪"],
    ["a keycap", "1️⃣"],
    ["a letter with an accent of its own", "e\u0301"],
    ["a letter with many marks", `a${"\u0300\u0323".repeat(20)}`],
    ["a syllable of Devanagari", "क्षि"],
    ["a syllable of decomposed Hangul", "\u1112\u1161\u11ab"],
  ])("counts %s as one", (_, grapheme) => {
    expect(cut(grapheme.repeat(5), 5)).toBe(grapheme.repeat(5));
    expect(cut(grapheme.repeat(6), 5)).toBe(`${grapheme.repeat(4)}…`);
  });

  test("cuts a word only when there is nothing else", () => {
    expect(cut("Donaudampfschifffahrt", 10)).toBe("Donaudamp…");
  });

  test.each([
    ["in a URL", "See https://example.com/a/b-c/d for more", 20, "See…"],
    ["in a URL within Chinese", "请看https://example.com/a/b了解更多", 12, "请看…"],
    ["between a number and its unit", "新版本在2024年发布", 8, "新版本在…"],
    ["at a no-break space", "It costs 10\u00a0000\u00a0€ in all", 14, "It costs…"],
  ])("never cuts %s", (_, text, maxLength, expected) => {
    expect(cut(text, maxLength)).toBe(expected);
  });

  test.each([
    ["an embedding", "\u202bمرحبا بكم في العالم الجديد\u202c end", 18, "\u202c"],
    ["an isolate", "Look: \u2067مرحبا بكم في العالم الجديد\u2069 end", 20, "\u2069"],
    [
      "one within the other",
      "\u2067مرحبا \u202aabc def ghi jkl mno\u202c\u2069 end of it",
      20,
      "\u202c\u2069",
    ],
  ])("closes %s that the cut leaves open", (_, text, maxLength, closers) => {
    const result = cut(text, maxLength);
    expect(result.endsWith(`${closers}…`)).toBe(true);
    expect([...new Intl.Segmenter("ar").segment(result)].length).toBeLessThanOrEqual(maxLength);
  });

  test("does not end in a mark that opens a direction", () => {
    expect(cut("Hello there \u2067مرحبا\u2069", 14)).toBe("Hello there…");
  });

  test("looks at the head of a long text only", () => {
    let reads = 0;
    const text = "e\u0301 word ".repeat(500_000);
    const segmenter = Intl.Segmenter.prototype.segment;
    Intl.Segmenter.prototype.segment = function (input: string) {
      reads += input.length;
      return segmenter.call(this, input);
    };
    try {
      cut(text, 200);
    } finally {
      Intl.Segmenter.prototype.segment = segmenter;
    }
    expect(reads).toBeGreaterThan(0);
    expect(reads).toBeLessThan(5000);
  });

  test("hands a long text to the segmenter in pieces, whose every step costs as much as they are long", () => {
    const { segment } = Intl.Segmenter.prototype;
    let longest = 0;
    Intl.Segmenter.prototype.segment = function (text) {
      longest = Math.max(longest, text.length);
      return segment.call(this, text);
    };
    try {
      expect(cut("日".repeat(20_000), 19_999)).toBe(`${"日".repeat(19_998)}…`);
    } finally {
      Intl.Segmenter.prototype.segment = segment;
    }
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(1100);
  });

  test.each([
    ["letters with marks", "e\u0301a\u0323\u0302"],
    ["families", "👩‍👩‍👧👨‍🚀"],
    ["flags", "🇩🇪🇫🇷🇮🇹"],
    ["skin tones and variants", "👍🏽☀️"],
    ["Hangul letters", "\u1112\u1161\u11AB"],
    ["Devanagari", "क्षि"],
    ["CRLF", "é\r\n"],
    ["lone surrogates", "\uD800é\uDC00"],
    ["a letter with thousands of marks", `a${"\u0301".repeat(5000)}`],
  ])("%s are not torn where two pieces meet", (_name, part) => {
    const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
    for (const shift of [0, 1, 2, 3, 5, 8]) {
      const text = `${"é".repeat(shift)}${part.repeat(Math.ceil(4000 / part.length))}`;
      const ends = [0];
      for (const { index, segment } of segmenter.segment(text)) ends.push(index + segment.length);
      expect(graphemeBounds(text, text.length)).toEqual(ends);
      expect(graphemeBounds(text, 100)).toEqual(ends.slice(0, 101));
    }
  });

  test.each([0, -1, 1.5, Number.NaN])("refuses a length of %s", (maxLength) => {
    expect(() => cut("text", maxLength)).toThrow(RangeError);
    expect(() => cut("text", maxLength)).toThrow(
      `Expected \`maxLength\` to be a whole number above 0, received ${maxLength}`,
    );
  });
});

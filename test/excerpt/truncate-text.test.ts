import { describe, expect, test } from "vitest";
import { graphemeBounds } from "../../src/excerpt/text-bounds.ts";
import { truncateText } from "../../src/excerpt/truncate-text.ts";

function cut(text: string, maxLength: number, options: { locale?: string; ellipsis?: string } = {}): string {
  return truncateText(text, { maxLength, ...options }).text;
}

describe("truncateText", () => {
  test("returns a text that fits unchanged", () => {
    expect(truncateText("Ten signs.", { maxLength: 10 })).toEqual({ text: "Ten signs.", truncated: false });
    expect(truncateText("", { maxLength: 1 })).toEqual({ text: "", truncated: false });
    expect(truncateText("x".repeat(9999), { maxLength: Number.POSITIVE_INFINITY }).truncated).toBe(false);
  });

  test("does not report a cut when only white space exceeds the limit", () => {
    expect(truncateText("Ten signs.    \n", { maxLength: 10 })).toEqual({
      text: "Ten signs.",
      truncated: false,
    });
  });

  test.each([
    ["at a sentence end in the last 40 % of the text", "It rains. It pours today and more", 15, "It rains."],
    ["not at a sentence end before that", "It rains. It pours today and more", 16, "It rains. It…"],
    ["at the end of the last of several sentences", "One. Two. Three. Four and five", 20, "One. Two. Three."],
    [
      "after a question in quotes",
      '"Is it so?" she asked. "Yes!" "No, it is not so"',
      32,
      '"Is it so?" she asked. "Yes!"',
    ],
    ["after a sentence with its closing bracket", "Is it (it is.) And then some more", 18, "Is it (it is.)"],
    ["not at a period within a word", "Use node.js and deno.land today", 21, "Use node.js and…"],
    ["not within a version number", "The release of v1.20.3 is here now", 19, "The release of…"],
    ["not after an abbreviation", "We met Dr. Smith in the long street", 14, "We met Dr.…"],
    ["not between initials", "A book by J. R. R. Tolkien was read", 19, "A book by J. R. R.…"],
    [
      "not after a German abbreviation or within a date",
      "Das gilt z. B. am 3. Mai in Berlin",
      21,
      "Das gilt z. B. am 3.…",
    ],
    ["not before a lower-case letter", "It works (really?) and never stops", 24, "It works (really?) and…"],
    [
      "not after a name that ends in an exclamation mark",
      "At Yahoo! we did what we could do",
      13,
      "At Yahoo! we…",
    ],
  ])("cuts %s", (_, text, maxLength, expected) => {
    expect(cut(text, maxLength)).toBe(expected);
  });

  test.each([
    ["a comma", "one two, three four", 10, "one two…"],
    ["an opening bracket", "one two (three four", 10, "one two…"],
    ["a dash", "one two — three four", 11, "one two…"],
    ["an opening quote", "one two “three four", 10, "one two…"],
  ])("does not end with %s", (_, text, maxLength, expected) => {
    expect(cut(text, maxLength)).toBe(expected);
  });

  test("does not repeat an ellipsis", () => {
    expect(cut("Wait for it... what is this thing", 15)).toBe("Wait for it...");
    expect(cut("Wait for it… what is this thing", 13)).toBe("Wait for it…");
    expect(cut(cut("one two three four", 12), 12)).toBe("one two…");
  });

  test("supports another ellipsis or an empty one", () => {
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
      "Japanese, where a quotation does not end the sentence",
      "彼は「はい。」と言ったが、そうは思わなかった",
      9,
      "彼は「はい。」と…",
    ],
    [
      "Japanese, where particles stay with their word",
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
  ])("supports %s", (_, text, maxLength, expected) => {
    expect(cut(text, maxLength)).toBe(expected);
  });

  test.each([
    ["a family emoji", "👩‍👩‍👧‍👦"],
    ["an emoji with a skin tone", "👍🏽"],
    ["a flag", "🇩🇪"],
    ["a keycap", "1️⃣"],
    ["a letter with a combining accent", "e\u0301"],
    ["a letter with many combining marks", `a${"\u0300\u0323".repeat(20)}`],
    ["a Devanagari syllable", "क्षि"],
    ["a decomposed Hangul syllable", "\u1112\u1161\u11ab"],
  ])("counts %s as one grapheme", (_, grapheme) => {
    expect(cut(grapheme.repeat(5), 5)).toBe(grapheme.repeat(5));
    expect(cut(grapheme.repeat(6), 5)).toBe(`${grapheme.repeat(4)}…`);
  });

  test("cuts within a word only when there is no other place", () => {
    expect(cut("Donaudampfschifffahrt", 10)).toBe("Donaudamp…");
  });

  test.each([
    ["in a URL", "See https://example.com/a/b-c/d for more", 20, "See…"],
    ["in a URL within Chinese text", "请看https://example.com/a/b了解更多", 12, "请看…"],
    ["between a number and its unit", "新版本在2024年发布", 8, "新版本在…"],
    ["at a no-break space", "It costs 10\u00a0000\u00a0€ in all", 14, "It costs…"],
  ])("never cuts %s", (_, text, maxLength, expected) => {
    expect(cut(text, maxLength)).toBe(expected);
  });

  test.each([
    ["a bidi embedding", "\u202bمرحبا بكم في العالم الجديد\u202c end", 18, "\u202c"],
    ["a bidi isolate", "Look: \u2067مرحبا بكم في العالم الجديد\u2069 end", 20, "\u2069"],
    [
      "an embedding within an isolate",
      "\u2067مرحبا \u202aabc def ghi jkl mno\u202c\u2069 end of it",
      20,
      "\u202c\u2069",
    ],
  ])("closes %s that the cut leaves open", (_, text, maxLength, closers) => {
    const result = cut(text, maxLength);
    expect(result.endsWith(`${closers}…`)).toBe(true);
    expect([...new Intl.Segmenter("ar").segment(result)].length).toBeLessThanOrEqual(maxLength);
  });

  test("does not end in an opening bidi control", () => {
    expect(cut("Hello there \u2067مرحبا\u2069", 14)).toBe("Hello there…");
  });

  test("segments only the beginning of a long text", () => {
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

  test("segments a long text in pieces, because the cost of a step grows with the length of its input", () => {
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
    ["letters with combining marks", "e\u0301a\u0323\u0302"],
    ["family emoji", "👩‍👩‍👧👨‍🚀"],
    ["flags", "🇩🇪🇫🇷🇮🇹"],
    ["skin tones and variation selectors", "👍🏽☀️"],
    ["Hangul letters", "\u1112\u1161\u11AB"],
    ["Devanagari", "क्षि"],
    ["CRLF", "é\r\n"],
    ["lone surrogates", "\uD800é\uDC00"],
    ["a letter with thousands of combining marks", `a${"\u0301".repeat(5000)}`],
  ])("%s are not split at the border of two pieces", (_name, part) => {
    const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
    for (const shift of [0, 1, 2, 3, 5, 8]) {
      const text = `${"é".repeat(shift)}${part.repeat(Math.ceil(4000 / part.length))}`;
      const ends = [0];
      for (const { index, segment } of segmenter.segment(text)) ends.push(index + segment.length);
      expect(graphemeBounds(text, text.length)).toEqual(ends);
      expect(graphemeBounds(text, 100)).toEqual(ends.slice(0, 101));
    }
  });

  test.each([0, -1, 1.5, Number.NaN])("throws for a length of %s", (maxLength) => {
    expect(() => cut("text", maxLength)).toThrow(RangeError);
    expect(() => cut("text", maxLength)).toThrow("Expected `maxLength` to be a whole number");
    expect(() => cut("text", maxLength)).toThrow(`received ${maxLength}`);
  });
});

describe("the last place between two words", () => {
  test.each([
    ["one two three", 13, "one two three"],
    ["one two three", 12, "one two"],
    ["one two three", 8, "one two"],
    ["one two three", 7, "one two"],
    ["one two three", 6, "one"],
    ["one two three", 2, "on"],
    // A no-break space prevents a break.
    ["one two\u00a0three", 9, "one"],
    ["one\u3000two", 5, "one"],
    ["one\u200btwo", 5, "one"],
    // Scripts without spaces are split by dictionary, never before a character that must not start a line.
    ["今日は天気がいい", 5, "今日は天気"],
    ["今日は天気がいい", 4, "今日は"],
    ["コーヒー", 3, "コーヒ"],
    ["全部100个", 5, "全部"],
    ["in 全部100", 5, "in 全部"],
    ["in 全部100", 4, "in"],
    ["全部abc", 3, "全部"],
    ["abc全部", 3, "abc"],
    ["𠮷野家abc", 4, "𠮷野家"],
    // Thai has spaces between clauses, which are preferred to word boundaries unless they are too far back.
    ["สวัสดี ชาวโลก", 9, "สวัสดี ชาว"],
    ["สวัสดีชาวโลก วันนี้อากาศดี", 14, "สวัสดีชาวโลก"],
    // A URL is kept whole or removed: `See ` and the URL have 29 characters.
    ["See https://a.example/b-c/d?e for it", 28, "See"],
    ["See https://a.example/b-c/d?e for it", 29, "See https://a.example/b-c/d?e"],
    ["See https://a.example/b-c/d?e for it", 32, "See https://a.example/b-c/d?e"],
    ["See https://a.example/b-c/d?e for it", 33, "See https://a.example/b-c/d?e for"],
    // Three characters, then `https://a.b/c-d` up to 18, then two more.
    ["请看看https://a.b/c-d了解了", 17, "请看看"],
    ["请看看https://a.b/c-d了解了", 18, "请看看https://a.b/c-d"],
    ["请看看https://a.b/c-d了解了", 20, "请看看https://a.b/c-d了解"],
    // A scheme alone is not a URL.
    [":// a b", 6, ":// a"],
    ["a:// 全部 b", 7, "a:// 全部"],
  ])("of %j within %i characters is after %j", (text, maxLength, expected) => {
    expect(cut(text, maxLength, { ellipsis: "" })).toBe(expected);
  });
});

/** The text with a bar at each place where a cut leaves a whole sentence. */
function withSentenceEnds(text: string): string {
  let marked = "";
  let graphemes = 0;
  for (const { segment, index } of new Intl.Segmenter("en").segment(text)) {
    const before = text.slice(0, index);
    // A single character leaves no space for an ellipsis; with one, a cut within a sentence is not a prefix of the text.
    if (graphemes > 1 && truncateText(text, { maxLength: graphemes, ellipsis: "\u0007" }).text === before)
      marked += "|";
    marked += segment;
    graphemes++;
  }
  return marked;
}

describe("a sentence ends at the bar", () => {
  test.each([
    "One.| Two.| Three",
    "Is it?!| Yes...| It is",
    // Up to eight quotes and brackets after the period belong to the sentence.
    'She said "go."| Then',
    "It is (so.)| Then",
    `He left.${")".repeat(8)}| Then`,
    `He left.${")".repeat(9)} Then`,
    // No sentence ends within a word or before a lower-case letter.
    "node.js is",
    "v1.2 is",
    "Yahoo! is",
    "(really?) and",
    "He left. “then”",
    "He left.| (Then",
    "He left.| 12 of",
    "He left.| — Then",
    // The next letter is searched within 16 characters.
    `He left.${" ".repeat(15)}then`,
    `He left.|${" ".repeat(16)}then`,
    // Abbreviations and initials, but `I` is a word.
    "Dr. Smith",
    "See fig. 3",
    "Smith et al. Then",
    "DR. SMITH",
    "It was a door.| Then",
    "J. Smith",
    "So am I.| Then",
    "e.g. This",
    "z. B. Das",
    "in the U.S. He",
    "at 5 p.m. He",
    "Ph.D. He",
    "the abc.de.| He",
    "the a.bcd.| He",
    "the a.bc. He",
    // A day of one or two digits can be a date, a year cannot.
    "am 3. Mai",
    "am 13. Mai",
    "in 2013.| May",
    "in 113.| May",
    // Only a period marks an abbreviation.
    "Hey Dr!| Smith",
    "unavoidable-dr. Smith",
    "xdr.| Smith",
    // Other scripts.
    "一。|二",
    "「一。」二",
    "「一。」|、二",
    "“一。”|二",
    "‘一。’|二",
    "一。。|二",
    "一!。|二",
    "一．|二",
    "3．5",
    "3。|5",
    "です!|次",
    "です.|次",
    "です!Next",
    "now!次",
    "です!」|次",
    "字.| 次",
    "है।| य",
  ])("%j", (marked) => {
    expect(withSentenceEnds(marked.replaceAll("|", ""))).toBe(marked);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { truncateText } from "../../src/excerpt/truncate-text.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Parts in many languages, and all joining characters. */
const piece = fc.oneof(
  fc.constantFrom(
    "word",
    "a",
    " ",
    "  ",
    ". ",
    "! ",
    ", ",
    "(",
    ")",
    "…",
    "...",
    "\n",
    "\r\n",
    "e.g. ",
    "https://example.com/a/b?c=d#e",
    "3.14",
    "中文字符",
    "。",
    "、",
    "「はい」",
    "カタカナ",
    "안녕하세요",
    "ภาษาไทย",
    "हिन्दी ",
    "। ",
    "مرحبا ",
    "؟ ",
    "👩‍👩‍👧‍👦",
    "👍🏽",
    "🇩🇪",
    "🇦",
    "e\u0301",
    "\u0301",
    "\u200d",
    "\u0600",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202b",
    "\u202c",
    "\u202d",
    "\u2066",
    "\u2067",
    "\u2069",
    "\u1112\u1161\u11ab",
    "\u00a0",
    "\u200b",
  ),
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
const maxLength = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 80 }));

/** How many directions a text leaves open, by the bidirectional algorithm. */
function leftOpen(text: string): number {
  const stack: string[] = [];
  for (const char of text) {
    if ("\u202a\u202b\u202d\u202e".includes(char)) stack.push("embedding");
    else if ("\u2066\u2067\u2068".includes(char)) stack.push("isolate");
    else if (char === "\u202c" && stack.at(-1) === "embedding") stack.pop();
    else if (char === "\u2069" && stack.includes("isolate")) while (stack.pop() !== "isolate");
  }
  return stack.length;
}

describe("truncateText", () => {
  test("is never longer than the limit", () => {
    fc.assert(
      fc.property(
        text,
        maxLength,
        fc.constantFrom("…", "...", "", " [more]", "\u0301"),
        (text, maxLength, ellipsis) => {
          const result = truncateText(text, { maxLength, ellipsis }).text;
          expect(graphemes(result).length).toBeLessThanOrEqual(maxLength);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("returns a text that fits unchanged, and reports whether it was cut", () => {
    fc.assert(
      fc.property(text, maxLength, (text, maxLength) => {
        const result = truncateText(text, { maxLength });
        const fits = graphemes(text).length <= maxLength;
        if (fits) expect(result).toEqual({ text, truncated: false });
        if (!result.truncated) expect(result.text.trimEnd()).toBe(text.trimEnd());
      }),
      { numRuns: 1000 },
    );
  });

  test("returns a grapheme prefix, apart from the ellipsis and closing bidi controls", () => {
    fc.assert(
      fc.property(text, maxLength, (text, maxLength) => {
        const result = truncateText(text, { maxLength });
        if (!result.truncated) return;
        const whole = graphemes(text);
        const prefixes = new Set<string>();
        for (let count = 0, prefix = ""; count <= whole.length; prefix += whole[count++] ?? "")
          prefixes.add(prefix);
        const candidates = [result.text];
        if (result.text.endsWith("…")) candidates.push(result.text.slice(0, -1));
        for (const candidate of [...candidates]) {
          let rest = candidate;
          while (/[\u202c\u2069]$/.test(rest)) {
            rest = rest.slice(0, -1);
            candidates.push(rest);
          }
        }
        expect(candidates.some((candidate) => prefixes.has(candidate))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("creates no lone surrogates", () => {
    fc.assert(
      fc.property(text, maxLength, (text, maxLength) => {
        expect(truncateText(text, { maxLength }).text.isWellFormed()).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("changes nothing when it is applied again", () => {
    fc.assert(
      fc.property(text, maxLength, (text, maxLength) => {
        const once = truncateText(text, { maxLength }).text;
        expect(truncateText(once, { maxLength })).toEqual({ text: once, truncated: false });
      }),
      { numRuns: 1000 },
    );
  });

  test("closes every direction that the text itself closes", () => {
    fc.assert(
      fc.property(text, maxLength, (text, maxLength) => {
        const result = truncateText(text, { maxLength });
        if (result.truncated) expect(leftOpen(result.text)).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  test("never repeats the ellipsis", () => {
    fc.assert(
      fc.property(text, maxLength, (text, maxLength) => {
        if (/…\s*…|\.…/.test(text)) return;
        const result = truncateText(text, { maxLength });
        if (result.truncated) expect(result.text).not.toMatch(/……$|\.\.\.…$/);
      }),
      { numRuns: 1000 },
    );
  });

  test("never returns less text for a longer limit, in a text without sentences", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("one", "three", "seventeen"), { minLength: 5 }),
        maxLength,
        (words, limit) => {
          const text = words.join(" ");
          const less = truncateText(text, { maxLength: limit, ellipsis: "" }).text;
          const more = truncateText(text, { maxLength: limit + 1, ellipsis: "" }).text;
          // Below the length of the first word, only a part of it fits.
          if (limit > words[0]!.length) expect(more.startsWith(less)).toBe(true);
        },
      ),
    );
  });
});

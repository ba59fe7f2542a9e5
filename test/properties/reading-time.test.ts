import fc from "fast-check";
import readingTime from "reading-time/lib/reading-time.js";
import { describe, expect, test } from "vitest";
import { estimateReadingTime } from "../../src/reading-time/estimate-reading-time.ts";

const prose = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[A-Za-z'’.,;!?()-]{1,9}$/),
      fc.constantFrom(" ", "  ", "\n", "\n\n", "\t", " — "),
    ),
  )
  .map((parts) => parts.join(" "));

describe("estimateReadingTime", () => {
  test("counts the words of plain prose as reading-time does", () => {
    fc.assert(
      fc.property(prose, (text) => {
        const { words, minutes } = estimateReadingTime(text);
        expect(words).toBe(readingTime(text).words);
        expect(minutes).toBe(words / 200);
      }),
      { numRuns: 1000 },
    );
  });

  test("grows with the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (one, two) => {
        const whole = estimateReadingTime(`${one}\n${two}`).minutes;
        expect(whole).toBeGreaterThanOrEqual(estimateReadingTime(one).minutes - 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  test("of two texts is the sum of both", () => {
    const mixed = fc
      .array(fc.constantFrom("word", "中文", "かな", "한국어", "ไทย", "3.14", "मिनट"))
      .map((parts) => parts.join(" "));
    fc.assert(
      fc.property(mixed, mixed, (one, two) => {
        const sum = estimateReadingTime(one).words + estimateReadingTime(two).words;
        expect(estimateReadingTime(`${one}\n\n${two}`).words).toBe(sum);
      }),
      { numRuns: 500 },
    );
  });
});

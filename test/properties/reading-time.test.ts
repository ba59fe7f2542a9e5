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

/** The count by its definition, run by run, for text in which Thai is the only script without spaces. */
function countByRun(text: string): number {
  let words = 0;
  let rest = "";
  for (const run of text.match(/[\p{P}\p{S}\p{M}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー\p{sc=Thai}]+|./gsu) ??
    []) {
    const thai = run.match(/\p{sc=Thai}+/gu) ?? [];
    const characters = [...run].filter((char) => /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]/u.test(char));
    // Every Thai word here is ไทย.
    words += characters.length + thai.join("").length / 3;
    rest += thai.length + characters.length > 0 ? " " : run.replace(/\p{sc=Hang}/gu, "x").replace(/\s/g, " ");
  }
  return words + readingTime(rest).words;
}

describe("estimateReadingTime", () => {
  test("counts mixed scripts as documented", () => {
    const pieces =
      " ,\n,\t,\u3000,word,é,Ω,3.14,—,!,、,。,中,文字,漢,かな,カナー,한국어,ไทย,👍🏽,😀,字!".split(",");
    // Each has a special character, because spaces such as U+3000 separate words only next to other scripts.
    const mixed = fc.array(fc.constantFrom(...pieces)).map((parts) => `${parts.join("")} 中`);
    fc.assert(
      fc.property(mixed, (text) => {
        expect(estimateReadingTime(text).words).toBe(countByRun(text));
      }),
      { numRuns: 1000 },
    );
  });

  test("counts the words of plain prose like reading-time", () => {
    fc.assert(
      fc.property(prose, (text) => {
        const { words, minutes } = estimateReadingTime(text);
        expect(words).toBe(readingTime(text).words);
        expect(minutes).toBe(words / 200);
      }),
      { numRuns: 1000 },
    );
  });

  test("increases with the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (one, two) => {
        const whole = estimateReadingTime(`${one}\n${two}`).minutes;
        expect(whole).toBeGreaterThanOrEqual(estimateReadingTime(one).minutes - 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  test("counts two texts as the sum of both", () => {
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

// A shortcut returns the same result as the full algorithm.
import fc from "fast-check";
import readingTime from "reading-time/lib/reading-time.js";
import { describe, expect, test } from "vitest";
import { extractExcerpt } from "../../src/excerpt/extract-excerpt.ts";
import { graphemeBounds } from "../../src/excerpt/text-bounds.ts";
import { createKeyAdviser } from "../../src/front-matter/suggest-key.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { countWords } from "../../src/reading-time/count-words.ts";

const piece = fc.oneof(
  fc.constantFrom(
    ..."a b Z é ß 中 かな ไทย 1 1. 1) 12 . , ; : ' \" ( ) ? ! ??? !!! ::: – — -- --- - ’ “ …".split(" "),
    ..."* _ ` ~ # > + = | / \\ & &amp; < > [ ] { } @ $ ^ % www. WWW.a.b http:// mailto:a@b.c a@b.c \u00a0".split(
      " ",
    ),
    " ",
    "  ",
    "\n",
    "\t",
  ),
  fc.stringMatching(/^[A-Za-z0-9.,:;'"()?!-]{1,6}$/),
);
const line = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(""));

describe("an excerpt from a plain line in the front matter", () => {
  test("is the same as the parser's result for the line", () => {
    let plain = 0;
    fc.assert(
      fc.property(line, (text) => {
        const parsed = extractExcerpt(parseMarkdown(`${text}\n\n<!-- more -->`));
        if (parsed.source !== "marker") return;
        const own = extractExcerpt(parseMarkdown(""), { frontMatter: text });
        expect(own).toEqual({ ...parsed, source: "front-matter" });
        if (own.html === `<p>${text}</p>`) plain++;
      }),
      { numRuns: 5000 },
    );
    expect(plain).toBeGreaterThan(100);
  });
});

describe("graphemeBounds", () => {
  const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
  const slow = (text: string, count: number): number[] => {
    const bounds = [0];
    for (const { index, segment } of segmenter.segment(text)) {
      if (bounds.length > count) break;
      bounds.push(index + segment.length);
    }
    return bounds;
  };

  test("agrees with Intl.Segmenter on every character between other characters", () => {
    for (const before of ["a", "가"]) {
      for (let code = 0; code < 0xffff; code += 1) {
        if (code >= 0xd800 && code <= 0xdfff) continue;
        const char = String.fromCharCode(code);
        const text = `${before}${char}각`;
        const found = graphemeBounds(text, 10);
        // Where it did not use the segmenter, each code unit is a grapheme; only then can it be wrong.
        if (found.length === text.length + 1 && slow(text, 10).length !== found.length) {
          expect(`U+${code.toString(16)} behind ${before}`).toBe("a grapheme of its own");
        }
      }
    }
  });

  test("agrees with Intl.Segmenter on mixed texts", () => {
    const char = fc.oneof(
      fc.constantFrom(..."aé中か가각©ー～’—\n\u200d\u0301\u3099\u1100\u1161\r🇩👩"),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.array(char, { maxLength: 30 }), fc.integer({ min: 1, max: 20 }), (chars, count) => {
        const text = chars.join("");
        expect(graphemeBounds(text, count)).toEqual(slow(text, count));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("countWords", () => {
  test("counts spaced text like reading-time, whatever characters the words have", () => {
    // U+3040 belongs to no script, and reading-time counts it as a word.
    const part = fc.constantFrom(
      "word",
      "a",
      "é",
      "!",
      "—",
      "\u3040",
      "\u3097,",
      " ",
      "\n",
      "\t",
      "\u00a0",
      "😀",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        expect(countWords(text)).toEqual({ words: readingTime(text).words, characters: 0 });
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["中文,中文", 0, 4],
    ["中文 word，word", 1, 2],
    ["〻⺀々", 0, 3],
    ["한국어 글", 2, 0],
    ["カタカナ・コード", 0, 7],
    ["日本、\tabc.", 1, 2],
  ])("%s: %i words, %i characters", (text, words, characters) => {
    expect(countWords(text)).toEqual({ words, characters });
  });
});

describe("createKeyAdviser", () => {
  test("makes the same suggestion when it is asked again, and after many other keys", () => {
    const adviser = createKeyAdviser(["title", "description", "date"]);
    for (let round = 0; round < 3; round++) {
      expect(adviser.suggest("desciption")).toBe("description");
      expect(adviser.suggest("titel")).toBe("title");
      expect(adviser.suggest("layout")).toBeUndefined();
      for (let index = 0; index < 600; index++) adviser.suggest(`other${index}`);
    }
    expect(adviser.isKnown("Title")).toBe(true);
    expect(adviser.isKnown("layout")).toBe(false);
  });
});

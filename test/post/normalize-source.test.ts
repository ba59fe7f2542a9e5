import { describe, expect, test } from "vitest";
import { normalizeSource } from "../../src/post/decode-source.ts";

describe("normalizeSource", () => {
  test.each([
    ["a\nb\n", "a\nb\n"],
    ["a\r\nb\rc\n\r\n\rd", "a\nb\nc\n\n\nd"],
    ["\uFEFFa\r\n", "a\n"],
    ["\uFEFF\uFEFFa", "\uFEFFa"],
    ["a\uD800b", "a\uFFFDb"],
    ["\uD83D\uDE00", "\uD83D\uDE00"],
    ["", ""],
  ])("%j becomes %j", (source, text) => {
    expect(normalizeSource(source).text).toBe(text);
  });

  test("offsets refer to the same character in the original", () => {
    const source = "\uFEFFone\r\ntwo\rthree\nfour";
    const { toOriginal } = normalizeSource(source);
    const places = [
      { point: { line: 1, column: 1, offset: 0 }, letter: "o" },
      { point: { line: 2, column: 2, offset: 5 }, letter: "w" },
      { point: { line: 3, column: 5, offset: 12 }, letter: "e" },
      { point: { line: 4, column: 4, offset: 17 }, letter: "r" },
    ];
    for (const { point, letter } of places) {
      const { line, column, offset } = toOriginal(point);
      expect([line, column, source[offset ?? -1]]).toEqual([point.line, point.column, letter]);
    }
    const position = { start: { line: 2, column: 1, offset: 4 }, end: { line: 2, column: 4, offset: 7 } };
    const { start, end } = toOriginal(position);
    expect(source.slice(start.offset, end.offset)).toBe("two");
    expect(position.start.offset).toBe(4);
  });

  test("positions do not change in a text with line feeds only", () => {
    const point = { line: 1, column: 1, offset: 0 };
    expect(normalizeSource("a").toOriginal(point)).toBe(point);
  });
});

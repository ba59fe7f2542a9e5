import { expect, test } from "vitest";
import { lineIndexAt, lineStartsOf, pointAt } from "../../src/core/text-position.ts";

test.each([
  ["", [0]],
  ["a", [0]],
  ["a\nb", [0, 2]],
  ["a\r\nb\rc\n", [0, 3, 5, 7]],
  ["\n\n", [0, 1, 2]],
  ["\uFEFFa\nb", [1, 3]],
])("the lines of %j start at %j", (text, starts) => {
  expect(lineStartsOf(text)).toEqual(starts);
});

test.each([
  ["abc", 0, 1, 1],
  ["abc", 2, 1, 3],
  ["a\nbc", 1, 1, 2],
  ["a\nbc", 2, 2, 1],
  ["a\nbc", 4, 2, 3],
  ["a\r\nbc", 2, 1, 3],
  ["a\r\nbc", 3, 2, 1],
  ["a\rb", 2, 2, 1],
  ["\n\n", 2, 3, 1],
])("in %j, offset %j is on line %j, column %j", (text, offset, line, column) => {
  expect(pointAt(text, offset)).toEqual({ line, column, offset });
});

test("the line of an offset is the last one that starts at or before it", () => {
  const starts = [0, 2, 3, 9];
  expect([0, 1, 2, 3, 4, 8, 9, 10].map((offset) => lineIndexAt(starts, offset))).toEqual([
    0, 0, 1, 2, 2, 2, 3, 3,
  ]);
  expect(lineIndexAt([0], 5)).toBe(0);
});

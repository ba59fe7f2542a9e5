import { expect, test } from "vitest";
import { parseHeaders } from "../../src/front-matter/read-matter.ts";

/** Each value with the text at its position, and the start of its key. */
function read(matter: string): Record<string, [value: unknown, text: string, keyStart: number | undefined]> {
  const children = parseHeaders(matter).root?.children ?? new Map();
  return Object.fromEntries(
    [...children].map(([key, { value, start, end, keyStart }]) => [
      key,
      [value, matter.slice(start, end), keyStart],
    ]),
  );
}

test.each<[string, ReturnType<typeof read>]>([
  ["", {}],
  ["Title: A", { title: ["A", "A", 0] }],
  ["Title:   A b  \nDate:x", { title: ["A b", "A b", 0], date: ["x", "x", 15] }],
  ["Title : A", { title: ["A", "A", 0] }],
  [".. title: A: b\n.. Tags:\n", { title: ["A: b", "A: b", 3], tags: ["", "", 18] }],
  ["A: b: c", { a: ["b: c", "b: c", 0] }],
  ["A:", { a: ["", "", 0] }],
  ["A:\n  b", { a: ["b", "\n  b", 0] }],
  ["A: b\n  c \n\td\nE: f", { a: ["b\nc\nd", "b\n  c \n\td", 0], e: ["f", "f", 13] }],
  ["A: b\n \n  c", { a: ["b\nc", "b\n \n  c", 0] }],
  // Lines that are not headers.
  ["no header\nA: b", { a: ["b", "b", 10] }],
  [": b\nA: c", { a: ["c", "c", 4] }],
  ["  A: b", { a: ["b", "b", 0] }],
])("%j", (matter, expected) => {
  expect(read(matter)).toEqual(expected);
  expect(parseHeaders(matter).root?.value).toEqual(
    Object.fromEntries(Object.entries(expected).map(([key, [value]]) => [key, value])),
  );
  expect(parseHeaders(matter).problems).toEqual([]);
});

test("a duplicate key is reported at its second position, and the last value is used", () => {
  const { root, problems } = parseHeaders("A: b\nC: d\na: e");
  expect(root?.value).toEqual({ a: "e", c: "d" });
  expect(problems).toMatchObject([{ rule: "front-matter-duplicate-key", start: 10, end: 11 }]);
});

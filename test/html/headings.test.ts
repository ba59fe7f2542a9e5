import { describe, expect, test } from "vitest";
import { type NestedHeading, nestHeadings } from "../../src/html/headings.ts";

describe("nestHeadings", () => {
  const outline = (nested: readonly NestedHeading[]): unknown =>
    nested.map(({ text, children }) => (children.length > 0 ? [text, outline(children)] : text));

  test.each([
    ["1 2 2 1", [["0", ["1", "2"]], "3"]],
    ["2 4 3 2", [["0", ["1", "2"]], "3"]],
    ["3 2 1 6", ["0", "1", ["2", ["3"]]]],
    [
      "1 2 3 2 3",
      [
        [
          "0",
          [
            ["1", ["2"]],
            ["3", ["4"]],
          ],
        ],
      ],
    ],
    ["", []],
  ])("nests the depths %s", (depths, expected) => {
    const headings = depths
      .split(" ")
      .filter(Boolean)
      .map((depth, index) => ({ depth: Number(depth) as 1, slug: `s${index}`, text: String(index) }));
    const before = structuredClone(headings);
    expect(outline(nestHeadings(headings))).toEqual(expected);
    expect(headings).toEqual(before);
  });

  test.each<[unknown, string]>([
    [1, "Expected `headings` to be an array of headings, received 1"],
    [[{ depth: 1 }, null], "Expected `headings[1]` to be a heading with a `depth`, received null"],
    [[{ depth: "1" }], "Expected `headings[0]` to be a heading with a `depth`, received an object"],
  ])("throws a TypeError for %j", (headings, message) => {
    expect(() => nestHeadings(headings as [])).toThrow(new TypeError(message));
  });
});

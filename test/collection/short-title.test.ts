import { describe, expect, test } from "vitest";
import { parsePartNumber } from "../../src/collection/parse-part-number.ts";
import { looseKey, repeatedTexts, shortTitle } from "../../src/collection/short-title.ts";

test.each([
  ["  Rust: A — Book! ", "rust a book"],
  ["C++", "c"],
  ["Éa 1", "éa 1"],
  ["--", ""],
])("%j is compared as %j", (text, key) => {
  expect(looseKey(text)).toBe(key);
});

describe("what the titles of a series repeat", () => {
  const repeated = (titles: string[], names: string[] = []): string[] =>
    [
      ...repeatedTexts(
        titles.map((title) => parsePartNumber(title)),
        names,
      ),
    ].sort();

  test.each<[string[], string[], string[]]>([
    [["Rings: A", "Rings: B"], [], ["rings"]],
    [["Rings - A", "rings – B"], [], ["rings"]],
    [["Rings: A", "Locks: B"], [], []],
    [["Rings: A"], ["My Rings"], ["my rings"]],
    [["A: B: C", "A: B: D"], [], ["a", "a b"]],
    [["Rings-A", "Rings-B"], [], []],
    [["A", "A"], [], ["a"]],
    [["!: A", "!: B"], ["!"], []],
  ])("%j, %j: %j", (titles, names, expected) => {
    expect(repeated(titles, names)).toEqual(expected);
  });
});

describe("a title without what the series repeats", () => {
  const short = (title: string, ...repeated: string[]): string =>
    shortTitle(title, parsePartNumber(title), new Set(repeated), "Part");

  test.each<[string, string[], string]>([
    ["Rings: Masks", ["rings"], "Masks"],
    ["Masks: Rings", ["rings"], "Masks"],
    ["Masks | Rings", ["rings"], "Masks"],
    ["Masks (Rings)", ["rings"], "Masks"],
    ["Masks (Rings) again", ["rings"], "Masks (Rings) again"],
    ["Rings：Masks", ["rings"], "Masks"],
    ["Rings-Masks", ["rings"], "Rings-Masks"],
    ["Rings: Masks: More", ["rings"], "Masks: More"],
    ["Rings: Masks: More", ["rings", "rings masks"], "More"],
    ["Masks", ["rings"], "Masks"],
    // Nothing is left of it: without a number the title, with one the label.
    ["Rings", ["rings"], "Rings"],
    ["Rings, Part 2", ["rings"], "Part"],
    ["Rings, Part 2: Masks", ["rings"], "Masks"],
    ["Part 2: Rings: Masks", ["rings"], "Masks"],
    ["Masks, Part 2", ["rings"], "Masks"],
    ["Masks, Part 2: More", ["rings"], "Masks: More"],
    // Of more than eight joints the first four and the last four are looked at; of an endless title none.
    [`${"a: ".repeat(9)}b`, ["a a a a"], "a: a: a: a: a: b"],
    [`${"a: ".repeat(9)}b`, ["a a a a a"], `${"a: ".repeat(9)}b`],
    [`Rings: ${"x".repeat(993)}`, ["rings"], "x".repeat(993)],
    [`Rings: ${"x".repeat(994)}`, ["rings"], `Rings: ${"x".repeat(994)}`],
  ])("%j without %j: %j", (title, repeated, expected) => {
    expect(short(title, ...repeated)).toBe(expected);
  });
});

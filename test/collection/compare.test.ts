import { describe, expect, test } from "vitest";
import { collationKey } from "../../src/collection/collation-key.ts";
import { compareIdentity, compareNewestFirst } from "../../src/collection/compare-newest-first.ts";
import { textOf } from "../../src/collection/text-of.ts";
import { timeOf } from "../../src/collection/time-of.ts";
import { compareText } from "../../src/core/compare-text.ts";

test.each([
  ["ABC xyz ~", "abc xyz ~"],
  ["Éclair", "eclair"],
  ["ﬁn", "fin"],
  ["Ünder", "under"],
  ["й", "и\u0306"],
  ["が", "か\u3099"],
  ["é\u0323\u0302", "e"],
  ["", ""],
])("%j is filed under %j", (title, key) => {
  expect(collationKey(title)).toBe(key);
});

test.each([
  ["a", "b", -1],
  ["b", "a", 1],
  ["a", "a", 0],
  ["", "a", -1],
  ["B", "a", -1],
])("%j, %j: %i", (a, b, sign) => {
  expect(compareText(a, b)).toBe(sign);
});

describe("posts", () => {
  const date = new Date("2026-01-01");
  test.each([
    // By title without case and accents, then by title, then slug, then path.
    [{ slug: "a", title: "B" }, { slug: "b", title: "a" }, 1],
    [{ slug: "b", title: "a" }, { slug: "a", title: "B" }, -1],
    [{ slug: "b", title: "A" }, { slug: "a", title: "a" }, -1],
    [{ slug: "a", title: "é" }, { slug: "b", title: "e" }, 1],
    [{ slug: "a", title: "t" }, { slug: "b", title: "t" }, -1],
    [{ slug: "b" }, { slug: "a" }, 1],
    [{ slug: "a" }, { slug: "b", title: "t" }, -1],
    [{ slug: "a", path: "b" }, { slug: "a", path: "a" }, 1],
    [{ slug: "a" }, { slug: "a", path: "a" }, -1],
    [{ slug: "a", path: "a" }, { slug: "a", path: "a" }, 0],
  ])("%j, %j: %i", (a, b, sign) => {
    expect(compareIdentity(a, b)).toBe(sign);
    expect(compareNewestFirst({ ...a, date }, { ...b, date })).toBe(sign);
    expect(compareNewestFirst(a, b)).toBe(sign);
  });

  test("the newer comes first, what has no date last", () => {
    const [old, young] = [
      { slug: "a", date: new Date(1) },
      { slug: "b", date: new Date(3) },
    ];
    expect(compareNewestFirst(old, young)).toBe(2);
    expect(compareNewestFirst(young, old)).toBe(-2);
    expect(compareNewestFirst({ slug: "a" }, young)).toBeGreaterThan(0);
    expect(compareNewestFirst(young, { slug: "a", date: new Date(Number.NaN) })).toBeLessThan(0);
  });
});

test("the time of a date, the text of a value", () => {
  expect(timeOf(new Date(5))).toBe(5);
  expect(timeOf(new Date(0))).toBe(0);
  expect(timeOf(new Date(Number.NaN))).toBeUndefined();
  expect(timeOf(undefined)).toBeUndefined();
  expect(timeOf(null)).toBeUndefined();
  expect(timeOf("2026-01-01" as unknown as Date)).toBeUndefined();
  expect([textOf("a"), textOf(2024), textOf(true), textOf(null), textOf(["a"])]).toEqual([
    "a",
    "2024",
    "",
    "",
    "",
  ]);
});

import { describe, expect, test } from "vitest";
import { orderSeries } from "../../../src/collection/series/order-series.ts";

/** The short titles of posts in one series, which has one or two names. */
function shortTitles(titles: string[], name: string, title = name): string[] {
  const posts = titles.map((text, index) => ({
    slug: `${index}`,
    title: text,
    date: new Date(index),
    series: [{ name, title }],
  }));
  return orderSeries(posts).flatMap(({ parts }) => parts.map(({ shortTitle }) => shortTitle));
}

describe("the short title omits the name of the series", () => {
  test.each([
    ["Rings: Masks", "Masks"],
    ["Masks: Rings", "Masks"],
    ["Masks | Rings", "Masks"],
    ["Masks (Rings)", "Masks"],
    ["Masks (Rings) again", "Masks (Rings) again"],
    ["Rings：Masks", "Masks"],
    ["Rings-Masks", "Rings-Masks"],
    ["Rings: Masks: More", "Masks: More"],
    ["  RINGS! — Masks", "Masks"],
    ["Masks", "Masks"],
    // Nothing would be left: the title without its number, or the label.
    ["Rings", "Rings"],
    ["Rings, Part 2", "Part 2"],
    ["Rings, Part 2: Masks", "Masks"],
    ["Part 2: Rings: Masks", "Masks"],
    ["Masks, Part 2", "Masks"],
    ["Masks, Part 2: More", "Masks: More"],
    // A very long title is not split.
    [`Rings: ${"x".repeat(993)}`, "x".repeat(993)],
    [`Rings: ${"x".repeat(994)}`, `Rings: ${"x".repeat(994)}`],
  ])("%j → %j", (title, expected) => {
    expect(shortTitles([title], "Rings")).toEqual([expected]);
  });

  test("the longest repeated beginning is omitted", () => {
    expect(shortTitles(["Rings: Masks: More"], "Rings", "Rings, Masks")).toEqual(["More"]);
  });

  test("of many separators, only the first four and the last four are tried", () => {
    const title = `${"a: ".repeat(9)}b`;
    expect(shortTitles([title], "a a a a")).toEqual(["a: a: a: a: a: b"]);
    expect(shortTitles([title], "a a a a a")).toEqual([title]);
  });
});

describe("the short title omits what two titles repeat", () => {
  test.each<[string[], string[]]>([
    [
      ["Rings: A", "Rings: B"],
      ["A", "B"],
    ],
    [
      ["Rings - A", "rings – B"],
      ["A", "B"],
    ],
    [
      ["Rings: A", "Locks: B"],
      ["Rings: A", "Locks: B"],
    ],
    [
      ["A: B: C", "A: B: D"],
      ["C", "D"],
    ],
    [
      ["Rings-A", "Rings-B"],
      ["Rings-A", "Rings-B"],
    ],
    [
      ["!: A", "!: B"],
      ["!: A", "!: B"],
    ],
  ])("%j → %j", (titles, expected) => {
    expect(shortTitles(titles, "Other")).toEqual(expected);
  });
});

test("a title with a number of another series is unchanged when nothing else would be left", () => {
  const posts = [2, 3].map((part) => ({
    slug: `${part}`,
    title: `Rings, Part ${part}`,
    series: [{ name: "Locks", part: part + 5 }, { name: "Rings" }],
  }));
  const titles = new Map(
    orderSeries(posts).map(({ slug, parts }) => [slug, parts.map(({ shortTitle }) => shortTitle)]),
  );
  expect(titles.get("locks")).toEqual(["Rings, Part 2", "Rings, Part 3"]);
  expect(titles.get("rings")).toEqual(["Part 2", "Part 3"]);
});

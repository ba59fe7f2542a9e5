import { describe, expect, test } from "vitest";
import { groupByMonth, groupByYear } from "../../../src/collection/groups/group-by-date.ts";

const at = (text: string): Date => new Date(text);

describe("groupByYear and groupByMonth", () => {
  const posts = [
    { slug: "a", date: at("2025-12-31T23:30:00Z") },
    { slug: "b", date: at("2025-12-31"), dateOnly: true },
    { slug: "c", date: at("2026-01-01"), dateOnly: true },
    { slug: "d" },
    { slug: "e", date: at("2024-02-29") },
  ];

  test("groups by year, newest first, with posts without a date last", () => {
    expect(
      groupByYear(posts).map(({ year, posts: own }) => [year, own.map(({ slug }) => slug).join("")]),
    ).toEqual([
      [2026, "c"],
      [2025, "ab"],
      [2024, "e"],
      [undefined, "d"],
    ]);
  });

  test("a time zone changes the year of instants, but not of days", () => {
    expect(
      groupByYear(posts, { timeZone: "Asia/Tokyo" }).map(({ year, posts: own }) => [
        year,
        own.map(({ slug }) => slug).join(""),
      ]),
    ).toEqual([
      [2026, "ca"],
      [2025, "b"],
      [2024, "e"],
      [undefined, "d"],
    ]);
    expect(groupByYear(posts, { timeZone: "America/New_York" })[0]).toMatchObject({
      year: 2026,
      posts: [{ slug: "c" }],
    });
  });

  test("groups by month", () => {
    expect(groupByMonth(posts).map(({ year, month, posts: own }) => [year, month, own.length])).toEqual([
      [2026, 1, 1],
      [2025, 12, 2],
      [2024, 2, 1],
      [undefined, undefined, 1],
    ]);
  });

  test("years before 1 AD have astronomical numbers", () => {
    const post = { slug: "x", date: new Date("-000043-03-15T12:00:00Z") };
    expect(groupByYear([post])[0]?.year).toBe(-43);
    expect(groupByYear([post], { timeZone: "Asia/Tokyo" })[0]?.year).toBe(-43);
  });

  test("an unknown time zone throws a RangeError", () => {
    expect(() => groupByYear([], { timeZone: "Mars/Olympus" })).toThrow(RangeError);
  });
});

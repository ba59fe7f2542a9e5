import { describe, expect, test } from "vitest";
import { orderSeries } from "../../../src/collection/series/order-series.ts";
import type { SeriesPost } from "../../../src/collection/series/series.ts";
import {
  createSeriesIndex,
  seriesContext,
  seriesContexts,
} from "../../../src/collection/series/series-context.ts";

const posts: SeriesPost[] = [
  {
    slug: "a",
    series: [
      { name: "One", part: 1 },
      { name: "Two", part: 1 },
    ],
  },
  {
    slug: "b",
    series: [
      { name: "Two", part: 2 },
      { name: "One", part: 2 },
    ],
  },
  { slug: "c", series: [{ name: "Two", part: 3 }] },
  { slug: "d", series: ["Alone", "Two"] },
  { slug: "e", series: ["Lonely"] },
  { slug: "f" },
];
const all = orderSeries(posts);
const [a, b, c, d, e, f] = posts as [SeriesPost, SeriesPost, SeriesPost, SeriesPost, SeriesPost, SeriesPost];

describe("seriesContext", () => {
  test("returns the part, the number of other parts, and the previous and next post", () => {
    expect(seriesContext(all, c)).toMatchObject({
      series: { slug: "two" },
      part: { label: "Part 3", position: 3 },
      others: 3,
      previous: { slug: "b" },
      next: { slug: "d" },
    });
  });

  test("prefers the series that the post names first", () => {
    expect(seriesContext(all, a)?.series.slug).toBe("one");
    expect(seriesContext(all, b)?.series.slug).toBe("two");
  });

  test("returns undefined for a post that is the only part or in no series", () => {
    expect(seriesContext(all, e)).toBeUndefined();
    expect(seriesContext(all, f)).toBeUndefined();
    // The only part of the series that it names first, but not of the other.
    expect(seriesContext(all, d)?.series.slug).toBe("two");
  });

  test("finds a copy by its slug, language and path", () => {
    expect(seriesContext(all, { ...c })?.part.label).toBe("Part 3");
  });

  test("returns no previous post for the first part", () => {
    const first = seriesContext(all, a);
    expect(first).toHaveProperty("next");
    expect(first).not.toHaveProperty("previous");
  });
});

test("seriesContexts returns all series of a post in the order in which it names them", () => {
  expect(seriesContexts(all, b).map(({ series }) => series.slug)).toEqual(["two", "one"]);
  expect(seriesContexts(all, e).map(({ others }) => others)).toEqual([0]);
  expect(seriesContexts(all, f)).toEqual([]);
});

test("createSeriesIndex returns the same as seriesContexts, for posts and for copies", () => {
  const contextsOf = createSeriesIndex(all);
  for (const post of posts) {
    expect(contextsOf(post)).toEqual(seriesContexts(all, post));
    expect(contextsOf({ ...post })).toEqual(seriesContexts(all, post));
  }
  expect(contextsOf({ slug: "z" })).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { createSeriesIndex } from "../../src/collection/create-series-index.ts";
import { orderSeries } from "../../src/collection/order-series.ts";
import type { SeriesPost } from "../../src/collection/series.ts";
import { seriesContext } from "../../src/collection/series-context.ts";
import { seriesContexts } from "../../src/collection/series-contexts.ts";

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
  test("knows the part, the others and the way on", () => {
    expect(seriesContext(all, c)).toMatchObject({
      series: { slug: "two" },
      part: { label: "Part 3", position: 3 },
      others: 3,
      previous: { slug: "b" },
      next: { slug: "d" },
    });
  });

  test("of several series the one named first", () => {
    expect(seriesContext(all, a)?.series.slug).toBe("one");
    expect(seriesContext(all, b)?.series.slug).toBe("two");
  });

  test("no banner for a post that is alone, or in no series", () => {
    expect(seriesContext(all, e)).toBeUndefined();
    expect(seriesContext(all, f)).toBeUndefined();
    // Alone in the one it names first, and not in the other.
    expect(seriesContext(all, d)?.series.slug).toBe("two");
  });

  test("a copy is known by its slug", () => {
    expect(seriesContext(all, { ...c })?.part.label).toBe("Part 3");
  });

  test("the ends of a series have one way only", () => {
    const first = seriesContext(all, a);
    expect(first).toHaveProperty("next");
    expect(first).not.toHaveProperty("previous");
  });
});

test("seriesContexts tells every series", () => {
  expect(seriesContexts(all, b).map(({ series }) => series.slug)).toEqual(["two", "one"]);
  expect(seriesContexts(all, e).map(({ others }) => others)).toEqual([0]);
  expect(seriesContexts(all, f)).toEqual([]);
});

test("createSeriesIndex answers as seriesContexts does, for posts and for copies", () => {
  const contextsOf = createSeriesIndex(all);
  for (const post of posts) {
    expect(contextsOf(post)).toEqual(seriesContexts(all, post));
    expect(contextsOf({ ...post })).toEqual(seriesContexts(all, post));
  }
  expect(contextsOf({ slug: "z" })).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { type SortablePost, sortPosts } from "../../../src/collection/order/sort-posts.ts";

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

function slugs(posts: readonly { slug: string }[]): string {
  return posts.map(({ slug }) => slug).join(" ");
}

describe("sortPosts", () => {
  test("sorts newest first, and posts with equal dates by title, then slug, then path", () => {
    const posts = [
      { slug: "d", title: "B", date: day("2026-01-01"), path: "2.md" },
      { slug: "d", title: "B", date: day("2026-01-01"), path: "1.md" },
      { slug: "c", title: "B", date: day("2026-01-01") },
      { slug: "z", title: "A", date: day("2026-01-01") },
      { slug: "old", title: "0", date: day("2025-01-01") },
      { slug: "new", title: "9", date: day("2026-01-02") },
    ];
    const sorted = sortPosts(posts);
    expect(slugs(sorted)).toBe("new z c d d old");
    expect(sorted[3]?.path).toBe("1.md");
    expect(slugs(sortPosts([...posts].reverse()))).toBe("new z c d d old");
  });

  // The first of each pair is sorted first.
  test.each<[SortablePost, SortablePost]>([
    [
      { slug: "b", title: "a" },
      { slug: "a", title: "B" },
    ],
    [
      { slug: "b", title: "A" },
      { slug: "a", title: "a" },
    ],
    [
      { slug: "b", title: "e" },
      { slug: "a", title: "é" },
    ],
    [
      { slug: "a", title: "t" },
      { slug: "b", title: "t" },
    ],
    [{ slug: "a" }, { slug: "b" }],
    [{ slug: "b" }, { slug: "a", title: "t" }],
    [
      { slug: "a", path: "a" },
      { slug: "a", path: "b" },
    ],
    [{ slug: "a" }, { slug: "a", path: "a" }],
  ])("%j comes before %j when the dates are equal or missing", (first, second) => {
    const date = day("2026-01-01");
    for (const pair of [
      [first, second] as const,
      [
        { ...first, date },
        { ...second, date },
      ] as const,
    ]) {
      expect(sortPosts(pair)).toEqual(pair);
      expect(sortPosts([...pair].reverse())).toEqual(pair);
      expect(sortPosts([...pair].reverse(), { direction: "asc" })).toEqual(pair);
    }
  });

  test("keeps the order of posts that are equal in all respects", () => {
    const posts = [
      { slug: "a", path: "a", n: 1 },
      { slug: "a", path: "a", n: 2 },
    ];
    expect(sortPosts(posts)).toEqual(posts);
    expect(sortPosts(posts, { by: "title", direction: "desc" })).toEqual(posts);
  });

  test("does not reverse posts with equal dates when sorting oldest first", () => {
    const posts = [
      { slug: "b", date: day("2026-01-01") },
      { slug: "a", date: day("2026-01-01") },
      { slug: "c", date: day("2025-01-01") },
    ];
    expect(slugs(sortPosts(posts, { direction: "asc" }))).toBe("c a b");
  });

  test("puts posts without a date last in both directions", () => {
    const posts = [
      { slug: "none" },
      { slug: "null", date: null as unknown as undefined },
      { slug: "x", date: day("2026-01-01") },
      { slug: "epoch", date: new Date(0) },
    ];
    expect(slugs(sortPosts(posts))).toBe("x epoch none null");
    expect(slugs(sortPosts(posts, { direction: "asc" }))).toBe("epoch x none null");
  });

  test("accepts ISO 8601 text as dates, in UTC without a time zone", () => {
    const posts = [
      { slug: "day", date: "2026-01-02" },
      { slug: "zone", date: "2026-01-02T01:00:00+02:00" },
      { slug: "date", date: new Date("2026-01-02T00:30:00Z") },
    ];
    expect(slugs(sortPosts(posts))).toBe("date day zone");
  });

  test("sorts by update, using the date of posts without updates", () => {
    const posts = [
      { slug: "a", date: day("2026-01-01"), updated: day("2026-05-01") },
      { slug: "b", date: day("2026-03-01") },
      { slug: "c", updated: day("2026-04-01") },
    ];
    expect(slugs(sortPosts(posts, { by: "updated" }))).toBe("a c b");
  });

  test("sorts by title regardless of letter case, Latin accents and locale", () => {
    const titles = [
      "zebra",
      "Éclair",
      "edit",
      "Apple",
      "école",
      "Ångström",
      "ﬁn",
      "filter",
      "き",
      "が",
      "й",
      "и",
    ];
    const posts = titles.map((title) => ({ slug: title, title }));
    const sorted = "Ångström Apple Éclair école edit filter ﬁn zebra и й が き";
    expect(slugs(sortPosts(posts, { by: "title" }))).toBe(sorted);
    expect(slugs(sortPosts(posts, { by: "title", direction: "desc" }))).toBe(
      sorted.split(" ").reverse().join(" "),
    );
  });

  test("does not change the input", () => {
    const posts = Object.freeze([{ slug: "b" }, { slug: "a" }]);
    expect(slugs(sortPosts(posts))).toBe("a b");
    expect(slugs(posts)).toBe("b a");
  });

  test("throws a RangeError for an unknown field or direction", () => {
    // @ts-expect-error: not one of the values
    expect(() => sortPosts([], { by: "size" })).toThrow(
      new RangeError('Expected `by` to be one of "date", "updated", "title", received "size"'),
    );
    // @ts-expect-error: not one of the values
    expect(() => sortPosts([], { direction: "up" })).toThrow(RangeError);
  });
});

import { describe, expect, test } from "vitest";
import { sortPosts } from "../../src/collection/sort-posts.ts";

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

function slugs(posts: readonly { slug: string }[]): string {
  return posts.map(({ slug }) => slug).join(" ");
}

describe("sortPosts", () => {
  test("newest first; equal dates by title, then slug, then path", () => {
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

  test("oldest first turns the dates, not the tie-breaks", () => {
    const posts = [
      { slug: "b", date: day("2026-01-01") },
      { slug: "a", date: day("2026-01-01") },
      { slug: "c", date: day("2025-01-01") },
    ];
    expect(slugs(sortPosts(posts, { direction: "asc" }))).toBe("c a b");
  });

  test("posts without a date, or with an invalid one, come last either way", () => {
    const posts = [
      { slug: "none" },
      { slug: "invalid", date: new Date(Number.NaN) },
      { slug: "x", date: day("2026-01-01") },
    ];
    expect(slugs(sortPosts(posts))).toBe("x invalid none");
    expect(slugs(sortPosts(posts, { direction: "asc" }))).toBe("x invalid none");
  });

  test("by update, falling back to the date", () => {
    const posts = [
      { slug: "a", date: day("2026-01-01"), updated: day("2026-05-01") },
      { slug: "b", date: day("2026-03-01") },
      { slug: "c", updated: day("2026-04-01") },
    ];
    expect(slugs(sortPosts(posts, { by: "updated" }))).toBe("a c b");
  });

  test("by title without case, accents of Latin letters or a locale", () => {
    const posts = ["zebra", "Éclair", "edit", "Apple", "école", "Ångström", "きゃ", "が"].map((title) => ({
      slug: title,
      title,
    }));
    expect(slugs(sortPosts(posts, { by: "title" }))).toBe("Ångström Apple Éclair école edit zebra が きゃ");
    expect(slugs(sortPosts(posts, { by: "title", direction: "desc" }))).toBe(
      "きゃ が zebra edit école Éclair Apple Ångström",
    );
  });

  test("the input stays as it was", () => {
    const posts = Object.freeze([{ slug: "b" }, { slug: "a" }]);
    expect(slugs(sortPosts(posts))).toBe("a b");
    expect(slugs(posts)).toBe("b a");
  });

  test("a word that is none is the caller's fault", () => {
    // @ts-expect-error: a word that is none
    expect(() => sortPosts([], { by: "size" })).toThrow(
      new TypeError('Expected by to be "date", "updated" or "title", received size'),
    );
    // @ts-expect-error: a word that is none
    expect(() => sortPosts([], { direction: "up" })).toThrow(TypeError);
  });
});

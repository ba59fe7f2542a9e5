import { describe, expect, test } from "vitest";
import { findSimilarTags } from "../../src/collection/find-similar-tags.ts";
import { groupByMonth } from "../../src/collection/group-by-month.ts";
import { groupByTag } from "../../src/collection/group-by-tag.ts";
import { groupByYear } from "../../src/collection/group-by-year.ts";

const at = (text: string): Date => new Date(text);

describe("groupByTag", () => {
  test("merges spellings and shows the most used one", () => {
    const groups = groupByTag([
      { slug: "a", tags: ["Café", "C"] },
      { slug: "b", tags: ["cafe", "C++"] },
      { slug: "c", tags: ["CAFÉ", "c#"] },
      { slug: "d", tags: [" cafe ", "web dev"] },
      { slug: "e", tags: ["web-dev"] },
      { slug: "f", tags: ["Web Dev"] },
    ]);
    expect(
      groups.map(({ slug, label, posts }) => [slug, label, posts.map((post) => post.slug).join("")]),
    ).toEqual([
      ["c", "C", "a"],
      ["c-plus-plus", "C++", "b"],
      ["c-sharp", "c#", "c"],
      ["cafe", "cafe", "abcd"],
      // One each: code order decides.
      ["web-dev", "Web Dev", "def"],
    ]);
  });

  test("a post is in a group once, newest first, and empty tags are none", () => {
    const [group, ...others] = groupByTag([
      { slug: "old", date: at("2025-01-01"), tags: ["zig", "Zig", "ZIG", " ", ""] },
      { slug: "new", date: at("2026-01-01"), tags: ["Zig"] },
      { slug: "none" },
    ]);
    expect(group).toMatchObject({ slug: "zig", label: "Zig" });
    expect(group?.posts.map(({ slug }) => slug)).toEqual(["new", "old"]);
    expect(others).toEqual([]);
  });

  test("aliases are followed, chains too, and a circle ends", () => {
    const posts = [
      { slug: "a", tags: ["JS"] },
      { slug: "b", tags: ["ecmascript"] },
      { slug: "c", tags: ["JavaScript"] },
    ];
    expect(groupByTag(posts, { aliases: { ecmascript: "js", js: "JavaScript" } })).toMatchObject([
      { slug: "javascript", label: "JavaScript", posts: [{ slug: "a" }, { slug: "b" }, { slug: "c" }] },
    ]);
    expect(groupByTag(posts, { aliases: { js: "ecmascript", ecmascript: "js" } }).length).toBeGreaterThan(0);
  });

  test("names of object members are tags like others", () => {
    const groups = groupByTag([{ slug: "a", tags: ["constructor", "__proto__", "toString"] }]);
    expect(groups.map(({ label }) => label)).toEqual(["constructor", "__proto__", "toString"]);
  });
});

describe("findSimilarTags", () => {
  function similar(...tags: string[]): string[] {
    const posts = tags.map((tag, index) => ({ slug: `${index}`, path: `${index}.md`, tags: [tag] }));
    return findSimilarTags(posts).map(({ actual, expected }) => `${actual} → ${expected}`);
  }

  test("tells plurals, hyphens and slips", () => {
    expect(similar("queues", "queues", "queue")).toEqual(["queue → queues"]);
    expect(similar("web dev", "web dev", "webdev")).toEqual(["webdev → web dev"]);
    expect(similar("kubernetes", "kubernetes", "kuberentes")).toEqual(["kuberentes → kubernetes"]);
    expect(similar("library", "library", "libraries")).toEqual(["libraries → library"]);
    expect(similar("performance", "performance", "perfomance")).toEqual(["perfomance → performance"]);
  });

  test("keeps apart what is apart", () => {
    expect(similar("C", "C++", "C#")).toEqual([]);
    expect(similar("ES2015", "ES2016")).toEqual([]);
    expect(similar("python 2", "python 3")).toEqual([]);
    expect(similar("rust", "dust", "trust")).toEqual([]);
    expect(similar("css", "cs")).toEqual([]);
    expect(similar("Zig", "zig", "ZIG")).toEqual([]);
  });

  test("tells the rarer one, at every post that has it; an alias settles it", () => {
    const posts = [
      { slug: "a", path: "a.md", tags: ["queue"] },
      { slug: "b", path: "b.md", tags: ["queues"] },
      { slug: "c", path: "c.md", tags: ["queues"] },
      { slug: "d", path: "d.md", tags: ["queues", "queue"] },
    ];
    const messages = findSimilarTags(posts);
    expect(messages.map(({ file, ruleId }) => [file, ruleId])).toEqual([
      ["a.md", "tag-similar"],
      ["d.md", "tag-similar"],
    ]);
    expect(findSimilarTags(posts, { aliases: { queue: "queues" } })).toEqual([]);
  });
});

describe("groupByYear and groupByMonth", () => {
  const posts = [
    { slug: "a", date: at("2025-12-31T23:30:00Z") },
    { slug: "b", date: at("2025-12-31"), dateOnly: true },
    { slug: "c", date: at("2026-01-01"), dateOnly: true },
    { slug: "d" },
    { slug: "e", date: at("2024-02-29") },
  ];

  test("by year, newest first, what has no date last", () => {
    expect(
      groupByYear(posts).map(({ year, posts: own }) => [year, own.map(({ slug }) => slug).join("")]),
    ).toEqual([
      [2026, "c"],
      [2025, "ab"],
      [2024, "e"],
      [undefined, "d"],
    ]);
  });

  test("a time zone moves instants and never days", () => {
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

  test("by month", () => {
    expect(groupByMonth(posts).map(({ year, month, posts: own }) => [year, month, own.length])).toEqual([
      [2026, 1, 1],
      [2025, 12, 2],
      [2024, 2, 1],
      [undefined, undefined, 1],
    ]);
  });

  test("years before our era count down", () => {
    const post = { slug: "x", date: new Date("-000043-03-15T12:00:00Z") };
    expect(groupByYear([post])[0]?.year).toBe(-43);
    expect(groupByYear([post], { timeZone: "Asia/Tokyo" })[0]?.year).toBe(-43);
  });

  test("a zone that is none is the caller's fault", () => {
    expect(() => groupByYear([], { timeZone: "Mars/Olympus" })).toThrow(RangeError);
  });
});

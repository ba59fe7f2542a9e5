import { describe, expect, test } from "vitest";
import { groupByTag } from "../../../src/collection/groups/group-by-tag.ts";

const at = (text: string): Date => new Date(text);

describe("groupByTag", () => {
  test("merges spellings and shows the most frequent one", () => {
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
      // Equally frequent: the first in code order.
      ["web-dev", "Web Dev", "def"],
    ]);
  });

  test("has each post once, newest first, and ignores empty tags", () => {
    const [group, ...others] = groupByTag([
      { slug: "old", date: at("2025-01-01"), tags: ["zig", "Zig", "ZIG", " ", ""] },
      { slug: "new", date: at("2026-01-01"), tags: ["Zig"] },
      { slug: "none" },
    ]);
    expect(group).toMatchObject({ slug: "zig", label: "Zig" });
    expect(group?.posts.map(({ slug }) => slug)).toEqual(["new", "old"]);
    expect(others).toEqual([]);
  });

  test("follows aliases and chains of aliases, and stops in a circle", () => {
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

  test("a tag may be named like a property of objects", () => {
    const groups = groupByTag([{ slug: "a", tags: ["constructor", "__proto__", "toString"] }]);
    expect(groups.map(({ label }) => label)).toEqual(["constructor", "__proto__", "toString"]);
  });
});

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

  test("includes each post once, newest first, and ignores empty tags", () => {
    const [group, ...others] = groupByTag([
      { slug: "old", date: at("2025-01-01"), tags: ["zig", "Zig", "ZIG", " ", ""] },
      { slug: "new", date: at("2026-01-01"), tags: ["Zig"] },
      { slug: "none" },
    ]);
    expect(group).toMatchObject({ slug: "zig", label: "Zig" });
    expect(group?.posts.map(({ slug }) => slug)).toEqual(["new", "old"]);
    expect(others).toEqual([]);
  });

  test("follows chains of aliases and stops at a cycle", () => {
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

  test("tags can have names of Object.prototype", () => {
    const groups = groupByTag([{ slug: "a", tags: ["constructor", "__proto__", "toString"] }]);
    expect(groups.map(({ label }) => label)).toEqual(["constructor", "__proto__", "toString"]);
  });
});

import { describe, expect, test } from "vitest";
import { findSimilarTags } from "../../../src/collection/groups/find-similar-tags.ts";

/** The reported tags, and the tag that each is similar to. Each argument is the tag of one post. */
function similar(...tags: string[]): string[] {
  const posts = tags.map((tag, index) => ({ slug: `${index}`, path: `${index}.md`, tags: [tag] }));
  return findSimilarTags(posts).map(({ actual, expected }) => `${actual} → ${expected}`);
}

describe("findSimilarTags", () => {
  test.each<[string, string, boolean]>([
    // Hyphens and plurals, at any length.
    ["web-dev", "webdev", true],
    ["a-b", "ab", true],
    ["queue", "queues", true],
    ["library", "libraries", true],
    ["branch", "branches", true],
    ["class", "classes", true],
    ["box", "boxes", true],
    ["cats", "cat", true],
    ["go", "gos", false],
    ["status", "statu", false],
    ["ties", "ty", false],
    ["pies", "pie", true],
    // One letter added, removed or changed, or two swapped: from six letters.
    ["kubernetes", "kubernete", true],
    ["kubernetes", "kubernetxes", true],
    ["kubernetes", "kuberxetes", true],
    ["kubernetes", "xubernetes", true],
    ["kubernetes", "kuberentes", true],
    ["kubernetes", "kubenretes", true],
    ["kubernetes", "kuberntees", true],
    ["abcdef", "abcdxf", true],
    ["abcde", "abcdx", false],
    ["abcdef", "abcde", false],
    ["abcde", "abcdef", false],
    // Two different letters, or two swapped letters that are not adjacent.
    ["kubernetes", "kuberxxtes", false],
    ["kubernetes", "kubxrnetxs", false],
    ["abcdefgh", "abedcfgh", false],
    ["abcdefgh", "abxycdefgh", false],
    ["abcdef", "badcfe", false],
    // Digits must be equal.
    ["version-1", "version-2", false],
    ["version1", "versiom1", true],
    ["release-10", "release-1", false],
    // Up to 60 letters, single letters are compared.
    [`${"ab".repeat(29)}cd`, `${"ab".repeat(29)}cx`, true],
    [`${"ab".repeat(30)}c`, `${"ab".repeat(30)}x`, false],
    [`${"ab".repeat(30)}c`, `${"ab".repeat(30)}cs`, true],
  ])("%s and %s are similar: %s", (usual, rare, isSimilar) => {
    expect(similar(usual, usual, rare)).toEqual(isSimilar ? [`${rare} → ${usual}`] : []);
  });

  test.each([
    [["web dev", "web dev", "webdev"], ["webdev → web dev"]],
    [["python 2", "python 3"], []],
    [["C", "C++", "C#"], []],
    [["ES2015", "ES2016"], []],
    [["rust", "dust", "trust"], []],
    [["css", "cs"], []],
    [["c", "r", "go"], []],
    // The same tag in groupByTag.
    [["Zig", "zig", "ZIG"], []],
    [[], []],
  ])("reports for %j: %j", (tags, expected) => {
    expect(similar(...tags)).toEqual(expected);
  });

  test("reports each tag once, with the first similar tag", () => {
    expect(similar("queue", "queue", "queues", "que-ue", "stack")).toEqual([
      "que-ue → queue",
      "queues → queue",
    ]);
    expect(similar("pattern", "pattern", "pettern", "pittern")).toEqual([
      "pettern → pattern",
      "pittern → pattern",
    ]);
  });

  test("reports the less frequent tag in every post that has it, but no tag with an alias", () => {
    const posts = [
      { slug: "a", path: "a.md", tags: ["queue"] },
      { slug: "b", path: "b.md", tags: ["queues"] },
      { slug: "c", path: "c.md", tags: ["queues"] },
      { slug: "d", path: "d.md", tags: ["queues", "queue"] },
    ];
    expect(findSimilarTags(posts).map(({ file, ruleId }) => [file, ruleId])).toEqual([
      ["a.md", "tag-similar"],
      ["d.md", "tag-similar"],
    ]);
    expect(findSimilarTags(posts, { aliases: { queue: "queues" } })).toEqual([]);
  });

  test("reports how often each tag is used and what to do", () => {
    const posts = [
      { slug: "a", path: "a.md", tags: ["Queues"] },
      { slug: "b", path: "b.md", tags: ["Queues"] },
      { slug: "c", path: "c.md", tags: ["Queue"] },
    ];
    expect(findSimilarTags(posts)).toMatchObject([
      {
        file: "c.md",
        reason: "The tag “Queue” (1 post) is close to “Queues” (2 posts)",
        note: "If they mean the same, write “Queues”, or make “Queue” an alias of it.",
        actual: "Queue",
        expected: ["Queues"],
      },
    ]);
  });
});

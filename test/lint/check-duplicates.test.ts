import { describe, expect, test } from "vitest";
import { lintPosts } from "../../src/lint/lint-posts.ts";
import { makePost, only, reported } from "./lint-tools.ts";

describe("duplicates", () => {
  test("title-duplicate: two posts with the same title, without case, accents and punctuation", () => {
    const posts = [
      makePost("b", { title: "Résumé: a queue!" }),
      makePost("a", { title: "Resume — a Queue" }),
      makePost("c", { title: "Resume a stack" }),
    ];
    const message = only("title-duplicate", posts);
    // Always at the later path, whatever the order of the posts.
    expect(message?.file).toBe("posts/b.md");
    expect(message?.reason).toBe("posts/b.md and posts/a.md have the same title, “Resume — a Queue”");
    expect(only("title-duplicate", [...posts].reverse())?.file).toBe("posts/b.md");
  });

  test("slug-collision: two posts with the same slug, without case", () => {
    const posts = [
      makePost("rings", { path: "posts/2025/rings.md" }),
      makePost("Rings", { path: "posts/2026/rings.md", title: "Again" }),
    ];
    expect(reported(posts)).toEqual(["posts/2026/rings.md:1:1 slug-collision"]);
  });

  test("translations may have the same slug and title", () => {
    const posts = [
      makePost("rings", { path: "en/rings.md", lang: "en" }),
      makePost("rings", { path: "de/rings.md", lang: "de" }),
    ];
    expect(reported(posts)).toEqual([]);
  });

  test("a slug collision that is already in the messages of a post is reported once", () => {
    const posts = [makePost("rings"), makePost("rings", { path: "posts/x/rings.md", title: "Again" })];
    const [collision] = lintPosts(posts);
    expect(collision?.ruleId).toBe("slug-collision");
    expect(reported(posts.map((post) => ({ ...post, messages: collision ? [collision] : [] })))).toEqual([
      "posts/x/rings.md:1:1 slug-collision",
    ]);
  });
});

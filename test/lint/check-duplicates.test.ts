import { describe, expect, test } from "vitest";
import type { LintablePost } from "../../src/lint/lint-options.ts";
import { lintPosts } from "../../src/lint/lint-posts.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { makePost, only, reported } from "./lint-tools.ts";

describe("duplicate titles and slugs", () => {
  test("title-duplicate: two posts with the same title, regardless of letter case, accents and punctuation", () => {
    const posts = [
      makePost("b", { title: "Résumé: a queue!" }),
      makePost("a", { title: "Resume — a Queue" }),
      makePost("c", { title: "Resume a stack" }),
    ];
    const message = only("title-duplicate", posts);
    // Always reported for the later path, in any order of the posts.
    expect(message?.file).toBe("posts/b.md");
    expect(message?.reason).toBe("posts/b.md and posts/a.md have the same title, “Resume — a Queue”");
    expect(only("title-duplicate", [...posts].reverse())?.file).toBe("posts/b.md");
  });

  test("titles that the parser made from slugs are not compared", () => {
    const parse = createPostParser().sync;
    const notes = ["2025/01/02/1", "2025/01/03/1"].map((place) =>
      parse(`---\ndescription: D\ndate: ${place.slice(0, 10).replaceAll("/", "-")}\n---\nNote ${place}.`, {
        path: `notes/${place}/index.md`,
      }),
    );
    expect(notes.map(({ title }) => title)).toEqual(["1", "1"]);
    expect(new Set(lintPosts(notes).map(({ ruleId }) => ruleId))).toEqual(new Set(["title-missing"]));
  });

  const twins = [
    makePost("rings", { path: "posts/2025/rings.md" }),
    makePost("Rings", { path: "posts/2026/rings.md", title: "Again" }),
  ];

  test("slug-collision: two posts with the same URL, regardless of letter case", () => {
    const postUrl = ({ slug }: LintablePost): string => `/notes/${slug}/`;
    const message = only("slug-collision", twins, { postUrl });
    expect(message?.reason).toBe(
      'posts/2026/rings.md and posts/2025/rings.md have the same address, "/notes/Rings"',
    );
    const urls = ["/a/", "https://example.com/a/index.html"];
    const named = twins.map((post, index) => ({ ...post, url: urls[index] }));
    expect(reported(named, { siteUrl: "https://example.com" })).toEqual([
      "posts/2026/rings.md:1:1 slug-collision",
    ]);
  });

  test("translations collide only when their URLs are the same", () => {
    const posts = ["en", "ja"].map((lang) =>
      makePost("rings", { path: `posts/rings.${lang}.md`, lang, title: lang }),
    );
    expect(reported(posts)).toEqual([]);
    expect(reported(posts, { postUrl: ({ slug }) => `/${slug}/` })).toEqual([
      "posts/rings.ja.md:1:1 slug-collision",
    ]);
    expect(reported(posts, { postUrl: ({ slug, lang }) => `/${lang}/${slug}/` })).toEqual([]);
  });

  test("posts with the same slug and different URLs do not collide", () => {
    expect(reported(twins.map((post, index) => ({ ...post, url: `/${index}/rings/` })))).toEqual([]);
    expect(reported(twins, { postUrl: ({ path }) => `/${path}` })).toEqual([]);
    expect(reported(twins.map((post, index) => ({ ...post, url: `/?p=${index}` })))).toEqual([]);
  });

  test("without URLs, posts collide in the same folder unless their file names have different dates", () => {
    const at = (...paths: string[]): string[] =>
      reported(paths.map((path, index) => makePost("rings", { path, title: `Rings ${index}` })));
    expect(at("posts/rings.md", "posts/rings/index.md")).toEqual(["posts/rings/index.md:1:1 slug-collision"]);
    expect(at("posts/rings.md", "posts/rings.mdx")).toEqual(["posts/rings.mdx:1:1 slug-collision"]);
    expect(at("posts/2025/08/index.md", "posts/2026/08/index.md")).toEqual([]);
    expect(at("posts/2025-01-02-rings.md", "posts/2026-01-02-rings.md")).toEqual([]);
  });

  test("languages are also distinguished by folder", () => {
    expect(
      reported([makePost("rings", { path: "en/rings.md" }), makePost("rings", { path: "ja/rings.md" })]),
    ).toEqual([]);
  });

  test("translations can have the same slug and title", () => {
    const posts = [
      makePost("rings", { path: "en/rings.md", lang: "en" }),
      makePost("rings", { path: "de/rings.md", lang: "de" }),
    ];
    expect(reported(posts)).toEqual([]);
  });

  test("a slug collision that the messages of a post already contain is reported once", () => {
    const posts = [makePost("rings"), makePost("rings", { path: "posts/rings/index.md", title: "Again" })];
    const [collision] = lintPosts(posts);
    expect(collision?.ruleId).toBe("slug-collision");
    expect(reported(posts.map((post) => ({ ...post, messages: collision ? [collision] : [] })))).toEqual([
      "posts/rings/index.md:1:1 slug-collision",
    ]);
  });
});

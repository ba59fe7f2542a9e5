import { describe, expect, test } from "vitest";
import { checkPosts, isSoundField, tagsOf } from "../../src/core/post-fields.ts";

test.each([
  ["a, b；c、 ,", ["a", "b", "c"]],
  ["one tag", ["one tag"]],
  ["", []],
  [
    ["a", "b"],
    ["a", "b"],
  ],
  [
    ["a", 2026],
    ["a", "2026"],
  ],
])("the tags of %j are %j", (tags, expected) => {
  expect(tagsOf(tags)).toEqual(expected);
});

describe("post fields", () => {
  test.each([
    ["slug", "a", true],
    ["slug", undefined, false],
    ["title", 2026, true],
    ["title", null, true],
    ["title", {}, false],
    ["path", "a.md", true],
    ["path", 1, false],
    ["date", "2026-03-01", true],
    ["date", "soon", false],
    ["draft", "yes", true],
    ["draft", "maybe", false],
    ["published", "2026-03-01", false],
    ["tags", ["a", 1], true],
    ["tags", "a", true],
    ["tags", [null], false],
    ["links", [{ url: "a" }], true],
    ["links", [{ url: 1 }], false],
    ["links", [null], false],
    ["links", {}, false],
    ["headings", [{ text: "a" }], true],
    ["headings", ["a"], false],
    ["authors", ["a", { name: "b" }], true],
    ["authors", [{ url: "a" }], false],
    ["authors", "a", false],
    ["image", "a.png", true],
    ["image", { src: "a.png" }, true],
    ["image", { alt: "a" }, false],
  ] as const)("whether `%s` can be %j: %j", (field, value, sound) => {
    expect(isSoundField({ [field]: value }, field)).toBe(sound);
  });

  test("`published` can be a date when the post has another date", () => {
    expect(isSoundField({ published: "2026-03-01", date: "2026-03-01" }, "published")).toBe(true);
  });

  test.each([
    ["a", 'Expected `posts` to be an array of posts, received "a"'],
    [{ posts: [] }, ": pass its `posts`"],
    [["a"], "Expected `posts[0]` to be a post, which is an object, received"],
    [[{ slug: "a" }, null], "Expected `posts[1]` to be a post"],
    [[[]], "Expected `posts[0]` to be a post"],
    [[Promise.resolve()], "received a promise; did you forget `await` or `Promise.all`?"],
    [[{ slug: 1 }], "Expected `posts[0].slug` to be a string, received 1"],
    [[{ post: { slug: "a" } }], ": pass its `post`"],
    [
      [{ id: "a", data: { title: "A" } }],
      "in `data`: pass `entries.map(({ id, data }) => ({ slug: id, ...data }))`",
    ],
    [[{ slug: "a", frontmatter: { pubDate: "2026-03-01" } }], "in `frontmatter`"],
    [[{ slug: "a", attributes: { tags: [] } }], "in `attributes`"],
    [[{ slug: "a", title: {} }], "Expected `posts[0].title` to be a string"],
  ])("%j throws", (posts, message) => {
    expect(() => checkPosts(posts, ["slug", "title"])).toThrow(TypeError);
    expect(() => checkPosts(posts, ["slug", "title"])).toThrow(message);
  });

  test.each([
    [[]],
    [[{ slug: "a" }, { slug: "b", title: null }]],
    [[{ slug: "a", data: {} }]],
    [[{ slug: "a", data: null }]],
    [[{ slug: "a", title: "A", data: { title: "A" } }]],
    [[{ slug: "a", draft: false, data: { tags: [] } }]],
  ])("%j is accepted", (posts) => {
    expect(() => checkPosts(posts, ["slug", "title"])).not.toThrow();
  });
});

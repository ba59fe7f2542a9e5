import { describe, expect, test } from "vitest";
import { backlinksOf, groupBacklinks } from "../../../src/collection/links/backlinks.ts";

describe("backlinksOf and groupBacklinks", () => {
  const linking = [
    { slug: "a", date: new Date("2026-01-01"), links: [{ url: "/posts/c/", text: "the third" }] },
    {
      slug: "b",
      date: new Date("2026-02-01"),
      links: [
        { url: "/posts/c/#x", text: "see" },
        { url: "../c/", text: "see" },
        { url: "../c/", text: "there" },
        { url: "/posts/b/", text: "here" },
      ],
    },
    { slug: "c" },
  ];
  const [a, b, c] = linking as [(typeof linking)[0], (typeof linking)[0], (typeof linking)[0]];

  test("list the posts that link to a post, newest first, with each post and each text once", () => {
    expect(backlinksOf(linking, c)).toEqual([
      { post: b, texts: ["see", "there"] },
      { post: a, texts: ["the third"] },
    ]);
    expect(backlinksOf(linking, b)).toEqual([]);
  });

  test("find the backlinks of all posts at once", () => {
    expect([...groupBacklinks(linking).keys()]).toEqual([c]);
  });

  test("keep at most 20 texts and no empty ones", () => {
    const links = Array.from({ length: 30 }, (_, index) => ({
      url: "/posts/y/",
      text: index < 2 ? "" : `t${index}`,
    }));
    const linking = [{ slug: "x", links }, { slug: "y" }];
    const [backlink] = groupBacklinks(linking).get(linking[1] as (typeof linking)[0]) ?? [];
    expect(backlink?.texts).toEqual(Array.from({ length: 20 }, (_, index) => `t${index + 2}`));
  });
});

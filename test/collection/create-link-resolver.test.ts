import { describe, expect, test } from "vitest";
import { backlinksOf } from "../../src/collection/backlinks-of.ts";
import { createLinkResolver } from "../../src/collection/create-link-resolver.ts";
import { groupBacklinks } from "../../src/collection/group-backlinks.ts";

const posts = [
  { slug: "queues", path: "posts/2026/queues.md" },
  { slug: "rings", path: "posts/2025-12-08-rings.md" },
  { slug: "größe", path: "posts/größe/index.md" },
];
const [queues] = posts;

function where(url: string, options = {}, from = queues): string {
  const target = createLinkResolver(posts, options)(url, from);
  return target.kind === "post"
    ? `${target.post.slug}${target.fragment && `#${target.fragment}`}`
    : target.kind === "missing"
      ? `missing ${target.wanted}`
      : "elsewhere";
}

describe("createLinkResolver", () => {
  test.each([
    ["/posts/rings/", "rings"],
    ["/posts/rings", "rings"],
    ["/posts/rings/index.html", "rings"],
    ["/posts/rings.html", "rings"],
    ["/posts/rings/?utm=1#masks", "rings#masks"],
    ["../rings/", "rings"],
    ["../rings/#masks", "rings#masks"],
    ["/posts/gr%C3%B6%C3%9Fe/", "größe"],
    ["/posts/größe/", "größe"],
    ["/posts/gro\u0308ße/", "größe"],
    ["../2025-12-08-rings.md", "rings"],
    ["../2025-12-08-rings.md#masks", "rings#masks"],
    ["./queues.md", "queues"],
    ["queues.md", "queues"],
    ["../größe/index.md", "größe"],
    ["/posts/2025-12-08-rings.md", "rings"],
    ["#here", "queues#here"],
    ["#gr%C3%B6%C3%9Fe", "queues#größe"],
    ["", "queues"],
    ["/posts/ring/", "missing /posts/ring"],
    ["../ring/", "missing /posts/ring"],
    ["./rings.md", "missing posts/2026/rings.md"],
    ["/about/", "elsewhere"],
    ["/", "elsewhere"],
    ["/posts/", "elsewhere"],
    ["/posts/rings.pdf", "elsewhere"],
    ["/posts/rings/image.png", "elsewhere"],
    ["https://example.com/posts/rings/", "elsewhere"],
    ["//example.com/posts/rings/", "elsewhere"],
    ["mailto:a@example.com", "elsewhere"],
    ["https://example.com/queues.md", "elsewhere"],
    ["http://[", "elsewhere"],
    ["%", "missing /posts/queues/%"],
  ])("%s → %s", (url, expected) => {
    if (url !== "%") expect(where(url)).toBe(expected);
    else expect(() => where(url)).not.toThrow();
  });

  test("a site below a path", () => {
    const options = { siteUrl: "https://example.com/blog" };
    expect(where("https://example.com/blog/posts/rings/", options)).toBe("rings");
    expect(where("/blog/posts/rings/", options)).toBe("rings");
    expect(where("../rings/", options)).toBe("rings");
    expect(where("/posts/rings/", options)).toBe("elsewhere");
    expect(where("https://example.org/blog/posts/rings/", options)).toBe("elsewhere");
  });

  test("pages of another shape", () => {
    const options = { postUrl: ({ slug }: { slug: string }) => `/${slug}/` };
    expect(where("/rings/", options)).toBe("rings");
    // At the root of the site a missing post cannot be told from a page.
    expect(where("/ring/", options)).toBe("elsewhere");
    const dated = { postUrl: ({ slug }: { slug: string }) => `https://example.com/2026/03/${slug}/` };
    expect(where("https://example.com/2026/03/rings/", dated)).toBe("rings");
    expect(where("https://example.com/2026/03/ring/", dated)).toBe("missing /2026/03/ring");
  });

  test("without a post that the link stands in", () => {
    const resolve = createLinkResolver(posts);
    expect(resolve("#here").kind).toBe("elsewhere");
    expect(resolve("rings.md").kind).toBe("elsewhere");
    expect(resolve("/posts/rings/").kind).toBe("post");
  });

  test("a site's URL that is none is the caller's fault", () => {
    expect(() => createLinkResolver(posts, { siteUrl: "example.com" })).toThrow(
      new TypeError("Expected siteUrl to be an absolute URL, received example.com"),
    );
  });

  test("half a surrogate pair in a slug is no address, and no reason to throw", () => {
    const odd = [
      { slug: "a\uD800", title: "a", links: [{ url: "/posts/b/" }] },
      { slug: "b", title: "b" },
    ];
    expect(createLinkResolver(odd)("/posts/b/")).toMatchObject({ kind: "post", post: { slug: "b" } });
    expect(createLinkResolver(odd)("/posts/a%EF%BF%BD/")).toMatchObject({ kind: "post" });
    const [links] = [...groupBacklinks(odd)];
    expect(links?.[0].slug).toBe("b");
    expect(links?.[1].map(({ post }) => post.slug)).toEqual(["a\uD800"]);
  });

  test("endless links are not looked at", () => {
    expect(where(`/posts/${"a/".repeat(10_000)}`)).toBe("elsewhere");
    expect(where(`/${"a".repeat(3_000)}!`)).toBe("elsewhere");
  });
});

describe("backlinks", () => {
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

  test("newest first, each post once, its words once", () => {
    expect(backlinksOf(linking, c)).toEqual([
      { post: b, texts: ["see", "there"] },
      { post: a, texts: ["the third"] },
    ]);
    expect(backlinksOf(linking, b)).toEqual([]);
  });

  test("all at once", () => {
    expect([...groupBacklinks(linking).keys()]).toEqual([c]);
  });
});

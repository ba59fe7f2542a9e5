import { describe, expect, test } from "vitest";
import { createLinkResolver } from "../../src/collection/create-link-resolver.ts";
import { createRelatedIndex } from "../../src/collection/create-related-index.ts";
import { findSimilarTags } from "../../src/collection/find-similar-tags.ts";
import { groupBacklinks } from "../../src/collection/group-backlinks.ts";

describe("where links lead", () => {
  const posts = [
    { slug: "b", path: "posts/b.md" },
    { slug: "a", path: "posts/a.md" },
    { slug: "index.html", path: "c.markdown" },
  ];
  const [b] = posts as [(typeof posts)[0]];
  const where = (url: string, from: (typeof posts)[0] | undefined = b, options = {}): string => {
    const target = createLinkResolver(posts, options)(url, from);
    if (target.kind === "post") return `${target.post.slug}${target.fragment && ` ${target.fragment}`}`;
    return target.kind === "missing" ? `missing ${target.wanted}` : "elsewhere";
  };

  test.each([
    ["a.md?x=1", "a"],
    ["a.md?x=1#y", "a y"],
    ["a.md?x\n=1", "a"],
    ["A.MD", "missing posts/A.MD"],
    ["a.mdx", "missing posts/a.mdx"],
    ["a.mkd", "missing posts/a.mkd"],
    ["../c.markdown", "index.html"],
    ["/c.markdown", "index.html"],
    ["../../c.markdown", "missing ../c.markdown"],
    [".//./a.md", "a"],
    ["..\\posts\\a.md", "a"],
    ["a.md.html", "elsewhere"],
    ["/posts/a.htm", "a"],
    ["/posts/a/index.htm", "a"],
    ["/posts/a/myindex.html", "elsewhere"],
    ["/posts/x.html.old-name", "missing /posts/x.html.old-name"],
    ["/posts/x.pdf", "elsewhere"],
    ["/posts/x.123456789", "missing /posts/x.123456789"],
    ["/posts//", "elsewhere"],
    ["\\\\other.example\\posts\\a", "elsewhere"],
    ["/posts/%61", "a"],
    ["/posts/a%", "missing /posts/a%"],
    ["/posts/a#%", "a %"],
    ["javascript:a.md", "elsewhere"],
  ])("%j: %s", (url, expected) => {
    expect(where(url)).toBe(expected);
  });

  test("the first by path is meant when two have one address, whatever the order", () => {
    const twins = [
      { slug: "x", path: "2.md", n: 2 },
      { slug: "x", path: "1.md", n: 1 },
      { slug: "x", n: 0 },
    ];
    for (const order of [twins, [...twins].reverse()]) {
      expect(createLinkResolver(order)("/posts/x/")).toMatchObject({ post: { n: 0 } });
    }
    expect(createLinkResolver(twins.slice(0, 2))("/posts/x/")).toMatchObject({ post: { n: 1 } });
  });

  test("links longer than 4,000 signs are not looked at", () => {
    const at = (length: number): string => `/posts/a/?${"x".repeat(length - 10)}`;
    expect(where(at(4000))).toBe("a");
    expect(where(at(4001))).toBe("elsewhere");
  });

  test("at most twenty texts of links are kept, none of them empty", () => {
    const links = Array.from({ length: 30 }, (_, index) => ({
      url: "/posts/y/",
      text: index < 2 ? "" : `t${index}`,
    }));
    const linking = [{ slug: "x", links }, { slug: "y" }];
    const [backlink] = groupBacklinks(linking).get(linking[1] as (typeof linking)[0]) ?? [];
    expect(backlink?.texts).toEqual(Array.from({ length: 20 }, (_, index) => `t${index + 2}`));
  });
});

describe("why posts are related", () => {
  test("the strongest reason is first, words are told by their weight, five at most", () => {
    const posts = [
      {
        slug: "x",
        title: "alpha beta gamma delta epsilon zeta",
        tags: ["all", "t"],
        links: [{ url: "/posts/y/" }],
      },
      { slug: "y", title: "alpha beta gamma delta epsilon zeta", tags: ["all", "t"] },
      { slug: "z", title: "eta theta", tags: ["all"] },
      { slug: "w", title: "iota kappa", tags: ["all"] },
    ];
    const [first] = createRelatedIndex(posts)(posts[0] as (typeof posts)[0]);
    // Their words are the same: 1.5. The link: 1. Tags: ln(5/2)/ln 5 + ln(5/4)/ln 5 = 0.569323 + 0.138647.
    expect(first?.reasons).toEqual([
      { kind: "terms", values: ["alpha", "beta", "delta", "epsilon", "gamma"], score: 1.5 },
      { kind: "links", values: [], score: 1 },
      { kind: "tags", values: ["t", "all"], score: 0.70797 },
    ]);
    expect(first?.score).toBe(3.20797);
  });

  test("a word counts by where it stands: the title most, the text least", () => {
    const posts = [
      { slug: "x", title: "ring", description: "lock" },
      { slug: "lock", title: "lock" },
      { slug: "ring", title: "ring" },
      { slug: "a", title: "other" },
      { slug: "b", title: "things" },
    ];
    const related = createRelatedIndex(posts)(posts[0] as (typeof posts)[0]);
    expect(related.map(({ post }) => post.slug)).toEqual(["ring", "lock"]);
  });

  test("headings, and the excerpt where there is no text, are read", () => {
    const posts = [
      { slug: "x", title: "ring" },
      { slug: "heading", headings: [{ text: "Ring" }] },
      { slug: "excerpt", excerpt: { text: "a ring" } },
      { slug: "html", html: "<p>none</p>", excerpt: { text: "a ring" } },
      { slug: "a", title: "other" },
      { slug: "b", title: "things" },
    ];
    const related = createRelatedIndex(posts)(posts[0] as (typeof posts)[0]);
    expect(related.map(({ post }) => post.slug)).toEqual(["excerpt", "heading"]);
  });

  test("an empty tag is none, and a limit that is none is the caller's fault", () => {
    const posts = [
      { slug: "x", tags: [" ", "!"] },
      { slug: "y", tags: [" "] },
    ];
    const related = createRelatedIndex(posts);
    expect(related(posts[0] as (typeof posts)[0])).toEqual([]);
    expect(() => related(posts[0] as (typeof posts)[0], { limit: 1.5 })).toThrow(
      "Expected limit to be zero or a positive integer, received 1.5",
    );
  });
});

test("a similar tag is told with how often each is used, and what to do", () => {
  const posts = [
    { slug: "a", path: "a.md", tags: ["Queues"] },
    { slug: "b", path: "b.md", tags: ["Queues"] },
    { slug: "c", path: "c.md", tags: ["Queue"] },
  ];
  expect(findSimilarTags(posts)).toMatchObject([
    {
      file: "c.md",
      reason: "The tag “Queue” (1 post) is close to “Queues” (2 posts)",
      note: "If they are one, write “Queues”, or make “Queue” its alias.",
      actual: "Queue",
      expected: ["Queues"],
    },
  ]);
});

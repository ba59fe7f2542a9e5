import { describe, expect, test } from "vitest";
import { createRelatedIndex, relatedPosts } from "../../../src/collection/related/related-posts.ts";
import { orderSeries } from "../../../src/collection/series/order-series.ts";

function slugs(related: readonly { post: { slug: string } }[]): string {
  return related.map(({ post }) => post.slug).join(" ");
}

describe("relatedPosts", () => {
  test("a rare tag counts for more than a frequent one, and a tag of all posts for nearly nothing", () => {
    const posts = [
      { slug: "x", tags: ["all", "common", "rare"] },
      { slug: "rare", tags: ["all", "rare"] },
      { slug: "common-1", tags: ["all", "common"] },
      { slug: "common-2", tags: ["all", "common"] },
      { slug: "other", tags: ["all"] },
    ];
    const related = relatedPosts(posts, posts[0] as (typeof posts)[0]);
    expect(slugs(related)).toBe("rare common-1 common-2 other");
    // ln(6/2)/ln 6 + ln(6/5)/ln 6 and ln(6/3)/ln 6 + ln(6/5)/ln 6
    expect(related.map(({ score }) => score)).toEqual([0.714903, 0.488608, 0.488608, 0.101756]);
    expect(related[0]?.reasons).toEqual([{ kind: "tags", values: ["rare", "all"], score: 0.714903 }]);
  });

  test("spellings of one tag count as one tag", () => {
    const posts = [
      { slug: "x", tags: ["Café"] },
      { slug: "y", tags: ["cafe"] },
    ];
    expect(relatedPosts(posts, posts[0] as (typeof posts)[0])[0]?.reasons[0]).toMatchObject({
      values: ["Café"],
    });
  });

  test("links count in both directions", () => {
    const posts = [
      { slug: "x", links: [{ url: "/posts/y/" }, { url: "/posts/x/" }, { url: "/posts/nowhere/" }] },
      { slug: "y", links: [] },
      { slug: "z", links: [{ url: "../x/#foo" }] },
    ];
    const related = relatedPosts(posts, posts[0] as (typeof posts)[0]);
    expect(related.map(({ post, score, reasons }) => [post.slug, score, reasons[0]?.kind])).toEqual([
      ["y", 1, "links"],
      ["z", 0.75, "linked"],
    ]);
  });

  test("words of title and text relate posts, and are listed", () => {
    const posts = [
      {
        slug: "x",
        title: "Backpressure in practice",
        html: "<p>Backpressure and load shedding.</p><pre>grid</pre>",
      },
      { slug: "y", title: "Load shedding", html: "<p>When backpressure fails.</p>" },
      { slug: "z", title: "Style sheets", html: "<p>On grid and flexbox.</p>" },
      { slug: "w", title: "Colours", html: "<p>On grid and flexbox, again.</p>" },
    ];
    const related = relatedPosts(posts, posts[0] as (typeof posts)[0]);
    expect(slugs(related)).toBe("y");
    expect(related[0]?.reasons[0]).toMatchObject({
      kind: "terms",
      values: ["backpressure", "load", "shedding"],
    });
  });

  test("posts of the same series are left out by default", () => {
    const posts = [
      { slug: "x", tags: ["t"], series: "S" },
      { slug: "y", tags: ["t"], series: ["s"] },
      { slug: "z", tags: ["t"] },
    ];
    const post = posts[0] as (typeof posts)[0];
    expect(slugs(relatedPosts(posts, post))).toBe("z");
    expect(slugs(relatedPosts(posts, post, { sameSeries: true }))).toBe("y z");
    const declared = [
      { slug: "x", tags: ["t"] },
      { slug: "y", tags: ["t"] },
      { slug: "z", tags: ["t"] },
    ];
    const series = orderSeries(declared, { series: [{ slug: "s", posts: ["x", "y"] }] });
    expect(slugs(relatedPosts(declared, declared[0] as (typeof declared)[0], { series }))).toBe("z");
  });

  test("posts in other languages are left out by default", () => {
    const posts = [
      { slug: "x", tags: ["t"], lang: "en" },
      { slug: "y", tags: ["t"], lang: "de" },
      { slug: "z", tags: ["t"], lang: "en-GB" },
      { slug: "w", tags: ["t"] },
    ];
    const post = posts[0] as (typeof posts)[0];
    expect(slugs(relatedPosts(posts, post))).toBe("w z");
    expect(slugs(relatedPosts(posts, post, { otherLanguages: true }))).toBe("w y z");
  });

  test("of equal scores the newer post comes first, at most `limit` posts, and none without a reason", () => {
    const posts = [
      { slug: "x", tags: ["t"] },
      { slug: "old", tags: ["t"], date: new Date("2025-01-01") },
      { slug: "new", tags: ["t"], date: new Date("2026-01-01") },
      { slug: "none", tags: ["u"] },
    ];
    const post = posts[0] as (typeof posts)[0];
    expect(slugs(relatedPosts(posts, post))).toBe("new old");
    expect(slugs(relatedPosts(posts, post, { limit: 1 }))).toBe("new");
    expect(relatedPosts(posts, post, { limit: 0 })).toEqual([]);
    expect(() => relatedPosts(posts, post, { limit: -1 })).toThrow(RangeError);
  });

  test("finds a copy by its slug; a post that is not in the list has no related posts", () => {
    const posts = [
      { slug: "x", tags: ["t"] },
      { slug: "y", tags: ["t"] },
    ];
    const related = createRelatedIndex(posts);
    expect(slugs(related({ slug: "x", tags: [] }))).toBe("y");
    expect(related({ slug: "q", tags: ["t"] })).toEqual([]);
  });

  test("calls do not change the results of later calls", () => {
    const posts = [
      { slug: "x", title: "Ring buffers", tags: ["t"] },
      { slug: "y", title: "Ring buffers again", tags: ["t"] },
      { slug: "z", title: "Locks", tags: ["t"] },
    ];
    const related = createRelatedIndex(posts);
    const first = posts.map((post) => related(post));
    expect(posts.map((post) => related(post))).toEqual(first);
  });
});

describe("in a large blog", () => {
  // Each of a thousand words is in about eighty of two thousand posts: too many to find posts by all words.
  const word = (number: number): string =>
    `common${[...String(number % 1_000)].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;
  const common = (index: number): string =>
    Array.from({ length: 40 }, (_, at) => word(index * 37 + at * at * 7)).join(" ");
  const posts = Array.from({ length: 2_000 }, (_, index) => ({
    slug: `p${index}`,
    title: index % 500 === 3 ? "Seqlock" : "",
    description: common(index),
    tags: [index % 2 === 0 ? "even" : "odd"],
    links: index === 3 ? [{ url: "/posts/p4/" }] : [],
  }));
  const post = posts[3] as (typeof posts)[0];

  test("rare words and links find posts, and frequent tags are added to their reasons", () => {
    const related = relatedPosts(posts, post, { limit: 4 });
    // p4 by the link; the others by a word in the title that four posts have, and by the tag of half the posts.
    expect(new Set(related.map(({ post: found }) => found.slug))).toEqual(
      new Set(["p4", "p503", "p1003", "p1503"]),
    );
    const byWord = related.filter(({ post: found }) => found.title === "Seqlock");
    for (const { reasons } of byWord) {
      expect(reasons.find(({ kind }) => kind === "terms")?.values[0]).toBe("seqlock");
      expect(reasons.find(({ kind }) => kind === "tags")?.values).toEqual(["odd"]);
    }
  });

  test("the order of the posts does not matter in a large blog", () => {
    const related = createRelatedIndex(posts);
    const turned = createRelatedIndex([...posts].reverse());
    for (const one of posts.slice(0, 20)) expect(turned(one)).toEqual(related(one));
  });
});

describe("reasons", () => {
  test("the strongest reason comes first, with at most five words by weight", () => {
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
    // The same words: 1.5. The link: 1. Tags: ln(5/2)/ln 5 + ln(5/4)/ln 5 = 0.569323 + 0.138647.
    expect(first?.reasons).toEqual([
      { kind: "terms", values: ["alpha", "beta", "delta", "epsilon", "gamma"], score: 1.5 },
      { kind: "links", values: [], score: 1 },
      { kind: "tags", values: ["t", "all"], score: 0.70797 },
    ]);
    expect(first?.score).toBe(3.20797);
  });

  test("a word in the title counts for more than one in the description", () => {
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

  test("headings are read, and the excerpt when there is no HTML", () => {
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

  test("empty tags are ignored, and a limit that is not a whole number is a RangeError", () => {
    const posts = [
      { slug: "x", tags: [" ", "!"] },
      { slug: "y", tags: [" "] },
    ];
    const related = createRelatedIndex(posts);
    expect(related(posts[0] as (typeof posts)[0])).toEqual([]);
    expect(() => related(posts[0] as (typeof posts)[0], { limit: 1.5 })).toThrow(
      "Expected `limit` to be a whole number from 0, received 1.5",
    );
  });
});

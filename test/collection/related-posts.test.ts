import { describe, expect, test } from "vitest";
import { createRelatedIndex } from "../../src/collection/create-related-index.ts";
import { orderSeries } from "../../src/collection/order-series.ts";
import { relatedPosts } from "../../src/collection/related-posts.ts";

function slugs(related: readonly { post: { slug: string } }[]): string {
  return related.map(({ post }) => post.slug).join(" ");
}

describe("relatedPosts", () => {
  test("a rare tag counts for more than a common one, a tag that all have for next to nothing", () => {
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

  test("spellings of one tag are one", () => {
    const posts = [
      { slug: "x", tags: ["Café"] },
      { slug: "y", tags: ["cafe"] },
    ];
    expect(relatedPosts(posts, posts[0] as (typeof posts)[0])[0]?.reasons[0]).toMatchObject({
      values: ["Café"],
    });
  });

  test("links count both ways", () => {
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

  test("words of title and text relate, and are told", () => {
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

  test("posts of the same series are left out unless asked for", () => {
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

  test("posts in other languages are left out unless asked for", () => {
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

  test("ties go to the newer post; the limit holds; nothing in common is nothing", () => {
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

  test("a stranger has no related posts, a copy has", () => {
    const posts = [
      { slug: "x", tags: ["t"] },
      { slug: "y", tags: ["t"] },
    ];
    const related = createRelatedIndex(posts);
    expect(slugs(related({ slug: "x", tags: [] }))).toBe("y");
    expect(related({ slug: "q", tags: ["t"] })).toEqual([]);
  });

  test("one call does not disturb the next", () => {
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
  // Each of a thousand words is in some eighty of two thousand posts: too many for all of them to find posts.
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

  test("rare words and links find posts, and common tags confirm them", () => {
    const related = relatedPosts(posts, post, { limit: 4 });
    // p4 by the link; those with the word that four posts have, by title, which the tag of half the posts confirms.
    expect(new Set(related.map(({ post: found }) => found.slug))).toEqual(
      new Set(["p4", "p503", "p1003", "p1503"]),
    );
    const byWord = related.filter(({ post: found }) => found.title === "Seqlock");
    for (const { reasons } of byWord) {
      expect(reasons.find(({ kind }) => kind === "terms")?.values[0]).toBe("seqlock");
      expect(reasons.find(({ kind }) => kind === "tags")?.values).toEqual(["odd"]);
    }
  });

  test("the order of the posts does not matter", () => {
    const related = createRelatedIndex(posts);
    const turned = createRelatedIndex([...posts].reverse());
    for (const one of posts.slice(0, 20)) expect(turned(one)).toEqual(related(one));
  });
});

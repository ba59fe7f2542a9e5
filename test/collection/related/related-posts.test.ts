import { describe, expect, test } from "vitest";
import { createRelatedIndex, relatedPosts } from "../../../src/collection/related/related-posts.ts";
import { orderSeries } from "../../../src/collection/series/order-series.ts";

function slugs(related: readonly { post: { slug: string } }[]): string {
  return related.map(({ post }) => post.slug).join(" ");
}

/** By the formula in the docs: the cosine to the first post, damped by the mean cosine to all others. */
function expectedScores(tags: readonly (readonly string[])[]): number[] {
  const idf = (tag: string): number =>
    Math.log((tags.length + 1) / tags.filter((own) => own.includes(tag)).length);
  const dot = (a: readonly string[], b: readonly string[]): number =>
    a.filter((tag) => b.includes(tag)).reduce((sum, tag) => sum + idf(tag) ** 2, 0);
  const cosine = (a: readonly string[], b: readonly string[]): number =>
    dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  return tags.map((own) => {
    const others = tags.filter((other) => other !== own);
    const mean = others.reduce((sum, other) => sum + cosine(own, other), 0) / (tags.length + 20);
    return cosine(tags[0] as readonly string[], own) / (1 + 4 * mean);
  });
}

describe("relatedPosts", () => {
  test("a rare tag weighs more than a frequent one, and a tag of all posts weighs almost nothing", () => {
    const posts = [
      { slug: "x", tags: ["all", "common", "rare"] },
      { slug: "rare", tags: ["all", "rare"] },
      { slug: "common-1", tags: ["all", "common"] },
      { slug: "common-2", tags: ["all", "common"] },
      { slug: "other", tags: ["all"] },
    ];
    const related = relatedPosts(posts, posts[0] as (typeof posts)[0]);
    expect(slugs(related)).toBe("rare common-1 common-2 other");
    expect(related[0]?.reasons).toMatchObject([{ kind: "tags", values: ["rare", "all"] }]);
    const scores = expectedScores(posts.map(({ tags }) => tags));
    for (const [at, { score }] of related.entries()) expect(score).toBeCloseTo(scores[at + 1] as number, 5);
  });

  test("different spellings of a tag count as one tag", () => {
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
      ["y", 0.2, "links"],
      ["z", 0.2, "linked"],
    ]);
  });

  test("shared words in title and text relate posts and are listed", () => {
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

  test("posts of the same series are omitted by default", () => {
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

  test("posts in other languages are omitted by default", () => {
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

  test("newer posts come first for equal scores, up to `limit` posts, and none without a reason", () => {
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

  test("finds a copy by its slug, and returns no related posts for a post outside the list", () => {
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
  // Each of 1,000 words is in about 80 of 2,000 posts: too many to find posts by all words.
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

  test("rare words and links find posts, and a tag of half of the posts has no effect", () => {
    const related = relatedPosts(posts, post, { limit: 4 });
    // p4 because of the link, the others because of a word in the title that four posts share.
    expect(new Set(related.map(({ post: found }) => found.slug))).toEqual(
      new Set(["p4", "p503", "p1003", "p1503"]),
    );
    const byWord = related.filter(({ post: found }) => found.title === "Seqlock");
    for (const { reasons } of byWord) {
      expect(reasons.find(({ kind }) => kind === "terms")?.values[0]).toBe("seqlock");
      expect(reasons.map(({ kind }) => kind)).not.toContain("tags");
    }
  });

  test("the order of the posts does not matter", () => {
    const related = createRelatedIndex(posts);
    const turned = createRelatedIndex([...posts].reverse());
    for (const one of posts.slice(0, 20)) expect(turned(one)).toEqual(related(one));
  });
});

describe("reasons of related posts", () => {
  test("the strongest reason comes first, with at most five words sorted by weight", () => {
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
    expect(first?.reasons).toMatchObject([
      { kind: "terms", values: ["alpha", "beta", "delta", "epsilon", "gamma"] },
      { kind: "links", values: [] },
      { kind: "tags", values: ["t", "all"] },
    ]);
    const sum = first?.reasons.reduce((all, { score }) => all + score, 0);
    expect(first?.score).toBeCloseTo(sum as number, 6);
  });

  test("a word in the title weighs more than a word in the description", () => {
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

  test("headings are read, and the excerpt is read when there is no HTML", () => {
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

  test("empty tags are ignored, and a limit that is not a whole number throws a RangeError", () => {
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

describe("selection of related posts", () => {
  const topics = ["ring buffer", "lock striping", "page cache", "hash table", "skip list", "bloom filter"];

  test("a link supports similarity but does not outweigh it", () => {
    const posts = [
      { slug: "x", title: "Ring buffers in Zig", tags: ["queues"], links: [{ url: "/posts/about/" }] },
      { slug: "about", title: "About this site" },
      { slug: "alike", title: "Ring buffers again", tags: ["queues"] },
      { slug: "both", title: "A ring of queues", links: [{ url: "/posts/x/" }] },
      ...topics.map((title, at) => ({ slug: `t${at}`, title })),
    ];
    const related = relatedPosts(posts, posts[0] as (typeof posts)[0]);
    expect(related[0]?.post.slug).toBe("alike");
    expect(slugs(related)).toContain("about");
  });

  test("posts with very little in common are not related", () => {
    const words = (from: number): string =>
      Array.from(
        { length: 60 },
        (_, at) => `word${"abcdefghij"[at % 10]}${"klmnopqrst"[Math.floor(at / 10) + (from % 3)]}`,
      ).join(" ");
    const posts = [
      { slug: "x", title: "Rings", description: `${words(0)} shared` },
      {
        slug: "y",
        title: "Locks",
        description: "shared and a great deal of entirely different prose about something else",
      },
      { slug: "z", title: "Rings", description: words(0) },
      {
        slug: "u",
        title: "Locks",
        description: "entirely different prose about something else a great deal",
      },
    ];
    expect(slugs(relatedPosts(posts, posts[0] as (typeof posts)[0]))).toBe("z");
  });

  test("a post that links to every post and mentions every topic ranks below posts about the topic", () => {
    const posts = topics.flatMap((topic, at) => [
      { slug: `a${at}`, title: `The ${topic} explained`, tags: [topic], links: [] as { url: string }[] },
      { slug: `b${at}`, title: `Another ${topic}`, tags: [topic], links: [] },
    ]);
    const list = {
      slug: "contributors",
      title: "Release notes and contributors",
      tags: topics,
      links: posts.map(({ slug }) => ({ url: `/posts/${slug}/` })),
    };
    const related = createRelatedIndex([...posts, list]);
    for (const post of posts) {
      const found = related(post).map(({ post: other }) => other.slug);
      expect(found[0]).toBe(post.slug.replace(/[ab]/, (letter) => (letter === "a" ? "b" : "a")));
      expect(found.indexOf("contributors")).not.toBe(0);
    }
  });

  test("`related` in the post or its front matter takes precedence, and unknown slugs are ignored", () => {
    const posts = [
      { slug: "x", tags: ["t"], related: ["z", "gone", "y", "x", "z"] },
      { slug: "y", tags: ["u"], data: { related: ["x"] } },
      { slug: "z", tags: ["t"], related: [] },
      { slug: "w", tags: ["t"], data: { related: "y" } },
    ];
    const related = createRelatedIndex(posts);
    const [x, y, z, w] = posts as [
      (typeof posts)[0],
      (typeof posts)[0],
      (typeof posts)[0],
      (typeof posts)[0],
    ];
    expect(slugs(related(x))).toBe("z y");
    expect(slugs(related(x, { limit: 1 }))).toBe("z");
    expect(related(x)[0]).toEqual({ post: z, score: 1, reasons: [{ kind: "chosen", values: [], score: 1 }] });
    expect(slugs(related(y))).toBe("x");
    expect(related(z)).toEqual([]);
    expect(slugs(related(w))).toBe("y");
  });

  test("translations are not related, even with `otherLanguages`", () => {
    const posts = [
      { slug: "rings", path: "rings.md", title: "Rings", tags: ["t"], lang: undefined },
      { slug: "rings", path: "rings.fr.md", title: "Rings", tags: ["t"], lang: "fr" },
      { slug: "anneaux", path: "rings.de.md", title: "Rings", tags: ["t"] },
      { slug: "locks", path: "locks.fr.md", title: "Rings and locks", tags: ["t"], lang: "fr" },
    ];
    const related = createRelatedIndex(posts, { otherLanguages: true });
    expect(slugs(related(posts[0] as (typeof posts)[0]))).toBe("locks");
    expect(slugs(related(posts[3] as (typeof posts)[0])).split(" ")).toHaveLength(3);
  });
});

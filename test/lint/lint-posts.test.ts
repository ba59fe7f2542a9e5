import { describe, expect, test } from "vitest";
import { createMessage } from "../../src/diagnostics/create-message.ts";
import { lintPosts } from "../../src/lint/lint-posts.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { makePost, now, only, reported } from "./lint-tools.ts";

test("nothing is reported for posts without problems", () => {
  const posts = [
    makePost("rings", {
      lang: "en-GB",
      headings: [
        { depth: 2, slug: "why", text: "Why" },
        { depth: 3, slug: "how", text: "How" },
        { depth: 2, slug: "when", text: "When" },
      ],
      images: [{ url: "ring.svg", alt: "A ring of eight cells" }],
      links: [
        { url: "/posts/locks/#pairs", text: "pairs" },
        { url: "./locks.md", text: "locks" },
        { url: "#how", text: "below" },
        { url: "#", text: "up" },
        { url: "https://example.com/posts/nowhere/", text: "another site" },
        { url: "/about/", text: "a page that is not a post" },
        { url: "mailto:ann@example.com" },
      ],
      image: { src: "/cover.png", alt: "A ring" },
    }),
    makePost("locks", { lang: "en", headings: [{ depth: 2, slug: "pairs", text: "Pairs" }] }),
  ];
  expect(reported(posts, { now, languages: ["en"] })).toEqual([]);
  expect(reported([])).toEqual([]);
});

test("`messages` are merged with the others without duplicates, and `rules` applies to them", () => {
  const unreadable = createMessage("file-unreadable", { reason: "Gone", path: "posts/b.md" });
  const collision = createMessage("slug-collision", {
    reason: 'posts/rings/index.md and posts/rings.md have the same slug, "rings"',
    path: "posts/rings/index.md",
  });
  const posts = [makePost("rings"), makePost("rings", { path: "posts/rings/index.md", title: "Again" })];
  const messages = [collision, unreadable];
  expect(reported(posts, { messages })).toEqual([
    "posts/b.md:1:1 file-unreadable",
    "posts/rings/index.md:1:1 slug-collision",
  ]);
  expect(reported(posts, { messages, rules: { "slug-collision": "off" } })).toEqual([
    "posts/b.md:1:1 file-unreadable",
  ]);
});

test("tag-similar is reported for the post with the less frequent tag, unless it has an alias", () => {
  const posts = [
    makePost("a", { tags: ["queues"] }),
    makePost("b", { tags: ["Queues"] }),
    makePost("c", { tags: ["queue"] }),
  ];
  const message = only("tag-similar", posts);
  expect([message?.file, message?.fatal]).toEqual(["posts/c.md", undefined]);
  expect(reported(posts, { aliases: { queue: "queues" } })).toEqual([]);
});

describe("series", () => {
  const part = (slug: string, number: number | undefined, line = 5) =>
    makePost(slug, {
      date: new Date(Date.UTC(2026, 0, number ?? 9)),
      series: [{ name: "Lock-free", part: number, place: { line, column: 3, offset: 0 } }],
    });

  test("problems are reported at the position where the post names the series", () => {
    expect(reported([part("a", 1), part("b", 2), part("c", 5)])).toEqual(["posts/c.md:5:3 series-gap"]);
    expect(reported([part("a", 1), part("b", 1)])).toEqual(["posts/b.md:5:3 series-duplicate-part"]);
    expect(reported([part("a", 1), part("b", undefined)])).toEqual(["posts/b.md:5:3 series-mixed-numbering"]);
  });

  test("`series` and `inferFromTitles` work as in orderSeries", () => {
    const series = [{ slug: "lock-free", posts: ["a", "gone"], path: "series.yaml" }];
    expect(reported([part("a", 1), part("b", 2)], { series })).toEqual([
      "posts/b.md:5:3 series-not-listed",
      "series.yaml:1:1 series-post-unknown",
    ]);
    const inferred = [
      makePost("a", { title: "Parsing, part 1" }),
      makePost("b", { title: "Parsing, part 3", date: new Date("2026-03-03") }),
    ];
    expect(reported(inferred)).toEqual([]);
    expect(reported(inferred, { inferFromTitles: true })).toEqual(["posts/b.md:1:1 series-gap"]);
  });
});

describe("`rules`", () => {
  const posts = [makePost("a", { date: undefined, description: "" })];

  test("turns rules off and sets severities", () => {
    expect(reported(posts, { rules: { "date-missing": "off" } })).toEqual([
      "posts/a.md:1:1 description-missing",
    ]);
    const rules = { "date-missing": "error", "description-missing": "info" } as const;
    expect(lintPosts(posts, { rules }).map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([
      ["date-missing", true],
      ["description-missing", undefined],
    ]);
    expect(lintPosts(posts, { rules: { "date-missing": "warn" } })[0]?.fatal).toBe(false);
    expect(lintPosts(posts, { rules: { "date-missing": undefined } })).toHaveLength(2);
  });

  test("applies to the messages of the parser without changing them", () => {
    const parsePost = createPostParser();
    const post = parsePost.sync("---\ndate: 2026-03-02\ndescription: D\n---\nText\n", { path: "posts/a.md" });
    expect(post.messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([["title-missing", false]]);
    const [message] = lintPosts([post], { rules: { "title-missing": "error" } });
    expect(message?.fatal).toBe(true);
    expect(String(message)).toBe(String(post.messages[0]));
    expect(post.messages[0]?.fatal).toBe(false);
    expect(lintPosts([post], { rules: { "title-missing": "off" } })).toEqual([]);
  });

  test("throws a RangeError for an unknown severity", () => {
    const rules = { "date-missing": "fatal" } as never;
    expect(() => lintPosts(posts, { rules })).toThrow(
      new RangeError(
        'Expected `rules["date-missing"]` to be one of "off", "info", "warning", "warn", "error", received "fatal"',
      ),
    );
  });

  test("throws a TypeError for an unknown rule, and suggests the correct one", () => {
    const rules = { "date-mising": "off" } as never;
    expect(() => lintPosts(posts, { rules })).toThrow(
      new TypeError('Expected a rule id, received "date-mising"; did you mean "date-missing"?'),
    );
  });
});

test("messages have the lines and columns of the files and are sorted by them", () => {
  const parsePost = createPostParser();
  const sources: Record<string, string> = {
    "posts/b.md": [
      "---",
      "title: Rings",
      "date: 2026-03-02",
      "description: Two counters.",
      "series: { name: Lock-free, part: 4 }",
      "---",
      "See [locks](/posts/lokcs/) and ![](ring.svg).",
      "",
      "### Deep",
      "",
      "> - Back to [the start](#begin), not [this](#deep).",
    ].join("\r\n"),
    "posts/a.md": "---\ntitle: Locks\ndate: 2026-03-01\ndescription: D\nlang: nope_\n---\nText",
  };
  const posts = Object.entries(sources).map(([path, source]) => parsePost.sync(source, { path }));
  const expected = [
    // Reported by the parser, which omits the language.
    "posts/a.md:5:7 front-matter-type",
    "posts/b.md:5:9 series-gap",
    "posts/b.md:7:5 link-post-missing",
    "posts/b.md:7:32 image-alt-missing",
    "posts/b.md:9:1 heading-jump",
    "posts/b.md:11:13 link-heading-missing",
  ];
  expect(reported(posts)).toEqual(expected);
  expect(reported([...posts].reverse())).toEqual(expected);
});

import { describe, expect, test } from "vitest";
import { createMessage } from "../../src/diagnostics/create-message.ts";
import type { RuleId } from "../../src/diagnostics/rules.ts";
import type { LintablePost } from "../../src/lint/lint-post.ts";
import { type LintOptions, lintPosts } from "../../src/lint/lint-posts.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";

const now = new Date("2026-06-01T12:00:00Z");

/** A post that nothing is wrong with, and what a test changes of it. */
function makePost(slug: string, more: Partial<LintablePost> = {}): LintablePost {
  return {
    slug,
    title: `On ${slug}`,
    path: `posts/${slug}.md`,
    description: "What it is, and what it is not.",
    date: new Date("2026-03-02T00:00:00Z"),
    draft: false,
    headings: [],
    links: [],
    images: [],
    ...more,
  };
}

/** File, place and rule of each message. */
function told(posts: readonly LintablePost[], options: LintOptions<LintablePost> = {}): string[] {
  return lintPosts(posts, options).map(({ name, ruleId }) => `${name} ${ruleId}`);
}

/** The one message of a rule. */
function only(rule: RuleId, posts: readonly LintablePost[], options: LintOptions<LintablePost> = {}) {
  const messages = lintPosts(posts, options);
  expect(messages.map(({ ruleId }) => ruleId)).toEqual([rule]);
  return messages[0];
}

test("nothing is said of a good post", () => {
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
        { url: "/about/", text: "a page that is no post" },
        { url: "mailto:ann@example.com" },
      ],
      image: { src: "/cover.png", alt: "A ring" },
    }),
    makePost("locks", { lang: "en", headings: [{ depth: 2, slug: "pairs", text: "Pairs" }] }),
  ];
  expect(told(posts, { now, languages: ["en"] })).toEqual([]);
  expect(told([])).toEqual([]);
});

describe("dates", () => {
  test("date-missing", () => {
    expect(told([makePost("rings", { date: undefined })])).toEqual(["posts/rings.md:1:1 date-missing"]);
    expect(told([makePost("rings", { date: new Date(Number.NaN) })])).toEqual([
      "posts/rings.md:1:1 date-missing",
    ]);
    // A draft has time to get one.
    expect(told([makePost("rings", { date: undefined, draft: true })])).toEqual([]);
  });

  test("date-future", () => {
    const post = makePost("rings", { date: new Date("2026-06-01T12:00:01Z") });
    const message = only("date-future", [post], { now });
    expect(message?.reason).toBe("The date, 2026-06-01T12:00:01.000Z, is in the future");
    expect(message?.actual).toBe("2026-06-01T12:00:01.000Z");
    expect(told([makePost("rings", { date: now })], { now })).toEqual([]);
    expect(told([{ ...post, draft: true }], { now })).toEqual([]);
    // Without a clock nothing is in the future.
    expect(told([post])).toEqual([]);
  });
});

describe("descriptions", () => {
  test("description-missing", () => {
    for (const description of [undefined, "", " \n\t"]) {
      expect(told([makePost("rings", { description })])).toEqual(["posts/rings.md:1:1 description-missing"]);
    }
    expect(told([makePost("rings", { description: undefined, unlisted: true })])).toEqual([]);
  });

  test("description-long counts what a reader counts", () => {
    const message = only("description-long", [makePost("rings", { description: `${"word ".repeat(32)}w` })]);
    expect(message?.reason).toBe("The description has more than 160 characters");
    // 159 letters and spaces, trimmed.
    expect(told([makePost("rings", { description: "word ".repeat(32) })])).toEqual([]);
    // A family of four is one character, though eleven code units.
    const family = "👩‍👩‍👧‍👦";
    expect(told([makePost("rings", { description: family.repeat(160) })])).toEqual([]);
    expect(told([makePost("rings", { description: family.repeat(161) })])).toHaveLength(1);
  });

  test("maxDescriptionLength, and where it would be cut", () => {
    const post = makePost("rings", { description: "Two counters and one array." });
    const message = only("description-long", [post], { maxDescriptionLength: 12 });
    expect(message?.note).toBe("Search engines cut it at about “…Two counters”.");
    expect(told([post], { maxDescriptionLength: 27 })).toEqual([]);
    expect(told([post], { maxDescriptionLength: 26 })).toHaveLength(1);
  });

  test("one letter under a thousand accents takes no time", () => {
    expect(told([makePost("rings", { description: `e${"\u0301".repeat(100_000)}` })])).toHaveLength(0);
  });
});

describe("lang-unknown", () => {
  test("a tag that is none", () => {
    const message = only("lang-unknown", [makePost("rings", { lang: "en_GB!" })]);
    expect(message?.reason).toBe("“en_GB!” is no language tag");
    expect(message?.expected).toBeUndefined();
    expect(told([makePost("rings", { lang: "pt-BR" })])).toEqual([]);
  });

  test("a language that is none of the site's", () => {
    const languages = ["en", "de-AT"];
    const message = only("lang-unknown", [makePost("rings", { lang: "fr" })], { languages });
    expect(message?.reason).toBe("“fr” is no language of this site");
    expect(message?.note).toBe("Write `en` or `de-AT`.");
    expect(message?.expected).toEqual(["en", "de-AT"]);
    for (const lang of ["en", "EN-us", "de-at"]) {
      expect(told([makePost("rings", { lang })], { languages })).toEqual([]);
    }
    // `de` is more than `de-AT`, and `enm` only begins like `en`.
    for (const lang of ["de", "enm"])
      expect(told([makePost("rings", { lang })], { languages })).toHaveLength(1);
  });
});

describe("heading-jump", () => {
  const heading = (depth: number, text: string) => ({ depth, slug: text.toLowerCase(), text });

  test("is told once for each jump down", () => {
    const headings = [heading(3, "A"), heading(2, "B"), heading(4, "C"), heading(6, "D"), heading(2, "E")];
    const messages = lintPosts([makePost("rings", { headings })]);
    expect(messages.map(({ reason }) => reason)).toEqual([
      "“A” is a heading of depth 3 below one of depth 1",
      "“C” is a heading of depth 4 below one of depth 2",
      "“D” is a heading of depth 6 below one of depth 4",
    ]);
    expect(messages.map(({ ruleId, expected }) => [ruleId, expected])).toEqual([
      ["heading-jump", ["2"]],
      ["heading-jump", ["3"]],
      ["heading-jump", ["5"]],
    ]);
  });

  test("up is no jump, and a second heading of depth 1 neither", () => {
    const headings = [heading(2, "A"), heading(3, "B"), heading(4, "C"), heading(2, "D"), heading(1, "E")];
    expect(told([makePost("rings", { headings })])).toEqual([]);
  });
});

describe("image-alt-missing", () => {
  test("in the text, at its place", () => {
    const place = { line: 7, column: 3, offset: 90 };
    const images = [
      { url: "a.png", alt: "", place },
      { url: "b.png", alt: "A ring", place: { ...place, line: 8 } },
      { url: "c.png", alt: "  ", place: { ...place, line: 9 } },
    ];
    expect(told([makePost("rings", { images })])).toEqual([
      "posts/rings.md:7:3 image-alt-missing",
      "posts/rings.md:9:3 image-alt-missing",
    ]);
  });

  test("of the front matter, when it could have one", () => {
    const message = only("image-alt-missing", [makePost("rings", { image: { src: "/cover.png" } })]);
    expect(message?.reason).toBe("The post's image /cover.png has no alternative text");
    expect(told([makePost("rings", { image: "/cover.png" })])).toEqual([]);
  });

  test("a picture in a data URL is not told whole", () => {
    const url = `data:image/png;base64,${"A".repeat(10_000)}`;
    expect(lintPosts([makePost("rings", { images: [{ url, alt: "" }] })])[0]?.reason.length).toBeLessThan(
      150,
    );
  });
});

describe("links", () => {
  const at = (line: number) => ({ line, column: 5, offset: 0 });

  test("link-post-missing, for pages and for files", () => {
    const links = [
      { url: "/posts/lokcs/", text: "locks", place: at(3) },
      { url: "../lokcs/", text: "", place: at(4) },
      { url: "lokcs.md#a", text: "locks", place: at(5) },
    ];
    const messages = lintPosts([makePost("rings", { links }), makePost("locks")]);
    expect(messages.map(({ name, ruleId, reason }) => `${name} ${ruleId} ${reason}`)).toEqual([
      "posts/rings.md:3:5 link-post-missing No post is at /posts/lokcs, where “locks” leads",
      "posts/rings.md:4:5 link-post-missing No post is at /posts/lokcs, where a link leads",
      "posts/rings.md:5:5 link-post-missing No post is at posts/lokcs.md, where “locks” leads",
    ]);
  });

  test("siteUrl and postUrl say what is the site's own", () => {
    const links = [{ url: "https://example.com/blog/lokcs", text: "locks", place: at(3) }];
    const posts = [makePost("rings", { links }), makePost("locks")];
    const postUrl = ({ slug }: LintablePost): string => `/blog/${slug}`;
    expect(told(posts, { postUrl })).toEqual([]);
    expect(told(posts, { postUrl, siteUrl: "https://example.com" })).toEqual([
      "posts/rings.md:3:5 link-post-missing",
    ]);
    expect(() => told(posts, { siteUrl: "example.com" })).toThrow(TypeError);
  });

  test("link-heading-missing names the nearest heading", () => {
    const links = [
      { url: "/posts/locks/#two-phase-lock", text: "two phases", place: at(3) },
      { url: "#elsewhere", text: "here", place: at(4) },
    ];
    const headings = [
      { depth: 2, slug: "phases", text: "Phases" },
      { depth: 2, slug: "two-phase-locking", text: "Two-phase locking" },
    ];
    const messages = lintPosts([makePost("rings", { links }), makePost("locks", { headings })]);
    expect(messages.map(({ name, ruleId, reason, note }) => [name, ruleId, reason, note])).toEqual([
      [
        "posts/rings.md:3:5",
        "link-heading-missing",
        "“On locks” has no heading #two-phase-lock, where “two phases” leads",
        "Did you mean `#two-phase-locking`?",
      ],
      [
        "posts/rings.md:4:5",
        "link-heading-missing",
        "“On rings” has no heading #elsewhere, where “here” leads",
        "Correct what stands behind `#`.",
      ],
    ]);
  });

  test("ids of the HTML are places too, and #top and text fragments need none", () => {
    const html = '<p id="a">A</p><a id="q&#x26;a"></a><h2 id="größe">Größe</h2>';
    const links = ["#a", "#q&a", "#top", "#gr%C3%B6%C3%9Fe", "#:~:text=ring", "#a:~:text=ring"].map(
      (url) => ({ url }),
    );
    expect(told([makePost("rings", { html, links })])).toEqual([]);
    expect(told([makePost("rings", { html, links: [{ url: "#b" }] })])).toHaveLength(1);
    // Where headings are not known, nothing is said.
    expect(told([makePost("rings", { headings: undefined, links: [{ url: "#b" }] })])).toEqual([]);
  });

  test("link-post-unpublished", () => {
    const later = new Date("2026-07-01");
    const link = (slug: string) => [{ url: `/posts/${slug}/`, text: slug, place: at(3) }];
    const posts = [
      makePost("a", { links: link("draft") }),
      makePost("b", { links: link("later") }),
      makePost("c", { links: link("a") }),
      makePost("draft", { draft: true, links: link("later") }),
      makePost("later", { date: later }),
    ];
    const rules = { "date-future": "off" } as const;
    const messages = lintPosts(posts, { now, rules });
    expect(messages.map(({ name, ruleId, reason }) => `${name} ${ruleId} ${reason}`)).toEqual([
      "posts/a.md:3:5 link-post-unpublished “draft” leads to “On draft”, which is a draft",
      "posts/b.md:3:5 link-post-unpublished “later” leads to “On later”, which is not out yet",
    ]);
    // Without a clock only drafts are unpublished.
    expect(told(posts)).toEqual(["posts/a.md:3:5 link-post-unpublished"]);
  });

  test("a scheduled post may link to what is out by then, and no further", () => {
    const link = (slug: string) => [{ url: `/posts/${slug}/`, text: slug, place: at(3) }];
    const posts = [
      makePost("june", { date: new Date("2026-06-10"), links: [...link("july"), ...link("draft")] }),
      makePost("july", { date: new Date("2026-07-10"), links: link("june") }),
      makePost("draft", { draft: true }),
    ];
    expect(told(posts, { now, rules: { "date-future": "off" } })).toEqual([
      "posts/june.md:3:5 link-post-unpublished",
      "posts/june.md:3:5 link-post-unpublished",
    ]);
  });

  test("a post that has expired is out no more", () => {
    const links = [{ url: "/posts/fair/", text: "the fair", place: at(3) }];
    const posts = [makePost("a", { links }), makePost("fair", { expires: new Date("2026-05-01") })];
    expect(lintPosts(posts, { now })[0]?.reason).toBe("“the fair” leads to “On fair”, which has expired");
    expect(told(posts)).toEqual([]);
    expect(told(posts, { now: new Date("2026-04-01") })).toEqual([]);
  });
});

describe("duplicates", () => {
  test("title-duplicate: case, accents and punctuation play no part", () => {
    const posts = [
      makePost("b", { title: "Résumé: a queue!" }),
      makePost("a", { title: "Resume — a Queue" }),
      makePost("c", { title: "Resume a stack" }),
    ];
    const message = only("title-duplicate", posts);
    // Always the later path, whatever the order of the posts.
    expect(message?.file).toBe("posts/b.md");
    expect(message?.reason).toBe("posts/b.md and posts/a.md have the same title, “Resume — a Queue”");
    expect(only("title-duplicate", [...posts].reverse())?.file).toBe("posts/b.md");
  });

  test("slug-collision: also what a file system takes for one name", () => {
    const posts = [
      makePost("rings", { path: "posts/2025/rings.md" }),
      makePost("Rings", { path: "posts/2026/rings.md", title: "Again" }),
    ];
    expect(told(posts)).toEqual(["posts/2026/rings.md:1:1 slug-collision"]);
  });

  test("translations may share both", () => {
    const posts = [
      makePost("rings", { path: "en/rings.md", lang: "en" }),
      makePost("rings", { path: "de/rings.md", lang: "de" }),
    ];
    expect(told(posts)).toEqual([]);
  });

  test("a slug that the parser's run told already is told once", () => {
    const posts = [makePost("rings"), makePost("rings", { path: "posts/x/rings.md", title: "Again" })];
    const [collision] = lintPosts(posts);
    expect(collision?.ruleId).toBe("slug-collision");
    expect(told(posts.map((post) => ({ ...post, messages: collision ? [collision] : [] })))).toEqual([
      "posts/x/rings.md:1:1 slug-collision",
    ]);
  });
});

test("what was told before is told with the rest, once, and set like it", () => {
  const unreadable = createMessage("file-unreadable", { reason: "Gone", path: "posts/b.md" });
  const collision = createMessage("slug-collision", {
    reason: 'posts/x/rings.md and posts/rings.md have the same slug, "rings"',
    path: "posts/x/rings.md",
  });
  const posts = [makePost("rings"), makePost("rings", { path: "posts/x/rings.md", title: "Again" })];
  const messages = [collision, unreadable];
  expect(told(posts, { messages })).toEqual([
    "posts/b.md:1:1 file-unreadable",
    "posts/x/rings.md:1:1 slug-collision",
  ]);
  expect(told(posts, { messages, rules: { "slug-collision": "off" } })).toEqual([
    "posts/b.md:1:1 file-unreadable",
  ]);
});

test("tag-similar, at the post with the rarer tag; an alias settles it", () => {
  const posts = [
    makePost("a", { tags: ["queues"] }),
    makePost("b", { tags: ["Queues"] }),
    makePost("c", { tags: ["queue"] }),
  ];
  const message = only("tag-similar", posts);
  expect([message?.file, message?.fatal]).toEqual(["posts/c.md", undefined]);
  expect(told(posts, { aliases: { queue: "queues" } })).toEqual([]);
});

describe("series", () => {
  const part = (slug: string, number: number | undefined, line = 5) =>
    makePost(slug, {
      date: new Date(Date.UTC(2026, 0, number ?? 9)),
      series: [{ name: "Lock-free", part: number, place: { line, column: 3, offset: 0 } }],
    });

  test("what is wrong with them, where the post names them", () => {
    expect(told([part("a", 1), part("b", 2), part("c", 5)])).toEqual(["posts/c.md:5:3 series-gap"]);
    expect(told([part("a", 1), part("b", 1)])).toEqual(["posts/b.md:5:3 series-duplicate-part"]);
    expect(told([part("a", 1), part("b", undefined)])).toEqual(["posts/b.md:5:3 series-mixed-numbering"]);
  });

  test("declarations and inference as for orderSeries", () => {
    const series = [{ slug: "lock-free", posts: ["a", "gone"], path: "series.yaml" }];
    expect(told([part("a", 1), part("b", 2)], { series })).toEqual([
      "posts/b.md:5:3 series-not-listed",
      "series.yaml:1:1 series-post-unknown",
    ]);
    const inferred = [
      makePost("a", { title: "Parsing, part 1" }),
      makePost("b", { title: "Parsing, part 3", date: new Date("2026-03-03") }),
    ];
    expect(told(inferred)).toEqual([]);
    expect(told(inferred, { inferFromTitles: true })).toEqual(["posts/b.md:1:1 series-gap"]);
  });
});

describe("rules", () => {
  const posts = [makePost("a", { date: undefined, description: "" })];

  test("off, and every severity", () => {
    expect(told(posts, { rules: { "date-missing": "off" } })).toEqual(["posts/a.md:1:1 description-missing"]);
    const rules = { "date-missing": "error", "description-missing": "info" } as const;
    expect(lintPosts(posts, { rules }).map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([
      ["date-missing", true],
      ["description-missing", undefined],
    ]);
    expect(lintPosts(posts, { rules: { "date-missing": "warn" } })[0]?.fatal).toBe(false);
    expect(lintPosts(posts, { rules: { "date-missing": undefined } })).toHaveLength(2);
  });

  test("of other rooms too, and the post's own messages stay as they are", () => {
    const parsePost = createPostParser();
    const post = parsePost.sync("---\ndate: 2026-03-02\ndescription: D\n---\nText\n", { path: "posts/a.md" });
    expect(post.messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([["title-missing", false]]);
    const [message] = lintPosts([post], { rules: { "title-missing": "error" } });
    expect(message?.fatal).toBe(true);
    expect(String(message)).toBe(String(post.messages[0]));
    expect(post.messages[0]?.fatal).toBe(false);
    expect(lintPosts([post], { rules: { "title-missing": "off" } })).toEqual([]);
  });

  test("what is no setting is the caller's fault", () => {
    const rules = { "date-missing": "fatal" } as never;
    expect(() => lintPosts(posts, { rules })).toThrow(
      'Expected rules["date-missing"] to be "off", "info", "warning" or "error", received fatal',
    );
  });

  test("what is no rule is the caller's fault", () => {
    const rules = { "date-mising": "off" } as never;
    expect(() => lintPosts(posts, { rules })).toThrow('Expected a rule id, received "date-mising"');
  });
});

test("places are those of the file, and the order is that of the files and lines", () => {
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
    // Told by the parser, which then leaves the language out.
    "posts/a.md:5:7 front-matter-type",
    "posts/b.md:5:9 series-gap",
    "posts/b.md:7:5 link-post-missing",
    "posts/b.md:7:32 image-alt-missing",
    "posts/b.md:9:1 heading-jump",
    "posts/b.md:11:13 link-heading-missing",
  ];
  expect(told(posts)).toEqual(expected);
  expect(told([...posts].reverse())).toEqual(expected);
});

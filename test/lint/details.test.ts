import { describe, expect, test } from "vitest";
import { makePost, now, only, reported } from "./lint-tools.ts";

const link = (url: string, text = "a link") => ({ url, text });

describe("posts with the same URL or title", () => {
  test("equal slugs in two folders or with two dates do not collide while URLs are unknown", () => {
    const at = (path: string) => makePost("rings", { path, title: path });
    expect(reported([at("a/rings.md"), at("b/rings.md")])).toEqual([]);
    expect(reported([at("2026-03-01-rings.md"), at("2026-03-02-rings.md")])).toEqual([]);
    expect(reported([at("a/rings.md"), at("a/rings/index.md")])).toEqual([
      "a/rings/index.md:1:1 slug-collision",
    ]);
    expect(reported([at("a/rings.md"), at("a/rings/_index.md")])).toEqual([
      "a/rings/_index.md:1:1 slug-collision",
    ]);
    // A date in the middle of the name is not the date of the file.
    expect(reported([at("a/on-2026-03-01-rings.md"), at("a/on-2026-03-02-rings.md")])).toEqual([
      "a/on-2026-03-02-rings.md:1:1 slug-collision",
    ]);
  });

  test("the message contains the slug, or the URL without the site", () => {
    const two = [makePost("rings"), makePost("rings", { path: "posts/rings.html", title: "Others" })];
    expect(only("slug-collision", two)?.reason).toBe(
      'posts/rings.md and posts/rings.html have the same slug, "rings"',
    );
    expect(only("slug-collision", two, { postUrl: () => "/rings" })?.reason).toMatch(
      /the same address, "\/rings/,
    );
  });

  test("posts with titles without letters do not have the same title", () => {
    expect(reported([makePost("a", { title: "…" }), makePost("b", { title: "…" })])).toEqual([]);
    expect(
      only("title-duplicate", [makePost("a", { title: "Q" }), makePost("b", { title: "q" })])?.note,
    ).toMatch(/different title/);
  });
});

describe("links", () => {
  test.each([
    ["aliases", ["/blog/old/"]],
    ["aliases", ["blog/old"]],
    ["redirect_from", "/blog/old/"],
    ["permalink", "blog/old/"],
  ])("a URL in `%s`, %j, is known", (field, value) => {
    const target = makePost("rings", { url: "/blog/rings/", data: { [field]: value } });
    const from = makePost("queues", { url: "/blog/queues/", links: [link("/blog/old/")] });
    expect(reported([from, target])).toEqual([]);
    expect(reported([from, { ...target, data: {} }])).toEqual(["posts/queues.md:1:1 link-post-missing"]);
  });

  test("a post that could not be parsed is not missing", () => {
    const from = makePost("queues", { links: [link("rings.md")] });
    expect(reported([from])).toEqual(["posts/queues.md:1:1 link-post-missing"]);
    const failed = { fatal: true, file: "posts/rings.md", ruleId: "x", reason: "x" } as never;
    expect(reported([from], { messages: [failed] })).not.toContain("posts/queues.md:1:1 link-post-missing");
  });

  test("the most similar file name in the folder is suggested for a missing file", () => {
    const from = makePost("queues", { links: [link("../posts/rigns.md")] });
    expect(only("link-post-missing", [from, makePost("rings")])?.note).toBe("Did you mean `posts/rings.md`?");
  });

  test("a post that expires at `now` has expired", () => {
    const from = makePost("queues", { links: [link("rings.md")] });
    const at = (expires: Date) => reported([from, makePost("rings", { expires })], { now });
    expect(at(now)).toEqual(["posts/queues.md:1:1 link-post-unpublished"]);
    expect(at(new Date(now.getTime() + 1))).toEqual([]);
  });

  test("the first of equally similar headings is suggested", () => {
    const headings = ["how-it-ends", "how-it-begins"].map((slug) => ({
      slug,
      text: slug,
      depth: 2,
    })) as never;
    const posts = [
      makePost("queues", { links: [link("rings.md#how-it-was")] }),
      makePost("rings", { headings }),
    ];
    expect(only("link-heading-missing", posts)?.note).toBe("Did you mean `#how-it-ends`?");
  });
});

describe("one post", () => {
  const heading = (depth: number, text: string) => ({ depth, text, slug: text }) as never;

  test.each([
    [["A"], "“A” is a level 1 heading in addition to the title"],
    [["A", "B"], "“A” is a level 1 heading in addition to the title, and so is 1 more"],
    [["A", "B", "C"], "“A” is a level 1 heading in addition to the title, and so are 2 more"],
  ])("headings at level 1: %j", (texts, reason) => {
    const post = makePost("rings", { headings: texts.map((text) => heading(1, text)) });
    expect(only("heading-level-1", [post])?.reason).toBe(reason);
  });

  test.each([
    [["en"], "Write `en`."],
    [["en", "de"], "Write `en` or `de`."],
    [["en", "de", "fr"], "Write `en`, `de` or `fr`."],
  ])("the note lists the languages of a site: %j", (languages, note) => {
    expect(only("lang-unknown", [makePost("rings", { lang: "ja" })], { languages })?.note).toBe(note);
  });

  test("an excerpt that is a string counts as the description, unless it is blank", () => {
    const post = (excerpt: string) => makePost("rings", { description: "", excerpt: excerpt as never });
    expect(reported([post("Two counters.")])).toEqual([]);
    expect(reported([post(" \n")])).toEqual(["posts/rings.md:1:1 description-missing"]);
  });

  test("only the end of a long description is quoted", () => {
    const message = only("description-long", [makePost("rings", { description: "0123456789".repeat(17) })]);
    expect(message?.note).toBe("Search engines cut it at about “…01234567890123456789”.");
  });

  test("the note about a post that was updated before its date", () => {
    const post = makePost("rings", {
      date: new Date("2026-03-02T10:00:00Z"),
      updated: new Date("2026-03-01T10:00:00Z"),
    });
    expect(only("updated-before-date", [post])?.note).toBe("Correct one of the two dates.");
    expect(reported([{ ...post, date: undefined }])).toEqual(["posts/rings.md:1:1 date-missing"]);
  });

  test("an image in the front matter needs alternative text if it is an object", () => {
    const image = { src: "a.png" };
    expect(reported([makePost("rings", { image, data: { image: "a.png" } })])).toEqual([]);
    expect(reported([makePost("rings", { image, data: { image: { src: "a.png" } } })])).toEqual([
      "posts/rings.md:1:1 image-alt-missing",
    ]);
    expect(reported([makePost("rings", { image: null as never })])).toEqual([]);
  });
});

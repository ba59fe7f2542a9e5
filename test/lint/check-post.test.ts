import { describe, expect, test } from "vitest";
import { lintPosts } from "../../src/lint/lint-posts.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { makePost, now, only, reported } from "./lint-tools.ts";

describe("dates", () => {
  test("date-missing: a post without a date, unless it is a draft", () => {
    expect(reported([makePost("rings", { date: undefined })])).toEqual(["posts/rings.md:1:1 date-missing"]);
    expect(reported([makePost("rings", { date: undefined, draft: true })])).toEqual([]);
  });

  test("date-future: a date after `now`", () => {
    const post = makePost("rings", { date: new Date("2026-06-01T12:00:01Z") });
    const message = only("date-future", [post], { now });
    expect(message?.reason).toBe("The date, 2026-06-01T12:00:01.000Z, is in the future");
    expect(message?.actual).toBe("2026-06-01T12:00:01.000Z");
    expect(reported([makePost("rings", { date: now })], { now })).toEqual([]);
    expect(reported([{ ...post, draft: true }], { now })).toEqual([]);
    // Without `now` no date is in the future.
    expect(reported([post])).toEqual([]);
  });
});

describe("descriptions", () => {
  test("description-missing: an empty description, unless the post is unlisted", () => {
    for (const description of [undefined, "", " \n\t"]) {
      expect(reported([makePost("rings", { description })])).toEqual([
        "posts/rings.md:1:1 description-missing",
      ]);
    }
    expect(reported([makePost("rings", { description: undefined, unlisted: true })])).toEqual([]);
  });

  test("description-long: more than 160 characters, counted in graphemes", () => {
    const message = only("description-long", [makePost("rings", { description: `${"word ".repeat(32)}w` })]);
    expect(message?.reason).toBe("The description has more than 160 characters");
    // 159 characters without the last space.
    expect(reported([makePost("rings", { description: "word ".repeat(32) })])).toEqual([]);
    // A family of four is one character of eleven code units.
    const family = "👩‍👩‍👧‍👦";
    expect(reported([makePost("rings", { description: family.repeat(160) })])).toEqual([]);
    expect(reported([makePost("rings", { description: family.repeat(161) })])).toHaveLength(1);
  });

  test("`maxDescriptionLength` sets the limit, and the note quotes the text at the limit", () => {
    const post = makePost("rings", { description: "Two counters and one array." });
    const message = only("description-long", [post], { maxDescriptionLength: 12 });
    expect(message?.note).toBe("Search engines cut it at about “…Two counters”.");
    expect(reported([post], { maxDescriptionLength: 27 })).toEqual([]);
    expect(reported([post], { maxDescriptionLength: 26 })).toHaveLength(1);
  });

  test.each([
    ["The queue holds messages until a consumer takes them.", 30, "queue holds messages until"],
    ["The queue holds messages until a consumer takes them.", 36, "holds messages until a"],
    ["The queue holds messages until", 25, "The queue holds messages"],
    ["一二三四五六七八九十".repeat(4), 33, "四五六七八九十一二三四五六七八九十一二三"],
  ])("the note of description-long quotes whole words: %s, %j", (description, maxDescriptionLength, end) => {
    const post = makePost("rings", { description });
    const message = only("description-long", [post], { maxDescriptionLength });
    expect(message?.note).toBe(`Search engines cut it at about “…${end}”.`);
  });

  test("an excerpt from the author counts as the description", () => {
    const written = (source: string) => makePost("rings", { description: "", excerpt: { source } });
    expect(["front-matter", "marker"].flatMap((source) => reported([written(source)]))).toEqual([]);
    expect(reported([written("auto")])).toEqual(["posts/rings.md:1:1 description-missing"]);
  });

  test("a letter with many accents counts as one character", () => {
    expect(reported([makePost("rings", { description: `e${"\u0301".repeat(100_000)}` })])).toHaveLength(0);
  });
});

describe("lang-unknown", () => {
  test("is reported for a string that is not a language tag", () => {
    const message = only("lang-unknown", [makePost("rings", { lang: "en_GB!" })]);
    expect(message?.reason).toBe("“en_GB!” is not a language tag");
    expect(message?.expected).toBeUndefined();
    expect(reported([makePost("rings", { lang: "pt-BR" })])).toEqual([]);
  });

  test("is reported for a language that is not in `languages`", () => {
    const languages = ["en", "de-AT"];
    const message = only("lang-unknown", [makePost("rings", { lang: "fr" })], { languages });
    expect(message?.reason).toBe("“fr” is not a language of this site");
    expect(message?.note).toBe("Write `en` or `de-AT`.");
    expect(message?.expected).toEqual(["en", "de-AT"]);
    for (const lang of ["en", "EN-us", "de-at"]) {
      expect(reported([makePost("rings", { lang })], { languages })).toEqual([]);
    }
    // `de` is not covered by `de-AT`, and `enm` is a different language from `en`.
    for (const lang of ["de", "enm"])
      expect(reported([makePost("rings", { lang })], { languages })).toHaveLength(1);
  });
});

describe("updated-before-date", () => {
  const dated = (date: string, updated: string): string[] => reported([makePost("rings", { date, updated })]);

  test("is reported for a post that was updated before its date", () => {
    const post = makePost("rings", { date: "2026-03-02", updated: "2026-03-01" });
    expect(only("updated-before-date", [post])?.reason).toBe(
      "The post was updated on 2026-03-01, before its date, 2026-03-02",
    );
    expect(dated("2026-03-02T10:00Z", "2026-03-02T09:00Z")).toHaveLength(1);
  });

  test.each([
    ["2026-03-02", "2026-03-02"],
    ["2026-03-02", "2026-03-03"],
    // The same day for an author in New York.
    ["2026-03-02T23:00-05:00", "2026-03-02"],
  ])("is not reported for the date %s with the update %s", (date, updated) => {
    expect(dated(date, updated)).toEqual([]);
  });
});

describe("heading-jump", () => {
  const heading = (depth: number, text: string) => ({ depth, slug: text.toLowerCase(), text });

  test("is reported for each skipped level", () => {
    const headings = [heading(3, "A"), heading(2, "B"), heading(4, "C"), heading(6, "D"), heading(2, "E")];
    const messages = lintPosts([makePost("rings", { headings })]);
    expect(messages.map(({ reason }) => reason)).toEqual([
      "“A” is a level 3 heading after a level 1 heading",
      "“C” is a level 4 heading after a level 2 heading",
      "“D” is a level 6 heading after a level 4 heading",
    ]);
    expect(messages.map(({ ruleId, expected }) => [ruleId, expected])).toEqual([
      ["heading-jump", ["2"]],
      ["heading-jump", ["3"]],
      ["heading-jump", ["5"]],
    ]);
  });

  test("is not reported for a return to a lower level", () => {
    const headings = [heading(2, "A"), heading(3, "B"), heading(4, "C"), heading(2, "D")];
    expect(reported([makePost("rings", { headings })])).toEqual([]);
  });

  test("heading-level-1: a heading at the level of the title, once per post", () => {
    const place = { line: 9, column: 1, offset: 90 };
    const headings = [heading(2, "A"), { ...heading(1, "B"), place }, heading(2, "C"), heading(1, "D")];
    const message = only("heading-level-1", [makePost("rings", { headings })]);
    expect([message?.name, message?.reason]).toEqual([
      "posts/rings.md:9:1",
      "“B” is a level 1 heading in addition to the title, and so is 1 more",
    ]);
  });
});

describe("image-alt-missing", () => {
  test("is reported for images in the text, with line and column", () => {
    const place = { line: 7, column: 3, offset: 90 };
    const images = [
      { url: "a.png", alt: "", place },
      { url: "b.png", alt: "A ring", place: { ...place, line: 8 } },
      { url: "c.png", alt: "  ", place: { ...place, line: 9 } },
    ];
    expect(reported([makePost("rings", { images })])).toEqual([
      "posts/rings.md:7:3 image-alt-missing",
      "posts/rings.md:9:3 image-alt-missing",
    ]);
  });

  test("is reported for an image in the front matter that is an object", () => {
    const message = only("image-alt-missing", [makePost("rings", { image: { src: "/cover.png" } })]);
    expect(message?.reason).toBe("The post's image /cover.png has no alternative text");
    expect(reported([makePost("rings", { image: "/cover.png" })])).toEqual([]);
  });

  test("is not reported for an image in the front matter that cannot have alternative text", () => {
    const parsePost = createPostParser();
    const parse = (image: string) =>
      parsePost.sync(`---\ntitle: T\ndate: 2026-03-02\ndescription: D\n${image}\n---\nText\n`);
    expect(reported([parse("image: a.png")])).toEqual([]);
    expect(reported([parse("cover: covers/a b.png")])).toEqual([]);
    expect(reported([parse("image: { src: a.png }")])).toHaveLength(1);
  });

  test("a data URL is shortened in the message", () => {
    const url = `data:image/png;base64,${"A".repeat(10_000)}`;
    expect(lintPosts([makePost("rings", { images: [{ url, alt: "" }] })])[0]?.reason.length).toBeLessThan(
      150,
    );
  });
});

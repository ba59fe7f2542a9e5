import { describe, expect, test } from "vitest";
import { ContentError } from "../../../src/diagnostics/content-error.ts";
import {
  type FrontMatterOptions,
  parseFrontMatterSync,
} from "../../../src/front-matter/parse-front-matter.ts";
import type { PostMeta } from "../../../src/front-matter/post-meta.ts";

function read(matter: string, options?: FrontMatterOptions) {
  return parseFrontMatterSync(`---\n${matter}\n---\nText\n`, options);
}
const meta = (matter: string, options?: FrontMatterOptions): PostMeta => read(matter, options).meta;
const rules = (matter: string, options?: FrontMatterOptions) =>
  read(matter, options).messages.map(({ name, ruleId }) => `${name} ${ruleId}`);

test("front matter without known keys", () => {
  expect(meta("x: 1")).toEqual({ tags: [], authors: [], draft: false, unlisted: false, series: [] });
});

test("empty values and nulls have no effect", () => {
  const matter =
    'title:\nslug: ""\ndescription: ~\nexcerpt: "  "\ndate:\nupdated: ""\ntags: []\nauthors: [~, ""]\ndraft:\nexpires: ~\nlang: ""\ncanonical: ""\nimage:\nseries:\nguid: ""\nreadingTime:';
  expect(meta(matter)).toEqual({ tags: [], authors: [], draft: false, unlisted: false, series: [] });
});

describe("title", () => {
  test.each([
    ["title: Queues", "Queues", []],
    ["title: '  two\n  lines  '", "two lines", []],
    ["Title: Queues", "Queues", []],
    ["title: 2024", "2024", ["2:8 front-matter-type"]],
    ["title: 1.10", "1.10", ["2:8 front-matter-type"]],
    ["title: 0x1F", "0x1F", ["2:8 front-matter-type"]],
    ["title: true", "true", ["2:8 front-matter-type"]],
    ["title: 2024-05-01", "2024-05-01", []],
    ["title: [a, b]", undefined, ["2:8 front-matter-type"]],
    ["title: {a: b}", undefined, ["2:8 front-matter-type"]],
    ['title: "a\\u202Eb"', "a\u202Eb", ["2:8 front-matter-bidi"]],
    ["title: <b>Queues</b> & *more*", "<b>Queues</b> & *more*", []],
  ])("%s", (matter, title, expected) => {
    expect(meta(matter).title).toBe(title);
    expect(rules(matter)).toEqual(expected);
  });
});

describe("slug", () => {
  test.each([
    ["slug: queues", "queues", []],
    ["slug: /queues/", "queues", []],
    ["slug: My Post", "my-post", ["2:7 slug-changed"]],
    ["slug: /2024/05/01/Queues/", "queues", ["2:7 slug-changed"]],
    ["slug: ../../etc/passwd", "passwd", ["2:7 slug-changed"]],
    ["slug: caf%C3%A9", "café", ["2:7 slug-changed"]],
    ["slug: 100%", "100", ["2:7 slug-changed"]],
    ["slug: con", "con-slug", ["2:7 slug-changed"]],
    ["slug: 2024", "2024", []],
    ["slug: ..", undefined, ["2:7 slug-changed"]],
    ["slug: true", undefined, ["2:7 front-matter-type"]],
  ])("%s", (matter, slug, expected) => {
    expect(meta(matter).slug).toBe(slug);
    expect(rules(matter)).toEqual(expected);
  });

  test("a changed slug is information, a lost slug is a warning", () => {
    expect(read("slug: My Post").messages[0]?.fatal).toBeUndefined();
    expect(read("slug: ..").messages[0]?.fatal).toBe(false);
  });
});

describe("text fields", () => {
  test.each([
    "description",
    "summary",
    "teaser",
    "spoiler",
    "hook",
    "deck",
    "dek",
    "subtitle",
    "Description",
  ])("`description` is read from %s", (key) => {
    expect(meta(`${key}: |\n  two\n  lines`).description).toBe("two lines");
  });

  test("the first alias with a value is used", () => {
    expect(meta("subtitle: c\nsummary: b\ndescription:").description).toBe("b");
    expect(meta("summary: b\ndescription: a").description).toBe("a");
    expect(meta("description: false\nsummary: b").description).toBe("b");
    expect(meta("description: 42").description).toBe("42");
  });

  test("an excerpt keeps its lines because it is Markdown", () => {
    expect(meta("excerpt: |\n  One\n\n  *two*").excerpt).toBe("One\n\n*two*");
    expect(meta("summary: One").excerpt).toBe("One");
    expect(meta("excerpt: true").excerpt).toBeUndefined();
  });

  test.each([
    ["lang: en", "en"],
    ["language: pt_BR", "pt-BR"],
    ["locale: EN-us", "en-US"],
    ["lang: zh-hant", "zh-Hant"],
  ])("%s", (matter, lang) => {
    expect(meta(matter).lang).toBe(lang);
  });

  test("an invalid language is ignored", () => {
    expect(meta("lang: not a language").lang).toBeUndefined();
    expect(rules("lang: not a language")).toEqual(["2:7 front-matter-type"]);
  });

  test.each([
    ["readingTime: 5", 5],
    ["readingTime: 4.5 min read", 4.5],
    ["reading_time: 7 minutes", 7],
    ["readingTime: {minutes: 3, words: 600}", 3],
    ["readingTime: long", undefined],
    ["readingTime: -1", undefined],
  ])("%s", (matter, minutes) => {
    expect(meta(matter).readingTime).toBe(minutes);
  });

  test("a guid is kept as written", () => {
    expect(meta("guid: 943057597481082880").guid).toBe("943057597481082880");
    expect(meta("id: a-b").guid).toBe("a-b");
    expect(meta("id: a\nguid: tag:example.com,2024:1").guid).toBe("tag:example.com,2024:1");
  });
});

describe("tags", () => {
  test.each([
    ["tags: [a, b]", ["a", "b"]],
    ["tags:\n- a\n- b c", ["a", "b c"]],
    ["tags: a, b ,, c", ["a", "b", "c"]],
    ["tags: a; b", ["a", "b"]],
    ["tags: 日本語、記事", ["日本語", "記事"]],
    ["tags: [前端，后端，算法]", ["前端", "后端", "算法"]],
    ["tags: [前端，后端, c]", ["前端，后端", "c"]],
    ["tags: [前端，后端，c#]", ["前端", "后端", "c#"]],
    ["tags: [前端，后端, c]", ["前端，后端", "c"]],
    ["keywords: one tag", ["one tag"]],
    ["tags: a, \"b, c\", 'd'", ["a", "b, c", "d"]],
    ["tags: '[a, \"b\"]'", ["a", "b"]],
    ["taxonomies: {tags: [a, b]}", ["a", "b"]],
    ["tags: [a]\ntaxonomies: {tags: [b]}", ["a"]],
    ["tags: '#a #b'", ["a", "b"]],
    ["tag: a", ["a"]],
    ["topics: [a]", ["a"]],
    ["keywords: a, b", ["a", "b"]],
    ["tags: []\nkeywords: a", ["a"]],
    ["tags: [a]\nkeywords: b", ["a"]],
    ["tags: [a, b, a, ' a ']", ["a", "b"]],
    ["tags: [2013, 1.10, true, ~, '']", ["2013", "1.10", "true"]],
    ["tags: ['a, b']", ["a, b"]],
    ["tags: [C++, C#]", ["C++", "C#"]],
    ["tags: [{name: a}, {label: b, x: 1}]", ["a", "b"]],
    ["tags: {name: a}", ["a"]],
    ["tags: [[a, b], c]", ["a", "b", "c"]],
    ["tags: [e\u0301, é]", ["é"]],
    ["tags: '#a, #b'", ["a", "b"]],
    ["tags: '#a; #c++'", ["a", "c++"]],
    ["tags: ['#one', nested/two, '#1']", ["one", "nested/two", "#1"]],
    ["tags: [Go, go, GO, C, C++]", ["Go", "C", "C++"]],
    ["tags: Machine Learning, machine-learning", ["Machine Learning"]],
  ])("%s", (matter, tags) => {
    expect(meta(matter).tags).toEqual(tags);
    expect(rules(matter)).toEqual([]);
  });

  test('words without commas are one tag with advice, or several tags with `tagSeparator: "space"`', () => {
    for (const matter of ["tags: a b c", "tags: machine learning", "taxonomies: {tags: a b}"]) {
      const text = matter.replace(/.*tags: ([a-z ]+).*/, "$1");
      expect(read(matter)).toMatchObject({
        meta: { tags: [text] },
        messages: [{ ruleId: "front-matter-tags", fatal: undefined }],
      });
      expect(read(matter, { tagSeparator: "space" })).toMatchObject({
        meta: { tags: text.split(" ") },
        messages: [],
      });
    }
    expect(meta("tags: a b, c", { tagSeparator: "space" }).tags).toEqual(["a b", "c"]);
    expect(meta("tags: [a b]", { tagSeparator: "space" }).tags).toEqual(["a b"]);
    expect(() => meta("x: 1", { tagSeparator: "words" as "space" })).toThrow(
      new RangeError('Expected `tagSeparator` to be one of "comma", "space", received "words"'),
    );
  });

  test("a mapping without a tag name is reported", () => {
    expect(rules("tags: {x: 1}")).toEqual(["2:7 front-matter-type"]);
    expect(rules("tags: [a: b, c, {label: d}]")).toEqual(["2:8 front-matter-type"]);
    expect(rules("tags:\n  - a\n  - b: c\n  - [d]\n  -")).toEqual(["4:5 front-matter-type"]);
  });
});

describe("authors", () => {
  test.each([
    ["author: Ada Lovelace", [{ name: "Ada Lovelace" }]],
    ["authors: [Ada, Grace]", [{ name: "Ada" }, { name: "Grace" }]],
    ["by:\n- Ada Lovelace, for the team", [{ name: "Ada Lovelace, for the team" }]],
    ["author: Ada, Grace, and Joan", [{ name: "Ada" }, { name: "Grace" }, { name: "Joan" }]],
    [
      "author: Ada <ada@example.com> (https://ada.example/)",
      [{ name: "Ada", email: "ada@example.com", url: "https://ada.example/" }],
    ],
    [
      "author: '[Ada](https://ada.example/) (Analytical)'",
      [{ name: "Ada (Analytical)", url: "https://ada.example/" }],
    ],
    [
      "author: 'Ada ([@ada](https://ada.example/a,b))'",
      [{ name: "Ada (@ada)", url: "https://ada.example/a,b" }],
    ],
    ["author: <ada@example.com>", undefined],
    [
      "author: {name: Ada, email: ada@example.com, url: /ada}",
      [{ name: "Ada", email: "ada@example.com", url: "/ada" }],
    ],
    [
      "authors: [{name: Ada, website: 'https://ada.example/'}, Grace]",
      [{ name: "Ada", url: "https://ada.example/" }, { name: "Grace" }],
    ],
    ["authors:\n- ada:\n    role: x", [{ name: "ada" }]],
    [
      "author: Ada\nauthor_url: https://ada.example/\nauthor_email: a@b.c",
      [{ name: "Ada", email: "a@b.c", url: "https://ada.example/" }],
    ],
    ["author: true", []],
    ["author: 1815", [{ name: "1815" }]],
    ["author:\nauthors: [Ada]", [{ name: "Ada" }]],
  ])("%s", (matter, authors) => {
    expect(meta(matter).authors).toEqual(authors ?? [{ name: "ada@example.com", email: "ada@example.com" }]);
  });

  test("an unsafe URL is ignored", () => {
    expect(meta("author: {name: A, url: 'javascript:alert(1)'}").authors).toEqual([{ name: "A" }]);
    expect(rules("author: {name: A, url: 'javascript:alert(1)'}")).toEqual(["2:24 front-matter-url"]);
    expect(meta("author: '[A](javascript:x)'").authors).toEqual([{ name: "A" }]);
  });

  test("a mapping without a name is reported", () => {
    expect(rules("author: {role: x, y: 1}")).toEqual(["2:9 front-matter-type"]);
  });
});

describe("draft and unlisted", () => {
  test.each([
    ["draft: true", true],
    ["draft: yes", true],
    ["draft: 'true'", true],
    ["draft: 1", true],
    ["Draft: true", true],
    ["draft: false", false],
    ["draft: no", false],
    ["draft:", false],
    ["published: false", true],
    ["published: 'no'", true],
    ["published: true", false],
    ["published: 2024-05-01", false],
    ["published: 0", true],
    ["published: 1", false],
    ["draft: false\npublished: false", true],
    ["draft: true\npublished: true", true],
    ["status: draft", true],
    ["Status: Private", true],
    ["status: published", false],
    ["publish: false", true],
    ["publish: true", false],
    ["is_published: false", true],
    ["isDraft: true", true],
    ["is_draft: false", false],
  ])("%s", (matter, draft) => {
    expect(meta(matter).draft).toBe(draft);
    expect(rules(matter)).toEqual([]);
  });

  test.each([
    ["_drafts/a.md", true],
    ["source\\_drafts\\a\\index.md", true],
    ["drafts/a.md", false],
    ["posts/_drafts.md", false],
  ])("a post at %s", (path, draft) => {
    expect(meta("title: A", { path }).draft).toBe(draft);
  });

  test("a draft value that is neither true nor false means a draft, with a warning", () => {
    expect(meta("draft: almost").draft).toBe(true);
    expect(rules("draft: almost")).toEqual(["2:8 front-matter-type"]);
  });

  test.each([
    ["unlisted: true", true],
    ["hidden: yes", true],
    ["listed: false", true],
    ["status: hidden", true],
    ["unlisted: false", false],
    ["listed: true", false],
  ])("%s", (matter, unlisted) => {
    expect(meta(matter).unlisted).toBe(unlisted);
  });
});

describe("dates", () => {
  test("can be a mapping of two dates, as in MkDocs", () => {
    const matter = "date:\n  created: 2023-12-31\n  updated: 2024-01-02 10:00";
    expect(meta(matter)).toMatchObject({
      date: new Date("2023-12-31"),
      dateOnly: true,
      updated: new Date("2024-01-02T10:00:00Z"),
    });
    expect(rules(matter)).toEqual([]);
    expect(meta(`${matter}\nupdated: 2025-01-01`).updated?.getUTCFullYear()).toBe(2025);
    expect(meta("date: { updated: 2024-01-02 }").date).toBeUndefined();
  });

  test("a `publishDate` later than the date keeps a post back, as in Hugo", () => {
    const matter = "date: 2024-05-01\npublish_date: 2030-01-01 08:00";
    expect(meta(matter)).toMatchObject({ date: new Date("2030-01-01T08:00:00Z") });
    expect(meta("date: 2024-05-01\npublishDate: 2024-04-01").date).toEqual(new Date("2024-05-01"));
    expect(meta("date: 2024-05-01\npublishDate: soon").date).toEqual(new Date("2024-05-01"));
    expect(rules("date: 2024-05-01\npublishDate: soon")).toEqual(["3:14 date-invalid"]);
  });

  const day = new Date("2024-05-01T00:00:00Z");

  test.each([
    "date",
    "pubDate",
    "publishDate",
    "published",
    "published_at",
    "publishedAt",
    "created",
    "Date",
    "publish_date",
    "pub-date",
    "publish",
    "dateCreated",
    "created_time",
  ])("`date` is read from %s", (key) => {
    expect(meta(`${key}: 2024-05-01`)).toMatchObject({ date: day, dateOnly: true });
  });

  test.each([
    "updated",
    "lastmod",
    "last_modified_at",
    "modified",
    "updatedDate",
    "dateModified",
    "lastModified",
    "last_edited_time",
  ])("`updated` is read from %s", (key) => {
    expect(meta(`${key}: 2024-05-01`)).toMatchObject({ updated: day });
    expect(meta(`${key}: 2024-05-01`)).not.toHaveProperty("dateOnly");
  });

  test.each(["expires", "expiryDate", "expirydate", "expiry_date"])("`expires` is read from %s", (key) => {
    expect(meta(`${key}: 2024-05-01`).expires).toEqual(day);
  });

  test("have a precedence, and can be booleans or words", () => {
    expect(meta("published: true\ndate: 2024-05-01").date).toEqual(day);
    expect(meta("created: 2023-01-01\ndate: 2024-05-01").date).toEqual(day);
    expect(meta("date:\ncreated: 2024-05-01").date).toEqual(day);
    expect(meta("expires: never")).not.toHaveProperty("expires");
    expect(meta("last_update: {date: 2024-05-01, author: x}").updated).toEqual(day);
    expect(meta("date: 2024-05-01T22:00:00-05:00")).toMatchObject({
      date: new Date("2024-05-02T03:00:00Z"),
      dateOnly: false,
    });
  });

  test("come from the path when the front matter has none", () => {
    expect(meta("x: 1", { path: "posts/2024-05-01-a.md" })).toMatchObject({ date: day, dateOnly: true });
    expect(meta("x: 1", { path: "posts/2024/05/01/a.md" })).toMatchObject({ date: day, dateOnly: true });
    expect(parseFrontMatterSync("Text", { path: "2024-05-01-a.md" }).meta.date).toEqual(day);
    expect(meta("path: 2024/05/01/a").date).toEqual(day);
    expect(meta("permalink: /2024/05/01/a/").date).toEqual(day);
    expect(meta("x: 1", { path: "posts/a.md" })).not.toHaveProperty("date");
  });

  test("a mismatch with the path is reported, and the front matter is used", () => {
    const path = "2024-05-02-a.md";
    expect(meta("date: 2024-05-01", { path }).date).toEqual(day);
    expect(rules("date: 2024-05-01", { path })).toEqual([`${path}:2:7 date-mismatch`]);
    // Either the day as written or the day in UTC is accepted.
    expect(rules("date: 2024-05-01 22:00 -0500", { path })).toEqual([]);
    expect(rules("date: 2024-05-02 22:00 -0500", { path })).toEqual([]);
    expect(rules("date: 2024-05-03 22:00 -0500", { path })).toEqual([`${path}:2:7 date-mismatch`]);
  });

  test("an impossible day is an error unless the path contains the day", () => {
    expect(() => meta("date: 2025-02-30")).toThrow(ContentError);
    expect(() => meta("date: soon")).toThrow(ContentError);
    expect(() => meta("date: [2024-05-01]")).toThrow(ContentError);
    expect(() => meta("expires: 2025-02-30", { path: "2024-05-01-a.md" })).toThrow(ContentError);
    const { meta: found, messages } = read("date: 2024-04-31", { path: "2024-05-01-a.md" });
    expect(found.date).toEqual(day);
    expect(messages[0]).toMatchObject({ ruleId: "date-invalid", fatal: false, line: 2, column: 7 });
  });

  test.each([
    "date: Last Modified",
    "date: git Created",
    "date: Created\nupdated: git Last Modified",
    "draft: true\ndate: TBD",
    "published: false\ndate: YYYY-MM-DD",
    "draft: true\nupdated: 2025-02-30",
  ])("%j is a warning and sets no date", (matter) => {
    const { meta: found, messages } = read(matter);
    expect(found).not.toHaveProperty("date");
    expect(found).not.toHaveProperty("updated");
    expect(messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual(
      matter.includes("updated: git")
        ? [
            ["date-invalid", false],
            ["date-invalid", false],
          ]
        : [["date-invalid", false]],
    );
  });

  test("come from the path when the front matter refers to the date of the file", () => {
    expect(meta("date: Created", { path: "2024-05-01-a.md" }).date).toEqual(day);
    expect(() => meta("date: TBD")).toThrow(ContentError);
  });

  test("an ambiguous date is reported", () => {
    expect(rules("date: 05/06/2024")).toEqual(["2:7 date-ambiguous"]);
  });
});

describe("canonical URL and image", () => {
  test.each([
    ["canonical: https://a.example/", "https://a.example/"],
    ["canonicalUrl: /a/", "/a/"],
    ["canonicalURL: /a/", "/a/"],
    ["canonical_url: /a/", "/a/"],
    ["canonical: javascript:alert(1)", undefined],
    ["canonical: true", undefined],
  ])("%s", (matter, url) => {
    expect(meta(matter).canonicalUrl).toBe(url);
  });

  test.each([
    ["image: /a.png", { src: "/a.png" }],
    ["cover: a.png\ncoverAlt: A cat", { src: "a.png", alt: "A cat" }],
    ["heroImage: ./a.png", { src: "./a.png" }],
    ["hero_image: ./a.png", { src: "./a.png" }],
    ["thumbnail: a.png", { src: "a.png" }],
    ["image: {src: a.png, alt: A}", { src: "a.png", alt: "A" }],
    ["image: {url: a.png}", { src: "a.png" }],
    ["image: {path: a.png, caption: A}", { src: "a.png", alt: "A" }],
    ["cover: {image: a.png, alt: A}", { src: "a.png", alt: "A" }],
    ["cover: {image: {light: a.png, dark: b.png}}", { src: "a.png" }],
    ["images: [a.png, b.png]", { src: "a.png" }],
    ["images: [{src: a.png, alt: A}]", { src: "a.png", alt: "A" }],
    ["image: a.png\nimage_alt: A", { src: "a.png", alt: "A" }],
    ["hero: false\ncover: a.png", { src: "a.png" }],
    ["featured_image: {uid: x, alt: A}", undefined],
    ["image: 'data:text/html,x'", undefined],
    ["image: 42", undefined],
  ])("%s", (matter, image) => {
    expect(meta(matter).image).toEqual(image);
  });

  test("an unsafe URL is reported", () => {
    expect(rules("canonical: javascript:alert(1)\nimage: 'data:x'")).toEqual([
      "2:12 front-matter-url",
      "3:8 front-matter-url",
    ]);
  });
});

describe("series", () => {
  const series = (matter: string): unknown => meta(matter).series.map(({ place: _, ...rest }) => rest);

  test.each([
    ["series: Queues", [{ name: "Queues", slug: "queues" }]],
    [
      "series: [A, B]",
      [
        { name: "A", slug: "a" },
        { name: "B", slug: "b" },
      ],
    ],
    [
      "series: {name: Q, part: 2, total: 4, title: Queues, description: D, status: ongoing}",
      [{ name: "Q", slug: "q", part: 2, total: 4, title: "Queues", description: "D", status: "ongoing" }],
    ],
    ["series: {title: Queues, order: 3}", [{ name: "Queues", slug: "queues", title: "Queues", part: 3 }]],
    ["series: {slug: q-1}", [{ name: "q-1", slug: "q-1" }]],
    ["series: {name: Queues, slug: Q 1}", [{ name: "Queues", slug: "q-1" }]],
    [
      "series: [{name: A, part: 1}, {name: B, part: 7}]",
      [
        { name: "A", slug: "a", part: 1 },
        { name: "B", slug: "b", part: 7 },
      ],
    ],
    ["series: A\npart: 3", [{ name: "A", slug: "a", part: 3 }]],
    ["series: A\nseriesPart: 3", [{ name: "A", slug: "a", part: 3 }]],
    ["series: A\nseries_part: 3", [{ name: "A", slug: "a", part: 3 }]],
    ["series: A\nseriesOrder: 3", [{ name: "A", slug: "a", part: 3 }]],
    ["series: A\nseries_order: 3", [{ name: "A", slug: "a", part: 3 }]],
    ["series: A\norder: 3", [{ name: "A", slug: "a", part: 3 }]],
    ["series: A\npart: 0", [{ name: "A", slug: "a", part: 0 }]],
    ["series: A\npart: 2/5", [{ name: "A", slug: "a", part: 2, total: 5 }]],
    ["series: A\npart: Part 2 of 5", [{ name: "A", slug: "a", part: 2, total: 5 }]],
    ["series: A\npart: ２", [{ name: "A", slug: "a", part: 2 }]],
    [
      "series: A\npart: 2\nseries_total: 5\nseriesStatus: Completed",
      [{ name: "A", slug: "a", part: 2, total: 5, status: "complete" }],
    ],
    ["series: {name: A, part: 1}\norder: 9", [{ name: "A", slug: "a", part: 1 }]],
    [
      "series: [A, B]\npart: 3",
      [
        { name: "A", slug: "a" },
        { name: "B", slug: "b" },
      ],
    ],
    ["series: [A, a]", [{ name: "A", slug: "a" }]],
    ["series: 2024", [{ name: "2024", slug: "2024" }]],
    ["series: 🎉", [{ name: "🎉", slug: "u1f389" }]],
    ["part: 3\norder: 4", []],
    ["taxonomies: {series: [A]}\nweight: 3", [{ name: "A", slug: "a", part: 3 }]],
    ["series: A\nseries_weight: 2\nweight: 30", [{ name: "A", slug: "a", part: 2 }]],
    ["series: A\nweight: -2024", [{ name: "A", slug: "a" }]],
    ["weight: 3", []],
  ])("%s", (matter, expected) => {
    expect(series(matter)).toEqual(expected);
    expect(rules(matter)).toEqual([]);
  });

  test.each([
    ["series: true", "2:9"],
    ["series: {part: 1}", "2:9"],
    ["series: A\npart: last", "3:7"],
    ["series: {name: A, total: many}", "2:26"],
    ["series: {name: A, status: soon}", "2:27"],
  ])("%s is reported", (matter, at) => {
    expect(rules(matter)).toEqual([`${at} front-matter-type`]);
  });

  test("has the position of its declaration", () => {
    expect(meta("x: 1\nseries: A").series[0]?.place).toEqual({ line: 3, column: 9, offset: 17 });
  });
});

test("different spellings of a key are reported, and one of them is used", () => {
  expect(read("Tags: [a]\ntags: [b]").messages.map(String)).toEqual([
    "2:1: `Tags` and `tags` are the same key; `tags` is used",
  ]);
  expect(meta("Tags: [a]\ntags: [b]").tags).toEqual(["b"]);
  expect(meta("DATE: 2020-01-01\nDate: 2021-01-01").date?.getUTCFullYear()).toBe(2020);
  expect(rules("DATE: 2020-01-01\nDate: 2021-01-01")).toEqual(["3:1 front-matter-duplicate-key"]);
  expect(rules("lastModifiedAt: 2020-01-01\nlast_modified_at: 2021-01-01")).toEqual([
    "2:1 front-matter-duplicate-key",
  ]);
  // Custom keys, and a key without a value.
  expect(rules("Mood: a\nmood: b\nTags:\ntags: [b]\nseo-title: c\nseoTitle: d")).toEqual([]);
  expect(rules("Chapter: 1\nchapter: 2", { aliases: { part: ["chapter"] } })).toEqual([
    "2:1 front-matter-duplicate-key",
  ]);
});

test("the option `aliases` replaces the usual keys", () => {
  const aliases = { title: ["headline"], tags: ["categories", "tags"] };
  expect(meta("title: A\nheadline: B\ncategories: [c]", { aliases })).toMatchObject({
    title: "B",
    tags: ["c"],
  });
  expect(meta("title: A", { aliases })).not.toHaveProperty("title");
  expect(meta("title: A", { aliases: { title: undefined } }).title).toBe("A");
  expect(rules("categoris: [c]", { aliases })).toEqual(["2:1 front-matter-typo"]);
});

test("a post with an invalid `unlisted` is unlisted, with a warning", () => {
  const { meta, messages } = read("title: A\nunlisted: maybe");
  expect(meta.unlisted).toBe(true);
  expect(messages).toMatchObject([
    {
      ruleId: "front-matter-type",
      line: 3,
      column: 11,
      reason: "`unlisted` is neither true nor false; the post is treated as unlisted",
    },
  ]);
  expect(read("unlisted: no").meta.unlisted).toBe(false);
});

test("an alias with a dot refers to a key in a mapping, in any spelling", () => {
  const aliases = { part: ["part", "extra.chapterNo"], title: ["extra.meta.title", "title"] };
  const toml = '+++\nseries = "S"\ntitle = "B"\n[extra]\nchapter_no = 4\nmeta = { title = "A" }\n+++\n';
  expect(parseFrontMatterSync(toml, { aliases }).meta).toMatchObject({ title: "A", series: [{ part: 4 }] });
  expect(meta("title: B\nextra: 3", { aliases }).title).toBe("B");
  // A key whose name contains the dot takes precedence.
  expect(meta('"extra.meta.title": C\nextra: {meta: {title: A}}', { aliases }).title).toBe("C");
});

describe("character references", () => {
  test.each([
    ["Tom&#8217;s &amp; Co", "Tom’s & Co"],
    ["Gov&nbsp;Analytics &#x2014; 1", "Gov Analytics — 1"],
    ["caf&eacute; &#150; &apos;x&apos;", "café – 'x'"],
    ["&lt;div&gt; &hellip;", "<div> …"],
    ["a &amp;amp; b", "a &amp; b"],
  ])("%j is read as %j", (written, text) => {
    for (const key of ["title", "description"] as const) {
      const parsed = read(`${key}: "${written}"`);
      expect(parsed.meta[key]).toBe(text);
      expect(parsed.data[key]).toBe(written);
      expect(parsed.messages).toMatchObject([{ ruleId: "front-matter-entity", fatal: undefined, line: 2 }]);
    }
  });

  test.each([
    ["&quot;Rings&quot; and locks", '"Rings" and locks'],
    ["&amp; more", "& more"],
    ["&#8216;x&#8217;", "‘x’"],
  ])("%s without quotes is not a YAML anchor", (written, text) => {
    const { meta, messages } = read(`title: ${written} \ntags: [b]`);
    expect(meta).toMatchObject({ title: text, tags: ["b"] });
    expect(messages).toMatchObject([
      {
        ruleId: "front-matter-repaired",
        line: 2,
        column: 8,
        reason: expect.stringContaining(`\`${written}\``),
      },
      { ruleId: "front-matter-entity" },
    ]);
  });

  test("YAML anchors still work", () => {
    expect(meta("title: &t Rings\ndescription: *t")).toMatchObject({ title: "Rings", description: "Rings" });
  });

  test("are decoded in tags and authors too", () => {
    expect(meta("tags: [Q&amp;A]\nauthor: A &amp; B")).toMatchObject({
      tags: ["Q&A"],
      authors: [{ name: "A & B" }],
    });
  });

  test.each([
    "<b>a</b> &amp; b",
    "use `&amp;`",
    "**a** &amp; b",
    "[a](b) &amp; c",
    "AT&T & you",
    "&foo; &#0; &#xD800; &#127;",
  ])("%j is unchanged", (text) => {
    expect(read(`title: "${text}"`)).toMatchObject({ meta: { title: text }, messages: [] });
  });
});

test("the excerpt separator is kept as written, including blank lines", () => {
  expect(meta("excerpt_separator: <!--more-->").excerptSeparator).toBe("<!--more-->");
  expect(meta('excerptSeparator: "\\n\\n"').excerptSeparator).toBe("\n\n");
  expect(meta("excerpt_separator:")).not.toHaveProperty("excerptSeparator");
});

test("TOML and JSON have the same meaning as YAML", () => {
  const expected = { title: "A", date: new Date("2024-05-01"), dateOnly: true, tags: ["x"], draft: true };
  const toml = '+++\ntitle = "A"\ndate = 2024-05-01\ntags = ["x"]\ndraft = true\n+++\n';
  const json = '{"title": "A", "date": "2024-05-01", "tags": ["x"], "draft": true}\n';
  expect(parseFrontMatterSync(toml).meta).toMatchObject(expected);
  expect(parseFrontMatterSync(json).meta).toMatchObject(expected);
});

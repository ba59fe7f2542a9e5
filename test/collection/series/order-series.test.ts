import { describe, expect, test } from "vitest";
import { selectPublished } from "../../../src/collection/order/select-published.ts";
import { orderSeries } from "../../../src/collection/series/order-series.ts";
import type { SeriesPost } from "../../../src/collection/series/series.ts";

const at = (text: string): Date => new Date(text);

function rules(series: { messages: readonly { ruleId?: string }[] } | undefined): (string | undefined)[] {
  return (series?.messages ?? []).map(({ ruleId }) => ruleId);
}

function labels(posts: readonly SeriesPost[], options = {}): string[] {
  return orderSeries(posts, options).flatMap(({ parts }) =>
    parts.map(({ post, label }) => `${post.slug} ${label}`),
  );
}

describe("membership", () => {
  test("a post names its series with a string, an object, or a list of these", () => {
    const series = orderSeries([
      { slug: "a", series: "Lock-Free" },
      { slug: "b", series: { name: "Lock-Free" } },
      { slug: "c", series: ["lock-free", "Other"] },
      { slug: "d", series: [{ name: "Lock-Free", slug: "lock-free" }] },
      { slug: "e", series: [] },
      { slug: "f" },
    ]);
    expect(series.map(({ slug, parts }) => [slug, parts.map(({ post }) => post.slug).join("")])).toEqual([
      ["lock-free", "abcd"],
      ["other", "c"],
    ]);
  });

  test("a post that names a series twice appears in it once", () => {
    expect(labels([{ slug: "a", series: ["Foo", "foo"] }])).toEqual(["a Part 1"]);
  });

  test("one post can name a series by its title and another by its slug", () => {
    const series = orderSeries([
      { slug: "a", series: [{ name: "tool", title: "A Tool from Scratch" }] },
      { slug: "b", series: "A Tool from Scratch" },
    ]);
    expect(series).toHaveLength(1);
    expect(series[0]).toMatchObject({ slug: "tool", title: "A Tool from Scratch", messages: [] });
  });

  test("titles create a series only with `inferFromTitles`, and only with two numbers of the same base", () => {
    const posts = [
      { slug: "a", title: "Foo, Part 1" },
      { slug: "b", title: "foo: Part 2" },
      { slug: "c", title: "Bar, Part 1" },
      { slug: "d", title: "Baz, Part 1" },
      { slug: "e", title: "Baz (Part 1)" },
      { slug: "f", title: "Part 1" },
      { slug: "g", title: "Part 2" },
    ];
    expect(orderSeries(posts)).toEqual([]);
    expect(orderSeries(posts, { inferFromTitles: true }).map(({ slug, title }) => [slug, title])).toEqual([
      ["foo", "Foo"],
    ]);
  });

  test("with `inferFromTitles`, a post joins the series that its title names", () => {
    const posts = [
      { slug: "a", title: "Foo, Part 1", series: "Foo" },
      { slug: "b", title: "Foo, Part 2" },
    ];
    expect(labels(posts, { inferFromTitles: true })).toEqual(["a Part 1", "b Part 2"]);
    expect(labels(posts)).toEqual(["a Part 1"]);
  });
});

describe("declarations", () => {
  const posts: SeriesPost[] = [
    { slug: "a", title: "Alpha", date: at("2026-01-03") },
    { slug: "b", title: "Beta", date: at("2026-01-02"), series: [{ name: "s", title: "Other", total: 9 }] },
    { slug: "c", title: "Gamma", date: at("2026-01-01"), path: "c.md", series: "s" },
  ];

  test("determine the order, followed by posts that are not listed", () => {
    const [series] = orderSeries(posts, {
      series: [{ slug: "s", title: "The Series", total: 3, status: "paused", posts: ["a", "b"] }],
    });
    expect(series).toMatchObject({ title: "The Series", total: 3, status: "paused" });
    expect(series?.parts.map(({ post, label, part }) => [post.slug, label, part])).toEqual([
      ["a", "Part 1", 1],
      ["b", "Part 2", 2],
      ["c", "Gamma", undefined],
    ]);
    expect(rules(series)).toEqual([
      "series-mixed-numbering",
      "series-total-conflict",
      "series-date-order",
      "series-not-listed",
      "series-title-conflict",
    ]);
  });

  test("keep the number of a listed post that is missing, and report it", () => {
    const [series] = orderSeries(posts.slice(1), {
      series: [
        { slug: "s", posts: ["a", "b"], path: "series.json", place: { line: 3, column: 5, offset: 9 } },
      ],
    });
    expect(series?.parts.map(({ label }) => label)).toEqual(["Part 2", "Gamma"]);
    const unknown = series?.messages.find(({ ruleId }) => ruleId === "series-post-unknown");
    expect(unknown).toMatchObject({ file: "series.json", line: 3, column: 5, actual: "a" });
    expect(unknown?.fatal).toBeUndefined();
    expect(rules(series)).not.toContain("series-gap");
  });

  test("do not change labels from numbers in titles, and a different order is reported", () => {
    const [series] = orderSeries(
      [
        { slug: "x", title: "Foo, Part 2" },
        { slug: "y", title: "Foo, Part 1" },
      ],
      { series: [{ slug: "foo", posts: ["x", "y"] }] },
    );
    expect(series?.parts.map(({ label }) => label)).toEqual(["Part 2", "Part 1"]);
    expect(rules(series)).toEqual(["series-list-order"]);
  });

  test("can list a post that another declaration lists too", () => {
    const series = orderSeries([{ slug: "x" }, { slug: "y" }], {
      series: [
        { slug: "one", posts: ["x", "y"] },
        { slug: "two", posts: ["y"] },
      ],
    });
    expect(
      series.map(({ slug, parts }) => [slug, parts.map(({ label, post }) => `${post.slug} ${label}`)]),
    ).toEqual([
      ["one", ["x Part 1", "y Part 2"]],
      ["two", ["y Part 1"]],
    ]);
  });

  test("do not create a series without published posts", () => {
    expect(orderSeries([], { series: [{ slug: "s", title: "S", posts: ["a"] }] })).toEqual([]);
  });

  test.each([
    [{ total: "4" }, 'Expected `series[0].total` to be a whole number from 0, received "4"'],
    [{ total: -1 }, "Expected `series[0].total` to be a whole number from 0, received -1"],
    [
      { status: "done" },
      'Expected `series[0].status` to be one of "ongoing", "complete", "paused", received "done"',
    ],
  ])("throw a RangeError for %j", (fields, message) => {
    expect(() => orderSeries([], { series: [{ slug: "s", ...fields } as never] })).toThrow(
      new RangeError(message),
    );
  });

  test("throw a TypeError without a slug", () => {
    expect(() => orderSeries([], { series: [{ slug: "" }] })).toThrow(
      new TypeError('Expected each declared series to have a `slug`, received ""'),
    );
  });
});

describe("part numbers", () => {
  test("come from the front matter, then the title, the declared list, and the file name", () => {
    expect(
      labels(
        [
          { slug: "a", title: "Foo, Part 2", path: "03-a.md", series: [{ name: "S", part: 1 }] },
          { slug: "b", title: "Foo, Part 4", path: "05-b.md", series: "S" },
          { slug: "c", title: "Foo", path: "06-c.md", series: "S" },
          { slug: "d", title: "Foo", path: "part-8.md", series: "S" },
        ],
        { series: [{ slug: "s", posts: ["a", "b", "c"] }] },
      ),
    ).toEqual(["a Part 1", "b Part 4", "c Part 3", "d Part 8"]);
  });

  test("are assigned by date and then slug, with posts without a date last", () => {
    const posts: SeriesPost[] = [
      { slug: "n", series: "S" },
      { slug: "z", series: "S", date: at("2026-01-02") },
      { slug: "y", series: "S", date: at("2026-01-02") },
      { slug: "x", series: "S", date: at("2026-01-01") },
    ];
    expect(labels(posts)).toEqual(["x Part 1", "y Part 2", "z Part 3", "n Part 4"]);
  });

  test("do not change when a draft is removed", () => {
    const posts: SeriesPost[] = [
      { slug: "a", series: [{ name: "S", part: 1 }] },
      { slug: "b", series: [{ name: "S", part: 2 }], draft: true },
      { slug: "c", series: [{ name: "S", part: 3 }] },
      { slug: "d", series: "T", date: at("2026-01-01") },
      { slug: "e", series: "T", date: at("2026-01-02"), draft: true },
      { slug: "f", series: "T", date: at("2026-01-03") },
    ];
    const withDrafts = labels(posts);
    const without = labels(posts.filter(({ draft }) => !draft));
    expect(without).toEqual(["d Part 1", "f Part 2", "a Part 1", "c Part 3"]);
    expect(withDrafts).toEqual(["d Part 1", "f Part 2", "e Part 3", "a Part 1", "b Part 2", "c Part 3"]);
  });

  test("are assigned to unnumbered scheduled posts before drafts of any date", () => {
    const posts: SeriesPost[] = [
      { slug: "draft", series: "S", date: at("2026-01-01"), draft: true },
      { slug: "later", series: "S", date: at("2026-03-01") },
      { slug: "out", series: "S", date: at("2026-01-15") },
    ];
    const now = at("2026-02-01");
    expect(labels(posts, { now })).toEqual(["out Part 1", "later Part 2", "draft Part 3"]);
    expect(labels(posts.slice(1), { now })).toEqual(["out Part 1", "later Part 2"]);
  });

  test("can have labels in another language", () => {
    expect(
      labels([{ slug: "a", title: "Foo, Teil 2", series: "S" }], { label: (n: number) => `Teil ${n}` }),
    ).toEqual(["a Teil 2"]);
  });

  test("are reported when they exceed the total or when there are more parts than planned", () => {
    const [numbered] = orderSeries([
      { slug: "a", series: [{ name: "S", part: 1, total: 2 }] },
      { slug: "b", series: [{ name: "S", part: 2 }] },
      { slug: "c", path: "c.md", series: [{ name: "S", part: 3 }] },
    ]);
    expect(numbered?.total).toBe(2);
    expect(numbered?.messages.map(({ name, ruleId }) => `${name} ${ruleId}`)).toEqual([
      "c.md:1:1 series-past-total",
    ]);
    const [counted] = orderSeries([
      { slug: "a", series: [{ name: "S", total: 1 }] },
      { slug: "b", series: "S" },
    ]);
    expect(rules(counted)).toEqual(["series-past-total"]);
  });

  test("can start at 0 in a series of two parts", () => {
    const [series] = orderSeries(
      [0, 1].map((part) => ({ slug: `${part}`, series: [{ name: "S", part, total: 2 }] })),
    );
    expect(rules(series)).toEqual([]);
  });

  test("with a gap of millions are reported quickly", () => {
    const [series] = orderSeries([
      { slug: "a", series: [{ name: "S", part: 1 }] },
      { slug: "b", series: [{ name: "S", part: 4e15 }] },
    ]);
    expect(series?.messages[0]?.reason).toBe(
      "“S” has no parts 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3999999999999988 more",
    );
  });

  test("are not reported when a date without a time follows an instant of the same day", () => {
    const [series] = orderSeries([
      { slug: "a", date: at("2026-01-01T09:00:00Z"), series: [{ name: "S", part: 1 }] },
      { slug: "b", date: at("2026-01-01"), dateOnly: true, series: [{ name: "S", part: 2 }] },
    ]);
    expect(rules(series)).toEqual([]);
  });
});

describe("the series as a whole", () => {
  test("has its first and last date, reading time and tags", () => {
    const [series] = orderSeries([
      {
        slug: "a",
        series: "S",
        date: at("2026-01-05"),
        readingTime: { minutes: 2.5 },
        tags: ["Zig", "queues"],
      },
      { slug: "b", series: "S", date: at("2026-01-01"), readingTime: { minutes: 4 }, tags: ["zig", "Zig"] },
      { slug: "c", series: "S", tags: ["atomics"] },
    ]);
    expect(series).toMatchObject({
      firstDate: at("2026-01-01"),
      lastDate: at("2026-01-05"),
      minutes: 6.5,
      tags: ["Zig", "atomics", "queues"],
    });
  });

  test("the most recent series comes first", () => {
    const series = orderSeries([
      { slug: "a", series: "Old", date: at("2025-01-01") },
      { slug: "b", series: "None" },
      { slug: "c", series: "New", date: at("2026-01-01") },
      { slug: "d", series: "Also none" },
    ]);
    expect(series.map(({ slug }) => slug)).toEqual(["new", "old", "also-none", "none"]);
  });

  test("each part has the previous and the next post", () => {
    const posts = [1, 2, 3].map((part) => ({ slug: `p${part}`, series: [{ name: "S", part }] }));
    const [series] = orderSeries(posts);
    expect(series?.parts.map(({ previous, next }) => [previous?.slug, next?.slug])).toEqual([
      [undefined, "p2"],
      ["p1", "p3"],
      ["p2", undefined],
    ]);
  });

  test("different descriptions are reported, and the first is used", () => {
    const [series] = orderSeries([
      { slug: "a", series: [{ name: "S", part: 1, description: "One" }] },
      { slug: "b", series: [{ name: "S", part: 2, description: "Two" }] },
    ]);
    expect(series?.description).toBe("One");
    expect(rules(series)).toEqual(["series-description-conflict"]);
  });
});

describe("short titles", () => {
  test.each([
    ["A Tool from Scratch: Part 3 (Rethinking the Foundation)", "Rethinking the Foundation"],
    ["A Tool from Scratch, Part 3", "Part 3"],
    ["A Tool from Scratch: Rethinking, Part 3", "Rethinking"],
    ["A Tool from Scratch – Rethinking (Part 3)", "Rethinking"],
    ["Rethinking — a tool from scratch, part 3", "Rethinking"],
    ["Rethinking (A Tool from Scratch, Part 3)", "Rethinking"],
    ["Part 3: Rethinking", "Rethinking"],
    ["Something else (Part 3)", "Something else"],
    ["Rethinking", "Rethinking"],
    ["A Tool from Scratch", "A Tool from Scratch"],
  ])("%s → %s", (title, expected) => {
    const [series] = orderSeries([{ slug: "a", title, series: [{ name: "A Tool from Scratch", part: 3 }] }]);
    expect(series?.parts[0]?.shortTitle).toBe(expected);
  });

  test("text that two titles repeat is removed, even if the series has another name", () => {
    const [series] = orderSeries([
      { slug: "a", title: "RSoC: Drivers - part 1", series: "Summer" },
      { slug: "b", title: "RSoC: Drivers - part 2 (io_uring)", series: "Summer" },
      { slug: "c", title: "RSoC: Threads - part 3", series: "Summer" },
    ]);
    expect(series?.parts.map(({ shortTitle }) => shortTitle)).toEqual(["Part 1", "io_uring", "Threads"]);
  });
});

describe("upcoming parts", () => {
  const posts: (SeriesPost & { html: string })[] = [
    { slug: "a", title: "Foo, Part 1", date: at("2026-01-01"), series: "Foo", html: "" },
    { slug: "b", title: "Foo, Part 2", date: at("2026-02-01"), series: "Foo", html: "SECRET" },
    {
      slug: "c",
      title: "Foo, Part 3",
      draft: true,
      series: [{ name: "Foo", description: "SECRET" }],
      html: "SECRET",
    },
  ];
  const now = at("2026-01-15");

  test("can be the scheduled posts of selectPublished", () => {
    const { posts: out, scheduled } = selectPublished(posts, { now });
    const [series] = orderSeries(out, { upcoming: scheduled });
    expect(series?.upcoming).toEqual([
      { title: "Foo, Part 2", date: at("2026-02-01"), part: 2, label: "Part 2" },
    ]);
    expect(series?.total).toBe(1);
    expect(JSON.stringify(series)).not.toContain("SECRET");
  });

  test("can be selected from the posts themselves", () => {
    const [series] = orderSeries(posts, { upcoming: true, now });
    expect(series?.parts.map(({ post }) => post.slug)).toEqual(["a"]);
    expect(series?.upcoming?.map(({ label }) => label)).toEqual(["Part 2", "Part 3"]);
    expect(JSON.stringify(series)).not.toContain("SECRET");
  });

  test("are not listed by default", () => {
    expect(orderSeries(posts)[0]?.upcoming).toBeUndefined();
    expect(orderSeries(posts)[0]?.parts).toHaveLength(3);
  });

  test("fill gaps", () => {
    const [first, second, third] = posts as unknown as [SeriesPost, SeriesPost, SeriesPost];
    const published = { ...third, draft: false };
    expect(rules(orderSeries([first, published])[0])).toEqual(["series-gap"]);
    expect(rules(orderSeries([first, published], { upcoming: [second] })[0])).toEqual([]);
  });
});

test("orderSeries does not change the posts", () => {
  const post = Object.freeze({ slug: "a", series: Object.freeze(["S"]) });
  expect(orderSeries(Object.freeze([post]))[0]?.parts[0]?.post).toBe(post);
});

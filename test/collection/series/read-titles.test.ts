import { describe, expect, test } from "vitest";
import { orderSeries } from "../../../src/collection/series/order-series.ts";
import type { SeriesPost } from "../../../src/collection/series/series.ts";

/** The part numbers of posts with these titles, oldest first, in one series or in a blog. */
function numbersOf(titles: readonly string[], series?: string): (number | undefined)[] {
  const posts = titles.map((title, at): SeriesPost => {
    return {
      slug: `p${at}`,
      title,
      date: new Date(at * 86_400_000),
      ...(series !== undefined && { series }),
    };
  });
  const found = new Map<SeriesPost, number | undefined>();
  for (const { parts } of orderSeries(posts, { inferFromTitles: series === undefined })) {
    for (const { post, part } of parts) found.set(post, part);
  }
  return posts.map((post) => found.get(post));
}

describe("a number after the name of the series is a part number", () => {
  test.each<[string, string, number | undefined]>([
    ["recon", "ReCon 3: Names", 3],
    ["Re Con", "ReCon 2", 2],
    ["olin", "Olin: 2: The Future", 2],
    ["DST", "DST, Round 5", 5],
    ["Sessions", "Sessions IV", 4],
    ["Diary", "Diary (entry 4)", 4],
    ["日記", "日記 ③", 3],
    ["Vue", "What is new in Vue 3", undefined],
    ["Ruby", "Ruby 3.4", undefined],
    ["Ruby", "Ruby 3 released", undefined],
    ["Retrospective", "Retrospective 2024", undefined],
    ["Games", "Why I love Part 2", undefined],
    ["Budget", "Budget $3", undefined],
    ["Budget", "Budget 3%", undefined],
    ["News", "News, May 3", undefined],
  ])("in the series %s, %s is part %s", (series, title, part) => {
    expect(numbersOf([title], series)).toEqual([part]);
  });
});

describe("a series has part numbers that follow from all of its titles", () => {
  test.each<[string[], (number | undefined)[]]>([
    [
      ["(1) Foo", "(2) Bar"],
      [1, 2],
    ],
    [
      ["1. Foo", "2. Bar", "3. Baz"],
      [1, 2, 3],
    ],
    [
      ["01 Foo", "02 Bar", "03 Baz"],
      [1, 2, 3],
    ],
    [
      ["Foo その一", "Foo その二：Bar"],
      [1, 2],
    ],
    [
      ["Foo その壱", "Foo その弐", "Foo その参"],
      [1, 2, 3],
    ],
    [
      ["Land 1: Foo", "Land 2: Bar"],
      [1, 2],
    ],
    [
      ["Foo (bounds, chapter 1)", "Baz (bounds, chapter 2)"],
      [1, 2],
    ],
    [
      ["Talk #1: Ann", "Talk #2: Bob", "Talk #2: Bob, part 2", "Talk #3: Cy"],
      [1, 2, 2, 3],
    ],
    [
      ["第1回 はじめに", "第2回 環境構築"],
      [1, 2],
    ],
    [
      ["1/3 Foo", "2/3 Bar"],
      [1, 2],
    ],
    [
      ["入門①", "入門②"],
      [1, 2],
    ],
    [
      ["旅行 1日目", "旅行 2日目"],
      [1, 2],
    ],
    // A single number, numbers that are not consecutive, or a sequence without a beginning.
    [
      ["Land 1: Foo", "Sea"],
      [undefined, undefined],
    ],
    [
      ["Land 1: Foo", "Land 5: Bar"],
      [undefined, undefined],
    ],
    [
      ["Land 8: Foo", "Land 9: Bar"],
      [undefined, undefined],
    ],
  ])("%j", (titles, parts) => {
    expect(numbersOf(titles, "Course")).toEqual(parts);
  });
});

describe("a blog has part numbers that follow from all of its titles", () => {
  test.each<[string[], (number | undefined)[]]>([
    [
      ["Tool: Month 1", "Tool - Month 2", "Tool: Month 3"],
      [1, 2, 3],
    ],
    [
      ["Diary, Woche 2", "Diary, Woche 3"],
      [2, 3],
    ],
    [
      ["Docker 1/3: Foo", "Docker 2/3: Bar", "Docker 3/3"],
      [1, 2, 3],
    ],
    [
      ["Docker, 1 of 3", "Docker, 2 of 3"],
      [1, 2],
    ],
    [
      ["Devlog #1 Foo", "Devlog #2 Bar"],
      [1, 2],
    ],
    [
      ["Go 系列之一", "Go 系列之二"],
      [1, 2],
    ],
    [
      ["Go 입문 1일차", "Go 입문 2일차"],
      [1, 2],
    ],
    [
      ["Python 2/3", "Python 3"],
      [undefined, undefined],
    ],
    [
      ["第1回 勉強会", "第2回 勉強会"],
      [undefined, undefined],
    ],
    [
      ["Vision Sessions II", "Vision Sessions III", "Vision Sessions IV"],
      [2, 3, 4],
    ],
    [
      ["Status Report 1", "Status Report 2"],
      [1, 2],
    ],
    [
      ["Drivers - 1", "Drivers - 2"],
      [1, 2],
    ],
    [
      ["Recon 1: Names", "Recon 2: Sounds"],
      [1, 2],
    ],
    [
      ["(1) Foo", "(2) Foo"],
      [1, 2],
    ],
    [
      ["Foo（上）", "Foo（下）"],
      [1, 2],
    ],
    [
      ["Foo（上）", "Foo（中）", "Foo（下）"],
      [1, 2, 3],
    ],
    [
      ["Foo【前編】", "Foo【後編】"],
      [1, 2],
    ],
    [
      ["Foo 상편", "Foo 하편"],
      [1, 2],
    ],
    [
      ["Foo, часть 1", "Foo, часть 2"],
      [1, 2],
    ],
    [
      ["Foo, deel 1", "Foo, deel 2"],
      [1, 2],
    ],
    [
      ["Foo, partie 1", "Foo, partie 2"],
      [1, 2],
    ],
    [
      ["Foo, osa 1", "Foo, osa 2"],
      [1, 2],
    ],
    [
      ["Day One", "Conference Day One — Rain", "Conference Day Two — Sun"],
      [undefined, 1, 2],
    ],
    [
      ["Sprint 1 summary", "Sprint 2 summary", "Sprint 3 summary"],
      [1, 2, 3],
    ],
    [
      ["연재 ①", "연재 ②"],
      [1, 2],
    ],
    // A first part without a number, if it is older.
    [
      ["Optimizing SIMD", "Optimizing SIMD, part 2"],
      [1, 2],
    ],
    [
      ["Reading Club", "Reading Club, Take 2", "Reading Club, Take 3"],
      [1, 2, 3],
    ],
    [
      ["Status Report", "Status Report 2"],
      [1, 2],
    ],
    [
      ["Optimizing SIMD, part 2", "Optimizing SIMD"],
      [undefined, undefined],
    ],
    // Versions, years, editions, days, counts.
    [
      ["Vue 2", "Vue 3"],
      [undefined, undefined],
    ],
    [
      ["Ruby 3.4 preview 1", "Ruby 3.4 preview 2"],
      [undefined, undefined],
    ],
    [
      ["Tool 1 released", "Tool 2 released", "Tool 3 released"],
      [undefined, undefined, undefined],
    ],
    [
      ["Handbook, edition 1", "Handbook, edition 2"],
      [undefined, undefined],
    ],
    [
      ["Babel 6", "Babel 7", "Babel 8"],
      [undefined, undefined, undefined],
    ],
    [
      ["My First Year", "My Second Year"],
      [undefined, undefined],
    ],
    [
      ["Review 2023", "Review 2024"],
      [undefined, undefined],
    ],
    [
      ["제4회 세미나", "제5회 세미나"],
      [undefined, undefined],
    ],
    [
      ["Notes from May 1", "Notes from May 2"],
      [undefined, undefined],
    ],
    [
      ["1 tip for tests", "2 tips for tests"],
      [undefined, undefined],
    ],
    [
      ["Why I love Part 2", "Why I love Part 7"],
      [undefined, undefined],
    ],
    [
      ["Status Report 2", "Status Report 4"],
      [undefined, undefined],
    ],
  ])("%j", (titles, parts) => {
    expect(numbersOf(titles)).toEqual(parts);
  });

  test("titles of drafts do not affect those of published posts", () => {
    const posts = [
      { slug: "a", title: "Status Report 1" },
      { slug: "b", title: "Status Report 2", draft: true },
    ];
    expect(orderSeries(posts, { inferFromTitles: true })).toEqual([]);
    const published = posts.map((post) => ({ ...post, draft: false }));
    expect(orderSeries(published, { inferFromTitles: true })).toHaveLength(1);
  });
});

describe("a post without a number in a numbered series", () => {
  const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
  const posts: SeriesPost[] = [
    { slug: "one", title: "Foo, part 1", date: at(1), series: "Foo" },
    { slug: "two", title: "Foo, part 2", date: at(5), series: "Foo" },
    { slug: "aside", title: "A word about fonts", date: at(3), series: "Foo" },
    { slug: "untitled", date: at(9), series: "Foo" },
    { slug: "undated", title: "Errata", series: "Foo" },
    { slug: "early", title: "Why", date: new Date(0), series: "Foo" },
  ];

  test("is placed by its date and labeled with its title", () => {
    const [series] = orderSeries(posts);
    expect(series?.parts.map(({ post, part, label }) => `${post.slug} ${part ?? "-"} ${label}`)).toEqual([
      "early - Why",
      "one 1 Part 1",
      "aside - A word about fonts",
      "two 2 Part 2",
      "untitled - Aside",
      "undated - Errata",
    ]);
    expect(series?.messages.map(({ ruleId }) => ruleId)).not.toContain("series-gap");
  });

  test("does not change other labels", () => {
    const labelsOf = (some: readonly SeriesPost[]): Map<string, string> =>
      new Map(orderSeries(some)[0]?.parts.map(({ post, label }) => [post.slug, label]));
    const all = labelsOf(posts);
    for (const left of posts) {
      for (const [slug, label] of labelsOf(posts.filter((post) => post !== left)))
        expect(label).toBe(all.get(slug));
    }
  });

  test("is the first part when it is older and part 2 repeats its title", () => {
    const titles = ["SIMD", "SIMD, part 2"];
    const members = titles.map((title, index) => ({
      slug: `${index}`,
      title,
      date: at(index + 1),
      series: "Fast code",
    }));
    const [series] = orderSeries(members);
    expect(series?.parts.map(({ label }) => label)).toEqual(["Part 1", "Part 2"]);
    expect(series?.messages).toEqual([]);
  });
});

describe("part numbers in fields of plain records and other generators", () => {
  test.each<[Record<string, unknown>, number]>([
    [{ series: "P", part: 2 }, 2],
    [{ series: "P", part: "2" }, 2],
    [{ series: ["P"], series_order: 3 }, 3],
    [{ series: { name: "P" }, seriesPart: " 4 " }, 4],
    [{ series: { name: "P", part: "5" } }, 5],
    [{ series: "P", weight: 6 }, 6],
    [{ series: "P", series_weight: 7, weight: 1 }, 7],
    [{ taxonomies: { series: ["P"] }, weight: 8 }, 8],
  ])("%j is part %s", (fields, part) => {
    const [series] = orderSeries([{ slug: "a", title: "A", ...fields } as SeriesPost]);
    expect(series?.parts[0]).toMatchObject({ part, label: `Part ${part}` });
  });

  test.each([
    [
      [10, 20, 25],
      [1, 2, 2.5],
    ],
    [
      [100, 200],
      [1, 2],
    ],
    [
      [10, 11, 20],
      [10, 11, 20],
    ],
    [[10], [10]],
    [
      [-1, 1],
      [1, undefined],
    ],
  ])("weights %j are parts %j", (weights, parts) => {
    const [series] = orderSeries(weights.map((weight) => ({ slug: `p${weight}`, series: "P", weight })));
    expect(series?.parts.map(({ part }) => part)).toEqual(parts);
  });

  test("a number in a post with two series belongs to neither", () => {
    const series = orderSeries([{ slug: "a", title: "A", series: ["P", "Q"], part: 2 }]);
    expect(series.map(({ parts }) => parts[0]?.part)).toEqual([undefined, undefined]);
  });
});

import { describe, expect, test } from "vitest";
import { parsePartNumber } from "../../../src/collection/series/parse-part-number.ts";

/** title, base, part, total, subtitle */
type Row = [title: string, base: string, part: number, total?: number | undefined, subtitle?: string];

const forms: Record<string, Row[]> = {
  "Part N": [
    ["Foo: Part 3", "Foo", 3],
    ["Foo, part 3", "Foo", 3],
    ["Foo part 3", "Foo", 3],
    ["Foo - Part 3", "Foo", 3],
    ["Foo — Part 3", "Foo", 3],
    ["Foo | Part 3", "Foo", 3],
    ["FOO PART 3", "FOO", 3],
    ["Part 0", "", 0],
    ["Foo (Part 2)", "Foo", 2],
    ["Foo [part 2]", "Foo", 2],
    ["Foo? Part 2", "Foo?", 2],
    ["Foo Part #2", "Foo", 2],
    ["Foo, part no. 2", "Foo", 2],
    [
      "A Tool from Scratch: Part 3 (Rethinking the Foundation)",
      "A Tool from Scratch",
      3,
      undefined,
      "Rethinking the Foundation",
    ],
    ["Foo, Part 1: Bar", "Foo", 1, undefined, "Bar"],
    ["Foo - part 8 - The finale", "Foo", 8, undefined, "The finale"],
    ["Foo (Part 2: Bar)", "Foo", 2, undefined, "Bar"],
    ["Foo (Part 2) – Bar", "Foo", 2, undefined, "Bar"],
    ["Part 2: Foo: Bar", "", 2, undefined, "Foo: Bar"],
    ["Part 2 Channels", "", 2, undefined, "Channels"],
    ["Part 3. Why?", "", 3, undefined, "Why?"],
    ["[Part 2] Channels", "Channels", 2],
    ["Foo (bar, part 2)", "Foo (bar)", 2],
    ["RSoC 2021: QEMU on Redox - Part 1", "RSoC 2021: QEMU on Redox", 1],
    ["Foo 3.1, part 2", "Foo 3.1", 2],
  ],
  "Part N of M": [
    ["Foo: Part 3 of 5", "Foo", 3, 5],
    ["Foo (part 3 of 5)", "Foo", 3, 5],
    ["Foo, Part 3/5: Bar", "Foo", 3, 5, "Bar"],
    ["Part 1 (of 3): Foo", "", 1, 3, "Foo"],
    ["Foo, Part Two of Three", "Foo", 2, 3],
    ["Foo part 6 of 5", "Foo", 6, 5],
  ],
  "Pt. N": [
    ["Foo, Pt. 2", "Foo", 2],
    ["Foo pt 2", "Foo", 2],
    ["Foo (pt.2)", "Foo", 2],
    ["Foo Pt. II", "Foo", 2],
  ],
  "(N/M) and (N)": [
    ["Foo (2/3)", "Foo", 2, 3],
    ["Foo [2/3]", "Foo", 2, 3],
    ["Foo (2 of 3)", "Foo", 2, 3],
    ["(2/3) Foo", "Foo", 2, 3],
    ["(2/3): Foo", "", 2, 3, "Foo"],
    ["Foo (2)", "Foo", 2],
    ["Foo (2) - Bar", "Foo", 2, undefined, "Bar"],
  ],
  "#N": [
    ["Foo #3", "Foo", 3],
    ["Foo #3: Bar", "Foo", 3, undefined, "Bar"],
    ["#3 – Foo", "", 3, undefined, "Foo"],
    ["This Week in Foo #512", "This Week in Foo", 512],
  ],
  "Chapter, Episode, Vol.": [
    ["Foo, Chapter 3: Bar", "Foo", 3, undefined, "Bar"],
    ["Episode 12 – Bar", "", 12, undefined, "Bar"],
    ["Foo, Ep. 4", "Foo", 4],
    ["Foo Vol. 3", "Foo", 3],
    ["Foo, Volume Two", "Foo", 2],
  ],
  "week N and day N after a separator": [
    ["Foo as a library, week 3", "Foo as a library", 3],
    ["Foo: Bar - Week 3: Baz", "Foo: Bar", 3, undefined, "Baz"],
    ["Day 50: Foo", "", 50, undefined, "Foo"],
    ["Advent of Foo, Day 4 of 25", "Advent of Foo", 4, 25],
    ["Foo (day 2)", "Foo", 2],
  ],
  "dashes that another system exported as entities": [
    ["What is a &#8220;Foo&#8221; &#8211; Part 2", "What is a &#8220;Foo&#8221;", 2],
    ["Foo #1 &#8211; Bar", "Foo", 1, undefined, "Bar"],
    ["Foo, Part 2 &mdash; Bar &amp; Baz", "Foo", 2, undefined, "Bar &amp; Baz"],
    ["Foo &amp; (Part 2)", "Foo &amp;", 2],
  ],
  "roman numerals and words": [
    ["Foo: Part I", "Foo", 1],
    ["Foo: Part IV", "Foo", 4],
    ["Foo - part i: bar", "Foo", 1, undefined, "bar"],
    ["Foo Part XIV", "Foo", 14],
    ["Foo Part Ⅲ", "Foo", 3],
    ["Foo part ⅲ", "Foo", 3],
    ["Foo Part One", "Foo", 1],
    ["Foo, Part Twenty", "Foo", 20],
    ["Foo Part Two: Bar", "Foo", 2, undefined, "Bar"],
  ],
  "Chinese and Japanese": [
    ["Foo 第3回", "Foo", 3],
    ["Foo 第３回", "Foo", 3],
    ["Foo　第3篇：Bar", "Foo", 3, undefined, "Bar"],
    ["Foo 第十二章", "Foo", 12],
    ["Foo 第二部分 Bar", "Foo", 2, undefined, "Bar"],
    ["Foo 第三十一回", "Foo", 31],
    ["连载（三）", "连载", 3],
    ["操作系统（二）内存", "操作系统", 2, undefined, "内存"],
    ["连载(三)：开始", "连载", 3, undefined, "开始"],
    ["連載（３）", "連載", 3],
    ["Foo パート２", "Foo", 2],
    ["Foo その3", "Foo", 3],
  ],
  Korean: [
    ["Foo 2편", "Foo", 2],
    ["Foo 3부", "Foo", 3],
    ["2부) Foo", "", 2, undefined, "Foo"],
    ["K8s 공부 (4)", "K8s 공부", 4],
    ["Foo 제3회", "Foo", 3],
  ],
  "German, French, Spanish": [
    ["Foo, Teil 2 von 3", "Foo", 2, 3],
    ["Foo – Partie 2 sur 3", "Foo", 2, 3],
    ["Foo: Parte 2 de 3", "Foo", 2, 3],
    ["Foo (Teil II)", "Foo", 2],
  ],
  "odd spaces": [
    ["Foo:\u00A0Part\u00A03", "Foo", 3],
    ["Foo: Part\u202F3 of\u00A05", "Foo", 3, 5],
    ["  Foo: Part 3  ", "Foo", 3],
    ["Ｆｏｏ：Ｐａｒｔ　３", "Ｆｏｏ", 3],
  ],
};

describe.each(Object.entries(forms))("%s", (_, rows) => {
  test.each(rows)("%s", (title, base, part, total, subtitle) => {
    const expected: Record<string, unknown> = { base, part };
    if (total !== undefined) expected.total = total;
    if (subtitle !== undefined) expected.subtitle = subtitle;
    expect(parsePartNumber(title)).toEqual(expected);
  });
});

describe("is not a part number in", () => {
  test.each([
    "",
    "Vue 3",
    "Jekyll 3.1",
    "Rust 1.85.0",
    "2024",
    "The best of 2024",
    "Vol. 2024",
    "Part 2024",
    "第2024回",
    "React 18 (2022)",
    "Windows 11",
    "C# 8",
    "HTTP/2",
    "World War II",
    "Rocky IV",
    "Apple II",
    "Part of the plan",
    "Taking part",
    "The part I played",
    "Part I Played",
    "part one of a kind",
    "Part 2 is out",
    "Part 1.5: an interlude",
    "Part 2a",
    "Part 2nd",
    "Part C",
    "Parts 1 and 2",
    "Part 1 and 2",
    "Part 1-3",
    "Part 1 & 2",
    "A multi-part 2",
    "Partition 3",
    "Apartment 3",
    "Chapter 11 Bankruptcy",
    "Episode",
    "The volume 11 amplifier",
    "(24/7) on call",
    "On call 24/7",
    "1/2 price",
    "3/4 of all posts",
    "issue #12",
    "Closes #1234",
    "Merge pull request #7",
    "#1 reason to write",
    "C#3",
    "Foo - 2",
    "Foo 2",
    "Three of the greatest books",
    "第2次世界大戦",
    "第1四半期",
    "第3回 ブラウザー勉強会",
    "第3回potatotipsでmogeneratorについて発表してきた",
    "【第8回】potatotipsでPromiseについて発表してきた",
    "第2回「ブラウザー」について",
    "Customer Service Week 2014",
    "Working in public from day 1",
    "Working in Public From Day 1: What We Learned",
    "JSConf JP Day 1",
    "Foo, week 5 and 6",
    "Foo, day one",
    "Foo: Week 2 Was Long",
    "Best Week Ever: 2",
    "On-demand paging II",
    "This Week in Foo 31",
    "3편의 영화",
    "5月3日（三）开会",
    "10부작 드라마",
    "2부작",
    "画像をポップアップ表示させる(5種類)",
    "Die Teil 2 Sache",
    "La partie 2 du jeu",
  ])("%s", (title) => {
    expect(parsePartNumber(title)).toEqual({ base: title });
  });
});

test("a title of more than 1,000 characters is returned as it is", () => {
  const title = "Part 1 ".repeat(200).trim();
  expect(parsePartNumber(title)).toEqual({ base: title });
});

test("hostile titles of up to 1,000 characters are read fast", () => {
  for (const piece of ["(", "第", "part ", "Part 1 of ", "#1", "（三", "i", "[(", "0", " ", "1/"]) {
    const title = piece.repeat(1_000).slice(0, 999);
    expect(parsePartNumber(title).base.length).toBeLessThanOrEqual(title.length);
  }
});

describe("numerals", () => {
  test.each<[string, number | undefined]>([
    ["0", 0],
    ["7", 7],
    ["012", 12],
    // Years are not part numbers.
    ["1899", 1899],
    ["1900", undefined],
    ["2099", undefined],
    ["2100", 2100],
    ["Ⅰ", 1],
    ["Ⅻ", 12],
    ["one", 1],
    ["Twenty", 20],
    ["zero", 0],
    ["i", 1],
    ["IV", 4],
    ["vii", 7],
    ["VIII", 8],
    ["ix", 9],
    ["X", 10],
    ["xiv", 14],
    ["XXXIX", 39],
    ["xxx", 30],
    ["iiii", undefined],
    ["vx", undefined],
    ["xxxx", undefined],
    ["a1", undefined],
    ["1a", undefined],
  ])("Part %s is %s", (numeral, part) => {
    expect(parsePartNumber(`Foo, Part ${numeral}`).part).toBe(part);
  });

  test.each<[string, number | undefined]>([
    ["零", 0],
    ["〇", 0],
    ["一", 1],
    ["两", 2],
    ["二", 2],
    ["九", 9],
    ["十", 10],
    ["十一", 11],
    ["二十", 20],
    ["九十九", 99],
    ["两十", 20],
    ["一二", undefined],
    ["零十", undefined],
    ["十十", undefined],
    ["十一二", undefined],
    ["一二十", undefined],
    ["甲", undefined],
    ["甲十", undefined],
    ["十甲", undefined],
  ])("第%s章 is %s", (numeral, part) => {
    expect(parsePartNumber(`Foo 第${numeral}章`).part).toBe(part);
  });
});

import { describe, expect, test } from "vitest";
import { orderSeries } from "../../../src/collection/series/order-series.ts";
import type { SeriesPost } from "../../../src/collection/series/series.ts";

const at = (text: string): Date => new Date(text);

describe("messages of a series", () => {
  /** Reason and note of each message about the only series. */
  function messages(posts: readonly SeriesPost[], options = {}): string[] {
    const [series] = orderSeries(posts, options);
    return (series?.messages ?? []).map(({ reason, note }) => `${reason}. ${note}`);
  }
  const member = (slug: string, fields = {}, more = {}): SeriesPost => ({
    slug,
    series: [{ name: "S", ...fields }],
    ...more,
  });

  test.each<[string, SeriesPost[], object, string[]]>([
    [
      "duplicate and conflicting numbers",
      [member("a", { part: 1 }), member("b", { part: 1 }, { title: "B, Part 2" })],
      {},
      [
        "“a” and “B, Part 2” are both part 1 of “S”. Give one of them a different `part`.",
        "“B, Part 2” is part 1 in its front matter but part 2 in its title. The front matter is used. Change the title, or remove `part`.",
      ],
    ],
    [
      "a gap and a post without a number",
      [member("a", { part: 1 }), member("b", { part: 3 }), member("c")],
      {},
      [
        "“S” has no part 2. Publish the missing parts, correct the numbers, or pass unpublished parts as `upcoming`.",
        "“c” has no number, but other parts of “S” have one. It is placed by its date, and its label is its title. Give it a `part` if it should be numbered.",
      ],
    ],
    [
      "numbers in the titles of posts that have several or one with a letter fill gaps",
      [1, "s 2 and 3", 4, "s 5-7", 8, "5a", 10].map((part) => ({
        slug: `p${part}`,
        series: "S",
        title: `S, ${/s /.test(`${part}`) ? "Part" : "Part "}${part}`,
      })),
      {},
      [
        "“S” has no part 9. Publish the missing parts, correct the numbers, or pass unpublished parts as `upcoming`.",
        ...[" 5a", "s 2 and 3", "s 5-7"].map(
          (part) =>
            `“S, Part${part}” has no number, but other parts of “S” have one. It is placed by its date, and its label is its title. Give it a \`part\` if it should be numbered.`,
        ),
      ],
    ],
    [
      "a number greater than the total",
      [member("a", { part: 1, total: 1 }), member("b", { part: 2 })],
      {},
      ["“b” is part 2 of “S”, which is planned to have 1. Increase `total`, or correct the numbers."],
    ],
    [
      "more parts than planned",
      [member("a", { total: 1 }), member("b")],
      {},
      ["“S” has 2 parts, but is planned to have 1. Increase `total`, or correct the numbers."],
    ],
    [
      "totals in the front matter and the title",
      [
        member("a", { part: 1, total: 4 }),
        member("b", { part: 2, total: 3 }, { title: "B, Part 2 of 2" }),
        member("c", { part: 3 }),
      ],
      {},
      [
        "“a” gives “S” the total “4”; the total that is used is “3”. Correct the total, or state it only once.",
        "The title of “B, Part 2 of 2” says that “S” has 2 parts; the total that is used is 3. Correct the total, or state it only once.",
      ],
    ],
    [
      "dates",
      [
        member("a", { part: 1 }, { date: at("2026-01-02") }),
        member("b", { part: 2 }, { date: at("2026-01-01") }),
      ],
      {},
      [
        "Part 2 of “S” (2026-01-01) is older than part 1 (2026-01-02). Correct a date or a number, unless the parts were written in this order.",
      ],
    ],
    [
      "a declared list of posts",
      [
        member("a", {}, { title: "S, Part 1" }),
        member("b", {}, { title: "S, Part 2" }),
        member("c", {}, { title: "S, Part 3" }),
      ],
      { series: [{ slug: "s", title: "S", posts: ["b", "a", "gone"] }] },
      [
        "The declaration of “S” lists “gone”, but no post has this slug. Correct the slug, unless the post is a draft that was left out.",
        "The declaration of “S” lists part 2 before part 1. The list decides the order. Correct the list, or the numbers.",
        "“S, Part 3” names “S”, but the declaration does not list it. It comes after the listed parts. Add its slug to `posts`.",
      ],
    ],
    [
      "a title and a status that differ from the declaration",
      [member("a", { title: "T", status: "ongoing" })],
      { series: [{ slug: "s", title: "S", status: "paused" }] },
      [
        "“a” gives “S” the title “T”; the title in its declaration is “S”. State the title of the series only once.",
        "“a” gives “S” the status “ongoing”; the status in its declaration is “paused”. State the status of the series only once.",
      ],
    ],
    [
      "spellings of a name",
      [
        { slug: "a", series: "Ring Buffers" },
        { slug: "b", series: "ring buffers" },
        { slug: "c", series: "Ring Buffers" },
      ],
      {},
      ["“ring buffers” and “Ring Buffers” are the same series. Use one spelling."],
    ],
  ])("say what is wrong and what to do: %s", (_, posts, options, expected) => {
    expect(messages(posts, options)).toEqual(expected);
  });

  test("are at a post with a number when a title only mentions the first number after the gap", () => {
    const posts = ["S, Parts 2 and 3", "S, Part 4"].map((title, id) => ({
      slug: `${id}`,
      path: `${id}.md`,
      title,
      series: "S",
    }));
    const [series] = orderSeries(posts);
    expect(series?.messages.map(({ reason, file }) => [reason, file])).toContainEqual([
      "“S” has no part 1",
      "1.md",
    ]);
  });

  test("name a series whose slug is almost that of another", () => {
    const names = ["Ring Buffers", "Ring Buffers", "Ring Bufers"];
    const all = orderSeries(names.map((name, index) => ({ slug: `${index}`, series: name })));
    expect(all.flatMap(({ messages: own }) => own.map(({ reason }) => reason))).toEqual([
      "“Ring Bufers” (ring-bufers) looks like another spelling of “Ring Buffers” (ring-buffers)",
    ]);
  });
});

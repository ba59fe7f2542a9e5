import { expect, test } from "vitest";
import { orderSeries } from "../../../src/collection/series/order-series.ts";
import type { SeriesPost } from "../../../src/collection/series/series.ts";

/** Slug and title of the series of a post. */
function seriesOf(series: unknown): [slug: string, title: string][] {
  return orderSeries([{ slug: "a", series } as SeriesPost]).map(({ slug, title }) => [slug, title]);
}

test.each<[unknown, [string, string][]]>([
  [undefined, []],
  [null, []],
  [[], []],
  ["", []],
  ["Ring Buffers", [["ring-buffers", "Ring Buffers"]]],
  ["  Ring \n Buffers ", [["ring-buffers", "Ring Buffers"]]],
  [2024, [["2024", "2024"]]],
  [{ name: "Rings" }, [["rings", "Rings"]]],
  [{ slug: "rings" }, [["rings", "rings"]]],
  [{ name: "Rings", slug: "Other One" }, [["other-one", "Rings"]]],
  // As the post parser returns them.
  [{ name: "!!" }, [["u21-u21", "!!"]]],
  [{ name: "Rings", slug: "!!" }, [["u21-u21", "Rings"]]],
  [
    ["C", "C++", "C#", "c++", "Notepad++ tips", "R+D"],
    [
      ["c", "C"],
      ["c-plus-plus", "C++"],
      ["c-sharp", "C#"],
      ["notepad-plus-plus-tips", "Notepad++ tips"],
      ["r-d", "R+D"],
    ],
  ],
  [
    ["Rings", { name: "Locks", part: 2 }, "rings"],
    [
      ["locks", "Locks"],
      ["rings", "Rings"],
    ],
  ],
  [[null, undefined, true, {}, []], []],
])("%j belongs to %j", (series, expected) => {
  expect(seriesOf(series)).toEqual(expected);
});

test("reads the fields of a membership", () => {
  const place = { line: 1, column: 2, offset: 1 };
  const fields = { part: 0, total: 0, title: "t", description: "d", status: "paused" as const, place };
  const [series] = orderSeries([{ slug: "p", path: "p.md", series: { name: "a", ...fields } }]);
  expect(series).toMatchObject({ slug: "a", title: "t", description: "d", status: "paused", total: 0 });
  expect(series?.parts[0]).toMatchObject({ part: 0, label: "Part 0" });
  expect(series?.messages).toMatchObject([{ ruleId: "series-past-total", line: 1, column: 2 }]);
});

test.each([
  { part: "one", total: "2a", title: 3, description: 4, status: "done", place: "p" },
  { part: Number.NaN, total: Number.POSITIVE_INFINITY, title: "", description: "", place: null },
])("ignores values of other types: %j", (fields) => {
  const [series] = orderSeries([{ slug: "p", series: { name: "a", ...fields } } as unknown as SeriesPost]);
  expect(series).toMatchObject({ title: "a", status: "unknown", total: 1, messages: [] });
  expect(series).not.toHaveProperty("description");
  expect(series?.parts[0]).not.toHaveProperty("part");
});

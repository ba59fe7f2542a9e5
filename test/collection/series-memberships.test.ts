import { expect, test } from "vitest";
import type { SeriesPost } from "../../src/collection/series.ts";
import { seriesMemberships } from "../../src/collection/series-memberships.ts";

test.each<[unknown, unknown]>([
  [undefined, []],
  [null, []],
  [[], []],
  ["", []],
  ["Ring Buffers", [{ name: "Ring Buffers", slug: "ring-buffers" }]],
  [2024, [{ name: "2024", slug: "2024" }]],
  [{ name: "Rings" }, [{ name: "Rings", slug: "rings" }]],
  [{ slug: "rings" }, [{ name: "rings", slug: "rings" }]],
  [{ name: "Rings", slug: "Other One" }, [{ name: "Rings", slug: "other-one" }]],
  [{ name: "!!" }, [{ name: "!!", slug: "!!" }]],
  [{ name: "Rings", slug: "!!" }, [{ name: "Rings", slug: "!!" }]],
  [
    ["Rings", { name: "Locks", part: 2 }, "rings"],
    [
      { name: "Rings", slug: "rings" },
      { name: "Locks", slug: "locks", part: 2 },
    ],
  ],
  [[null, undefined, true, {}, []], []],
  // What is of the right type, and nothing else.
  [
    {
      name: "a",
      part: 0,
      total: 0,
      title: "t",
      description: "d",
      status: "paused",
      place: { line: 1, column: 2 },
    },
    [
      {
        name: "a",
        slug: "a",
        part: 0,
        total: 0,
        title: "t",
        description: "d",
        status: "paused",
        place: { line: 1, column: 2 },
      },
    ],
  ],
  [
    { name: "a", part: "1", total: "2", title: 3, description: 4, status: "done", place: "p" },
    [{ name: "a", slug: "a" }],
  ],
  [
    { name: "a", part: Number.NaN, total: Number.POSITIVE_INFINITY, title: "", description: "", place: null },
    [{ name: "a", slug: "a" }],
  ],
])("%j names %j", (series, expected) => {
  expect(seriesMemberships({ series } as Pick<SeriesPost, "series">)).toEqual(expected);
});

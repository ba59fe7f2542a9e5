import { expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";

const site = { url: "https://example.com/", title: "Notes" };

test.each<[unknown, string | undefined]>([
  ["2025-02-01", "2025-02-01T00:00:00.000Z"],
  ["2025-02-01T10:30", "2025-02-01T10:30:00.000Z"],
  ["2025-02-01 10:30:05.25+02:00", "2025-02-01T08:30:05.250Z"],
  ["2025-02-01t10:30z", "2025-02-01T10:30:00.000Z"],
  ["2025-02-01T10:30:00-0330", "2025-02-01T14:00:00.000Z"],
  ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ["2025-02-29", undefined],
  ["2025-13-01", undefined],
  ["2025-02-01T25:00", undefined],
  ["02/01/2025", undefined],
  ["Feb 1, 2025", undefined],
  ["1989-12-31", undefined],
  ["1990-01-01", "1990-01-01T00:00:00.000Z"],
  ["9998-12-31", "9998-12-31T00:00:00.000Z"],
  ["9999-01-01", undefined],
  [new Date(Number.NaN), undefined],
  [new Date("+012000-01-01"), undefined],
  [1_700_000_000_000, undefined],
  [null, undefined],
])("the date %s is read as %s", (value, expected) => {
  const { items, messages } = buildFeed(site, [{ slug: "a", title: "A", date: value as Date }]);
  expect(items[0]?.date?.toISOString()).toBe(expected);
  const problem = value === null ? "feed-date-missing" : "feed-date-invalid";
  expect(messages.map(({ ruleId }) => ruleId)).toEqual(expected === undefined ? [problem] : []);
});

test("a date outside the range of feeds still expires a post", () => {
  const now = new Date("2025-01-01");
  const expires = new Date("1980-01-01");
  expect(buildFeed(site, [{ slug: "a", title: "A", date: now, expires }], { now }).items).toEqual([]);
});

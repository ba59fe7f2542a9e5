import { expect, test } from "vitest";
import { readDate, readTime } from "../../src/core/read-date.ts";

test.each([
  ["2026-03-01", "2026-03-01T00:00:00.000Z"],
  [" 2026-03-01 ", "2026-03-01T00:00:00.000Z"],
  ["2026-03-01 12:30", "2026-03-01T12:30:00.000Z"],
  ["2026-03-01t12:30:15z", "2026-03-01T12:30:15.000Z"],
  ["2026-03-01T12:30:15.250Z", "2026-03-01T12:30:15.250Z"],
  ["2026-03-01T12:30:00+02:00", "2026-03-01T10:30:00.000Z"],
  ["2026-03-01T12:30:00-0330", "2026-03-01T16:00:00.000Z"],
  [new Date("2026-03-01T12:30:00Z"), "2026-03-01T12:30:00.000Z"],
])("%j is %s", (value, iso) => {
  expect(readDate(value)?.toISOString()).toBe(iso);
});

test.each([
  "2026-02-30",
  "2026-13-01",
  "2026-03-01T25:00:00Z",
  "2026-03-01T12:30:00+2",
  "2026-03",
  "March 1, 2026",
  "x 2026-03-01",
  "2026-03-01 x",
  "",
  0,
  null,
  undefined,
  {},
  new Date(Number.NaN),
])("%j is not a date", (value) => {
  expect(readTime(value)).toBeUndefined();
  expect(readDate(value)).toBeUndefined();
});

test("the result is a copy of the date", () => {
  const date = new Date(0);
  expect(readDate(date)).not.toBe(date);
});

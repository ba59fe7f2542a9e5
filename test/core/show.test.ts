import { expect, test } from "vitest";
import { show } from "../../src/core/check-options.ts";

test.each<[unknown, string]>([
  ["a", '"a"'],
  ["a\nb", '"a\\nb"'],
  ["a".repeat(78), `"${"a".repeat(78)}"`],
  ["a".repeat(79), `"${"a".repeat(78)}…`],
  [new Date(Date.UTC(2026, 0)), "2026-01-01T00:00:00.000Z"],
  [new Date(Number.NaN), "Invalid Date"],
  [null, "null"],
  [undefined, "undefined"],
  [7, "7"],
  [true, "true"],
  [Symbol("s"), "Symbol(s)"],
  [{}, "of type object"],
  [Object.create(null), "of type object"],
  [() => 1, "of type function"],
])("a message shows %s as %s", (value, shown) => {
  expect(show(value)).toBe(shown);
});

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
  [{}, "an object"],
  [Object.create(null), "an object"],
  [() => 1, "a function"],
  [[1], "an array"],
  [new Uint8Array(2), "bytes"],
  [Promise.resolve(1), "a promise; did you forget `await`?"],
  [{ posts: [], messages: [] }, "an object with `posts`"],
])("a message shows %s as %s", (value, shown) => {
  expect(show(value)).toBe(shown);
});

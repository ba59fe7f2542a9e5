import { expect, test } from "vitest";
import { createInstantSpeller } from "../../src/feed/create-instant-speller.ts";

test("the first is spelled as usual, the others by digits, then by zones", () => {
  const spell = createInstantSpeller();
  const date = new Date("2025-01-01T12:00:00Z");
  const spelled = Array.from({ length: 12 }, () => spell(date));
  expect(spelled.slice(0, 5)).toEqual([
    "2025-01-01T12:00:00.000Z",
    "2025-01-01T12:00:00Z",
    "2025-01-01T12:00:00.0Z",
    "2025-01-01T12:00:00.00Z",
    "2025-01-01T12:00:00.0000Z",
  ]);
  expect(spelled.slice(10)).toEqual(["2025-01-01T12:15:00.000+00:15", "2025-01-01T12:15:00+00:15"]);
});

test.each(["2025-01-01T00:00:00Z", "2025-01-01T00:00:00.120Z", "9998-12-31T23:59:59.999Z"])(
  "2,000 times %s are 2,000 texts for one instant",
  (text) => {
    const spell = createInstantSpeller();
    const date = new Date(text);
    const spelled = Array.from({ length: 2000 }, () => spell(date));
    expect(new Set(spelled).size).toBe(2000);
    expect(spelled.every((one) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+\d\d:\d\d)$/.test(one))).toBe(
      true,
    );
    expect(new Set(spelled.map((one) => Date.parse(one)))).toEqual(new Set([date.getTime()]));
  },
);

test("other instants have nothing to do with it", () => {
  const spell = createInstantSpeller();
  spell(new Date(0));
  expect(spell(new Date(1))).toBe("1970-01-01T00:00:00.001Z");
});

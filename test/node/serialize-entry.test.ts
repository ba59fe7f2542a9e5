import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deserializeEntry, serializeEntry } from "../../src/node/serialize-entry.ts";

function roundTrip(value: unknown): unknown {
  return deserializeEntry(serializeEntry(value))?.value;
}

describe("an entry of the cache", () => {
  test.each([
    ["dates", { a: new Date(0), b: new Date(Number.NaN) }],
    ["undefined", { a: undefined, b: [undefined, null] }],
    ["odd numbers", [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 10n ** 30n]],
    ["maps and sets", new Map([["a", new Set([1, new Date(5)])]])],
    ["a record with the tag as a key", { $: "date", value: 3, nested: { $: { $: 1 } } }],
    ["a key that JavaScript finds special", JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}')],
    ["a record without a prototype", Object.assign(Object.create(null), { a: 1 })],
    ["a lone surrogate and line separators", "\uD800 \u2028 \u0000"],
  ])("brings back %s", (_name, value) => {
    expect(roundTrip(value)).toStrictEqual(value);
  });

  test("brings back anything that is made of plain values", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withDate: true,
          withMap: true,
          withSet: true,
          withBigInt: true,
          withNullPrototype: true,
        }),
        (value) => {
          expect(roundTrip(value)).toStrictEqual(value);
        },
      ),
    );
  });

  test.each([
    ["a function", () => 1],
    ["a symbol", Symbol("x")],
    ["an instance of a class", new URL("https://example.org")],
  ])("refuses %s", (_name, value) => {
    expect(() => serializeEntry({ value })).toThrow(TypeError);
  });

  test("refuses a circle, takes a value that occurs twice", () => {
    const shared = { a: 1 };
    expect(roundTrip([shared, shared])).toEqual([shared, shared]);
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(() => serializeEntry(circle)).toThrow("circular");
  });

  test("a damaged entry is nothing", () => {
    const text = serializeEntry({ title: "Queues" });
    expect(deserializeEntry(text.replace("Queues", "Queued"))).toBeUndefined();
    expect(deserializeEntry(text.slice(0, -1))).toBeUndefined();
    expect(deserializeEntry(text.replace("entry-1", "entry-0"))).toBeUndefined();
    for (const other of ["", "\n", "null", null, undefined, 3, {}])
      expect(deserializeEntry(other)).toBeUndefined();
  });
});

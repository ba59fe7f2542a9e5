import { describe, expect, test } from "vitest";
import { createNeighborIndex, neighborsOf } from "../../../src/collection/order/neighbors-of.ts";

const b = { slug: "b", date: new Date("2026-01-02") };
const d = { slug: "d" };
const a = { slug: "a", date: new Date("2026-01-03") };
const c = { slug: "c", date: new Date("2026-01-02") };
const posts = [b, d, a, c];

// Newest first: a, then b and c from the same day by slug, then d without a date.
describe.each([
  ["neighborsOf", (post: { slug: string }) => neighborsOf(posts, post)],
  ["createNeighborIndex", createNeighborIndex(posts)],
])("%s", (_, neighbors) => {
  test("the previous post is older, the next post is newer", () => {
    expect(neighbors(a)).toEqual({ previous: b });
    expect(neighbors(b)).toEqual({ previous: c, next: a });
    expect(neighbors(c)).toEqual({ previous: d, next: b });
    expect(neighbors(d)).toEqual({ next: c });
  });

  test("finds a copy by its slug and path, and returns no neighbors for a post outside the list", () => {
    expect(neighbors({ ...c })).toEqual({ previous: d, next: b });
    expect(neighbors({ slug: "x" })).toEqual({});
  });
});

test("in the given order, previous comes before the post and next after it", () => {
  expect(neighborsOf(posts, d, { order: "given" })).toEqual({ previous: b, next: a });
  expect(createNeighborIndex(posts, { order: "given" })(b)).toEqual({ next: d });
  expect(createNeighborIndex(posts, { order: "given" })({ slug: "x" })).toEqual({});
});

test("an unknown order throws a RangeError", () => {
  const message = 'Expected `order` to be one of "date", "given", received "size"';
  // @ts-expect-error: not one of the values
  expect(() => neighborsOf(posts, a, { order: "size" })).toThrow(new RangeError(message));
  // @ts-expect-error: not one of the values
  expect(() => createNeighborIndex(posts, { order: "size" })).toThrow(new RangeError(message));
});

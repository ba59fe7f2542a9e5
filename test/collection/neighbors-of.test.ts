import { describe, expect, test } from "vitest";
import { createNeighborIndex } from "../../src/collection/create-neighbor-index.ts";
import { neighborsOf } from "../../src/collection/neighbors-of.ts";

const posts = [
  { slug: "b", date: new Date("2026-01-02") },
  { slug: "d" },
  { slug: "a", date: new Date("2026-01-03") },
  { slug: "c", date: new Date("2026-01-02") },
];
const [b, d, a, c] = posts as [(typeof posts)[0], (typeof posts)[0], (typeof posts)[0], (typeof posts)[0]];

// Newest first: a, then b and c of one day by slug, then d without a date.
describe.each([
  ["neighborsOf", (post: { slug: string }) => neighborsOf(posts, post)],
  ["createNeighborIndex", createNeighborIndex(posts)],
])("%s", (_, neighbors) => {
  test("previous is older, next is newer", () => {
    expect(neighbors(a)).toEqual({ previous: b });
    expect(neighbors(b)).toEqual({ previous: c, next: a });
    expect(neighbors(c)).toEqual({ previous: d, next: b });
    expect(neighbors(d)).toEqual({ next: c });
  });

  test("a copy is known by its slug, a stranger has no neighbours", () => {
    expect(neighbors({ ...c })).toEqual({ previous: d, next: b });
    expect(neighbors({ slug: "x" })).toEqual({});
  });
});

test("in the order given", () => {
  expect(neighborsOf(posts, d, { order: "given" })).toEqual({ previous: b, next: a });
  expect(createNeighborIndex(posts, { order: "given" })(b)).toEqual({ next: d });
  expect(createNeighborIndex(posts, { order: "given" })({ slug: "x" })).toEqual({});
});

test("an order that is none is the caller's fault", () => {
  // @ts-expect-error: a word that is none
  expect(() => neighborsOf(posts, a, { order: "size" })).toThrow(TypeError);
  // @ts-expect-error: a word that is none
  expect(() => createNeighborIndex(posts, { order: "size" })).toThrow(TypeError);
});

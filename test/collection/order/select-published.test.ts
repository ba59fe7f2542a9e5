import { describe, expect, test } from "vitest";
import { selectPublished } from "../../../src/collection/order/select-published.ts";

const now = new Date("2026-03-02T00:00:00Z");
const at = (text: string): Date => new Date(text);

const posts = [
  { slug: "out", date: at("2026-03-01") },
  { slug: "draft", date: at("2026-02-01"), draft: true },
  { slug: "future-draft", date: at("2026-04-01"), draft: true },
  { slug: "unlisted", date: at("2026-02-01"), unlisted: true },
  { slug: "scheduled", date: at("2026-03-09T07:00:00Z") },
  { slug: "expired", date: at("2026-01-01"), expires: at("2026-02-01") },
  { slug: "expiring", date: at("2026-01-01"), expires: at("2026-03-05") },
  { slug: "never", date: at("2026-06-01"), expires: at("2026-05-01") },
  { slug: "undated" },
];

function slugs(list: readonly { slug: string }[]): string {
  return list.map(({ slug }) => slug).join(" ");
}

describe("selectPublished", () => {
  test("keeps published posts in the given order", () => {
    const { posts: out, scheduled, nextChangeAt } = selectPublished(posts, { now });
    expect(slugs(out)).toBe("out expiring undated");
    expect(slugs(scheduled)).toBe("scheduled");
    // The expiry on the fifth comes before the post of the ninth.
    expect(nextChangeAt).toEqual(at("2026-03-05"));
  });

  test("includes drafts, scheduled and unlisted posts by option", () => {
    expect(slugs(selectPublished(posts, { now, includeDrafts: true }).posts)).toBe(
      "out draft expiring undated",
    );
    expect(slugs(selectPublished(posts, { now, includeDrafts: true }).scheduled)).toBe(
      "future-draft scheduled",
    );
    expect(slugs(selectPublished(posts, { now, includeScheduled: true }).posts)).toBe(
      "out scheduled expiring undated",
    );
    expect(slugs(selectPublished(posts, { now, includeUnlisted: true }).posts)).toBe(
      "out unlisted expiring undated",
    );
  });

  test("a post appears at the instant of its date, which for a date without a time is midnight in UTC", () => {
    const post = { slug: "day", date: at("2026-03-02"), dateOnly: true };
    expect(selectPublished([post], { now }).posts).toEqual([post]);
    const before = selectPublished([post], { now: new Date(now.getTime() - 1) });
    expect(before.posts).toEqual([]);
    expect(before.nextChangeAt).toEqual(now);
  });

  test("a post disappears at the instant when it expires", () => {
    const post = { slug: "x", expires: now };
    expect(selectPublished([post], { now }).posts).toEqual([]);
    expect(selectPublished([post], { now: new Date(now.getTime() - 1) }).posts).toEqual([post]);
  });

  test("returns no next change without scheduled or expiring posts", () => {
    expect(selectPublished([{ draft: false }], { now })).toEqual({
      posts: [{ draft: false }],
      scheduled: [],
    });
  });

  test("throws a TypeError for a missing or invalid `now`", () => {
    // @ts-expect-error: `now` is required
    expect(() => selectPublished([], {})).toThrow("Expected `now` to be a valid Date, received undefined");
    expect(() => selectPublished([], { now: new Date(Number.NaN) })).toThrow(TypeError);
  });
});

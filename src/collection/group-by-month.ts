import { createCalendar } from "./create-calendar.ts";
import type { DatedPost, GroupByDateOptions } from "./group-by-year.ts";
import { sortPosts } from "./sort-posts.ts";

/** The posts of a month. */
export interface MonthGroup<P> {
  /** `undefined` for posts without a date; that group comes last. */
  year: number | undefined;
  /** 1 is January; `undefined` for posts without a date. */
  month: number | undefined;
  /** Newest first. */
  posts: P[];
}

/**
 * Groups posts by the month of their date, for an archive.
 *
 * @param posts - any records with a slug, in any order; they are not changed
 * @param options - the time zone
 * @returns the months that have posts, newest first; posts without a date are in a last group without a month
 * @throws RangeError when the time zone is unknown
 * @example
 * ```ts
 * import { groupByMonth } from "galley/collection";
 *
 * const posts = [{ slug: "queues", date: new Date("2026-03-31T23:30:00Z") }];
 * console.log(groupByMonth(posts)[0]?.month, groupByMonth(posts, { timeZone: "Asia/Tokyo" })[0]?.month);
 * // → 3 4
 * ```
 */
export function groupByMonth<P extends DatedPost>(
  posts: readonly P[],
  { timeZone = "UTC" }: GroupByDateOptions = {},
): MonthGroup<P>[] {
  const calendar = createCalendar(timeZone);
  const groups = new Map<number, MonthGroup<P>>();
  for (const post of sortPosts(posts)) {
    const day = calendar(post);
    const key = day === undefined ? Number.NEGATIVE_INFINITY : day.year * 12 + day.month;
    const group = groups.get(key);
    if (group) group.posts.push(post);
    else groups.set(key, { year: day?.year, month: day?.month, posts: [post] });
  }
  return [...groups].sort(([a], [b]) => (a === b ? 0 : b - a)).map(([, group]) => group);
}

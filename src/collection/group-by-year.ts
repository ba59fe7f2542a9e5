import { createCalendar } from "./create-calendar.ts";
import { type SortablePost, sortPosts } from "./sort-posts.ts";

/** What grouping by date needs to know about a post. */
export interface DatedPost extends SortablePost {
  /** Whether `date` is a day rather than an instant; a day belongs to its own year in every time zone. */
  dateOnly?: boolean | undefined;
}

/** How dates are read. */
export interface GroupByDateOptions {
  /**
   * Time zone (an IANA name) in which an instant falls into a year or month.
   *
   * @default "UTC"
   */
  timeZone?: string;
}

/** The posts of a year. */
export interface YearGroup<P> {
  /** `undefined` for posts without a date; that group comes last. */
  year: number | undefined;
  /** Newest first. */
  posts: P[];
}

/**
 * Groups posts by the year of their date, for an archive.
 *
 * @param posts - any records with a slug, in any order; they are not changed
 * @param options - the time zone
 * @returns the years that have posts, newest first; posts without a date are in a last group without a year
 * @throws RangeError when the time zone is unknown
 * @example
 * ```ts
 * import { groupByYear } from "galley/collection";
 *
 * const years = groupByYear([
 *   { slug: "rings", date: new Date("2025-12-08") },
 *   { slug: "queues", date: new Date("2026-03-01") },
 * ]);
 * for (const { year, posts } of years) console.log(year, posts.map(({ slug }) => slug).join(" "));
 * // → 2026 queues
 * // → 2025 rings
 * ```
 */
export function groupByYear<P extends DatedPost>(
  posts: readonly P[],
  { timeZone = "UTC" }: GroupByDateOptions = {},
): YearGroup<P>[] {
  const calendar = createCalendar(timeZone);
  const groups = new Map<number | undefined, YearGroup<P>>();
  for (const post of sortPosts(posts)) {
    const year = calendar(post)?.year;
    const group = groups.get(year);
    if (group) group.posts.push(post);
    else groups.set(year, { year, posts: [post] });
  }
  // A time zone cannot reorder instants, but a day without a time is read in UTC and may stand out of line.
  return [...groups.values()].sort((a, b) => (b.year ?? -Infinity) - (a.year ?? -Infinity) || 0);
}

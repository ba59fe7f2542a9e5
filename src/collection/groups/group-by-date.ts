import { checkOptions, checkTimeZone } from "../../core/check-options.ts";
import { checkPosts } from "../../core/post-fields.ts";
import { readTime } from "../../core/read-date.ts";
import { type SortablePost, sorted, sortFields } from "../order/sort-posts.ts";

/** The fields that `groupByYear` and `groupByMonth` read. */
export interface DatedPost extends SortablePost {
  /** Whether `date` is a day rather than an instant; a day belongs to its own year in every time zone. */
  dateOnly?: boolean | undefined;
}

/** Options for grouping by date. */
export interface GroupByDateOptions {
  /**
   * IANA time zone that determines the year or month of an instant.
   *
   * @default "UTC"
   */
  timeZone?: string | undefined;
}

/** The posts of a year. */
export interface YearGroup<P> {
  /** `undefined` for posts without a date; that group comes last. */
  year: number | undefined;
  /** Newest first. */
  posts: P[];
}

/** The posts of a month. */
export interface MonthGroup<P> extends YearGroup<P> {
  /** 1 is January; `undefined` for posts without a date. */
  month: number | undefined;
}

/**
 * Groups posts by the year of their date, for an archive.
 *
 * @param posts - any records with a slug, in any order; they are not changed
 * @param options - the time zone
 * @returns the years that have posts, newest first; posts without a date are in a last group without a year
 * @throws TypeError for a post without a slug, or a date that is not valid
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
  options: GroupByDateOptions = {},
): YearGroup<P>[] {
  return groupByDate(posts, options, ({ year }) => year).map(({ year, posts }) => ({ year, posts }));
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
  options: GroupByDateOptions = {},
): MonthGroup<P>[] {
  return groupByDate(posts, options, ({ year, month }) => year * 12 + month);
}

interface CalendarMonth {
  year: number;
  month: number;
}

function groupByDate<P extends DatedPost>(
  posts: readonly P[],
  options: GroupByDateOptions,
  keyOf: (month: CalendarMonth) => number,
): MonthGroup<P>[] {
  checkPosts(posts, sortFields);
  checkOptions(options, { timeZone: "string" });
  const { timeZone = "UTC" } = options;
  checkTimeZone("timeZone", timeZone);
  const monthOf = createCalendar(timeZone);
  const groups = new Map<number, MonthGroup<P>>();
  for (const post of sorted(posts)) {
    const date = monthOf(post);
    const key = date === undefined ? Number.NEGATIVE_INFINITY : keyOf(date);
    const group = groups.get(key);
    if (group !== undefined) group.posts.push(post);
    else groups.set(key, { year: date?.year, month: date?.month, posts: [post] });
  }
  // Days are read in UTC, so in another time zone they may not be in order with instants.
  return [...groups].sort(([a], [b]) => b - a).map(([, group]) => group);
}

/** Reads the month of a post: in UTC for a day without a time, otherwise in the time zone. */
function createCalendar(timeZone: string): (post: DatedPost) => CalendarMonth | undefined {
  const format = new Intl.DateTimeFormat("en-u-ca-gregory", {
    timeZone,
    year: "numeric",
    month: "numeric",
    era: "short",
  });
  const isUtc = format.resolvedOptions().timeZone === "UTC";
  return ({ date, dateOnly }) => {
    const time = readTime(date);
    if (time === undefined) return undefined;
    const day = new Date(time);
    if (isUtc || dateOnly) return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1 };
    const parts = Object.fromEntries(format.formatToParts(day).map(({ type, value }) => [type, value]));
    const year = Number(parts.year);
    // The year 0 is 1 BC.
    return { year: /^B/.test(parts.era ?? "") ? 1 - year : year, month: Number(parts.month) };
  };
}

import type { DatedPost } from "./group-by-year.ts";
import { timeOf } from "./time-of.ts";

/** Year and month of a post's date. */
export interface CalendarMonth {
  year: number;
  /** 1 is January. */
  month: number;
}

/**
 * Makes a function that tells the month of a post. Days without a time are read in UTC, where they are midnight;
 * everything else in the time zone.
 */
export function createCalendar(timeZone: string): (post: DatedPost) => CalendarMonth | undefined {
  // Throws a RangeError for a zone that is none.
  const format = new Intl.DateTimeFormat("en-u-ca-gregory", {
    timeZone,
    year: "numeric",
    month: "numeric",
    era: "short",
  });
  const isUtc = format.resolvedOptions().timeZone === "UTC";
  return ({ date, dateOnly }) => {
    const time = timeOf(date);
    if (time === undefined) return undefined;
    const day = new Date(time);
    if (isUtc || dateOnly) return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1 };
    // The zone's own clock, as if it were UTC: years before 1 AD need no era then.
    const parts = Object.fromEntries(format.formatToParts(day).map(({ type, value }) => [type, value]));
    const year = Number(parts.year);
    return { year: /^B/.test(parts.era ?? "") ? 1 - year : year, month: Number(parts.month) };
  };
}

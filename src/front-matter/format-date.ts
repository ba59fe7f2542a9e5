import { checkKind, checkLocale, checkTimeZone, show, wrongKind } from "../core/check-options.ts";
import { readTime } from "../core/read-date.ts";

/** Options of `formatDate`: those of `Intl.DateTimeFormat`, a locale, and whether the date is a day. */
export interface FormatDateOptions extends Intl.DateTimeFormatOptions {
  /** BCP 47 tag of the language to write the date in. */
  locale: string;
  /**
   * Time zone of the result. It never applies to a day without a time.
   * @default "UTC"
   */
  timeZone?: string | undefined;
  /**
   * Whether the date is a calendar day: `post.dateOnly`.
   * @default false
   */
  dateOnly?: boolean | undefined;
}

const timeOptions: readonly string[] =
  "timeStyle hour minute second fractionalSecondDigits dayPeriod timeZoneName hour12 hourCycle".split(" ");
const dayOptions: readonly string[] = "dateStyle weekday era year month day".split(" ");

/**
 * Writes a post's date in the reader's language. A day without a time is that day everywhere: it is never shifted to
 * the evening before by a time zone west of Greenwich, and never shows a time that the author did not write. Neither
 * the machine's time zone nor its locale has an effect.
 *
 * @param date - `post.date`: a `Date`, or ISO 8601 text
 * @param options - locale, time zone, and what to show; by default the long form of the day
 * @returns the date as text
 * @throws TypeError without a date or a locale; RangeError for an invalid date, an unknown locale or
 *   time zone, or an option that `Intl.DateTimeFormat` does not accept
 * @example
 * ```ts
 * import { formatDate } from "galley/front-matter";
 *
 * const day = new Date("2024-05-01");
 * console.log(formatDate(day, { locale: "en", dateOnly: true, timeZone: "America/New_York" }));
 * console.log(formatDate(day, { locale: "de", dateOnly: true, month: "short", day: "numeric" }));
 * // → May 1, 2024
 * // → 1. Mai
 * ```
 */
export function formatDate(date: Date | string, options: FormatDateOptions): string {
  checkKind("options", options, "object", 'an object such as { locale: "en" }');
  checkKind("locale", options.locale, "string or array", 'a language tag such as "en"');
  if (typeof date !== "string" && typeof (date as Date | null | undefined)?.getTime !== "function") {
    throw wrongKind("date", date, "a Date, or ISO 8601 text");
  }
  const time = readTime(date);
  if (time === undefined)
    throw new RangeError(
      `Expected a valid date, received ${typeof date === "string" ? show(date) : "an invalid one"}`,
    );
  const { locale, timeZone = "UTC", dateOnly = false, ...rest } = options;
  const given = Object.entries(rest).filter(([name]) => !dateOnly || !timeOptions.includes(name));
  const parts: Intl.DateTimeFormatOptions = Object.fromEntries(given);
  const isBare = !given.some(
    ([name, value]) => value !== undefined && [...dayOptions, ...timeOptions].includes(name),
  );
  if (isBare) parts.dateStyle = "long";
  try {
    return new Intl.DateTimeFormat(locale, { ...parts, timeZone: dateOnly ? "UTC" : timeZone }).format(time);
  } catch (error) {
    for (const tag of [locale].flat()) checkLocale("locale", tag);
    checkTimeZone("timeZone", timeZone);
    throw new RangeError(`Expected options of Intl.DateTimeFormat, received others: ${String(error)}`);
  }
}

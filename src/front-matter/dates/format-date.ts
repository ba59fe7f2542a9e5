/** Options of `formatDate`: those of `Intl.DateTimeFormat`, a locale, and whether the date is a day. */
export interface FormatDateOptions extends Intl.DateTimeFormatOptions {
  /** BCP 47 tag of the language to write the date in. */
  locale: string;
  /**
   * Time zone to tell the time of. It never applies to a day without a time.
   * @default "UTC"
   */
  timeZone?: string;
  /**
   * Whether the date is a calendar day: `post.dateOnly`.
   * @default false
   */
  dateOnly?: boolean;
}

const timeOptions: readonly string[] =
  "timeStyle hour minute second fractionalSecondDigits dayPeriod timeZoneName hour12 hourCycle".split(" ");
const dayOptions: readonly string[] = "dateStyle weekday era year month day".split(" ");

/**
 * Writes a post's date in the reader's language. A day without a time is that day everywhere: it is never shifted to
 * the evening before by a time zone west of Greenwich, and never shows a time that nobody wrote. Neither the machine's
 * time zone nor its locale plays a part.
 *
 * @param date - `post.date`
 * @param options - locale, time zone, and what to show; without any of the latter the long form of the day
 * @returns the date as text
 * @throws RangeError for an invalid date, and as `Intl.DateTimeFormat` does for an unknown locale or time zone
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
export function formatDate(date: Date, options: FormatDateOptions): string {
  const { locale, timeZone = "UTC", dateOnly = false, ...rest } = options;
  if (Number.isNaN(date.getTime())) throw new RangeError("Expected a valid date, received an invalid one");
  const given = Object.entries(rest).filter(([name]) => !dateOnly || !timeOptions.includes(name));
  const show: Intl.DateTimeFormatOptions = Object.fromEntries(given);
  const isBare = !given.some(([name, value]) => value !== undefined && [...dayOptions, ...timeOptions].includes(name));
  if (isBare) show.dateStyle = "long";
  return new Intl.DateTimeFormat(locale, { ...show, timeZone: dateOnly ? "UTC" : timeZone }).format(date);
}

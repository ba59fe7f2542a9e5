import { checkKind } from "../core/check-options.ts";
/** A date as an author wrote it. */
export interface ParsedDate {
  /** An instant; a day without a time is its midnight in UTC. */
  date: Date;
  /** Whether there was no time. */
  dateOnly: boolean;
}

/** What `readDate` found. */
export type DateReading =
  | (ParsedDate & {
      /** The calendar day as written, `YYYY-MM-DD`, regardless of the offset from UTC. */
      day: string;
      /** What is ambiguous, if anything. */
      doubt?: string;
    })
  | {
      problem: string;
      /** The day that was probably meant, `YYYY-MM-DD`. */
      meant?: string;
    };

/**
 * Reads a date in the forms that posts use: ISO 8601 and looser forms of it (`2024-05-01 10:00:00 -0500`, `2024/5/1`),
 * `May 1, 2024`, `1 May 2024`, RFC 2822, `01.05.2024`, `2024年5月1日`, `20240501` and epoch milliseconds. A time
 * without an offset is in UTC, so that the result is the same on every machine.
 *
 * @param text - the date as written
 * @returns the instant, and whether it is a day without a time; `undefined` when it is not a date, or a day that
 *   no calendar has
 * @throws TypeError when `text` is not a string
 * @example
 * ```ts
 * import { parseDate } from "galley/front-matter";
 *
 * for (const text of ["2024-05-01", "2024-05-01 22:00:00 -0500", "May 1st, 2024", "2025-02-30"]) {
 *   const found = parseDate(text);
 *   console.log(found ? `${found.date.toISOString()} ${found.dateOnly}` : "no date");
 * }
 * // → 2024-05-01T00:00:00.000Z true
 * // → 2024-05-02T03:00:00.000Z false
 * // → 2024-05-01T00:00:00.000Z true
 * // → no date
 * ```
 */
export function parseDate(text: string): ParsedDate | undefined {
  checkKind("text", text, "string");
  const found = readDate(text);
  return "problem" in found ? undefined : { date: found.date, dateOnly: found.dateOnly };
}

/** People do not write longer dates. */
const maxLength = 100;

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

const monthName =
  "(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

const weekdays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const weekday: RegExp =
  /^(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b[.,]?\s*/i;

/** Forms of a day; `rest` is the time, or what comes after the match. */
const forms: readonly RegExp[] = [
  /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?!\d)/,
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?=$|[ T])/,
  /^(?<year>\d{4}) ?[年년.] ?(?<month>\d{1,2}) ?[月월.] ?(?<day>\d{1,2}) ?[日일.]?(?!\d)/,
  new RegExp(`^${monthName}[ -](?<day>\\d{1,2})(?:st|nd|rd|th)?(?:, ?|[ -])(?<year>\\d{4})(?!\\d)`, "i"),
  new RegExp(
    `^(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)?(?: of)?[ -]?${monthName},?[ -](?<year>\\d{4})(?!\\d)`,
    "i",
  ),
  // The format of the `date` command and of JavaScript: the year comes after the time.
  new RegExp(
    `^${monthName} (?<day>\\d{1,2})(?<rest> \\d{1,2}:\\d\\d(?::\\d\\d)?(?: [A-Z]{1,5}|[ +-][\\d:+-]{3,6})?) (?<year>\\d{4})$`,
    "i",
  ),
  /^(?<year>(?:19|20|21)\d\d)(?:[-/.](?<month>\d{1,2}))?$/,
  /^(?<first>\d{1,2})(?<sign>[/.-])(?<second>\d{1,2})\k<sign>(?<year>\d{4})(?!\d)/,
];

/** Languages in which months are looked up, for a message. */
const foreign = "de fr es pt it nl sv da nb fi pl cs hu ro ru uk tr id vi el ca".split(" ");

/** Recognizes a day whose month is not in English: `12. März 2024`, `12 de marzo de 2024`. It is not read, but reported. */
function foreignDay(text: string): { problem: string; meant: string } | undefined {
  const [, day] = /(?<!\d)(\d{1,2})(?!\d)/.exec(text) ?? [];
  const [, year] = /(?<!\d)(\d{4})(?!\d)/.exec(text) ?? [];
  const words: readonly string[] = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]+/gu) ?? [];
  if (day === undefined || year === undefined || words.length === 0 || words.length > 5) return undefined;
  for (const locale of foreign) {
    for (const form of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: form, timeZone: "UTC" });
      for (let month = 1; month <= 12; month++) {
        const parts = format.formatToParts(Date.UTC(2024, month - 1, 1));
        const name = parts.find(({ type }) => type === "month")?.value.toLowerCase() ?? "";
        const meant = words.includes(name.replace(/\.$/, "")) && toDate(Number(year), month, Number(day));
        if (meant) return { problem: "the names of months are read in English only", meant: dayOf(meant) };
      }
    }
  }
  return undefined;
}

/** The same, including what was ambiguous or wrong. */
export function readDate(text: string): DateReading {
  const unknown = { problem: "the form is not known" };
  if (text.length > maxLength) return unknown;
  const plain = text.normalize("NFKC").replace(/\s+/g, " ").trim();
  // Ten digits of seconds cover 2001 to 2286, and so do thirteen digits of milliseconds.
  if (/^\d{10}(?:\d{3})?$/.test(plain)) {
    const date = new Date(Number(plain.padEnd(13, "0")));
    return { date, dateOnly: false, day: dayOf(date) };
  }
  const dated = plain.replace(weekday, "");
  const match = firstMatch(forms, dated);
  if (!match?.groups) return foreignDay(plain) ?? unknown;
  const doubts: string[] = [];
  const { rest = dated.slice(match[0].length) } = match.groups;
  const { year, month, day } = readDay(match.groups, match[0], doubts);
  const midnight = toDate(year, month, day);
  if (!midnight) {
    const first = toDate(year, month, 1);
    if (!first) return { problem: `there is no month ${month}` };
    const days = new Date(new Date(first).setUTCMonth(month, 0)).getUTCDate();
    return { problem: `the month ${dayOf(first).slice(0, 7)} has ${days} days` };
  }
  const named = dated === plain ? undefined : plain.slice(0, 3).toLowerCase();
  const actual = weekdays[midnight.getUTCDay()] as string;
  if (named !== undefined && !actual.toLowerCase().startsWith(named))
    doubts.push(`${dayOf(midnight)} is a ${actual}`);
  const time = rest === "" ? 0 : readTime(rest, year, doubts);
  if (typeof time === "string") return { problem: time };
  return {
    date: new Date(midnight.getTime() + time),
    dateOnly: rest === "",
    day: dayOf(midnight),
    ...(doubts.length > 0 && { doubt: doubts.join("; ") }),
  };
}

function firstMatch(patterns: readonly RegExp[], text: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return match;
  }
  return undefined;
}

function readDay(
  { year, month, day, name, first, second, sign }: Record<string, string | undefined>,
  text: string,
  doubts: string[],
): { year: number; month: number; day: number } {
  if (first !== undefined) {
    const [one, two] = [Number(first), Number(second)];
    // With hyphens, the day always comes first.
    const isDayFirst = sign === "." || one > 12 || (sign === "-" && two <= 12);
    if (isDayFirst) return { year: Number(year), month: two, day: one };
    if (sign === "/" && two <= 12 && one !== two)
      doubts.push(`\`${text}\` is read as month/day/year, as JavaScript does`);
    return { year: Number(year), month: one, day: two };
  }
  if (day === undefined) doubts.push(`\`${text}\` has no day; it is read as the first day`);
  const named = name && months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return { year: Number(year), month: Number(month ?? named ?? 1), day: Number(day ?? 1) };
}

/** `undefined` when there is no such day. */
function toDate(year: number, month: number, day: number): Date | undefined {
  // Not `Date.UTC`, which maps the years 0 to 99 to the twentieth century.
  const date = new Date(new Date(0).setUTCFullYear(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : undefined;
}

/** `YYYY-MM-DD` in UTC. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const clock: RegExp = /^(?:T|,? (?:at )?|,)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?( ?[ap]\.?m\b\.?)?/i;
const compactClock: RegExp = /^T(\d\d)(\d\d)(\d\d)?/;

/** Milliseconds since midnight in UTC, or what is wrong. */
function readTime(text: string, year: number, doubts: string[]): number | string {
  const match = clock.exec(text) ?? compactClock.exec(text);
  if (!match) return `\`${text.trim()}\` after the day is not a time`;
  const [all, hour, minute, second = 0, decimals = 0, half] = match;
  let hours = Number(hour);
  const minutes = Number(minute);
  const seconds = Number(second);
  const milliseconds = Math.trunc(Number(`0.${decimals}`) * 1000);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return `there is no hour ${hours} on a 12-hour clock`;
    hours = (hours % 12) + (/p/i.test(half) ? 12 : 0);
  }
  const isMidnight = hours === 24 && minutes + seconds + milliseconds === 0;
  if ((hours > 23 && !isMidnight) || minutes > 59 || seconds > 59) {
    return `there is no time \`${all.replace(/^[T, ]+/i, "")}\``;
  }
  const offset = readZone(text.slice(all.length), year, doubts);
  if (typeof offset === "string") return offset;
  return ((hours * 60 + minutes - offset) * 60 + seconds) * 1000 + milliseconds;
}

/** Abbreviations with one meaning, or with one that is common in blogs: their offsets from UTC in hours. */
const zones: ReadonlyMap<string, number> = /* @__PURE__ */ new Map(
  (
    "z0 ut0 utc0 gmt0 wet0 west1 cet1 cest2 eet2 eest3 msk3 jst9 kst9 aest10 aedt11 nzst12 nzdt13 " +
    "est-5 edt-4 cst-6 cdt-5 mst-7 mdt-6 pst-8 pdt-7"
  )
    .split(" ")
    .map((zone) => [zone.replace(/-?\d+$/, ""), Number(/-?\d+$/.exec(zone)?.[0])]),
);

/** Minutes ahead of UTC, or what is wrong. */
function readZone(text: string, year: number, doubts: string[]): number | string {
  // `(Central European Time)` only explains the offset in front of it, and so does the abbreviation of `+0200 CEST`.
  let rest = text
    .replace(/ ?\([^()]*\)$/, "")
    .trim()
    .replace(/^([+-][\d:]{2,6}) [A-Z]{1,5}$/, "$1");
  if (rest === String(year) || rest.startsWith(`${year} `)) {
    rest = rest.slice(4).trim();
    doubts.push("the year is written a second time after the time");
  }
  if (rest === "") return 0;
  const hours = zones.get(rest.toLowerCase());
  if (hours !== undefined) return hours * 60;
  const offset = /^(?:UTC|GMT)? ?([+-])(\d{1,2}):?(\d\d)?$/i.exec(rest.replace("\u2212", "-"));
  if (offset) {
    const [, sign, hour, minute = 0] = offset;
    const minutes = Number(hour) * 60 + Number(minute);
    if (Number(minute) > 59 || minutes > 14 * 60) return `there is no time zone \`${rest}\``;
    return sign === "-" ? -minutes : minutes;
  }
  if (!/^[A-Za-z][A-Za-z_/+-]*$/.test(rest)) return `\`${rest}\` after the time is not a time zone`;
  doubts.push(`the time zone \`${rest}\` is not known; the time is read as UTC`);
  return 0;
}

/** The ways in which a file, its folder, or three folders can name a day. */
const names: readonly RegExp[] = [
  /^(?<year>\d{4})([-_.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?:[-_.\s][^/]*)?$/,
  /^(?<year>(?:19|20|21)\d\d)(?<month>\d\d)(?<day>\d\d)(?:[-_.\s][^/]*)?$/,
  /^(?<year>\d{4})\/(?<month>\d{1,2})\/(?<day>\d{1,2})$/,
];

/**
 * Reads the day from a post's path: `2024-05-01-queues.md`, a folder of that name, or the folders `2024/05/01/`.
 *
 * @param path - path of a file; slashes and backslashes both separate folders
 * @returns midnight of the day in UTC; `undefined` when the path contains no day, or an invalid one
 * @example
 * ```ts
 * import { dateFromPath } from "galley/front-matter";
 *
 * console.log(dateFromPath("posts/2024-05-01-queues.md")?.toISOString());
 * console.log(dateFromPath("posts/2024/05/01/queues/index.md")?.toISOString());
 * console.log(dateFromPath("posts/queues.md"));
 * // → 2024-05-01T00:00:00.000Z
 * // → 2024-05-01T00:00:00.000Z
 * // → undefined
 * ```
 */
export function dateFromPath(path: string): Date | undefined {
  const parts = path.split(/[\\/]+/).filter((part) => part !== "" && part !== ".");
  const [folder = "", file = ""] = ["", "", ...parts].slice(-2);
  // `…/2024/05/01/queues.md`, `…/2024/05/01/queues/index.md`
  const places = [file, folder, parts.slice(-4, -1).join("/")];
  if (/^_?index\.[^/]*$/i.test(file)) places.push(parts.slice(-5, -2).join("/"));
  for (const place of places) {
    const { year, month, day } = firstMatch(names, place)?.groups ?? {};
    const date = year === undefined ? undefined : toDate(Number(year), Number(month), Number(day));
    if (date) return date;
  }
  return undefined;
}

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
      /** The calendar day as written, `YYYY-MM-DD`, whatever the offset makes of it in UTC. */
      day: string;
      /** What had to be guessed. */
      doubt?: string;
    })
  | { problem: string };

/** No date that people write is longer. */
const maxLength = 100;

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

const monthName =
  "(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

const weekday: RegExp =
  /^(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b[.,]?\s*/i;

/** Abbreviations with one meaning, or one that blogs use: their offsets from UTC in hours. */
const zones: ReadonlyMap<string, number> = /* @__PURE__ */ new Map(
  (
    "z0 ut0 utc0 gmt0 wet0 west1 cet1 cest2 eet2 eest3 msk3 jst9 kst9 aest10 aedt11 nzst12 nzdt13 " +
    "est-5 edt-4 cst-6 cdt-5 mst-7 mdt-6 pst-8 pdt-7"
  )
    .split(" ")
    .map((zone) => [zone.replace(/-?\d+$/, ""), Number(/-?\d+$/.exec(zone)?.[0])]),
);

interface Day {
  year: number;
  month: number;
  day: number;
  rest: string;
  doubt?: string | undefined;
}

/**
 * Reads a date in the forms that posts use: ISO 8601 and looser forms of it (`2024-05-01 10:00:00 -0500`, `2024/5/1`),
 * `May 1, 2024`, `1 May 2024`, RFC 2822, `01.05.2024`, `2024年5月1日`, `20240501` and epoch milliseconds. A time
 * without an offset is in UTC, so that the result is the same on every machine.
 *
 * @param text - the date as written
 * @returns the instant, and whether it is a day without a time; `undefined` when it is not a date, or a day that
 *   no calendar has
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
  const found = readDate(text);
  return "problem" in found ? undefined : { date: found.date, dateOnly: found.dateOnly };
}

/** The same, with what was doubtful or wrong. */
export function readDate(text: string): DateReading {
  if (text.length > maxLength) return notUnderstood;
  const plain = text.normalize("NFKC").replace(/\s+/g, " ").trim();
  if (/^\d+$/.test(plain) && plain.length !== 8 && plain.length !== 4) return readEpoch(plain);
  const found = readDay(plain);
  if (!found) return notUnderstood;
  const { year, month, day } = found;
  const calendarDay = dayOf(year, month, day);
  if (!calendarDay) {
    if (month < 1 || month > 12) return { problem: `there is no month ${month}` };
    return { problem: `the month ${pad(year, 4)}-${pad(month, 2)} has ${daysOf(year, month)} days` };
  }
  const time = found.rest === "" ? undefined : readTime(found.rest, year);
  if (typeof time === "string") return { problem: time };
  const doubts = [found.doubt, time?.doubt].filter((doubt) => doubt !== undefined).join("; ");
  return {
    date: new Date(calendarDay.date.getTime() + (time?.milliseconds ?? 0)),
    dateOnly: time === undefined,
    day: calendarDay.day,
    ...(doubts !== "" && { doubt: doubts }),
  };
}

const notUnderstood: DateReading = { problem: "the form is not known" };

/** A day of the calendar, also as `YYYY-MM-DD`; `undefined` when there is no such day. */
function dayOf(year: number, month: number, day: number): { date: Date; day: string } | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))) return undefined;
  // Not `Date.UTC`, which takes the years 0 to 99 for those of the twentieth century.
  const date = new Date(new Date(0).setUTCFullYear(year, month - 1, day));
  return { date, day: `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` };
}

function readEpoch(digits: string): DateReading {
  // Ten digits of seconds reach from 2001 to 2286, thirteen of milliseconds likewise.
  const scale = digits.length === 10 ? 1000 : digits.length === 13 ? 1 : undefined;
  if (scale === undefined) return notUnderstood;
  const date = new Date(Number(digits) * scale);
  return { date, dateOnly: false, day: date.toISOString().slice(0, 10) };
}

/** Forms that say which number is which: `rest` is the time, or what comes after the match. */
const forms: readonly RegExp[] = [
  /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?!\d)/,
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?=$|[ T])/,
  /^(?<year>\d{4}) ?[年년.] ?(?<month>\d{1,2}) ?[月월.] ?(?<day>\d{1,2}) ?[日일.]?(?!\d)/,
  new RegExp(`^${monthName}[ -](?<day>\\d{1,2})(?:st|nd|rd|th)?(?:, ?|[ -])(?<year>\\d{4})(?!\\d)`, "i"),
  new RegExp(
    `^(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)?(?: of)?[ -]?${monthName},?[ -](?<year>\\d{4})(?!\\d)`,
    "i",
  ),
  // The form of `date` and of JavaScript: the year comes after the time.
  new RegExp(
    `^${monthName} (?<day>\\d{1,2})(?<rest> \\d{1,2}:\\d\\d(?::\\d\\d)?(?: [A-Z]{1,5}|[ +-][\\d:+-]{3,6})?) (?<year>\\d{4})$`,
    "i",
  ),
];
const monthOnly: RegExp = /^((?:19|20|21)\d\d)(?:[-/.](\d{1,2}))?$/;
const numeric: RegExp = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)/;

function readDay(plain: string): Day | undefined {
  const text = plain.replace(weekday, "");
  for (const form of forms) {
    const match = form.exec(text);
    if (!match?.groups) continue;
    const { year, month, day, name = "", rest = text.slice(match[0].length) } = match.groups;
    const named = months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
    return { year: Number(year), month: Number(month ?? named), day: Number(day), rest };
  }
  const [, onlyYear, onlyMonth = 1] = monthOnly.exec(text) ?? [];
  if (onlyYear !== undefined) {
    const doubt = `\`${text}\` has no day; it is read as the first day`;
    return { year: Number(onlyYear), month: Number(onlyMonth), day: 1, rest: "", doubt };
  }
  const match = numeric.exec(text);
  if (!match) return undefined;
  const [first, second, year] = [Number(match[1]), Number(match[3]), Number(match[4])];
  const rest = text.slice(match[0].length);
  // With hyphens the day comes first, wherever it is written that way at all.
  const isDayFirst = match[2] === "." || first > 12 || (match[2] === "-" && second <= 12);
  if (isDayFirst) return { year, month: second, day: first, rest };
  const isCertain = second > 12 || first === second || match[2] === "-";
  const doubt = isCertain ? undefined : `\`${match[0]}\` is read as month/day/year, as JavaScript does`;
  return { year, month: first, day: second, rest, doubt };
}

const clock: RegExp = /^(?:T|,? (?:at )?|,)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?( ?[ap]\.?m\b\.?)?/i;
const compactClock: RegExp = /^T(\d\d)(\d\d)(\d\d)?()()/;

function readTime(text: string, year: number): { milliseconds: number; doubt?: string | undefined } | string {
  const match = clock.exec(text) ?? compactClock.exec(text);
  if (!match) return `\`${text.trim()}\` after the day is not a time`;
  const minutes = +match[2]!;
  const seconds = +(match[3] ?? 0);
  const fraction = Math.trunc(+`0.${match[4] ?? 0}` * 1000);
  let hours = +match[1]!;
  const half = match[5]?.trim()[0]?.toLowerCase();
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return `there is no hour ${hours} on a 12-hour clock`;
    hours = (hours % 12) + (half === "p" ? 12 : 0);
  }
  const isMidnight = hours === 24 && minutes === 0 && seconds === 0 && fraction === 0;
  if ((hours > 23 && !isMidnight) || minutes > 59 || seconds > 59) {
    return `there is no time \`${match[0].replace(/^[T, ]+/i, "")}\``;
  }
  const zone = readZone(text.slice(match[0].length), year);
  if (typeof zone === "string") return zone;
  const total = ((hours * 60 + minutes - zone.minutes) * 60 + seconds) * 1000 + fraction;
  return { milliseconds: total, doubt: zone.doubt };
}

function readZone(text: string, year: number): { minutes: number; doubt?: string | undefined } | string {
  // `(Central European Time)` only explains the offset in front of it.
  // So does the abbreviation of `+0200 CEST`.
  let rest = text
    .replace(/ ?\([^()]*\)$/, "")
    .trim()
    .replace(/^([+-][\d:]{2,6}) [A-Z]{1,5}$/, "$1");
  let doubt: string | undefined;
  if (rest === String(year) || rest.startsWith(`${year} `)) {
    rest = rest.slice(4).trim();
    doubt = "the year is written a second time after the time";
  }
  if (rest === "") return { minutes: 0, doubt };
  const hours = zones.get(rest.toLowerCase());
  if (hours !== undefined) return { minutes: hours * 60, doubt };
  const offset = /^(?:UTC|GMT)? ?([+-])(\d{1,2}):?(\d\d)?$/i.exec(rest.replace("\u2212", "-"));
  if (offset) {
    const minutes = +offset[2]! * 60 + +(offset[3] ?? 0);
    if (+(offset[3] ?? 0) > 59 || minutes > 14 * 60) return `there is no time zone \`${rest}\``;
    return { minutes: offset[1] === "-" ? -minutes : minutes, doubt };
  }
  if (!/^[A-Za-z][A-Za-z_/+-]*$/.test(rest)) return `\`${rest}\` after the time is not a time zone`;
  return { minutes: 0, doubt: `the time zone \`${rest}\` is not known; the time is read as UTC` };
}

function daysOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, "0");
}

/** A day that a path names. */
export interface PathDate {
  date: Date;
  /** `YYYY-MM-DD`. */
  day: string;
}

const prefix: RegExp = /^(\d{4})([-_.])(\d{1,2})\2(\d{1,2})(?=[-_.\s]|$)/;
const compactPrefix: RegExp = /^((?:19|20|21)\d\d)()(\d\d)(\d\d)(?=[-_.\s]|$)/;

/**
 * Reads the day off a post's path: `2024-05-01-queues.md`, a folder of that name, or the folders `2024/05/01/`.
 *
 * @param path - path of a file; slashes and backslashes both separate folders
 * @returns midnight of the day in UTC; `undefined` when the path names none, or none that the calendar has
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
  return readPathDate(path)?.date;
}

/** The same, with the day as text. */
export function readPathDate(path: string): PathDate | undefined {
  const parts = path.split(/[\\/]+/).filter((part) => part !== "" && part !== ".");
  const file = parts.pop() ?? "";
  const own = fromName(file);
  if (own) return own;
  // `…/2024-05-01-queues/index.md`, `…/2024/05/01/queues.md`, `…/2024/05/01/queues/index.md`
  const folder = fromName(parts.at(-1) ?? "");
  if (folder) return folder;
  const isIndex = /^_?index\.[^/]*$/i.test(file);
  return fromFolders(parts) ?? (isIndex ? fromFolders(parts.slice(0, -1)) : undefined);
}

function fromName(name: string): PathDate | undefined {
  const [, year, , month, day] = prefix.exec(name) ?? compactPrefix.exec(name) ?? [];
  return dayOf(Number(year), Number(month), Number(day));
}

function fromFolders(parts: readonly string[]): PathDate | undefined {
  const [year = "", month = "", day = ""] = parts.slice(-3);
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return undefined;
  return dayOf(Number(year), Number(month), Number(day));
}

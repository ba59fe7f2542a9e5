/** The first day that readers and validators believe. */
const first: number = Date.UTC(1990, 0);
/** From here on the year might not fit into four digits in every time zone. */
const end: number = Date.UTC(9999, 0);

/**
 * The time that stands for "unknown, long ago" where a format requires one: Atom's `updated` of an entry that has no
 * date, or of a feed without entries. It is a constant, so that no reader ever shows such an entry as new.
 */
export const unknownTime: number = first;

const isoDate: RegExp = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * Reads a date: a `Date`, or ISO 8601 text (without a zone it is UTC, never the machine's zone).
 *
 * @returns `undefined` when it is not a valid date
 */
export function readDate(value: unknown): Date | undefined {
  const date = value instanceof Date ? value : typeof value === "string" ? fromText(value) : undefined;
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : new Date(date);
}

/** Reads a date that every feed format can hold: from 1990 to 9998. */
export function readFeedDate(value: unknown): Date | undefined {
  const date = readDate(value);
  const time = date?.getTime() ?? Number.NaN;
  return time >= first && time < end ? date : undefined;
}

function fromText(text: string): Date | undefined {
  const match = isoDate.exec(text.trim());
  if (!match) return undefined;
  const [, day = "", time = "00:00", zone = "Z"] = match;
  // `Date` turns the 30th of February into a day of March.
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return undefined;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  return new Date(`${day}T${time}${offset.toUpperCase()}`);
}

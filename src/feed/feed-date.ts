/** The first day that readers and validators believe. */
const first: number = Date.UTC(1990, 0);
/** From here on the year might not fit into four digits in every time zone. */
const end: number = Date.UTC(9999, 0);

/**
 * The time that stands for “unknown, long ago” where a format insists on one: Atom's `updated` of an entry that has no
 * date, or of a feed without entries. It is a constant, so that no reader ever takes such an entry for news.
 */
export const unknownTime: number = first;

const isoDate: RegExp = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * Reads a date: a `Date`, or text of ISO 8601 (without a zone it is UTC, never the machine's zone).
 *
 * @returns `undefined` when it is no date, or outside the years 1990 to 9998
 */
export function readDate(value: unknown): Date | undefined {
  const date = value instanceof Date ? value : typeof value === "string" ? fromText(value) : undefined;
  const time = date === undefined ? Number.NaN : date.getTime();
  return time >= first && time < end ? new Date(time) : undefined;
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

const isoDate: RegExp = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * Reads a date: a `Date`, including one from another realm such as a worker, or ISO 8601 text (without a zone it is
 * UTC, never the machine's zone).
 *
 * @returns milliseconds since 1970; `undefined` when it is not a valid date
 */
export function readTime(value: unknown): number | undefined {
  const isDate = typeof (value as Date | null | undefined)?.getTime === "function";
  const time = isDate ? (value as Date).getTime() : typeof value === "string" ? fromText(value) : undefined;
  return time === undefined || Number.isNaN(time) ? undefined : time;
}

/** The same as a new `Date`, never the given one. */
export function readDate(value: unknown): Date | undefined {
  const time = readTime(value);
  return time === undefined ? undefined : new Date(time);
}

function fromText(text: string): number | undefined {
  const match = isoDate.exec(text.trim());
  if (!match) return undefined;
  const [, day = "", time = "00:00", zone = "Z"] = match;
  // `Date` turns February 30 into a day in March.
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return undefined;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  return Date.parse(`${day}T${time}${offset.toUpperCase()}`);
}

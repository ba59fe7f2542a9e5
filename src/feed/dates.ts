import { readDate } from "../core/read-date.ts";

/** The first day that readers and validators believe. */
const first: number = Date.UTC(1990, 0);
/** From here on the year might not fit into four digits in every time zone. */
const end: number = Date.UTC(9999, 0);

/**
 * The time that means "unknown, long ago" where a format requires one: Atom's `updated` of an entry that has no
 * date, or of a feed without entries. It is a constant, so that no reader ever shows such an entry as new.
 */
export const unknownTime: number = first;

/** Reads a date that every feed format can hold: from 1990 to 9998. */
export function readFeedDate(value: unknown): Date | undefined {
  const date = readDate(value);
  const time = date?.getTime() ?? Number.NaN;
  return time >= first && time < end ? date : undefined;
}

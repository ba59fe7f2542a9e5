/** Digits that a fraction of a second may be written with, the usual three first. */
const digitCounts: readonly number[] = [3, 0, 1, 2, 4, 5, 6, 7, 8, 9];

/** Steps of a quarter of an hour from UTC to UTC+14. */
const offsets = 57;

/**
 * Makes a function that writes instants as RFC 3339, each text only once. Several posts of one day have one and the
 * same instant; a validator reads two equal texts in `updated` as a sign of a broken generator. So the second is
 * written with another number of digits (`00:00:00Z`, `00:00:00.0Z` …), and when those are used up, in another time zone:
 * always the same instant, never an invented one.
 */
export function createInstantSpeller(): (date: Date) => string {
  const spelled = new Map<number, number>();
  return (date) => {
    const time = date.getTime();
    const count = spelled.get(time) ?? 0;
    spelled.set(time, count + 1);
    return count === 0 ? date.toISOString() : spell(date, count);
  };
}

function spell(date: Date, count: number): string {
  // A fraction that is not zero needs its three digits.
  const choices = date.getTime() % 1000 === 0 ? digitCounts : digitCounts.filter((digits) => digits >= 3);
  const rounds = Math.floor(count / choices.length);
  const digits =
    (choices[count % choices.length] as number) + Math.floor(rounds / offsets) * digitCounts.length;
  const minutes = (rounds % offsets) * 15;
  const [seconds = "", fraction = ""] = new Date(date.getTime() + minutes * 60_000)
    .toISOString()
    .slice(0, -1)
    .split(".");
  const zone = minutes === 0 ? "Z" : `+${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  return `${seconds}${digits === 0 ? "" : `.${fraction.padEnd(digits, "0").slice(0, digits)}`}${zone}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

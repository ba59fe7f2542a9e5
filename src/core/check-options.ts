import { closestName } from "./closest-name.ts";
import { shorten } from "./shorten.ts";

/** Bounds of an option that is a whole number. */
export interface WholeNumber {
  /** The smallest value allowed. */
  min: number;
  /** The largest value allowed; `Infinity` also allows `Infinity` itself. */
  max?: number;
}

/**
 * Checks an option that is a whole number.
 *
 * @param name - the option as the caller wrote it, such as `limits.maxNesting`
 * @throws RangeError when the value is out of bounds or not a whole number
 */
export function checkWholeNumber(
  name: string,
  value: number,
  { min, max = Number.MAX_SAFE_INTEGER }: WholeNumber,
): void {
  const isWhole = Number.isInteger(value) || (value === Number.POSITIVE_INFINITY && max === value);
  if (isWhole && value >= min && value <= max) return;
  const upTo =
    max === Number.POSITIVE_INFINITY ? " or Infinity" : max < Number.MAX_SAFE_INTEGER ? ` to ${max}` : "";
  throw new RangeError(
    `Expected \`${name}\` to be a whole number from ${min}${upTo}, received ${show(value)}`,
  );
}

/**
 * Checks an option that takes one of a few strings.
 *
 * @throws RangeError for any other value
 */
export function checkChoice(name: string, value: unknown, choices: readonly string[]): void {
  if (choices.includes(value as string)) return;
  const expected = choices.map((choice) => `"${choice}"`).join(", ");
  throw new RangeError(`Expected \`${name}\` to be one of ${expected}, received ${show(value)}`);
}

/**
 * Checks an option that is a BCP 47 language tag.
 *
 * @throws RangeError when the tag is not well-formed
 */
export function checkLocale(name: string, value: string): void {
  // Such as `en` and `de-AT`; this is asked twice a post, and the engine takes long to answer.
  if (/^[a-z]{2,3}(?:-[A-Z]{2})?$/.test(value)) return;
  try {
    Intl.getCanonicalLocales(value);
  } catch {
    throw new RangeError(`Expected \`${name}\` to be a language tag such as "en", received ${show(value)}`);
  }
}

/**
 * Checks that a record of options has no misspelt keys.
 *
 * @param name - whose options they are, such as `buildBlog` or `excerpt`
 * @throws TypeError when it is not a record; RangeError for a key that is not known
 */
export function checkKeys(name: string, options: unknown, keys: readonly string[]): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`Expected the options of ${name} as an object, received ${show(options)}`);
  }
  const unknown = Object.keys(options).find((key) => !keys.includes(key));
  if (unknown === undefined) return;
  throw new RangeError(`Expected an option of ${name}, received "${unknown}"${didYouMean(unknown, keys)}`);
}

/** Suggests the known name that a misspelt one most likely stands for, as the end of a message. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const nearest = closestName(name, names);
  return nearest === undefined ? "" : ` (did you mean "${nearest}"?)`;
}

/** Writes any value for a message, on one line and in at most 80 characters. Never throws. */
export function show(value: unknown): string {
  if (typeof value === "string") return shorten(JSON.stringify(value));
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (value instanceof Date || value === null) return String(value);
  return typeof value === "object" || typeof value === "function" ? `of type ${typeof value}` : String(value);
}

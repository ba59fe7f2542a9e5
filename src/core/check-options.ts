import { closestName } from "./closest-name.ts";
import { shorten } from "./shorten.ts";

/** The kinds of values. `any` is for values that are checked elsewhere. */
type Kind = "any" | "array" | "boolean" | "function" | "object" | "string";

/** One kind, or several: `"string or array"`. */
export type Kinds = Kind | `${Kind} or ${Kind}` | `${Kind} or ${Kind} or ${Kind}`;

/** The kind of each option; the type makes sure that none is forgotten. */
export type OptionKinds<Options> = { readonly [Name in keyof Options]-?: Kinds };

const descriptions: Readonly<Record<Kind, string>> = {
  any: "a value",
  array: "an array",
  boolean: "true or false",
  function: "a function",
  object: "an object",
  string: "a string",
};

/**
 * Checks one argument.
 *
 * @param name - the name of the argument in the documentation
 * @param expected - what is expected, if the kind alone does not say it
 * @throws TypeError for a value of another kind
 */
export function checkKind(name: string, value: unknown, kinds: Kinds, expected?: string): void {
  if (isKind(value, kinds)) return;
  const list = kinds.split(" or ").map((kind) => descriptions[kind as Kind]);
  throw wrongKind(name, value, expected ?? list.join(" or "));
}

export function wrongKind(name: string, value: unknown, expected: string): TypeError {
  return new TypeError(`Expected \`${name}\` to be ${expected}, received ${show(value)}`);
}

/**
 * Checks the options of a call: they must be an object with known keys and values of the right kind.
 * `undefined` counts as not set.
 *
 * @throws TypeError for options or a value of the wrong kind; RangeError for an unknown key, with the option that
 *   was most likely meant
 */
export function checkOptions<Options extends object>(
  options: Options,
  kinds: OptionKinds<Options>,
  name = "options",
): void {
  checkKind(name, options, "object");
  for (const key of Object.keys(options) as (keyof Options & string)[]) {
    const value = options[key];
    if (value === undefined) continue;
    if (!Object.hasOwn(kinds, key)) throw unknownOption(key, Object.keys(kinds), name);
    checkKind(name === "options" ? key : `${name}.${key}`, value, kinds[key]);
  }
}

/**
 * Checks a record that may have additional fields.
 *
 * @throws TypeError for a field of the wrong kind
 */
export function checkFields<Fields extends object>(
  record: Fields,
  kinds: { readonly [Name in keyof Fields]?: Kinds },
  name: string,
): void {
  checkKind(name, record, "object");
  for (const key of Object.keys(kinds) as (keyof Fields & string)[]) {
    const value = record[key];
    if (value !== undefined) checkKind(`${name}.${key}`, value, kinds[key] as Kinds);
  }
}

function unknownOption(key: string, known: readonly string[], name: string): RangeError {
  const where = name === "options" ? "" : ` in \`${name}\``;
  const meant = meantOption(key, known);
  const hint =
    meant === undefined
      ? `; there are ${known.map((option) => `\`${option}\``).join(", ")}`
      : `; did you mean \`${meant}\`?`;
  return new RangeError(`Expected only options that exist${where}, received \`${shorten(key)}\`${hint}`);
}

/** Names that other libraries use for options of this one. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  count: ["limit", "pageSize"],
  date: ["now"],
  disable: ["rules"],
  highlight: ["highlighter"],
  ignore: ["rules"],
  language: ["locale", "lang", "languages"],
  lang: ["locale"],
  max: ["limit", "maxLength"],
  order: ["direction", "by"],
  perPage: ["pageSize"],
  plugins: ["remarkPlugins"],
  sanitize: ["rawHtml"],
  size: ["pageSize"],
  sort: ["by", "order"],
  today: ["now"],
  url: ["postUrl", "siteUrl"],
  words: ["maxWords", "minWords"],
  wpm: ["wordsPerMinute"],
};

function meantOption(key: string, known: readonly string[]): string | undefined {
  const others = Object.hasOwn(otherNames, key) ? otherNames[key] : undefined;
  const word = key.toLowerCase();
  return (
    closestName(key, known) ??
    others?.find((name) => known.includes(name)) ??
    (word.length < 3
      ? undefined
      : known.find((name) => name.toLowerCase().includes(word) || word.includes(name.toLowerCase())))
  );
}

function isKind(value: unknown, kinds: Kinds): boolean {
  if (kinds === "any") return true;
  if (isPromise(value)) return false;
  // Most have one kind, and splitting is slower than the check.
  if (kinds in descriptions) return isOfKind(value, kinds as Kind);
  return kinds.split(" or ").some((kind) => isOfKind(value, kind as Kind));
}

function isOfKind(value: unknown, kind: Kind): boolean {
  if (kind === "array") return Array.isArray(value);
  if (kind === "object") {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
  }
  return typeof value === kind;
}

/** Whether a value is a `Date`, including one from another realm (a test runner, a worker), for which `instanceof` is false. */
function isDate(value: unknown): value is Date {
  return value instanceof Date || Object.prototype.toString.call(value) === "[object Date]";
}

/** Whether a value can be awaited. */
export function isPromise(value: unknown): boolean {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/**
 * Checks an option that is a cache.
 *
 * @throws TypeError when it cannot read and write items
 */
export function checkCache(cache: { getItem?: unknown; setItem?: unknown } | undefined): void {
  if (cache === undefined) return;
  if (typeof cache.getItem === "function" && typeof cache.setItem === "function") return;
  throw wrongKind("cache", cache, "an object with getItem and setItem, such as createFileCache(folder)");
}

/**
 * Checks that all items of a list, or all values of a record, are strings.
 *
 * @throws TypeError that names the first one that is not
 */
export function checkStrings(name: string, values: object | undefined): void {
  for (const [key, value] of Object.entries(values ?? {})) {
    checkKind(Array.isArray(values) ? `${name}[${key}]` : `${name}.${key}`, value, "string");
  }
}

/**
 * Checks a list of unified plugins: functions, functions with their options, or presets.
 *
 * @throws TypeError for anything else, such as a missing export of a plugin module
 */
export function checkPlugins(name: string, plugins: unknown): void {
  if (plugins === undefined) return;
  checkKind(name, plugins, "array", "an array of plugins");
  for (const [index, plugin] of (plugins as unknown[]).entries()) {
    const first: unknown = Array.isArray(plugin) ? plugin[0] : plugin;
    const isPreset =
      typeof first === "object" && first !== null && ("plugins" in first || "settings" in first);
    if (!isPreset) checkKind(`${name}[${index}]`, first, "function", "a plugin");
  }
}

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
  // Fast path for tags such as `en` and `de-AT`: this runs twice for each post, and the engine is slow.
  if (/^[a-z]{2,3}(?:-[A-Z]{2})?$/.test(value)) return;
  try {
    if (typeof value === "string" && Intl.getCanonicalLocales(value).length === 1) return;
  } catch {
    // Reported below.
  }
  throw new RangeError(`Expected \`${name}\` to be a language tag such as "en", received ${show(value)}`);
}

/**
 * Checks an option that is a time zone.
 *
 * @throws RangeError when the engine does not know it
 */
export function checkTimeZone(name: string, value: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
  } catch {
    throw new RangeError(
      `Expected \`${name}\` to be a time zone such as "Europe/Paris", received ${show(value)}`,
    );
  }
}

/** Suggests the known name that a misspelled one most likely means, to append to a message. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const nearest = closestName(name, names);
  return nearest === undefined ? "" : ` (did you mean "${nearest}"?)`;
}

/** Writes any value for a message, on one line and in at most 80 characters. Never throws. */
export function show(value: unknown): string {
  if (typeof value === "string") return shorten(JSON.stringify(value));
  if (isDate(value) && !Number.isNaN(value.getTime())) return value.toISOString();
  if (isDate(value) || value === null) return String(value);
  if (typeof value === "function") return "a function";
  if (typeof value !== "object") return String(value);
  if (isPromise(value)) return "a promise; did you forget `await`?";
  if (Array.isArray(value)) return "an array";
  if (value instanceof URL) return `the URL ${value.href}`;
  if (ArrayBuffer.isView(value)) return "bytes";
  // The result of `readPosts` or `selectPublished`.
  return "posts" in value && Array.isArray(value.posts) ? "an object with `posts`" : "an object";
}

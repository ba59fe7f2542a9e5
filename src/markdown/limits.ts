import { checkWholeNumber, type OptionKinds } from "../core/check-options.ts";

/**
 * How much work and output a text may cause. If it exceeds a limit, a `ContentError` says which one, where, and what to
 * do; nothing is cut silently. docs/limits.md gives the reason for each number.
 */
export interface MarkdownLimits {
  /**
   * How deep quotes, lists and other containers, and emphasis within emphasis, may nest.
   *
   * @default 100
   */
  maxNesting: number;
  /**
   * Cells of all tables together, those included that a short row leaves out and the HTML holds all the same.
   *
   * @default 100_000
   */
  maxTableCells: number;
  /**
   * UTF-16 units of URLs and titles that all uses of reference definitions (`[x]`, `![x]`) copy together.
   *
   * @default the length of the text, at least 100_000
   */
  maxReferenceExpansionBytes: number | undefined;
  /**
   * The work that parsing a text may take, in steps of about ten nanoseconds: characters that the parser reads, also when
   * it reads them again in search of the end of something, marks that it compares, what it goes back over. Ordinary posts
   * take 50 to 150 for each character.
   *
   * @default 50 million and 400 more for each character of the text
   */
  maxSearchSteps: number | undefined;
  /**
   * Footnotes, and references to footnotes.
   *
   * @default 5_000
   */
  maxFootnotes: number;
  /**
   * Bytes of HTML that one tree may become.
   *
   * @default 33_554_432 (32 MiB)
   */
  maxHtmlBytes: number;
}

/** The smallest default of `maxReferenceExpansionBytes`. */
const minReferenceExpansion = 100_000;

/**
 * Fills in the limits that the caller left out.
 *
 * @param limits - the limits to set; each a whole number from 0, or `Infinity` for none
 * @returns every limit
 * @throws RangeError when one is negative, fractional or not a number
 */
export function resolveLimits(limits: Partial<MarkdownLimits> = {}): MarkdownLimits {
  const resolved: MarkdownLimits = {
    maxNesting: 100,
    maxTableCells: 100_000,
    maxReferenceExpansionBytes: undefined,
    maxSearchSteps: undefined,
    maxFootnotes: 5000,
    maxHtmlBytes: 33_554_432,
  };
  for (const name of Object.keys(resolved) as (keyof MarkdownLimits)[]) {
    const value = limits[name];
    if (value === undefined) continue;
    checkWholeNumber(`limits.${name}`, value, { min: 0, max: Number.POSITIVE_INFINITY });
    resolved[name] = value;
  }
  return resolved;
}

/** Kinds of the limits; `resolveLimits` checks the numbers. */
export const limitKinds: OptionKinds<MarkdownLimits> = {
  maxNesting: "any",
  maxTableCells: "any",
  maxReferenceExpansionBytes: "any",
  maxSearchSteps: "any",
  maxFootnotes: "any",
  maxHtmlBytes: "any",
};

/** The default of `maxReferenceExpansionBytes` for a text of that length. */
export function referenceExpansionLimit(limits: MarkdownLimits, textLength: number): number {
  return limits.maxReferenceExpansionBytes ?? Math.max(minReferenceExpansion, textLength);
}

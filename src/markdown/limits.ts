/**
 * How much a text may ask of the Markdown room. Past a limit a `ContentError` says which, where, and by how much;
 * nothing is ever cut in silence. docs/limits.md tells why each is what it is.
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
   * How much searching a text may cause: each time the parser looks for the partner of a mark (an asterisk, a bracket, a
   * backtick, the end of a comment) and finds none, or has to go back over what it has read, it takes steps. One step is
   * about ten nanoseconds; ordinary posts take 1 to 20 a byte.
   *
   * @default 5 million and 200 more for each character of the text; for what quotes, lists and underlined headings cause,
   * 30 million and 600 more for each character, at most 400 million; for what blocks and lines take by their number, 400
   * million
   */
  maxSearchSteps: number | undefined;
  /**
   * Footnotes, and references to footnotes.
   *
   * @default 2_000
   */
  maxFootnotes: number;
  /**
   * Bytes of HTML that one tree may become.
   *
   * @default 33_554_432 (32 MiB)
   */
  maxHtmlBytes: number;
}

/** The least number that `maxReferenceExpansionBytes` stands for when it is left out. */
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
    maxFootnotes: 2000,
    maxHtmlBytes: 33_554_432,
  };
  for (const name of Object.keys(resolved) as (keyof MarkdownLimits)[]) {
    const value = limits[name];
    if (value === undefined) continue;
    if (
      typeof value !== "number" ||
      !(value >= 0) ||
      (value !== Number.POSITIVE_INFINITY && value % 1 !== 0)
    ) {
      throw new RangeError(
        `Expected limits.${name} to be a whole number from 0 or Infinity, received ${String(value)}`,
      );
    }
    resolved[name] = value;
  }
  return resolved;
}

/**
 * The numbers behind `maxSearchSteps` for a text of that length: for marks in paragraphs, for blocks within one another,
 * and for blocks by their number.
 */
export function searchStepsLimits(
  limits: MarkdownLimits,
  textLength: number,
): { delimiters: number; structure: number; blocks: number } {
  const { maxSearchSteps } = limits;
  return {
    delimiters: maxSearchSteps ?? 5_000_000 + 200 * textLength,
    // A long post of nested lists honestly takes a second or two, and must not be refused.
    structure: maxSearchSteps ?? Math.min(30_000_000 + 600 * textLength, 400_000_000),
    // A hundred thousand headings: a gigabyte of memory, which is what a process may have. No real post takes
    // a fiftieth of it.
    blocks: Math.max(maxSearchSteps ?? 0, 400_000_000),
  };
}

/** The number behind `maxReferenceExpansionBytes` for a text of that length. */
export function referenceExpansionLimit(limits: MarkdownLimits, textLength: number): number {
  return limits.maxReferenceExpansionBytes ?? Math.max(minReferenceExpansion, textLength);
}

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
   * Bytes of URLs and titles that all uses of reference definitions (`[x]`, `![x]`) copy together.
   *
   * @default the length of the text, at least 100 KB
   */
  maxReferenceExpansionBytes: number | undefined;
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
 * @throws RangeError when one is negative, fractional or not a number; TypeError when a name is unknown
 */
export function resolveLimits(limits: Partial<MarkdownLimits> = {}): MarkdownLimits {
  const resolved: MarkdownLimits = {
    maxNesting: 100,
    maxTableCells: 100_000,
    maxReferenceExpansionBytes: undefined,
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

/** The number behind `maxReferenceExpansionBytes` for a text of that length. */
export function referenceExpansionLimit(limits: MarkdownLimits, textLength: number): number {
  return limits.maxReferenceExpansionBytes ?? Math.max(minReferenceExpansion, textLength);
}

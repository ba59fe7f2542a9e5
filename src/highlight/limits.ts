/** How much code is coloured; what is larger is shown plain, with a warning. */
export interface HighlightLimits {
  /**
   * Size of a block in bytes of UTF-8, from 0.
   *
   * @defaultValue `262_144` (256 KiB)
   */
  maxBlockBytes: number;
  /**
   * Length of a line in UTF-16 code units, from 0: grammars take time in the square of a line's length and worse.
   *
   * @defaultValue `1_000`
   */
  maxLineLength: number;
}

/** Fills in the defaults, and refuses nonsense. */
export function resolveHighlightLimits(limits: Partial<HighlightLimits> = {}): HighlightLimits {
  const { maxBlockBytes = 262_144, maxLineLength = 1_000 } = limits;
  for (const [name, value] of Object.entries({ maxBlockBytes, maxLineLength })) {
    if (!(value >= 0) || (value !== Number.POSITIVE_INFINITY && !Number.isInteger(value))) {
      throw new RangeError(`Expected limits.${name} to be a whole number from 0, received ${value}`);
    }
  }
  return { maxBlockBytes, maxLineLength };
}

import { type MarkdownLimits, resolveLimits } from "../markdown/limits.ts";

/** Bounds on a post. docs/limits.md tells why each is what it is. */
export interface PostLimits extends MarkdownLimits {
  /** Largest source, in bytes of UTF-8: 2 MiB. */
  maxBytes: number;
  /** Largest front matter, in bytes of UTF-8: 64 KiB. */
  maxFrontMatterBytes: number;
}

/**
 * Fills in the defaults.
 *
 * @throws RangeError for a limit that is neither a whole number from 0 nor `Infinity`
 */
export function resolvePostLimits(limits: Partial<PostLimits> = {}): PostLimits {
  const { maxBytes = 2 * 1024 * 1024, maxFrontMatterBytes = 64 * 1024, ...markdown } = limits;
  for (const [name, value] of Object.entries({ maxBytes, maxFrontMatterBytes })) {
    if (value !== Number.POSITIVE_INFINITY && (!Number.isInteger(value) || value < 0)) {
      throw new RangeError(
        `Expected \`limits.${name}\` to be a whole number of bytes, received ${String(value)}`,
      );
    }
  }
  return { ...resolveLimits(markdown), maxBytes, maxFrontMatterBytes };
}

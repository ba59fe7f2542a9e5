import { checkOptions, show } from "../core/check-options.ts";
import { defaultFrontMatterBytes } from "../front-matter/parse-front-matter.ts";
import { limitKinds, type MarkdownLimits, resolveLimits } from "../markdown/limits.ts";

/** Bounds on a post. docs/limits.md explains each. */
export interface PostLimits extends MarkdownLimits {
  /** Largest source, in bytes of UTF-8: 2 MiB. */
  maxBytes: number;
  /** Largest front matter, in bytes of UTF-8, from 1: 64 KiB. */
  maxFrontMatterBytes: number;
}

/**
 * Fills in the defaults.
 *
 * @throws RangeError for a limit that is neither a whole number from 0 nor `Infinity`; for `maxFrontMatterBytes`, which
 *   also limits what aliases expand to, for one that is not a whole number from 1
 */
export function resolvePostLimits(limits: Partial<PostLimits> = {}): PostLimits {
  checkOptions(limits, { ...limitKinds, maxBytes: "any", maxFrontMatterBytes: "any" }, "limits");
  const { maxBytes = 2 * 1024 * 1024, maxFrontMatterBytes = defaultFrontMatterBytes, ...markdown } = limits;
  checkBytes("maxBytes", maxBytes, maxBytes === Number.POSITIVE_INFINITY || isWhole(maxBytes, 0));
  checkBytes("maxFrontMatterBytes", maxFrontMatterBytes, isWhole(maxFrontMatterBytes, 1));
  return { ...resolveLimits(markdown), maxBytes, maxFrontMatterBytes };
}

function isWhole(value: number, from: number): boolean {
  return Number.isInteger(value) && value >= from;
}

function checkBytes(name: string, value: number, isValid: boolean): void {
  if (isValid) return;
  throw new RangeError(`Expected \`limits.${name}\` to be a whole number of bytes, received ${show(value)}`);
}

import { editDistance } from "../../core/closest-name.ts";

/** Shorter slugs differ by one letter too easily: `rust` and `dust`. */
const minTypoLength = 6;

/** Longer slugs are compared without hyphens and plurals only. */
const maxTypoLength = 60;

/**
 * Finds slugs that are probably the same: they differ in hyphens, in a plural, or by one letter. Slugs that differ in a
 * digit are never the same (`es2015`, `es2016`).
 *
 * @param slugs - distinct slugs
 * @returns pairs, each in the order of the input; at most one pair for each second slug
 */
export function nearDuplicates(slugs: readonly string[]): [first: string, second: string][] {
  const pairs: [string, string][] = [];
  const singulars = new Map<string, string>();
  const shortened = new Map<string, string[]>();
  for (const slug of slugs) {
    const plain = slug.replaceAll("-", "");
    const key = singular(plain);
    let near = singulars.get(key);
    if (near === undefined) {
      singulars.set(key, slug);
      near = typoOf(plain, slug, shortened);
    }
    if (near !== undefined) pairs.push([near, slug]);
  }
  return pairs;
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:ch|sh|ss|x|z)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && /[^aius]s$/.test(word) ? word.slice(0, -1) : word;
}

/**
 * Finds an earlier slug that is one letter away, and adds this one. Two such slugs agree when each loses one letter, so
 * looking up the shortened forms saves comparing every pair.
 */
function typoOf(plain: string, slug: string, shortened: Map<string, string[]>): string | undefined {
  if (plain.length < minTypoLength || plain.length > maxTypoLength) return undefined;
  let near: string | undefined;
  const withoutOne = Array.from(plain, (_, index) => plain.slice(0, index) + plain.slice(index + 1));
  for (const key of new Set([plain, ...withoutOne])) {
    const owners = shortened.get(key);
    if (owners === undefined) shortened.set(key, [slug]);
    else {
      near ??= owners.find((owner) => isOneLetterAway(owner.replaceAll("-", ""), plain));
      if (owners.length < 8) owners.push(slug);
    }
  }
  return near;
}

function isOneLetterAway(a: string, b: string): boolean {
  return a.replace(/\D/g, "") === b.replace(/\D/g, "") && editDistance(a, b) <= 1;
}

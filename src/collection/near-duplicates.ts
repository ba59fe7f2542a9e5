/** Shorter slugs differ by one letter too easily: `c` and `r`, `rust` and `dust`. */
const minTypoLength = 6;

/** Longer slugs are compared without hyphens and plurals only. */
const maxTypoLength = 60;

/**
 * Finds slugs that are probably meant to be one: they differ in hyphens, in a plural, or by one letter. Slugs that
 * differ in a digit are never one (`es2015`, `es2016`).
 *
 * @param slugs - distinct slugs
 * @returns pairs, each in the order of the input; at most one for a slug that comes second
 */
export function nearDuplicates(slugs: readonly string[]): [first: string, second: string][] {
  const pairs: [string, string][] = [];
  const spellings = new Map<string, string>();
  const shortened = new Map<string, string[]>();
  for (const slug of slugs) {
    const plain = slug.replaceAll("-", "");
    const key = singular(plain);
    let near = spellings.get(key);
    if (near === undefined) {
      spellings.set(key, slug);
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

/** A slug seen before that is one letter away. Both are looked up without each of their letters: no pair is compared twice. */
function typoOf(plain: string, slug: string, shortened: Map<string, string[]>): string | undefined {
  if (plain.length < minTypoLength || plain.length > maxTypoLength) return undefined;
  let near: string | undefined;
  const keys = new Set([
    plain,
    ...Array.from(plain, (_, index) => plain.slice(0, index) + plain.slice(index + 1)),
  ]);
  for (const key of keys) {
    const owners = shortened.get(key);
    if (owners === undefined) shortened.set(key, [slug]);
    else {
      near ??= owners.find((owner) => isOneLetterAway(owner.replaceAll("-", ""), plain));
      if (owners.length < 8) owners.push(slug);
    }
  }
  return near;
}

/** One letter more, less, other, or two neighbours swapped; no digit may differ. */
function isOneLetterAway(a: string, b: string): boolean {
  if (a.replace(/\D/g, "") !== b.replace(/\D/g, "")) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

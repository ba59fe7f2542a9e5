import { foldKey } from "./field-reader.ts";

/** What keys are known, and what unknown ones were meant to be. */
export interface KeyAdviser {
  isKnown(key: string): boolean;
  /** The known key that an unknown one was probably meant to be. */
  suggest(key: string): string | undefined;
}

/** A blog uses the same few keys in every post; a hostile text may hold any number of them. */
const maxRemembered = 500;

/** Letters of a key that is long enough to be sure, and no longer than any that is known. */
const [fewest, most] = [3, 40];

/**
 * Makes an adviser, who remembers what was asked: comparing a key with a hundred others is dear.
 *
 * @param keys - the known keys; which of two equally near ones is suggested goes by their order
 */
export function createKeyAdviser(keys: Iterable<string>): KeyAdviser {
  const known = [...new Set(keys)].map((key) => ({ key, folded: foldKey(key) }));
  const folded = new Set(known.map((entry) => entry.folded));
  const answers = new Map<string, string | undefined>();
  return {
    isKnown: (key) => folded.has(foldKey(key)),
    suggest(key) {
      const written = foldKey(key);
      // Not remembered: such a key may be as long as the front matter.
      if (written.length < fewest || written.length > most) return undefined;
      if (answers.has(written)) return answers.get(written);
      if (answers.size >= maxRemembered) answers.clear();
      const answer = suggestKey(written, known);
      answers.set(written, answer);
      return answer;
    },
  };
}

interface KnownKey {
  key: string;
  /** Its letters as they are compared. */
  folded: string;
}

/**
 * It would rather stay silent than be wrong: keys of up to five letters must differ by a letter too many, one missing
 * or two exchanged; longer ones by one letter of any kind, those of nine and more by two.
 */
function suggestKey(written: string, known: readonly KnownKey[]): string | undefined {
  let best: { key: string; distance: number } | undefined;
  for (const { key: candidate, folded: meant } of known) {
    if (meant.length < 4 || meant === written) continue;
    const allowed = meant.length >= 9 ? 2 : 1;
    if (Math.abs(meant.length - written.length) > allowed) continue;
    // `titles` beside `title`, `posts` beside `post`: a plural is a word of its own.
    if (meant === `${written}s` || written === `${meant}s`) continue;
    if (meant.length <= 5 && (meant[0] !== written[0] || isSubstitution(written, meant))) continue;
    const distance = distanceOf(written, meant);
    if (distance <= allowed && (best === undefined || distance < best.distance))
      best = { key: candidate, distance };
  }
  return best?.key;
}

/** `data` for `date`, `book` for `hook`: another word, not a slip. */
function isSubstitution(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let differing = 0;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) differing++;
  return differing === 1;
}

/** Letters to add, to take away, to change, or to exchange with their neighbour (optimal string alignment). */
function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

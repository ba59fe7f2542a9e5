import type { VFileMessage } from "vfile-message";
import { editDistance } from "../core/closest-name.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { MatterNode } from "./matter-node.ts";
import type { Places } from "./places.ts";

/** Knows which keys exist, and what unknown ones were meant to be. */
export interface KeyAdviser {
  isKnown(key: string): boolean;
  /** The known key that an unknown one was probably meant to be. */
  suggest(key: string): string | undefined;
}

/** A blog uses the same few keys in every post; a hostile text may contain any number of them. */
const maxRemembered = 500;

/** Unknown keys that are compared in one post: comparing is expensive, and no blog has that many keys of its own. */
const maxUnknownKeys = 200;

/** Letters of a key that is long enough to be sure, and no longer than any that is known. */
const [fewest, most] = [3, 40];

/** `last_modified_at`, `last-modified-at` and `lastModifiedAt` are one key. */
export function foldKey(key: string): string {
  const lower = key.toLowerCase();
  return /[-_ ]/.test(lower) ? lower.replace(/[-_ ]/g, "") : lower;
}

/**
 * Makes an adviser that remembers its answers, since comparing a key with a hundred others is expensive.
 *
 * @param keys - the known keys; of two equally close ones the first is suggested
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

/**
 * Stricter than `closestName`, since a post may well have keys of its own: keys of up to five letters must differ by a
 * letter too many, one missing or two exchanged; longer ones by one letter of any kind, those of nine and more by two.
 */
function suggestKey(written: string, known: readonly { key: string; folded: string }[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const { key, folded: meant } of known) {
    if (meant.length < 4 || meant === written) continue;
    const allowed = meant.length >= 9 ? 2 : 1;
    if (Math.abs(meant.length - written.length) > allowed) continue;
    // `titles` next to `title`, `posts` next to `post`: a plural is another word.
    if (meant === `${written}s` || written === `${meant}s`) continue;
    if (meant.length <= 5 && (meant[0] !== written[0] || isSubstitution(written, meant))) continue;
    const distance = editDistance(written, meant);
    if (distance > allowed || distance >= bestDistance) continue;
    best = key;
    bestDistance = distance;
  }
  return best;
}

/** `data` for `date`, `book` for `hook`: another word, not a slip. */
function isSubstitution(a: string, b: string): boolean {
  let differing = 0;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) differing++;
  return a.length === b.length && differing === 1;
}

/** Reports the keys of a mapping that are probably misspelt. */
export function findTypos(
  root: MatterNode,
  adviser: KeyAdviser,
  places: Places,
  path: string | undefined,
): VFileMessage[] {
  const messages: VFileMessage[] = [];
  const entries = [...(root.children ?? [])].map(([key, node]) => ({ key: String(key), node }));
  let given: Set<string> | undefined;
  for (const { key, node } of entries.filter(({ key }) => !adviser.isKnown(key)).slice(0, maxUnknownKeys)) {
    const meant = adviser.suggest(key);
    if (meant === undefined) continue;
    given ??= new Set(entries.map((entry) => foldKey(entry.key)));
    // An author who has both keys meant both.
    if (given.has(foldKey(meant))) continue;
    const start = node.keyStart ?? node.start;
    messages.push(
      createMessage("front-matter-typo", {
        reason: `The key \`${key}\` is not known. Did you mean \`${meant}\`?`,
        note: `Write \`${meant}\`; if \`${key}\` is a key of your own, name it in the schema.`,
        path,
        place: places.position(start, start + key.length),
        actual: key,
        expected: [meant],
      }),
    );
  }
  return messages;
}

import { editDistance } from "../core/closest-name.ts";
import type { MatterNode, Report } from "./matter-node.ts";

/** Knows the existing keys, and suggests them for misspelled ones. */
export interface KeyAdviser {
  isKnown(key: string): boolean;
  /** The known key that an unknown one was probably meant to be. */
  suggest(key: string): string | undefined;
}

/** A blog uses the same few keys in every post, but a hostile text may contain any number. */
const maxRemembered = 500;

/** Maximum number of unknown keys that are compared in one post: comparing is expensive, and no blog has that many custom keys. */
const maxUnknownKeys = 200;

/** `last_modified_at`, `last-modified-at` and `lastModifiedAt` are one key, even with a pasted invisible character. */
export function foldKey(key: string): string {
  const lower = key.toLowerCase();
  return separator.test(lower) ? lower.replace(separators, "") : lower;
}

const separator = /[-_\s\u200B-\u200D\u2060]/;
const separators = new RegExp(separator, "g");

/**
 * Creates an adviser that caches its answers, since comparing a key with a hundred others is expensive.
 *
 * @param keys - the known keys; of two equally close ones the first is suggested
 */
export function createKeyAdviser(keys: Iterable<string>): KeyAdviser {
  const known = new Map<string, string>();
  for (const key of keys) if (!known.has(foldKey(key))) known.set(foldKey(key), key);
  const answers = new Map<string, string | undefined>();
  return {
    isKnown: (key) => known.has(foldKey(key)),
    suggest(key) {
      const written = foldKey(key);
      // Too short to be sure, or longer than any known key.
      if (written.length < 3 || written.length > 40) return undefined;
      if (!answers.has(written)) {
        if (answers.size >= maxRemembered) answers.clear();
        answers.set(written, suggestKey(written, known));
      }
      return answers.get(written);
    },
  };
}

/**
 * Stricter than `closestName`, since a post may have custom keys: keys of up to five letters must differ by a letter
 * added, removed or swapped with its neighbor; longer keys by any one letter, and keys of nine or more letters by two.
 */
function suggestKey(written: string, known: ReadonlyMap<string, string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  // `republished` next to `published` and `isPublished`.
  if (known.has(written.replace(/^re/, ""))) return undefined;
  for (const [meant, key] of known) {
    if (meant.length < 4 || meant === written) continue;
    const allowed = meant.length >= 9 ? 2 : 1;
    if (Math.abs(meant.length - written.length) > allowed) continue;
    // `titles` next to `title`, `posts` next to `post`: a plural is another word.
    if (meant === `${written}s` || written === `${meant}s`) continue;
    // `publisher` next to `published` is another word too.
    if (written === meant.replace(/ed$/, "er")) continue;
    // `data` for `date`, `book` for `hook`: another word, not a typo.
    const differing = [...written].filter((letter, index) => letter !== meant[index]).length;
    const isReplaced = meant.length === written.length && differing === 1;
    if (meant.length <= 5 && (meant[0] !== written[0] || isReplaced)) continue;
    const distance = editDistance(written, meant);
    if (distance > allowed || distance >= bestDistance) continue;
    best = key;
    bestDistance = distance;
  }
  return best;
}

/** Reports the keys of a mapping that are probably misspelled. */
export function reportTypos(root: MatterNode, adviser: KeyAdviser, report: Report): void {
  const entries = [...(root.children ?? [])].map(([key, node]) => ({ key: String(key), node }));
  let given: Set<string> | undefined;
  for (const { key, node } of entries.filter(({ key }) => !adviser.isKnown(key)).slice(0, maxUnknownKeys)) {
    const meant = adviser.suggest(key);
    if (meant === undefined) continue;
    given ??= new Set(entries.map((entry) => foldKey(entry.key)));
    // If both keys are present, both are intended.
    if (given.has(foldKey(meant))) continue;
    const start = node.keyStart ?? node.start;
    const reason = `The key \`${key}\` is not known. Did you mean \`${meant}\`?`;
    const note = `Write \`${meant}\`; if \`${key}\` is a key of your own, name it in the schema.`;
    const part = { start, end: start + key.length };
    report("front-matter-typo", part, reason, note, { actual: key, expected: [meant] });
  }
}

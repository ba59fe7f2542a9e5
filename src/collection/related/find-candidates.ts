import { compareText } from "../../core/compare-text.ts";
import type { Entry, RelatedEntries, Term } from "./read-entries.ts";
import { linkedScore, linkScore, minLikeness, round, tagScore, termsScore } from "./reasons.ts";

/** A post, by its index, that may be related. */
export interface Candidate {
  at: number;
  score: number;
}

/** The best candidates for a post. */
export interface FoundCandidates {
  candidates: Candidate[];
  /** Whether the scores are complete. In a large blog, frequent tags and words are not used to find posts. */
  isExact: boolean;
}

/** Posts with a more frequent tag are not found by that tag. */
const maxTagOwners = 1_000;

/** How many posts the words of one post may find. Up to 1,000 posts, all words are used. */
const maxFound = 2_000;

/** How many candidates are returned at least when their scores are not complete. */
const minCandidates = 50;

/** Makes a function that finds the best candidates for a post. A call takes time for what posts share, not for all posts. */
export function createCandidateFinder(
  all: RelatedEntries<unknown>,
  mayRelate: (entry: Entry, other: Entry) => boolean,
  compare: (a: Candidate, b: Candidate) => number,
): (entry: Entry, index: number, limit: number) => FoundCandidates {
  // Sums for each post. They are reused, and zero between calls.
  const likeness = new Float64Array(all.entries.length);
  const bonus = new Float64Array(all.entries.length);

  return (entry, index, limit) => {
    const found: number[] = [];
    const isExact = addScores(entry, found);
    const count = isExact ? limit : Math.max(minCandidates, limit * 2);
    let best: Candidate[] = [];
    let minScore = Number.MIN_VALUE;
    for (const at of found) {
      const alike = likeness[at] as number;
      const score = round((bonus[at] as number) + (isExact && alike < minLikeness ? 0 : termsScore * alike));
      likeness[at] = 0;
      bonus[at] = 0;
      if (score < minScore || at === index || !mayRelate(entry, all.entries[at] as Entry)) continue;
      best.push({ at, score });
      // Sorting all candidates once would be slow.
      if (best.length < count * 2 + 16) continue;
      best = best.sort(compare).slice(0, count);
      minScore = best.at(-1)?.score ?? Number.POSITIVE_INFINITY;
    }
    return { candidates: best.sort(compare).slice(0, count), isExact };
  };

  /** Adds the scores of all posts that share something with the post; `false` when some tags or words were left out. */
  function addScores(entry: Entry, found: number[]): boolean {
    const add = (sums: Float64Array, at: number, score: number): void => {
      if (bonus[at] === 0 && likeness[at] === 0) found.push(at);
      sums[at] = (sums[at] as number) + score;
    };
    for (const at of entry.links) add(bonus, at, linkScore);
    for (const at of entry.linked) add(bonus, at, linkedScore);
    let isExact = true;
    for (const slug of entry.tags.keys()) {
      const owners = all.tagOwners.get(slug) ?? [];
      const score = tagScore(all, slug);
      if (owners.length > maxTagOwners) isExact = false;
      else for (const at of owners) add(bonus, at, score);
    }
    const words = findingWords(entry, all.terms);
    for (const { term, weight } of words) {
      term.owners.forEach((at, place) => {
        add(likeness, at, weight * (term.weights[place] as number));
      });
    }
    return isExact && words.length === entry.terms.ids.length;
  }
}

/** The words of a post that find others: the rarest, until they find too many posts. */
function findingWords(
  { terms: { ids, weights } }: Entry,
  terms: readonly Term[],
): { term: Term; weight: number }[] {
  const words = [...ids].map((id, place) => ({ term: terms[id] as Term, weight: weights[place] as number }));
  words.sort(({ term: a }, { term: b }) => a.owners.length - b.owners.length || compareText(a.text, b.text));
  let found = 0;
  const end = words.findIndex(({ term }) => {
    found += term.owners.length;
    return found > maxFound;
  });
  return end === -1 ? words : words.slice(0, end);
}

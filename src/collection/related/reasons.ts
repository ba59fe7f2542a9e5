import { compareText } from "../../core/compare-text.ts";
import type { Entry, RelatedEntries } from "./read-entries.ts";

/** Why two posts are related. */
export interface RelatedReason {
  /** `tags`: they share tags. `links`: the post links there. `linked`: it links here. `terms`: they share words. */
  kind: "tags" | "links" | "linked" | "terms";
  /** The tags or words they share, the most significant first; empty for links. */
  values: string[];
  /** What the reason adds to the score. */
  score: number;
}

export const linkScore = 1;
export const linkedScore = 0.75;

/** Two posts with the same words get this; the score is proportional to the likeness. */
export const termsScore = 1.5;

/** Posts whose words are less alike are not related by words. */
export const minLikeness = 0.08;

const maxTerms = 5;

/** What a shared tag adds: 1 for a tag of one post, less the more posts have it. */
export function tagScore({ entries, tagOwners }: RelatedEntries<unknown>, slug: string): number {
  const owners = tagOwners.get(slug)?.length ?? 1;
  return Math.log((entries.length + 1) / owners) / Math.log(entries.length + 1);
}

/**
 * The reasons why one post is related to another, the strongest first.
 *
 * @param ownWeights - the weights of the post's words, by their numbers
 * @param at - index of the other post
 */
export function reasonsOf<P>(
  all: RelatedEntries<P>,
  entry: Entry,
  ownWeights: ReadonlyMap<number, number>,
  at: number,
): RelatedReason[] {
  const other = all.entries[at] as Entry;
  const reasons: RelatedReason[] = [];
  const tags = [...entry.tags].filter(([slug]) => other.tags.has(slug));
  if (tags.length > 0) {
    const shared = strongestFirst(tags.map(([slug, value]) => ({ value, score: tagScore(all, slug) })));
    reasons.push({ kind: "tags", values: valuesOf(shared), score: round(sumOf(shared)) });
  }
  if (entry.links.has(at)) reasons.push({ kind: "links", values: [], score: linkScore });
  if (entry.linked.has(at)) reasons.push({ kind: "linked", values: [], score: linkedScore });
  const terms: Shared[] = [];
  for (const [index, id] of other.terms.ids.entries()) {
    const own = ownWeights.get(id);
    if (own === undefined) continue;
    terms.push({ value: all.terms[id]?.text ?? "", score: own * (other.terms.weights[index] as number) });
  }
  const likeness = sumOf(strongestFirst(terms));
  if (likeness >= minLikeness) {
    const score = round(termsScore * likeness);
    reasons.push({ kind: "terms", values: valuesOf(terms).slice(0, maxTerms), score });
  }
  return reasons.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
}

/** The sum of the scores of `reasonsOf`: faster, because it makes no reasons. */
export function scoreOf<P>(
  all: RelatedEntries<P>,
  entry: Entry,
  ownWeights: ReadonlyMap<number, number>,
  at: number,
): number {
  const { tags, terms } = all.entries[at] as Entry;
  let score = (entry.links.has(at) ? linkScore : 0) + (entry.linked.has(at) ? linkedScore : 0);
  for (const slug of entry.tags.keys()) if (tags.has(slug)) score += tagScore(all, slug);
  let likeness = 0;
  terms.ids.forEach((id, place) => {
    likeness += (ownWeights.get(id) ?? 0) * (terms.weights[place] as number);
  });
  return round(score + (likeness >= minLikeness ? termsScore * likeness : 0));
}

/** Rounds to six digits: engines differ in the last bits of a logarithm. */
export function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

interface Shared {
  value: string;
  score: number;
}

function strongestFirst(shared: Shared[]): Shared[] {
  return shared.sort((a, b) => b.score - a.score || compareText(a.value, b.value));
}

function sumOf(shared: readonly { score: number }[]): number {
  return shared.reduce((sum, { score }) => sum + score, 0);
}

function valuesOf(shared: readonly Shared[]): string[] {
  return shared.map(({ value }) => value);
}

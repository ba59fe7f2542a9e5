import { checkWholeNumber } from "../../core/check-options.ts";
import { compareText } from "../../core/compare-text.ts";
import type { LinkResolverOptions } from "../links/create-link-resolver.ts";
import { sortPosts } from "../order/sort-posts.ts";
import { indexOfPost } from "../post-record.ts";
import type { Series } from "../series/series.ts";
import { type Entry, type RelatablePost, readEntries, type Term } from "./read-entries.ts";
import {
  linkedScore,
  linkScore,
  minLikeness,
  type RelatedReason,
  reasonsOf,
  round,
  scoreOf,
  tagScore,
  termsScore,
} from "./reasons.ts";

/** Which posts can be related. */
export interface RelatedIndexOptions<P> extends LinkResolverOptions<P> {
  /**
   * Keep posts of the same series, to which the series banner already links.
   *
   * @default false
   */
  sameSeries?: boolean;
  /** What `orderSeries` returned, when series are declared or inferred rather than named by the posts. */
  series?: readonly Series<P>[];
  /**
   * Keep posts in other languages.
   *
   * @default false
   */
  otherLanguages?: boolean;
}

/** How many posts to return. */
export interface RelatedLimit {
  /**
   * Maximum number of posts.
   *
   * @default 5
   */
  limit?: number;
}

/** How many posts to return, and which posts can be related. */
export interface RelatedPostsOptions<P> extends RelatedIndexOptions<P>, RelatedLimit {}

/** A related post. */
export interface RelatedPost<P> {
  post: P;
  /** The sum of the reasons' scores. */
  score: number;
  /** The strongest first. */
  reasons: RelatedReason[];
}

/** Posts with a more frequent tag are not found by that tag; it only adds to the score of posts found otherwise. */
const maxTagOwners = 1_000;

/** How many posts the words of one post may find. Up to 1,000 posts, all words are used. */
const maxFound = 2_000;

/** How many candidates are scored completely when some tags or words were not used to find them. */
const minCandidates = 50;

interface Candidate {
  at: number;
  score: number;
}

/**
 * Finds the posts most related to one, with the reasons: shared tags (rare tags count for more), links between the
 * posts, and shared words of title and text. Posts of the same series and in other languages are left out. The result
 * does not depend on the order of the posts.
 *
 * Each call reads all posts. For the pages of a whole site use one `createRelatedIndex`.
 *
 * @param posts - all posts that may be linked to; pass published ones only
 * @param post - one of them
 * @param options - how many posts to return, and which posts can be related
 * @returns the most related first; fewer than `limit` when fewer have anything in common with the post
 * @throws RangeError when `limit` is not zero or a positive integer
 * @example
 * ```ts
 * import { relatedPosts } from "galley/collection";
 *
 * const posts = [
 *   { slug: "rings", tags: ["queues"], links: [{ url: "/posts/locks/" }] },
 *   { slug: "locks", tags: ["threads"] },
 *   { slug: "css", tags: ["web"] },
 * ];
 * console.log(JSON.stringify(relatedPosts(posts, posts[0]).map(({ post, reasons }) => [post.slug, reasons])));
 * // → [["locks",[{"kind":"links","values":[],"score":1}]]]
 * ```
 */
export function relatedPosts<P extends RelatablePost>(
  posts: readonly P[],
  post: P,
  { limit, ...options }: RelatedPostsOptions<P> = {},
): RelatedPost<P>[] {
  return createRelatedIndex(posts, options)(post, limit === undefined ? {} : { limit });
}

/**
 * Makes `relatedPosts` for many posts: it reads all posts once, and each answer is a lookup.
 *
 * A shared tag adds up to 1 (a tag that all posts have adds nothing), a link from the post 1, a link to it 0.75, and
 * shared words (title words most, then headings and description, then text) up to 1.5. Of equal scores the newer post
 * comes first.
 *
 * @param posts - the posts, in any order; they are not changed
 * @param options - which posts can be related, and what URLs look like
 * @returns a function from a post to its related posts, the most related first
 * @throws TypeError when `siteUrl` is not an absolute URL
 * @example
 * ```ts
 * import { createRelatedIndex } from "galley/collection";
 *
 * const posts = [
 *   { slug: "rings", title: "Ring buffers", tags: ["queues", "zig"] },
 *   { slug: "locks", title: "Locks", tags: ["zig"] },
 *   { slug: "queues", title: "Queues and overload", tags: ["queues"] },
 *   { slug: "css", title: "Style sheets", tags: ["web"] },
 * ];
 * const related = createRelatedIndex(posts);
 * for (const { post, reasons } of related(posts[0])) console.log(post.slug, reasons[0]?.kind, reasons[0]?.values.join());
 * // → locks tags zig
 * // → queues tags queues
 * ```
 */
export function createRelatedIndex<P extends RelatablePost>(
  posts: readonly P[],
  options: RelatedIndexOptions<P> = {},
): (post: P, limit?: RelatedLimit) => RelatedPost<P>[] {
  const { sameSeries = false, otherLanguages = false } = options;
  const all = readEntries(posts, options);
  const ranks = new Int32Array(posts.length);
  for (const [rank, post] of sortPosts(posts).entries()) ranks[all.indexes.get(post) as number] = rank;
  // Scores are added up in place, so that a call takes time for what the posts share, not for all posts.
  const likeness = new Float64Array(posts.length);
  const bonus = new Float64Array(posts.length);

  return (post, { limit = 5 } = {}) => {
    checkWholeNumber("limit", limit, { min: 0 });
    const index = all.indexes.get(post) ?? indexOfPost(posts, post);
    const entry = all.entries[index];
    if (entry === undefined) return [];

    const touched: number[] = [];
    const add = (sums: Float64Array, at: number, score: number): void => {
      if (bonus[at] === 0 && likeness[at] === 0) touched.push(at);
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
    if (words.length < entry.terms.ids.length) isExact = false;
    for (const { term, weight } of words) {
      term.owners.forEach((at, place) => {
        add(likeness, at, weight * (term.weights[place] as number));
      });
    }

    const count = isExact ? limit : Math.max(minCandidates, limit * 2);
    let best: Candidate[] = [];
    let minScore = Number.MIN_VALUE;
    for (const at of touched) {
      const alike = likeness[at] as number;
      const score = round((bonus[at] as number) + (isExact && alike < minLikeness ? 0 : termsScore * alike));
      likeness[at] = 0;
      bonus[at] = 0;
      if (score < minScore || at === index || !mayRelate(entry, all.entries[at] as Entry)) continue;
      best.push({ at, score });
      // A full sort of all candidates would be slow.
      if (best.length < count * 2 + 16) continue;
      best = best.sort(compare).slice(0, count);
      minScore = best.at(-1)?.score ?? Number.POSITIVE_INFINITY;
    }
    best = best.sort(compare).slice(0, count);

    const { ids, weights } = entry.terms;
    const ownWeights = new Map([...ids].map((id, place) => [id, weights[place] as number]));
    if (!isExact) {
      for (const candidate of best) candidate.score = scoreOf(all, entry, ownWeights, candidate.at);
      best.sort(compare);
    }
    return best.slice(0, limit).flatMap(({ at }) => {
      const reasons = reasonsOf(all, entry, ownWeights, at);
      const score = round(reasons.reduce((sum, reason) => sum + reason.score, 0));
      return reasons.length === 0 ? [] : { post: posts[at] as P, score, reasons };
    });
  };

  function compare(a: Candidate, b: Candidate): number {
    return b.score - a.score || (ranks[a.at] as number) - (ranks[b.at] as number);
  }

  function mayRelate(entry: Entry, other: Entry): boolean {
    if (
      !otherLanguages &&
      entry.lang !== other.lang &&
      entry.lang !== undefined &&
      other.lang !== undefined
    ) {
      return false;
    }
    if (!sameSeries) for (const slug of entry.series) if (other.series.has(slug)) return false;
    return true;
  }
}

/** The words that find posts, the rarest first. */
function findingWords(
  { terms: { ids, weights } }: Entry,
  terms: readonly Term[],
): { term: Term; weight: number }[] {
  const words = [...ids].map((id, place) => ({ term: terms[id] as Term, weight: weights[place] as number }));
  words.sort(({ term: a }, { term: b }) => a.owners.length - b.owners.length || compareText(a.text, b.text));
  let found = 0;
  const end = words.findIndex(({ term }) => (found += term.owners.length) > maxFound);
  return end === -1 ? words : words.slice(0, end);
}

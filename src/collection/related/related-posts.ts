import { checkOptions, checkWholeNumber, type OptionKinds } from "../../core/check-options.ts";
import { checkPost, checkPosts, type PostField } from "../../core/post-fields.ts";
import { linkingFields } from "../links/backlinks.ts";
import { type LinkResolverOptions, linkOptionKinds } from "../links/create-link-resolver.ts";
import { sorted } from "../order/sort-posts.ts";
import { indexOfPost } from "../post-record.ts";
import type { Series } from "../series/series.ts";
import { checkSeriesList } from "../series/series-context.ts";
import { type Candidate, createCandidateFinder } from "./find-candidates.ts";
import { type Entry, type RelatablePost, readEntries } from "./read-entries.ts";
import { type RelatedReason, reasonsOf, round, scoreOf } from "./reasons.ts";

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

/**
 * Finds the posts most related to one, with the reasons: shared tags (rare tags count for more), links between the
 * posts, and shared words of title and text. Posts of the same series and in other languages are left out. The result
 * does not depend on the order of the posts.
 *
 * A shared tag adds up to 1 (a tag that all posts have adds nothing), a link from the post 1, a link to it 0.75, and
 * shared words (title words most, then headings and description, then text) up to 1.5. Of equal scores the newer post
 * comes first.
 *
 * Each call reads all posts. For the pages of a whole site use `buildBlog`, which reads them once.
 *
 * @param posts - all posts that may be linked to; pass published ones only
 * @param post - one of them
 * @param options - how many posts to return, and which posts can be related
 * @returns the most related first; fewer than `limit` when fewer have anything in common with the post
 * @throws TypeError when `siteUrl` is not an absolute URL, or a post has no slug or a field that cannot be read
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
  options: RelatedPostsOptions<P> = {},
): RelatedPost<P>[] {
  checkPosts(posts, relatedFields);
  checkPost(post, ["slug"]);
  checkOptions(options, optionKinds);
  if (options.series !== undefined) checkSeriesList("series", options.series);
  const { limit, ...others } = options;
  return createRelatedIndex(posts, others)(post, limit === undefined ? {} : { limit });
}

const relatedFields: readonly PostField[] = [
  ...linkingFields,
  "description",
  "lang",
  "tags",
  "headings",
  "html",
];

const optionKinds: OptionKinds<RelatedPostsOptions<never>> = {
  ...linkOptionKinds,
  limit: "any",
  sameSeries: "boolean",
  series: "array",
  otherLanguages: "boolean",
};

/** Makes `relatedPosts` for many posts that have been checked: it reads them once, and each answer is a lookup. */
export function createRelatedIndex<P extends RelatablePost>(
  posts: readonly P[],
  options: RelatedIndexOptions<P> = {},
): (post: P, limit?: RelatedLimit) => RelatedPost<P>[] {
  const { sameSeries = false, otherLanguages = false } = options;
  const all = readEntries(posts, options);
  const ranks = new Int32Array(posts.length);
  for (const [rank, post] of sorted(posts).entries()) ranks[all.indexes.get(post) as number] = rank;
  const findCandidates = createCandidateFinder(all, mayRelate, compare);

  return (post, { limit = 5 } = {}) => {
    checkWholeNumber("limit", limit, { min: 0 });
    const index = all.indexes.get(post) ?? indexOfPost(posts, post);
    const entry = all.entries[index];
    if (entry === undefined) return [];
    const { candidates, isExact } = findCandidates(entry, index, limit);
    const { ids, weights } = entry.terms;
    const ownWeights = new Map([...ids].map((id, place) => [id, weights[place] as number]));
    if (!isExact) {
      for (const candidate of candidates) candidate.score = scoreOf(all, entry, ownWeights, candidate.at);
      candidates.sort(compare);
    }
    return candidates.slice(0, limit).flatMap(({ at }) => {
      const reasons = reasonsOf(all, entry, ownWeights, at);
      const score = round(reasons.reduce((sum, reason) => sum + reason.score, 0));
      return reasons.length === 0 ? [] : { post: posts[at] as P, score, reasons };
    });
  };

  /** The highest score first; of equal scores the newer post. */
  function compare(a: Candidate, b: Candidate): number {
    return b.score - a.score || (ranks[a.at] as number) - (ranks[b.at] as number);
  }

  function mayRelate(entry: Entry, { lang, series }: Entry): boolean {
    const hasLanguages = entry.lang !== undefined && lang !== undefined;
    if (!otherLanguages && hasLanguages && entry.lang !== lang) return false;
    if (!sameSeries) for (const slug of entry.series) if (series.has(slug)) return false;
    return true;
  }
}

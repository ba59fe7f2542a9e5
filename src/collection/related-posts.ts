import {
  createRelatedIndex,
  type RelatablePost,
  type RelatedIndexOptions,
  type RelatedLimit,
  type RelatedPost,
} from "./create-related-index.ts";

/** How many posts to tell, and how they are related. */
export interface RelatedPostsOptions<P> extends RelatedIndexOptions<P>, RelatedLimit {}

/**
 * Finds the posts most related to one, and says why: shared tags, the rarer the better; links between the posts; words
 * of title and text. Posts of the same series and of other languages are left out. The result does not depend on the
 * order of the posts.
 *
 * Each call reads all posts. For the pages of a whole site make one `createRelatedIndex`.
 *
 * @param posts - the posts there are; hand over published ones only
 * @param post - one of them
 * @param options - how many, and how they are related
 * @returns the most related first; fewer than `limit` when fewer have anything in common with the post
 * @throws RangeError when `limit` is negative or no integer
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

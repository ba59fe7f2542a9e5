import { type Neighbors, type NeighborsOptions, neighborsAt, placeOf } from "./neighbors-of.ts";
import { type SortablePost, sortPosts } from "./sort-posts.ts";

/**
 * Prepares `neighborsOf` for many posts: it sorts once, and each answer is a look-up.
 *
 * @param posts - any records with a slug, in any order
 * @param options - by date, or in the order given
 * @returns a function from a post to its neighbours
 * @throws TypeError when `order` is neither word
 * @example
 * ```ts
 * import { createNeighborIndex } from "galley/collection";
 *
 * const posts = [
 *   { slug: "rings", date: new Date("2025-12-08") },
 *   { slug: "queues", date: new Date("2026-03-01") },
 * ];
 * const neighborsOf = createNeighborIndex(posts);
 * for (const post of posts) console.log(post.slug, neighborsOf(post).next?.slug);
 * // → rings queues
 * // → queues undefined
 * ```
 */
export function createNeighborIndex<P extends SortablePost>(
  posts: readonly P[],
  { order = "date" }: NeighborsOptions = {},
): (post: SortablePost) => Neighbors<P> {
  if (order !== "date" && order !== "given") {
    throw new TypeError(`Expected order to be "date" or "given", received ${String(order)}`);
  }
  const sorted = order === "date" ? sortPosts(posts) : [...posts];
  const places = new Map<SortablePost, number>(sorted.map((post, index) => [post, index]));
  return (post) => neighborsAt(sorted, places.get(post) ?? placeOf(sorted, post), order === "date" ? -1 : 1);
}

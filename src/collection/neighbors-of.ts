import { compareNewestFirst } from "./compare-newest-first.ts";
import type { SortablePost } from "./sort-posts.ts";

/** The posts on either side of one. */
export interface Neighbors<P> {
  /** The next older post. */
  previous?: P;
  /** The next newer post. */
  next?: P;
}

/** Which order neighbours stand in. */
export interface NeighborsOptions {
  /**
   * `date`: previous is older and next is newer, however the posts are sorted. `given`: previous stands before the post
   * in the list and next behind it.
   *
   * @default "date"
   */
  order?: "date" | "given";
}

/**
 * Finds the posts before and after one. By date they are those next to it in the list that `sortPosts` makes, so that
 * an index and the links at the foot of a post agree. Previous and next are inverse: the next post of the previous
 * post is the post itself.
 *
 * One call looks at every post once. For the pages of a whole site use `createNeighborIndex`, which sorts once.
 *
 * @param posts - any records with a slug, in any order
 * @param post - one of them
 * @param options - by date, or in the order given
 * @returns an empty record when the post is not among the posts
 * @throws TypeError when `order` is neither word
 * @example
 * ```ts
 * import { neighborsOf } from "galley/collection";
 *
 * const posts = [
 *   { slug: "queues", date: new Date("2026-03-01") },
 *   { slug: "locks", date: new Date("2026-01-05") },
 *   { slug: "rings", date: new Date("2025-12-08") },
 * ];
 * const { previous, next } = neighborsOf(posts, posts[1]);
 * console.log(previous?.slug, next?.slug);
 * // → rings queues
 * ```
 */
export function neighborsOf<P extends SortablePost>(
  posts: readonly P[],
  post: SortablePost,
  { order = "date" }: NeighborsOptions = {},
): Neighbors<P> {
  const place = placeOf(posts, post);
  if (order === "given") return neighborsAt(posts, place, 1);
  if (order !== "date")
    throw new TypeError(`Expected order to be "date" or "given", received ${String(order)}`);
  const found = posts[place];
  if (found === undefined) return {};
  let older = -1;
  let newer = -1;
  const compare = (a: number, b: number): number => compareNewestFirst(posts[a] as P, posts[b] as P) || a - b;
  for (let index = 0; index < posts.length; index++) {
    if (index === place) continue;
    if (compare(index, place) > 0) {
      if (older === -1 || compare(index, older) < 0) older = index;
    } else if (newer === -1 || compare(index, newer) > 0) newer = index;
  }
  const neighbors: Neighbors<P> = {};
  if (older !== -1) neighbors.previous = posts[older] as P;
  if (newer !== -1) neighbors.next = posts[newer] as P;
  return neighbors;
}

/** Where a post is in a list: itself, else its copy. */
export function placeOf(posts: readonly SortablePost[], post: SortablePost): number {
  const place = posts.indexOf(post);
  return place === -1 ? posts.findIndex(({ slug, path }) => slug === post.slug && path === post.path) : place;
}

/** The neighbours at an index; `step` is 1 when next stands behind, -1 when it stands before. */
export function neighborsAt<P>(posts: readonly P[], place: number, step: 1 | -1): Neighbors<P> {
  const neighbors: Neighbors<P> = {};
  if (place === -1) return neighbors;
  const previous = posts[place - step];
  const next = posts[place + step];
  if (previous !== undefined) neighbors.previous = previous;
  if (next !== undefined) neighbors.next = next;
  return neighbors;
}

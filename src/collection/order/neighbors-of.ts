import { checkChoice, checkOptions } from "../../core/check-options.ts";
import { checkPost, checkPosts } from "../../core/post-fields.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { indexOfPost } from "../post-record.ts";
import { type SortablePost, sorted, sortFields } from "./sort-posts.ts";

/** The posts before and after a post. */
export interface Neighbors<P> {
  /** The next older post. */
  previous?: P;
  /** The next newer post. */
  next?: P;
}

/** Options of `neighborsOf`. */
export interface NeighborsOptions {
  /**
   * `date`: previous is older and next is newer, however the posts are sorted. `given`: the posts before and after in
   * the list.
   *
   * @default "date"
   */
  order?: "date" | "given" | undefined;
}

/**
 * Finds the posts before and after a post. By date, they are its neighbors in the result of `sortPosts`. The next
 * post of the previous post is always the post itself.
 *
 * Each call sorts all posts. For the pages of a whole site use `buildBlog`, which sorts once.
 *
 * @param posts - any records with a slug, in any order
 * @param post - one of them; a copy is found by its slug and path
 * @param options - by date, or in the given order
 * @returns an empty object when the post is not among the posts
 * @throws TypeError for a post without a slug, or a date that is not valid
 * @throws RangeError when `order` is not one of the values above
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
  options: NeighborsOptions = {},
): Neighbors<P> {
  checkPosts(posts, sortFields);
  checkPost(post, ["slug"]);
  checkOptions(options, { order: "any" });
  return createNeighborIndex(posts, options)(post);
}

/** Creates `neighborsOf` for many checked posts: it sorts once, and each call is a lookup. */
export function createNeighborIndex<P extends SortablePost>(
  posts: readonly P[],
  { order = "date" }: NeighborsOptions = {},
): (post: SortablePost) => Neighbors<P> {
  checkChoice("order", order, ["date", "given"]);
  // Oldest first, so that the next post is the newer one.
  const ordered = order === "date" ? sorted(posts).reverse() : [...posts];
  const indexes = new Map<SortablePost, number>(ordered.map((post, index) => [post, index]));
  return (post) => {
    const index = indexes.get(post) ?? indexOfPost(ordered, post);
    if (index === -1) return {};
    return withoutUndefined<Neighbors<P>>({ previous: ordered[index - 1], next: ordered[index + 1] });
  };
}

import { compareText } from "../core/compare-text.ts";
import { collationKey } from "./collation-key.ts";
import { compareIdentity } from "./compare-newest-first.ts";
import { timeOf } from "./time-of.ts";

/** What sorting needs to know about a post. */
export interface SortablePost {
  slug: string;
  title?: string | undefined;
  date?: Date | undefined;
  updated?: Date | undefined;
  path?: string | undefined;
}

/** How to sort. */
export interface SortPostsOptions {
  /**
   * What to sort by. `updated` falls back to `date` for a post that was never updated.
   *
   * @default "date"
   */
  by?: "date" | "updated" | "title";
  /**
   * `desc` is newest first, or Z to A.
   *
   * @default "desc" for dates, "asc" for titles
   */
  direction?: "asc" | "desc";
}

/**
 * Puts posts in order. The order is total: posts of one date go by title, then slug, then path, always upwards,
 * so that the result does not depend on the order of the input. Posts without a date come last in either direction.
 * Titles are compared without case and without a locale.
 *
 * @param posts - any records with a slug; they are not changed
 * @param options - by what, and which way
 * @returns a new array
 * @throws TypeError when `by` or `direction` is none of the words above
 * @example
 * ```ts
 * import { sortPosts } from "galley/collection";
 *
 * const posts = [
 *   { slug: "rings", title: "Rings", date: new Date("2026-01-02") },
 *   { slug: "locks", title: "Locks", date: new Date("2026-01-02") },
 *   { slug: "queues", title: "Queues", date: new Date("2026-03-01") },
 * ];
 * console.log(sortPosts(posts).map(({ slug }) => slug).join(" "));
 * console.log(sortPosts(posts, { by: "title" }).map(({ slug }) => slug).join(" "));
 * // → queues locks rings
 * // → locks queues rings
 * ```
 */
export function sortPosts<P extends SortablePost>(
  posts: readonly P[],
  { by = "date", direction = by === "title" ? "asc" : "desc" }: SortPostsOptions = {},
): P[] {
  if (by !== "date" && by !== "updated" && by !== "title") {
    throw new TypeError(`Expected by to be "date", "updated" or "title", received ${String(by)}`);
  }
  if (direction !== "asc" && direction !== "desc") {
    throw new TypeError(`Expected direction to be "asc" or "desc", received ${String(direction)}`);
  }
  const sign = direction === "asc" ? 1 : -1;
  // Keys are made once a post, not once a comparison.
  const rows =
    by === "title"
      ? posts.map((post) => ({ post, time: undefined, key: collationKey(post.title ?? "") }))
      : posts.map((post) => ({
          post,
          time: (by === "updated" ? timeOf(post.updated) : undefined) ?? timeOf(post.date),
          key: "",
        }));
  rows.sort((a, b) => {
    if (a.time !== b.time) {
      if (a.time === undefined) return 1;
      if (b.time === undefined) return -1;
      return sign * (a.time - b.time);
    }
    return sign * compareText(a.key, b.key) || compareIdentity(a.post, b.post);
  });
  return rows.map(({ post }) => post);
}

import { checkChoice, checkOptions, type OptionKinds } from "../../core/check-options.ts";
import { compareText } from "../../core/compare-text.ts";
import { checkPosts, type PostField } from "../../core/post-fields.ts";
import { readTime } from "../../core/read-date.ts";
import { textOf } from "../post-record.ts";

/** The fields that `sortPosts` reads. */
export interface SortablePost {
  slug: string;
  title?: string | undefined;
  /** A `Date`, or ISO 8601 text. */
  date?: Date | string | null | undefined;
  updated?: Date | string | null | undefined;
  path?: string | undefined;
}

/** How to sort. */
export interface SortPostsOptions {
  /**
   * What to sort by. `updated` falls back to `date` for a post that was never updated.
   *
   * @default "date"
   */
  by?: "date" | "updated" | "title" | undefined;
  /**
   * `desc` is newest first, or Z to A.
   *
   * @default "desc" for dates, "asc" for titles
   */
  direction?: "asc" | "desc" | undefined;
}

/**
 * Sorts posts. Posts with equal dates are sorted by title, then slug, then path, always ascending, so the result does
 * not depend on the order of the input. Posts without a date come last in both directions. Titles are compared without
 * case and without a locale.
 *
 * @param posts - any records with a slug; they are not changed
 * @param options - the field and the direction
 * @returns a new array of the same records
 * @throws TypeError for a post without a slug, or a date that is not valid
 * @throws RangeError when `by` or `direction` is not one of the values above
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
export function sortPosts<P extends SortablePost>(posts: readonly P[], options: SortPostsOptions = {}): P[] {
  checkPosts(posts, sortFields);
  checkOptions(options, optionKinds);
  const { by = "date", direction } = options;
  checkChoice("by", by, ["date", "updated", "title"]);
  if (direction !== undefined) checkChoice("direction", direction, ["asc", "desc"]);
  return sorted(posts, options);
}

export const sortFields: readonly PostField[] = ["slug", "title", "path", "date", "updated"];

const optionKinds: OptionKinds<SortPostsOptions> = { by: "any", direction: "any" };

/** `sortPosts` for posts that have been checked. */
export function sorted<P extends SortablePost>(
  posts: readonly P[],
  { by = "date", direction = by === "title" ? "asc" : "desc" }: SortPostsOptions = {},
): P[] {
  const sign = direction === "asc" ? 1 : -1;
  const byTitle = by === "title";
  // Computes each key once, not for each comparison.
  const rows = posts.map((post) => ({
    post,
    time: byTitle
      ? undefined
      : ((by === "updated" ? readTime(post.updated) : undefined) ?? readTime(post.date)),
    key: byTitle ? collationKey(textOf(post.title)) : "",
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

/** Breaks ties by title, slug and path. Posts with equal values in all three keep their order. */
function compareIdentity(a: SortablePost, b: SortablePost): number {
  const [titleA, titleB] = [textOf(a.title), textOf(b.title)];
  if (titleA !== titleB) {
    return compareText(collationKey(titleA), collationKey(titleB)) || compareText(titleA, titleB);
  }
  return compareText(a.slug, b.slug) || compareText(a.path ?? "", b.path ?? "");
}

/**
 * The sort key of a title: lower case, without accents of Latin letters, so that `Éclair` comes between
 * `eclair` and `edit`. It does not use a locale, so the order is the same on every machine.
 */
export function collationKey(text: string): string {
  // Most titles are ASCII and need no normalization.
  if (/^[\x20-\x7E]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, "$1")
    .toLowerCase();
}

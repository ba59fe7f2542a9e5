import { show } from "../../core/check-options.ts";
import { readTime } from "../../core/read-date.ts";

/** The fields that decide whether a post is published. */
export interface PublishablePost {
  date?: Date | string | undefined;
  expires?: Date | string | undefined;
  draft?: boolean | undefined;
  unlisted?: boolean | undefined;
}

/** When to judge, and which unpublished posts to keep. */
export interface SelectPublishedOptions {
  /** The moment to judge by. The library does not read the clock. */
  now: Date;
  /**
   * Keep drafts among `posts`, for a preview.
   *
   * @default false
   */
  includeDrafts?: boolean;
  /**
   * Keep posts dated after `now` among `posts`, for a preview. They are in `scheduled` as well.
   *
   * @default false
   */
  includeScheduled?: boolean;
  /**
   * Keep unlisted posts. They have a page but are in no list and no feed, so only code that writes pages wants them.
   *
   * @default false
   */
  includeUnlisted?: boolean;
}

/** The published posts, and when the selection changes. */
export interface PublishedSelection<P> {
  /** Published posts, in the order of the input. */
  posts: P[];
  /** Posts dated after `now`, in the order of the input. */
  scheduled: P[];
  /** The next moment at which a scheduled post appears or a shown one expires: when to rebuild. */
  nextChangeAt?: Date;
}

/**
 * Selects the published posts. Drafts, unlisted posts, posts dated after `now` and expired posts are left out.
 *
 * A post appears at the instant of its `date` and disappears at the instant of `expires`. A date without a time is
 * midnight in UTC, so a post of `2026-03-02` appears at `2026-03-02T00:00:00Z` wherever the site is built. A post
 * without a date is published unless it is a draft.
 *
 * @param posts - any records; they are not changed
 * @param options - `now`, and which unpublished posts to keep
 * @returns the published posts, the scheduled ones, and when to select again
 * @throws TypeError when `now` is not a valid date
 * @example
 * ```ts
 * import { selectPublished } from "galley/collection";
 *
 * const { posts, scheduled, nextChangeAt } = selectPublished(
 *   [
 *     { slug: "queues", date: new Date("2026-03-01") },
 *     { slug: "rings", date: new Date("2026-03-09T07:00:00Z") },
 *     { slug: "locks", draft: true },
 *   ],
 *   { now: new Date("2026-03-02") },
 * );
 * console.log(posts.length, scheduled[0]?.slug, nextChangeAt?.toISOString());
 * // → 1 rings 2026-03-09T07:00:00.000Z
 * ```
 */
export function selectPublished<P extends PublishablePost>(
  posts: readonly P[],
  options: SelectPublishedOptions,
): PublishedSelection<P> {
  const { includeDrafts = false, includeScheduled = false, includeUnlisted = false } = options;
  // Not `instanceof`: the date may come from another realm (a test runner, a worker).
  const isDate = Object.prototype.toString.call(options.now) === "[object Date]";
  const now = isDate ? readTime(options.now) : undefined;
  if (now === undefined)
    throw new TypeError(`Expected \`now\` to be a valid Date, received ${show(options.now)}`);

  const selection: PublishedSelection<P> = { posts: [], scheduled: [] };
  let next = Number.POSITIVE_INFINITY;
  for (const post of posts) {
    if ((post.draft && !includeDrafts) || (post.unlisted && !includeUnlisted)) continue;
    const date = readTime(post.date) ?? Number.NEGATIVE_INFINITY;
    const expires = readTime(post.expires) ?? Number.POSITIVE_INFINITY;
    // Expired already, or expires before it appears.
    if (expires <= now || expires <= date) continue;
    if (date > now) {
      selection.scheduled.push(post);
      next = Math.min(next, date);
      if (includeScheduled) selection.posts.push(post);
      continue;
    }
    selection.posts.push(post);
    next = Math.min(next, expires);
  }
  if (next !== Number.POSITIVE_INFINITY) selection.nextChangeAt = new Date(next);
  return selection;
}

import { timeOf } from "./time-of.ts";

/** What visibility depends on. */
export interface PublishablePost {
  date?: Date | undefined;
  expires?: Date | undefined;
  draft?: boolean | undefined;
  unlisted?: boolean | undefined;
}

/** What counts as published, and when. */
export interface SelectPublishedOptions {
  /** The moment to judge by. The library reads no clock. */
  now: Date;
  /**
   * Keep drafts among `posts`, for a preview.
   *
   * @default false
   */
  includeDrafts?: boolean;
  /**
   * Keep posts that are dated after `now` among `posts`, for a preview. They are told in `scheduled` as well.
   *
   * @default false
   */
  includeScheduled?: boolean;
  /**
   * Keep unlisted posts: they get a page, so the code that writes pages wants them, and lists and feeds do not.
   *
   * @default false
   */
  includeUnlisted?: boolean;
}

/** What a site shows now, and when that changes. */
export interface PublishedSelection<P> {
  /** Posts to show, in the order of the input. */
  posts: P[];
  /** Posts dated after `now`, in the order of the input. */
  scheduled: P[];
  /** The next moment at which a scheduled post appears or a shown one expires: when to build again. */
  nextChangeAt?: Date;
}

/**
 * Selects the posts that are out: no drafts, none dated after `now`, none that expired, none unlisted.
 *
 * A post appears at the very instant of its `date` and is gone at the instant of `expires`. A date without a time is
 * midnight in UTC, so a post of `2026-03-02` appears at `2026-03-02T00:00:00Z` wherever the site is built. A post
 * without a date is out unless it is a draft.
 *
 * @param posts - any records; they are not changed
 * @param options - `now`, and what else to keep
 * @returns the posts, those still to come, and when to look again
 * @throws TypeError when `now` is no valid date
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
  // By its tag, not `instanceof`: a date may come from another realm (a test runner, a worker).
  const isDate = Object.prototype.toString.call(options.now) === "[object Date]";
  const now = isDate ? timeOf(options.now) : undefined;
  if (now === undefined) {
    throw new TypeError(`Expected now to be a valid Date, received ${String(options.now)}`);
  }

  const selection: PublishedSelection<P> = { posts: [], scheduled: [] };
  let next = Number.POSITIVE_INFINITY;
  for (const post of posts) {
    if ((post.draft && !includeDrafts) || (post.unlisted && !includeUnlisted)) continue;
    const date = timeOf(post.date) ?? Number.NEGATIVE_INFINITY;
    const expires = timeOf(post.expires) ?? Number.POSITIVE_INFINITY;
    // Gone already, or dated to vanish before it appears.
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

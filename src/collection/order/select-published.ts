import { checkOptions, type OptionKinds, wrongKind } from "../../core/check-options.ts";
import { checkMoment, checkPosts, type PostField, publishingFields } from "../../core/post-fields.ts";
import {
  expiryTime,
  isDraft,
  isUnlisted,
  type PublishingFields,
  publishingTime,
} from "../../core/publishing.ts";

/** The fields that decide whether a post is published. */
export interface PublishablePost extends PublishingFields {
  /** A `Date`, or ISO 8601 text. */
  date?: Date | string | null | undefined;
  expires?: Date | string | null | undefined;
}

/** The current time, and which unpublished posts to keep. */
export interface SelectPublishedOptions {
  /** The current time: a `Date`, or ISO 8601 text. The library does not read the clock. */
  now: Date | string;
  /**
   * Keep drafts among `posts`, for a preview.
   *
   * @default false
   */
  includeDrafts?: boolean | undefined;
  /**
   * Keep posts dated after `now` among `posts`, for a preview. They are in `scheduled` as well.
   *
   * @default false
   */
  includeScheduled?: boolean | undefined;
  /**
   * Keep unlisted posts. They have a page but are not in lists or feeds, so only code that writes pages needs them.
   *
   * @default false
   */
  includeUnlisted?: boolean | undefined;
}

/** The published posts, and the time when the selection changes next. */
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
 * Records from elsewhere are read like front matter: `draft: "true"` and `published: false` make a draft. A
 * value that cannot be read is a `TypeError`, so that no post is published by mistake.
 *
 * @param posts - any records with their fields at the top; they are not changed
 * @param options - `now`, and which unpublished posts to keep
 * @returns the published posts, the scheduled ones, and when to select again
 * @throws TypeError when `now` is missing or not a valid date, or a post has a date or a flag that cannot be read
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
  checkPosts(posts, selectionFields);
  // Without options, `now` is missing.
  const given: Partial<SelectPublishedOptions> = options === undefined ? {} : options;
  checkOptions(given, optionKinds);
  const { includeDrafts = false, includeScheduled = false, includeUnlisted = false } = given;
  const now = checkMoment("now", given.now);
  if (now === undefined) throw wrongKind("now", undefined, "a valid Date");

  const selection: PublishedSelection<P> = { posts: [], scheduled: [] };
  let next = Number.POSITIVE_INFINITY;
  for (const post of posts) {
    if ((!includeDrafts && isDraft(post)) || (!includeUnlisted && isUnlisted(post))) continue;
    const date = publishingTime(post) ?? Number.NEGATIVE_INFINITY;
    const expires = expiryTime(post) ?? Number.POSITIVE_INFINITY;
    // Has expired, or expires before it appears.
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

const selectionFields: readonly PostField[] = ["date", "expires", ...publishingFields];

const optionKinds: OptionKinds<SelectPublishedOptions> = {
  now: "any",
  includeDrafts: "boolean",
  includeScheduled: "boolean",
  includeUnlisted: "boolean",
};

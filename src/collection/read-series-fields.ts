import type { SeriesPost } from "./series.ts";
import { type Membership, seriesMemberships } from "./series-memberships.ts";
import { textOf } from "./text-of.ts";
import { timeOf } from "./time-of.ts";

/** What series go by. */
export interface SeriesFields {
  slug: string;
  /** `""` when the post has none. */
  title: string;
  /** Milliseconds since 1970. */
  time: number | undefined;
  dateOnly: boolean;
  isDraft: boolean;
  path: string | undefined;
  /** `""` when the post says nothing. */
  lang: string;
  tags: readonly string[];
  minutes: number;
  memberships: readonly Membership[];
}

/**
 * Reads from a post, once, what series go by. Records may come from a content system, or from front matter that
 * nobody checked: what has another type than it should counts for nothing, and never throws.
 */
export function readSeriesFields(post: SeriesPost): SeriesFields {
  const minutes: unknown = post.readingTime?.minutes;
  const path: unknown = post.path;
  return {
    slug: textOf(post.slug),
    title: textOf(post.title),
    time: timeOf(post.date),
    dateOnly: post.dateOnly === true,
    isDraft: post.draft === true,
    path: typeof path === "string" ? path : undefined,
    lang: textOf(post.lang),
    tags: Array.isArray(post.tags) ? post.tags.filter((tag) => typeof tag === "string") : [],
    minutes: typeof minutes === "number" && Number.isFinite(minutes) ? minutes : 0,
    memberships: seriesMemberships(post),
  };
}

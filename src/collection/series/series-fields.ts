import { isDraft, tagsOf } from "../../core/post-fields.ts";
import { readTime } from "../../core/read-date.ts";
import { toSlug } from "../../slug/to-slug.ts";
import { textOf } from "../post-record.ts";
import type { SeriesMembership, SeriesPost, SeriesStatus } from "./series.ts";

/** What series read of a post. */
export interface SeriesFields {
  slug: string;
  /** `""` when the post has none. */
  title: string;
  /** Milliseconds since 1970. */
  time: number | undefined;
  dateOnly: boolean;
  isDraft: boolean;
  path: string | undefined;
  /** `""` when the post does not say. */
  lang: string;
  tags: readonly string[];
  minutes: number;
  memberships: readonly Membership[];
}

/** A membership with the slug of its series. */
export interface Membership extends SeriesMembership {
  slug: string;
}

/**
 * Reads the fields of a post. Records may come from a content system, or from front matter without a schema, so values
 * of another type are ignored.
 */
export function readSeriesFields(post: SeriesPost): SeriesFields {
  const minutes: unknown = post.readingTime?.minutes;
  return {
    slug: textOf(post.slug),
    title: textOf(post.title),
    time: readTime(post.date),
    dateOnly: post.dateOnly === true,
    isDraft: isDraft(post),
    path: typeof post.path === "string" ? post.path : undefined,
    lang: textOf(post.lang),
    tags: tagsOf(post.tags),
    minutes: isNumber(minutes) ? minutes : 0,
    memberships: seriesMemberships(post),
  };
}

/** The series that a post names, each once, in its order. */
export function seriesMemberships({ series }: Pick<SeriesPost, "series">): Membership[] {
  const list: readonly unknown[] = Array.isArray(series) ? series : [series];
  const memberships = new Map<string, Membership>();
  for (const item of list) {
    const membership = readMembership(item);
    if (membership !== undefined && !memberships.has(membership.slug)) {
      memberships.set(membership.slug, membership);
    }
  }
  return [...memberships.values()];
}

const statuses: ReadonlySet<unknown> = new Set<SeriesStatus>(["ongoing", "complete", "paused"]);

function readMembership(item: unknown): Membership | undefined {
  const given: Partial<Record<keyof SeriesMembership, unknown>> =
    typeof item === "object" && item !== null ? item : { name: item };
  const name = textOf(given.name);
  const ownSlug = textOf(given.slug);
  const slug = toSlug(ownSlug || name) || ownSlug || name;
  if (slug === "") return undefined;
  const membership: Membership = { name: name || slug, slug };
  const { part, total, title, description, status, place } = given;
  if (isNumber(part)) membership.part = part;
  if (isNumber(total)) membership.total = total;
  if (typeof title === "string" && title !== "") membership.title = title;
  if (typeof description === "string" && description !== "") membership.description = description;
  if (statuses.has(status)) membership.status = status as SeriesStatus;
  if (typeof place === "object" && place !== null) membership.place = place as Membership["place"];
  return membership;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

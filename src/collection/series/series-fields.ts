import { isDraft, tagsOf } from "../../core/post-fields.ts";
import { readTime } from "../../core/read-date.ts";
import { toSlug } from "../../slug/to-slug.ts";
import { textOf } from "../post-record.ts";
import type { PartNumber } from "./parse-part-number.ts";
import type { SeriesDeclaration, SeriesMembership, SeriesPost, SeriesStatus } from "./series.ts";

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

/** A post that may belong to a series. */
export interface Candidate<P> {
  post: P;
  /** What is read of the post; the post itself is only passed on. */
  fields: SeriesFields;
  /** Not published yet: a draft or scheduled post. */
  isPending: boolean;
  /** Pending, and only listed in `upcoming`. */
  isUpcoming: boolean;
}

/** How a post belongs to a series. */
export interface Claim {
  /** What the post says about the series. */
  membership?: Membership;
  /** Index in the declaration's list. */
  listIndex?: number;
}

/** A post in one series, before it is numbered. */
export interface Member<P> extends Candidate<P>, Claim {
  /** What the title says. */
  titleNumber: PartNumber;
  /** Whether the number in the title belongs to this series, not to another series of the post. */
  ownsTitleNumber: boolean;
}

/** The posts of one series, by date, then slug. */
export interface Gathered<P> {
  slug: string;
  declaration: SeriesDeclaration | undefined;
  members: Member<P>[];
}

/** A membership with the slug of its series. */
export interface Membership extends SeriesMembership {
  slug: string;
  part?: number;
  total?: number;
}

/** Keys next to a single series that hold its number, as in front matter. */
const partKeys = [
  "part",
  "seriesPart",
  "series_part",
  "seriesOrder",
  "series_order",
  "seriesWeight",
  "series_weight",
  "order",
  "weight",
];

/**
 * Reads the fields of a post. Records may come from a content system, or from front matter without a schema, so values
 * of another type are ignored.
 */
export function readSeriesFields(post: SeriesPost): SeriesFields {
  return {
    slug: textOf(post.slug),
    title: textOf(post.title),
    time: readTime(post.date),
    dateOnly: post.dateOnly === true,
    isDraft: isDraft(post),
    path: typeof post.path === "string" ? post.path : undefined,
    lang: textOf(post.lang),
    tags: tagsOf(post.tags),
    minutes: numberOf(post.readingTime?.minutes) ?? 0,
    memberships: seriesMemberships(post),
  };
}

/** The series that a post names, each once, in its order. */
export function seriesMemberships(post: Pick<SeriesPost, "series">): Membership[] {
  const { taxonomies } = post as { taxonomies?: { series?: unknown } };
  const series: unknown = post.series ?? taxonomies?.series;
  const list: readonly unknown[] = Array.isArray(series) ? series : [series];
  const memberships = new Map<string, Membership>();
  for (const item of list) {
    const membership = readMembership(item);
    if (membership !== undefined && !memberships.has(membership.slug)) {
      memberships.set(membership.slug, membership);
    }
  }
  const [only] = memberships.values();
  if (memberships.size === 1 && only !== undefined && only.part === undefined) {
    const part = partKeys
      .map((key) => numberOf((post as Record<string, unknown>)[key]))
      .find((number) => number !== undefined);
    if (part !== undefined) only.part = part;
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
  const { title, description, status, place } = given;
  const [part, total] = [numberOf(given.part), numberOf(given.total)];
  if (part !== undefined) membership.part = part;
  if (total !== undefined) membership.total = total;
  if (typeof title === "string" && title !== "") membership.title = title;
  if (typeof description === "string" && description !== "") membership.description = description;
  if (statuses.has(status)) membership.status = status as SeriesStatus;
  if (typeof place === "object" && place !== null) membership.place = place as Membership["place"];
  return membership;
}

/** A number, or digits in a text. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === "string" && /^\s*\d{1,6}(?:\.\d{1,6})?\s*$/.test(value)) return Number(value);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

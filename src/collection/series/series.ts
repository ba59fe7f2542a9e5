import type { Point } from "unist";
import type { VFileMessage } from "vfile-message";
import type { PublishingFields } from "../../core/publishing.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { toSeriesSlug } from "../../slug/to-slug.ts";
import { textOf } from "../post-record.ts";
import type { PartNumber } from "./parse-part-number.ts";

/** The state of a series. It is declared; a series is never assumed to be complete. */
export type SeriesStatus = "ongoing" | "complete" | "paused";

export const statuses: readonly SeriesStatus[] = ["ongoing", "complete", "paused"];

/** A series that a post declares, as in `Post.series`. */
export interface SeriesMembership {
  /** The title of the series or its slug, as the author wrote it. */
  name: string;
  /** @default the name, as a slug */
  slug?: string | undefined;
  /** Number of this post in the series; it may be 0, and numbers may have gaps. */
  part?: number | string | undefined;
  /** Number of parts planned. */
  total?: number | string | undefined;
  /** Title of the series, when it differs from the name. */
  title?: string | undefined;
  description?: string | undefined;
  status?: SeriesStatus | undefined;
  /** Position in the original file. */
  place?: Point | undefined;
}

/** The fields that `orderSeries` reads. */
export interface SeriesPost extends Omit<PublishingFields, "unlisted"> {
  slug: string;
  title?: string | undefined;
  /** A `Date`, or ISO 8601 text. */
  date?: Date | string | null | undefined;
  /** Whether `date` is a day rather than an instant. */
  dateOnly?: boolean | undefined;
  /** Path of the file. It may contain the part number, and messages show it. */
  path?: string | undefined;
  lang?: string | undefined;
  /** A list, or a text that is split at commas. */
  tags?: readonly string[] | string | null | undefined;
  readingTime?: { minutes: number } | undefined;
  /** Number of the part, when the post names one series; also read from `series_order`, `weight` and similar keys. */
  part?: number | string | undefined;
  /** One or several memberships, each a record or just the name of the series. */
  series?: string | SeriesMembership | readonly (string | SeriesMembership)[] | undefined;
}

/** The declaration of a series by the site. It takes precedence over the posts. */
export interface SeriesDeclaration {
  slug: string;
  /** @default the title in the posts, else the slug */
  title?: string | undefined;
  description?: string | undefined;
  status?: SeriesStatus | undefined;
  /** Number of parts planned. */
  total?: number | undefined;
  /** Slugs of the posts, in reading order. Posts that name the series but are not listed come after them. */
  posts?: readonly string[] | undefined;
  /** Former names or slugs of the series that posts still use. */
  aliases?: readonly string[] | undefined;
  /** Path of the file that holds the declaration, for messages. */
  path?: string | undefined;
  /** Position of the declaration in that file. */
  place?: Point | undefined;
}

/** A post as a part of a series. */
export interface SeriesPart<P> {
  post: P;
  /** The number from the front matter, the title, the declaration or the file name. */
  part?: number;
  /** Its position among the parts, from 1. */
  position: number;
  /** The label for a banner: "Part 3", or the title of a post without a number. It does not depend on other posts. */
  label: string;
  /** The title without the text that the series repeats. */
  shortTitle: string;
  previous?: P;
  next?: P;
}

/** A part that is not published yet. It does not contain the post, so that nothing of it can leak. */
export interface UpcomingPart {
  title: string;
  date?: Date;
  dateOnly?: boolean;
  part?: number;
  label: string;
}

/** A series with its parts in reading order. */
export interface Series<P> {
  slug: string;
  title: string;
  description?: string;
  /** Set when the series was split because its posts are translations of one another. */
  lang?: string;
  /** `unknown` when it is not declared. */
  status: SeriesStatus | "unknown";
  parts: readonly SeriesPart<P>[];
  /** Number of parts planned, from a declaration, front matter or "of 4" in a title; else `parts.length`. */
  total: number;
  /** Unpublished parts; only with the option `upcoming`. */
  upcoming?: readonly UpcomingPart[];
  firstDate?: Date;
  lastDate?: Date;
  /** Sum of the parts' reading times. */
  minutes: number;
  /** Tags of the parts, the most frequent first. */
  tags: readonly string[];
  /** The problems found in the series. */
  messages: readonly VFileMessage[];
}

/** A post as read for series, and its role in one series. */
export interface Member<P> {
  post: P;
  slug: string;
  /** `""` when the post has none. */
  title: string;
  path: string | undefined;
  /** `""` when the post does not say. */
  lang: string;
  /** Milliseconds since 1970. */
  time: number | undefined;
  isDraft: boolean;
  /** Not published yet: a draft or scheduled post. */
  isPending: boolean;
  /** Pending, and only listed in `upcoming`. */
  isUpcoming: boolean;
  /** All series that the post names. */
  memberships: readonly Membership[];
  /** The title; the number is set only in the series that it belongs to. */
  titleNumber: PartNumber;
  /** What the post says about the series. */
  membership?: Membership;
  /** Index in the declaration's list. */
  listIndex?: number;
  /** Set by `numberMembers`. */
  part?: number | undefined;
  /** The number to show: `part`, or a counted one when no part has a number. */
  shown?: number | undefined;
}

/** The posts of one series, by date, then slug. */
export interface Gathered<P> {
  slug: string;
  declaration: SeriesDeclaration | undefined;
  members: Member<P>[];
  /** Set when the series was split because its posts are translations of one another. */
  lang?: string;
}

/** A membership with the slug of its series. */
export interface Membership extends SeriesMembership {
  slug: string;
  part?: number;
  total?: number;
}

/** Keys next to a single series that hold its number, as in front matter. */
const partKeys =
  "part seriesPart series_part seriesOrder series_order seriesWeight series_weight order weight".split(" ");

/**
 * The series that a post names, each once, in its order. Records may come from a content system, or from front matter
 * without a schema, so values of another type are ignored.
 */
export function seriesMemberships(post: Pick<SeriesPost, "series">): Membership[] {
  const record = post as Record<string, unknown> & { taxonomies?: { series?: unknown } };
  const memberships = new Map<string, Membership>();
  for (const item of [record.series ?? record.taxonomies?.series].flat()) {
    const membership = readMembership(item);
    if (membership.slug !== "" && !memberships.has(membership.slug)) {
      memberships.set(membership.slug, membership);
    }
  }
  const [only, ...others] = memberships.values();
  if (only === undefined || others.length > 0) return [...memberships.values()];
  const part = [only.part, ...partKeys.map((key) => numberOf(record[key]))].find((one) => one !== undefined);
  return [part === undefined ? only : { ...only, part }];
}

function readMembership(item: unknown): Membership {
  const given = (typeof item === "object" && item !== null ? item : { name: item }) as Record<
    string,
    unknown
  >;
  const name = textOf(given.name).replace(/\s+/g, " ").trim();
  const ownSlug = textOf(given.slug);
  const slug = toSeriesSlug(ownSlug || name);
  const textIn = (key: string): string | undefined => {
    return typeof given[key] === "string" && given[key] !== "" ? given[key] : undefined;
  };
  return withoutUndefined<Membership>({
    name: name || slug,
    slug,
    part: numberOf(given.part),
    total: numberOf(given.total),
    title: textIn("title"),
    description: textIn("description"),
    status: statuses.find((status) => status === given.status),
    place: typeof given.place === "object" && given.place !== null ? (given.place as Point) : undefined,
  });
}

/** A number from 0, or digits in a text. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "string" && /^\s*\d{1,6}(?:\.\d{1,6})?\s*$/.test(value)) return Number(value);
  return typeof value === "number" && value >= 0 && value < Number.POSITIVE_INFINITY ? value : undefined;
}

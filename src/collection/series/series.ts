import type { Point } from "unist";
import type { VFileMessage } from "vfile-message";
import type { PublishingFields } from "../../core/post-fields.ts";

/** The state of a series. It is declared; a series is never assumed to be complete. */
export type SeriesStatus = "ongoing" | "complete" | "paused";

/** What a post says about a series that it belongs to. `Post.series` holds such records. */
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

/** The fields that series read of a post. */
export interface SeriesPost extends Omit<PublishingFields, "unlisted"> {
  slug: string;
  title?: string | undefined;
  /** A `Date`, or ISO 8601 text. */
  date?: Date | string | undefined;
  /** Whether `date` is a day rather than an instant. */
  dateOnly?: boolean | undefined;
  /** Path of the file. A part number in its name counts, and messages show the path. */
  path?: string | undefined;
  lang?: string | undefined;
  /** A list, or one text, which is divided at commas. */
  tags?: readonly string[] | string | undefined;
  readingTime?: { minutes: number } | undefined;
  /** Number of the part, when the post names one series; also read from `series_order`, `weight` and similar keys. */
  part?: number | string | undefined;
  /** One or several memberships, each a record or just the name of the series. */
  series?: string | SeriesMembership | readonly (string | SeriesMembership)[] | undefined;
}

/** What a site says about a series in one place. It wins over what the posts say. */
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
  /** What a banner shows: "Part 3"; the title of a post without a number. No other post changes it. */
  label: string;
  /** The title without what the series repeats. */
  shortTitle: string;
  previous?: P;
  next?: P;
}

/** A part that is not published yet. It does not hold the post, so that nothing of it can leak. */
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

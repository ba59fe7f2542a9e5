import type { Point } from "unist";
import type { VFileMessage } from "vfile-message";

/** Where a series stands. It is declared; nothing is ever assumed complete. */
export type SeriesStatus = "ongoing" | "complete" | "paused";

/** A post's own word on a series that it belongs to. `Post.series` holds such records. */
export interface SeriesMembership {
  /** As the author wrote it: the title of the series or its slug. */
  name: string;
  /** @default the name, as a slug */
  slug?: string | undefined;
  /** Number of this post in the series; may be 0, and numbers may have gaps. */
  part?: number | undefined;
  /** Number of parts planned. */
  total?: number | undefined;
  /** Title of the series, where it is not its name. */
  title?: string | undefined;
  description?: string | undefined;
  status?: SeriesStatus | undefined;
  /** Where it is declared, in the original file. */
  place?: Point | undefined;
}

/** What series need to know about a post. */
export interface SeriesPost {
  slug: string;
  title?: string | undefined;
  date?: Date | undefined;
  /** Whether `date` is a day rather than an instant. */
  dateOnly?: boolean | undefined;
  /** Path of the file; a part number in its name counts, and messages name it. */
  path?: string | undefined;
  lang?: string | undefined;
  draft?: boolean | undefined;
  tags?: readonly string[] | undefined;
  readingTime?: { minutes: number } | undefined;
  /** One membership or several, each a record or just the name of the series. */
  series?: string | SeriesMembership | readonly (string | SeriesMembership)[] | undefined;
}

/** What a site says about a series in one place. It wins over what posts say. */
export interface SeriesDeclaration {
  slug: string;
  /** @default what the posts say, else the slug */
  title?: string | undefined;
  description?: string | undefined;
  status?: SeriesStatus | undefined;
  /** Number of parts planned. */
  total?: number | undefined;
  /** Slugs of the posts, in reading order. A post that names the series and is not listed comes after those. */
  posts?: readonly string[] | undefined;
  /** Former names or slugs of the series, by which posts still call it. */
  aliases?: readonly string[] | undefined;
  /** Path of the file that holds the declaration, for messages. */
  path?: string | undefined;
  /** Where the declaration stands in it. */
  place?: Point | undefined;
}

/** A post as a part of a series. */
export interface SeriesPart<P> {
  post: P;
  /** The number that the part was given: by the declaration, its front matter, its title or its file's name. */
  part?: number;
  /** Its place among the parts, from 1. */
  position: number;
  /** What a banner shows, "Part 3". It does not change when a draft before it goes away. */
  label: string;
  /** The title without what the series repeats. */
  shortTitle: string;
  previous?: P;
  next?: P;
}

/** A part that is not out yet. It holds no post, so that nothing can leak. */
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
  /** As declared; `unknown` when nobody said. */
  status: SeriesStatus | "unknown";
  parts: readonly SeriesPart<P>[];
  /** Parts planned, when that was said (in a declaration, front matter or "of 4" in a title); else `parts.length`. */
  total: number;
  /** Parts to come; only when `orderSeries` was asked for them. */
  upcoming?: readonly UpcomingPart[];
  firstDate?: Date;
  lastDate?: Date;
  /** Sum of the parts' reading times. */
  minutes: number;
  /** Tags of the parts, the most used first. */
  tags: readonly string[];
  /** What is wrong with the series. */
  messages: readonly VFileMessage[];
}

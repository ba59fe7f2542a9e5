import type { Point } from "unist";

/** Who wrote a post. */
export interface Author {
  name: string;
  email?: string;
  url?: string;
}

/** A series that a post declares. */
export interface SeriesRef {
  /** As the author wrote it. */
  name: string;
  /** `toSlug` of the name, or the `slug` that the author gave. */
  slug: string;
  /** Number of this post in the series; may be 0 and may have gaps. */
  part?: number;
  /** Number of parts planned. */
  total?: number;
  /** Title of the series, if it differs from the name. */
  title?: string;
  description?: string;
  status?: "ongoing" | "complete" | "paused";
  /** Where it is declared in the original file. */
  place?: Point;
}

/** The metadata that most blogs have, whatever their generator calls it. */
export interface PostMeta {
  /** Plain text; character references are decoded, but `data` keeps them as written. */
  title?: string;
  slug?: string;
  /** Plain text, like the title. */
  description?: string;
  /** Markdown. */
  excerpt?: string;
  /** Text in the body that ends the excerpt: `excerpt_separator`. */
  excerptSeparator?: string;
  /** An instant; a day without a time is its midnight in UTC. */
  date?: Date;
  updated?: Date;
  /** Whether `date` is a calendar day: format it with `formatDate`, which never shifts it. */
  dateOnly?: boolean;
  tags: readonly string[];
  authors: readonly Author[];
  draft: boolean;
  /** Has a page, but is not in any list or feed. */
  unlisted: boolean;
  expires?: Date;
  /** BCP 47 tag. */
  lang?: string;
  canonicalUrl?: string;
  image?: { src: string; alt?: string };
  series: readonly SeriesRef[];
  /** Permanent id for feeds. */
  guid?: string;
  /** Minutes. */
  readingTime?: number;
}

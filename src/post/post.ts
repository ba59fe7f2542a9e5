import type { VFileMessage } from "vfile-message";
import type { Excerpt } from "../excerpt/excerpt-options.ts";
import type { Author, SeriesRef } from "../front-matter/post-meta.ts";
import type { Heading } from "../html/headings.ts";
import type { Image, Link } from "../html/tree-pass.ts";
import type { ReadingTime } from "../reading-time/estimate-reading-time.ts";

/**
 * A parsed post: a plain object that survives `structuredClone` and, except for dates, JSON. It contains no trees, methods
 * or processors.
 */
export interface Post<Data = Record<string, unknown>> {
  /** Front matter `slug`, else from the path (date and order prefix stripped, `index.md` → folder), else from the title. */
  slug: string;
  /** The path that was passed to the parser. */
  path?: string;
  /** Front matter `title`, else the first H1 (then no longer in `html`), else from the slug, with a warning. */
  title: string;
  description?: string;
  /** An instant; a day without a time is midnight in UTC, and `dateOnly` is true. */
  date?: Date;
  updated?: Date;
  /** Whether `date` is a calendar day: format it with `formatDate`, which never shifts it. */
  dateOnly?: boolean;
  tags: readonly string[];
  authors: readonly Author[];
  draft: boolean;
  /** Built, but not in any list or feed. */
  unlisted: boolean;
  expires?: Date;
  /** BCP 47 tag: front matter `lang`, else from the name of the file (`queues.pt-BR.md`). */
  lang?: string;
  canonicalUrl?: string;
  image?: { src: string; alt?: string };
  /** Series that the post names. */
  series: readonly SeriesRef[];
  /** Permanent id for feeds, when the front matter has one (`guid`, `id`). */
  guid?: string;
  /** What the schema returned; without a schema the raw mapping of the front matter. */
  data: Data;
  /** The body as safe HTML (see `rawHtml`). */
  html: string;
  excerpt: Excerpt;
  /** In order; `nestHeadings` turns them into a tree. */
  headings: readonly Heading[];
  links: readonly Link[];
  images: readonly Image[];
  readingTime: ReadingTime;
  /** Warnings and notes, ordered by place. */
  messages: readonly VFileMessage[];
}

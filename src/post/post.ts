import type { VFileMessage } from "vfile-message";
import type { Excerpt } from "../excerpt/excerpt-options.ts";
import type { Author, SeriesRef } from "../front-matter/post-meta.ts";
import type { Heading } from "../html/headings.ts";
import type { Image, Link } from "../html/tree-pass.ts";
import type { ReadingTime } from "../reading-time/estimate-reading-time.ts";

/**
 * A parsed post: a plain object that can be cloned with `structuredClone` and, except for dates, stored as JSON. It
 * contains no trees, methods or processors.
 */
export interface Post<Data = Record<string, unknown>> {
  /** From `slug` in the front matter, else the path (without a date or order prefix; `index.md` → folder), else the title. */
  slug: string;
  /** The path that was passed to the parser. */
  path?: string;
  /** From `title` in the front matter, else the first H1 (which is then removed from `html`), else the slug, with a warning. */
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
  /** Has a page, but is not in any list or feed. */
  unlisted: boolean;
  expires?: Date;
  /** BCP 47 tag, from `lang` in the front matter, else the file name (`queues.pt-BR.md`). */
  lang?: string;
  canonicalUrl?: string;
  image?: { src: string; alt?: string };
  /** The series that the post belongs to. */
  series: readonly SeriesRef[];
  /** Permanent id for feeds, when the front matter has one (`guid`, `id`). */
  guid?: string;
  /** What the schema returned; without a schema, the front matter as written. */
  data: Data;
  /** The body as safe HTML (see `rawHtml`). */
  html: string;
  excerpt: Excerpt;
  /** The headings in order; `nestHeadings` turns them into a tree. */
  headings: readonly Heading[];
  links: readonly Link[];
  images: readonly Image[];
  readingTime: ReadingTime;
  /** Warnings and notes, sorted by position. */
  messages: readonly VFileMessage[];
}

import type { VFileMessage } from "vfile-message";
import type { FeedAuthor, FeedUrls } from "./site.ts";

/** A file that comes with an item, its type and size known to be well-formed. */
export interface FeedAttachment {
  url: string;
  type: string;
  length?: number;
  title?: string;
  duration?: number;
}

/** One post, made ready for every format: texts cleaned, URLs absolute, dates valid. */
export interface FeedItem {
  /** The same in all formats. */
  id: string;
  url: string;
  /** Plain text. Missing when the post has none. */
  title?: string;
  /** Plain text that stands for the title where a format insists on one. Never empty. */
  heading: string;
  date?: Date;
  updated?: Date;
  /** HTML; empty when the post has neither excerpt nor description. */
  summary: string;
  /** The same as plain text. */
  summaryText: string;
  /** HTML; empty for a feed of excerpts. */
  content: string;
  tags: readonly string[];
  authors: readonly FeedAuthor[];
  /** Only where it is not the feed's. */
  language?: string;
  image?: string;
  attachments: readonly FeedAttachment[];
  externalUrl?: string;
}

/** A link of RFC 5005 in each format that has one. */
export interface FeedPage {
  rel: "current" | "prev-archive" | "next-archive" | "first" | "previous" | "next" | "last";
  urls: FeedUrls;
}

/** What the three renderers need, and what was found wrong on the way. A plain record; everything in it is absolute. */
export interface Feed {
  id: string;
  title: string;
  description?: string;
  /** The page that the feed is of. */
  url: string;
  /** Where each format of the feed is. */
  urls: Required<FeedUrls>;
  language: string;
  authors: readonly FeedAuthor[];
  image?: string;
  favicon?: string;
  copyright?: string;
  hubs: readonly string[];
  stylesheet?: string;
  /** Date of the newest change of an item; missing when there is none. */
  updated?: Date;
  /** RFC 5005: holds everything (`complete`), or is a page that never changes any more (`archive`). */
  kind?: "complete" | "archive";
  pages: readonly FeedPage[];
  items: readonly FeedItem[];
  /** What was wrong with which post. */
  messages: readonly VFileMessage[];
}

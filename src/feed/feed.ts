import type { VFileMessage } from "vfile-message";
import { show } from "../core/check-options.ts";
import type { FeedAuthor, FeedPodcast, FeedUrls } from "./source.ts";

/**
 * The media type to serve each format with.
 *
 * @example
 * ```ts
 * import { feedMediaTypes } from "galley/feed";
 *
 * console.log(feedMediaTypes.rss, feedMediaTypes.atom, feedMediaTypes.json);
 * // → application/rss+xml application/atom+xml application/feed+json
 * ```
 */
export const feedMediaTypes = {
  rss: "application/rss+xml",
  atom: "application/atom+xml",
  json: "application/feed+json",
} as const;

/** One of the three formats. */
export type FeedFormat = keyof typeof feedMediaTypes;

/** The media type of one of the three formats. */
export type FeedMediaType = (typeof feedMediaTypes)[FeedFormat];

/**
 * The first day that readers and validators accept. It also means "unknown, long ago" where Atom requires a date: a
 * constant, so that no reader ever shows an entry without a date as new.
 */
export const earliestTime: number = Date.UTC(1990, 0);

/** A file attached to an item; its type and size are checked. */
export interface FeedAttachment {
  url: string;
  type: string;
  length?: number;
  title?: string;
  /** Seconds. */
  duration?: number;
}

/** An element from another namespace in RSS and Atom. */
export interface FeedElement {
  /** With the prefix of its namespace, such as `podcast:transcript`. */
  name: string;
  /** Plain text. */
  attributes?: Readonly<Record<string, string | number>>;
  /** Plain text, or elements. */
  children?: string | readonly FeedElement[];
}

/** One post, prepared for every format: cleaned texts, absolute URLs, valid dates. */
export interface FeedItem {
  /** The same in all formats. */
  id: string;
  url: string;
  /** Plain text. Missing when the post has none. */
  title?: string;
  /** Plain text to use if a format requires a title. Never empty. */
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
  contributors?: readonly FeedAuthor[];
  /** Only if it differs from that of the feed. */
  language?: string;
  image?: string;
  /** Plain text. */
  imageAlt?: string;
  attachments: readonly FeedAttachment[];
  externalUrl?: string;
  /** What the option `extend` added. */
  extensions?: readonly FeedElement[];
}

/** A link of RFC 5005 in each format that has one. */
export interface FeedPage {
  rel: "current" | "prev-archive" | "next-archive" | "first" | "previous" | "next" | "last";
  urls: FeedUrls;
}

/** The input of the three renderers, and the problems that were found. A plain record; every URL in it is absolute. */
export interface Feed {
  id: string;
  title: string;
  description?: string;
  /** The page that lists the same posts. */
  url: string;
  /** Where each format of the feed is. */
  urls: Required<FeedUrls>;
  language: string;
  authors: readonly FeedAuthor[];
  contributors?: readonly FeedAuthor[];
  image?: string;
  favicon?: string;
  copyright?: string;
  hubs: readonly string[];
  stylesheet?: string;
  /** Minutes. */
  ttl?: number;
  podcast?: FeedPodcast;
  /** Date of the newest change of an item; missing when no item has a date. */
  updated?: Date;
  /** RFC 5005: contains everything (`complete`), or is a page that no longer changes (`archive`). */
  kind?: "complete" | "archive";
  pages: readonly FeedPage[];
  items: readonly FeedItem[];
  /** What the option `extend` added, and the namespaces that it uses. */
  extensions?: readonly FeedElement[];
  namespaces?: Readonly<Record<string, string>>;
  /** The problems of the posts; each message names its post. */
  messages: readonly VFileMessage[];
}

/**
 * Checks the argument of a renderer.
 *
 * @throws TypeError for anything but a feed
 */
export function checkFeed(feed: unknown): asserts feed is Feed {
  const { items, pages, urls } = (feed ?? {}) as Partial<Record<keyof Feed, unknown>>;
  if (Array.isArray(items) && Array.isArray(pages) && typeof urls === "object") return;
  throw new TypeError(
    `Expected \`feed\` to be what buildFeed returned, received ${show(feed)}: pass buildFeed(site, posts)`,
  );
}

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

import type { Feed } from "./feed.ts";
import { type FeedFormat, type FeedMediaType, feedMediaTypes } from "./feed-media-types.ts";
import { resolveSite } from "./resolve-site.ts";
import type { FeedUrls, Site } from "./site.ts";

/** The attributes of a `<link>` by which browsers and readers find a feed. */
export interface FeedLink {
  rel: "alternate";
  type: FeedMediaType;
  href: string;
  title: string;
}

const labels: Record<FeedFormat, string> = { rss: "RSS", atom: "Atom", json: "JSON Feed" };

/**
 * The links for the head of a page: every format of a feed, for readers to find.
 *
 * @param source - a feed, or the site when there is no feed at hand
 * @param feedUrls - where the feeds of a site are, as in `buildFeed`; a feed knows it itself
 * @returns plain records; write each as `<link>`, its values escaped
 * @throws TypeError for a fault of the site
 * @example
 * ```ts
 * import { feedLinks } from "galley/feed";
 *
 * for (const { type, href, title } of feedLinks({ url: "https://example.com/", title: "Notes" })) {
 *   console.log(type, href, title);
 * }
 * // → application/rss+xml https://example.com/rss.xml Notes (RSS)
 * // → application/atom+xml https://example.com/atom.xml Notes (Atom)
 * // → application/feed+json https://example.com/feed.json Notes (JSON Feed)
 * ```
 */
export function feedLinks(source: Feed | Site, feedUrls?: FeedUrls): FeedLink[] {
  const { title, urls } = "items" in source ? source : resolveSite(source, feedUrls);
  return (Object.keys(feedMediaTypes) as FeedFormat[]).map((format) => ({
    rel: "alternate",
    type: feedMediaTypes[format],
    href: urls[format],
    title: `${title} (${labels[format]})`,
  }));
}

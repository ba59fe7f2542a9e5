import { checkKind, show } from "../core/check-options.ts";
import { renderAtom } from "./atom.ts";
import { type Feed, type FeedFormat, type FeedMediaType, feedMediaTypes } from "./feed.ts";
import { renderJsonFeed } from "./json.ts";
import { resolveSite } from "./resolve-site.ts";
import { renderRss } from "./rss.ts";
import type { FeedUrls, Site } from "./source.ts";
import { checkSite } from "./urls.ts";

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
 * @param source - a feed, or the site, without a feed
 * @param feedUrls - where the feeds of a site are, as in `buildFeed`; a feed has them
 * @returns plain records; write each as `<link>`, its values escaped
 * @throws TypeError when the site is invalid
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
  checkSite(source);
  if (feedUrls !== undefined) checkKind("feedUrls", feedUrls, "object");
  const { title, urls } = "items" in source ? source : resolveSite(source, feedUrls);
  return (Object.keys(feedMediaTypes) as FeedFormat[]).map((format) => ({
    rel: "alternate",
    type: feedMediaTypes[format],
    href: urls[format],
    title: `${title} (${labels[format]})`,
  }));
}

/**
 * Writes a feed in a format given by name, like `renderRss`, `renderAtom` and `renderJsonFeed`. `feedLinks` returns the
 * URL and the media type of each format.
 *
 * @param feed - what `buildFeed` made
 * @param format - `"rss"`, `"atom"` or `"json"`, or the media type of one
 * @returns the same bytes as the function of that format
 * @throws TypeError for any other format
 * @example
 * ```ts
 * import { buildFeed, feedLinks, renderFeed } from "galley/feed";
 *
 * const site = { url: "https://example.com/", title: "Notes", language: "en" };
 * const feed = buildFeed(site, [{ slug: "a", title: "A", html: "<p>Hi</p>", date: new Date("2025-02-01") }]);
 * for (const { href, type } of feedLinks(feed)) {
 *   console.log(new URL(href).pathname, renderFeed(feed, type).length > 0);
 * }
 * console.log(JSON.parse(renderFeed(feed, "json")).items.length);
 * // → /rss.xml true
 * // → /atom.xml true
 * // → /feed.json true
 * // → 1
 * ```
 */
export function renderFeed(feed: Feed, format: FeedFormat | FeedMediaType): string {
  // Not a table of renderers: bundlers would keep all three for an import of any other name of `galley/feed`.
  switch (format) {
    case "rss":
    case feedMediaTypes.rss:
      return renderRss(feed);
    case "atom":
    case feedMediaTypes.atom:
      return renderAtom(feed);
    case "json":
    case feedMediaTypes.json:
      return renderJsonFeed(feed);
    default:
      throw new TypeError(
        `Expected format to be "rss", "atom", "json" or a media type of a feed, received ${show(format)}`,
      );
  }
}

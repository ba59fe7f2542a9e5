import type { Feed } from "./feed.ts";
import { type FeedFormat, type FeedMediaType, feedMediaTypes } from "./feed-media-types.ts";
import { renderAtom } from "./render-atom.ts";
import { renderJsonFeed } from "./render-json-feed.ts";
import { renderRss } from "./render-rss.ts";
import { showValue } from "./show-value.ts";

/**
 * Writes a feed in the format that is named: what `renderRss`, `renderAtom` and `renderJsonFeed` do, for code that writes
 * several. `feedLinks` gives the address and the media type of each.
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
  // No table of renderers: whoever imports another name of this room would be given all three.
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
        `Expected format to be "rss", "atom", "json" or a media type of a feed, received ${showValue(format)}`,
      );
  }
}

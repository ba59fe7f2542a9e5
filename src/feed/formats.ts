import { checkKind, show, wrongKind } from "../core/check-options.ts";
import { hashText } from "../core/hash-text.ts";
import { renderAtom } from "./atom.ts";
import { checkFeed, type Feed, type FeedFormat, type FeedMediaType, feedMediaTypes } from "./feed.ts";
import { renderJsonFeed } from "./json.ts";
import { resolveSite } from "./resolve-site.ts";
import { renderRss } from "./rss.ts";
import type { FeedUrls, Site } from "./source.ts";
import { checkSite } from "./urls.ts";

/** The attributes of a `<link>` that helps browsers and readers find a feed. */
export interface FeedLink {
  rel: "alternate";
  type: FeedMediaType;
  href: string;
  title: string;
}

const labels: Record<FeedFormat, string> = { rss: "RSS", atom: "Atom", json: "JSON Feed" };

/**
 * Returns the links for the head of a page, by which readers find every format of a feed.
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
 * @param feed - a feed returned by `buildFeed`
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
  // Not a lookup table: bundlers would keep all three renderers for any other import from `galley/feed`.
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

/** The parts of a response. */
export interface FeedResponse {
  /** 304 when the reader has the feed already. */
  status: 200 | 304;
  headers: Record<string, string>;
  /** `null` with 304. */
  body: string | null;
}

/** The headers of a request: `Headers`, or a record as in `node:http`; names are case-insensitive. */
export type FeedRequestHeaders =
  | {
      /** The value of a header. */
      get: (name: string) => string | null;
    }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Answers a request for a feed. A reader that already has the feed gets 304 without a body. The `ETag` is computed from
 * the bytes of the feed; `Last-Modified` is its `updated`.
 *
 * @param feed - a feed returned by `buildFeed`
 * @param format - `"rss"`, `"atom"` or `"json"`, or the media type of one
 * @param requestHeaders - the headers of the request; without them the answer is the feed
 * @returns the parts of a response, for any server
 * @throws TypeError for any other format
 * @example
 * ```ts
 * import { buildFeed, feedResponse } from "galley/feed";
 *
 * const feed = buildFeed({ url: "https://example.com/", title: "Notes" }, [{ slug: "a", date: "2025-02-01" }]);
 * const { status, headers } = feedResponse(feed, "rss");
 * console.log(status, headers["content-type"], headers["last-modified"]);
 * console.log(feedResponse(feed, "rss", { "if-none-match": headers.etag }).status);
 * // → 200 application/rss+xml; charset=utf-8 Sat, 01 Feb 2025 00:00:00 GMT
 * // → 304
 * ```
 */
export function feedResponse(
  feed: Feed,
  format: FeedFormat | FeedMediaType,
  requestHeaders: FeedRequestHeaders = {},
): FeedResponse {
  checkFeed(feed);
  checkKind("requestHeaders", requestHeaders, "object");
  if ("headers" in requestHeaders && typeof requestHeaders.headers === "object") {
    throw wrongKind("requestHeaders", requestHeaders, "the headers of a request: pass its `headers`");
  }
  const body = renderFeed(feed, format);
  const known = format in feedMediaTypes ? feedMediaTypes[format as FeedFormat] : format;
  // Browsers apply a stylesheet only to this generic XML type, which readers accept as well.
  const type = feed.stylesheet !== undefined && known !== feedMediaTypes.json ? "application/xml" : known;
  const etag = `"${hashText(body)}"`;
  const headers: Record<string, string> = { etag };
  if (feed.updated !== undefined) headers["last-modified"] = feed.updated.toUTCString();
  if (hasFeed(requestHeaders, etag, feed.updated)) return { status: 304, headers, body: null };
  return { status: 200, headers: { ...headers, "content-type": `${type}; charset=utf-8` }, body };
}

/** RFC 9110: the date is used only if the reader sends no tag. */
function hasFeed(headers: FeedRequestHeaders, etag: string, updated: Date | undefined): boolean {
  const read = (name: string): string | undefined => {
    const value =
      typeof headers.get === "function"
        ? (headers.get(name) as unknown)
        : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
    return typeof value === "string" ? value : Array.isArray(value) ? value.join(", ") : undefined;
  };
  const tags = read("if-none-match");
  // A tag is weak when a server has compressed the feed.
  if (tags !== undefined)
    return (
      tags.trim() === "*" || tags.split(/,\s*|\s*$/).some((tag) => tag.trim().replace(/^W\//, "") === etag)
    );
  const since = Date.parse(read("if-modified-since") ?? "");
  return updated !== undefined && since >= Math.floor(updated.getTime() / 1000) * 1000;
}

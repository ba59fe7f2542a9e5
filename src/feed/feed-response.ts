import { checkKind, wrongKind } from "../core/check-options.ts";
import { hashText } from "../core/hash-text.ts";
import { checkFeed, type Feed, type FeedFormat, type FeedMediaType, feedMediaTypes } from "./feed.ts";
import { renderFeed } from "./formats.ts";

/** What a server answers. */
export interface FeedResponse {
  /** 304 when the reader has the feed already. */
  status: 200 | 304;
  headers: Record<string, string>;
  /** `null` with 304. */
  body: string | null;
}

/** The head of a request: `Headers`, or a record as in `node:http`; the case of names does not matter. */
export type FeedRequestHeaders =
  | {
      /** The value of a header. */
      get: (name: string) => string | null;
    }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Answers a request for a feed. A reader that already has the feed gets 304 without a body. The `ETag` is made from the
 * bytes of the feed; `Last-Modified` is its `updated`.
 *
 * @param feed - what `buildFeed` made
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
  // Browsers use a stylesheet for XML in general only, and readers take it as well.
  const type = feed.stylesheet !== undefined && known !== feedMediaTypes.json ? "application/xml" : known;
  const etag = `"${hashText(body)}"`;
  const headers: Record<string, string> = { etag };
  if (feed.updated !== undefined) headers["last-modified"] = feed.updated.toUTCString();
  if (hasFeed(requestHeaders, etag, feed.updated)) return { status: 304, headers, body: null };
  return { status: 200, headers: { ...headers, "content-type": `${type}; charset=utf-8` }, body };
}

/** RFC 9110: the date counts only for a reader that sends no tag. */
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

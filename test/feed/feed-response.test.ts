import { expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";
import { feedResponse } from "../../src/feed/formats.ts";
import { renderRss } from "../../src/feed/rss.ts";

const site = { url: "https://example.com/", title: "T" };
const feed = buildFeed(site, [{ slug: "a", date: "2025-02-01T10:00:00.500Z" }]);
const { etag = "", "last-modified": modified = "" } = feedResponse(feed, "rss").headers;

test("feedResponse returns the feed with its type, an ETag and its date", () => {
  const { status, headers, body } = feedResponse(feed, "application/rss+xml");
  expect([status, body]).toEqual([200, renderRss(feed)]);
  expect(headers["content-type"]).toBe("application/rss+xml; charset=utf-8");
  const styled = buildFeed({ ...site, stylesheet: "feed.css" }, []);
  expect(feedResponse(styled, "rss").headers["content-type"]).toBe("application/xml; charset=utf-8");
  expect(feedResponse(styled, "json").headers["content-type"]).toBe("application/feed+json; charset=utf-8");
  expect(modified).toBe("Sat, 01 Feb 2025 10:00:00 GMT");
  const others = [feedResponse(feed, "atom"), feedResponse(buildFeed(site, []), "rss")].map(
    (other) => other.headers.etag,
  );
  expect(new Set([etag, ...others]).size).toBe(3);
  expect(feedResponse(buildFeed(site, []), "rss").headers).not.toHaveProperty("last-modified");
});

test.each<[Record<string, string>, 200 | 304]>([
  [{ "if-none-match": etag }, 304],
  [{ "if-none-match": `"x", W/${etag}` }, 304],
  [{ "if-none-match": "*" }, 304],
  [{ "if-none-match": '"x"' }, 200],
  [{ "if-modified-since": modified }, 304],
  [{ "if-modified-since": "Sat, 01 Feb 2025 09:59:59 GMT" }, 200],
  [{ "if-modified-since": "yesterday" }, 200],
  [{ "if-none-match": '"x"', "if-modified-since": modified }, 200],
])("with the request headers %j, the status is %d", (head, status) => {
  const written = Object.fromEntries(
    Object.entries(head).map(([name, value]) => [name.replace(/\b[a-z]/g, (c) => c.toUpperCase()), value]),
  );
  for (const headers of [head, written, new Headers(head)]) {
    const response = feedResponse(feed, "rss", headers);
    expect(response.status).toBe(status);
    expect(response.body === null).toBe(status === 304);
    expect(response.headers.etag).toBe(etag);
  }
});

test("a request throws, because headers are expected", () => {
  const request = new Request("https://example.com/rss.xml", { headers: { "if-none-match": etag } });
  expect(() => feedResponse(feed, "rss", request as never)).toThrow(
    new TypeError(
      "Expected `requestHeaders` to be the headers of a request: pass its `headers`, received an object",
    ),
  );
});

import { describe, expect, test } from "vitest";
import { renderAtom } from "../../src/feed/atom.ts";
import { buildFeed } from "../../src/feed/build-feed.ts";
import { type FeedFormat, feedMediaTypes } from "../../src/feed/feed.ts";
import { feedLinks, renderFeed } from "../../src/feed/formats.ts";
import { renderJsonFeed } from "../../src/feed/json.ts";
import { renderRss } from "../../src/feed/rss.ts";

const site = { url: "https://example.com/", title: "Notes", language: "en" };
const feed = buildFeed(site, [
  { slug: "a", title: "A & <b>", html: "<p>Hi</p>", date: new Date("2025-02-01") },
]);

describe("renderFeed", () => {
  test.each([
    ["rss", "application/rss+xml", renderRss, "<rss "],
    ["atom", "application/atom+xml", renderAtom, "<feed "],
    ["json", "application/feed+json", renderJsonFeed, '"https://jsonfeed.org/version/1.1"'],
  ] as const)("writes %s by name and by media type", (format, type, render, sign) => {
    expect(renderFeed(feed, format)).toBe(render(feed));
    expect(renderFeed(feed, type)).toBe(render(feed));
    expect(render(feed)).toContain(sign);
  });

  test("writes every format that `feedLinks` lists", () => {
    const linked = feedLinks(feed).map(({ type }) => renderFeed(feed, type));
    expect(linked).toEqual(
      (Object.keys(feedMediaTypes) as FeedFormat[]).map((format) => renderFeed(feed, format)),
    );
    expect(new Set(linked).size).toBe(3);
  });

  test.each(["RSS", "toString", "constructor", "__proto__", "", "application/rss+xml; charset=utf-8"])(
    "%j is not a format",
    (format) => {
      expect(() => renderFeed(feed, format as FeedFormat)).toThrow(
        new TypeError(
          `Expected format to be "rss", "atom", "json" or a media type of a feed, received ${JSON.stringify(format)}`,
        ),
      );
    },
  );
});

describe("feedLinks", () => {
  test("gives the same links for a feed and for its site", () => {
    const feedUrls = { rss: "/r.xml" };
    const links = feedLinks(buildFeed(site, [], { feedUrls }));
    expect(links).toEqual(feedLinks(site, feedUrls));
    expect(links[0]).toEqual({
      rel: "alternate",
      type: "application/rss+xml",
      href: "https://example.com/r.xml",
      title: "Notes (RSS)",
    });
    expect(links.map(({ href }) => href)).toEqual([
      "https://example.com/r.xml",
      "https://example.com/atom.xml",
      "https://example.com/feed.json",
    ]);
  });

  test("throws when the URLs are not an object", () => {
    expect(() => feedLinks({ url: "https://example.com/", title: "T" }, "/rss.xml" as never)).toThrow(
      new TypeError('Expected `feedUrls` to be an object, received "/rss.xml"'),
    );
  });

  test.each([{}, { items: [] }, { items: [], pages: [] }, { items: [], pages: {}, urls: {} }, null, []])(
    "throws for a value that is not a feed: %j",
    (value) => {
      for (const render of [renderRss, renderAtom, renderJsonFeed]) {
        expect(() => render(value as never)).toThrow("Expected `feed` to be what buildFeed returned");
      }
    },
  );

  test("throws when the URL of the site is not absolute", () => {
    expect(() => feedLinks({ url: "blog", title: "Notes" })).toThrow(TypeError);
  });
});

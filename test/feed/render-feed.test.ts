import { describe, expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";
import { feedLinks } from "../../src/feed/feed-links.ts";
import { type FeedFormat, feedMediaTypes } from "../../src/feed/feed-media-types.ts";
import { renderAtom } from "../../src/feed/render-atom.ts";
import { renderFeed } from "../../src/feed/render-feed.ts";
import { renderJsonFeed } from "../../src/feed/render-json-feed.ts";
import { renderRss } from "../../src/feed/render-rss.ts";

const feed = buildFeed({ url: "https://example.com/", title: "Notes", language: "en" }, [
  { slug: "a", title: "A & <b>", html: "<p>Hi</p>", date: new Date("2025-02-01") },
]);

describe("renderFeed", () => {
  test.each([
    ["rss", "application/rss+xml", renderRss, "<rss "],
    ["atom", "application/atom+xml", renderAtom, "<feed "],
    ["json", "application/feed+json", renderJsonFeed, '"https://jsonfeed.org/version/1.1"'],
  ] as const)("%s, by name and by media type", (format, type, render, sign) => {
    expect(renderFeed(feed, format)).toBe(render(feed));
    expect(renderFeed(feed, type)).toBe(render(feed));
    expect(render(feed)).toContain(sign);
  });

  test("every format that is linked can be written", () => {
    const linked = feedLinks(feed).map(({ type }) => renderFeed(feed, type));
    expect(linked).toEqual(
      (Object.keys(feedMediaTypes) as FeedFormat[]).map((format) => renderFeed(feed, format)),
    );
    expect(new Set(linked).size).toBe(3);
  });

  test.each(["RSS", "toString", "constructor", "__proto__", "", "application/rss+xml; charset=utf-8"])(
    "%j is no format",
    (format) => {
      expect(() => renderFeed(feed, format as FeedFormat)).toThrow(
        new TypeError(
          `Expected format to be "rss", "atom", "json" or a media type of a feed, received ${JSON.stringify(format)}`,
        ),
      );
    },
  );
});

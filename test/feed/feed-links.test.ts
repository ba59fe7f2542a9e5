import { expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";
import { feedLinks } from "../../src/feed/feed-links.ts";

const site = { url: "https://example.com/", title: "Notes" };

test("a feed and its site give the same links", () => {
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

test("a site that is none", () => {
  expect(() => feedLinks({ url: "blog", title: "Notes" })).toThrow(TypeError);
});

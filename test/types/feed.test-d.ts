import { expectTypeOf, test } from "vitest";
import {
  buildFeed,
  type Feed,
  type FeedPost,
  type FeedUrls,
  feedLinks,
  renderFeed,
} from "../../src/feed/index.ts";
import type { Post } from "../../src/post/post.ts";

const site = { url: "https://example.com", title: "Notes" };

test("a parsed post is a feed post", () => {
  expectTypeOf<Post<{ mood: string }>>().toExtend<FeedPost>();
  expectTypeOf(buildFeed(site, [] as readonly Post[])).toEqualTypeOf<Feed>();
});

test("a plain record is a feed post, and `postUrl` receives the caller's type", () => {
  buildFeed(site, [{ title: "A", url: "/a", html: "<p>", date: new Date(0), mood: "glad" }], {
    postUrl: (post) => {
      expectTypeOf(post.mood).toEqualTypeOf<string>();
      return post.url;
    },
  });
});

test("a feed has the URL of each format", () => {
  expectTypeOf<Feed["urls"]>().toEqualTypeOf<Required<FeedUrls>>();
});

test("the `type` of a feed link is a format", () => {
  const feed = buildFeed(site, []);
  for (const { type } of feedLinks(feed)) expectTypeOf(renderFeed(feed, type)).toBeString();
  // @ts-expect-error: not a format
  renderFeed(feed, "xml");
});

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

test("a post of this library is a post of a feed", () => {
  expectTypeOf<Post<{ mood: string }>>().toExtend<FeedPost>();
  expectTypeOf(buildFeed(site, [] as readonly Post[])).toEqualTypeOf<Feed>();
});

test("so is a plain record, and `postUrl` gets the caller's own", () => {
  buildFeed(site, [{ title: "A", url: "/a", html: "<p>", date: new Date(0), mood: "glad" }], {
    postUrl: (post) => {
      expectTypeOf(post.mood).toEqualTypeOf<string>();
      return post.url;
    },
  });
});

test("a feed knows where each format is", () => {
  expectTypeOf<Feed["urls"]>().toEqualTypeOf<Required<FeedUrls>>();
});

test("what a link says of its format can be rendered", () => {
  const feed = buildFeed(site, []);
  for (const { type } of feedLinks(feed)) expectTypeOf(renderFeed(feed, type)).toBeString();
  // @ts-expect-error: no format
  renderFeed(feed, "xml");
});

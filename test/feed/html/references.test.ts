import { describe, expect, test } from "vitest";
import { toFeedHtml } from "../../../src/feed/html/to-feed-html.ts";

const url = "https://example.com/posts/q/";

function convert(html: string): string {
  return toFeedHtml(html, { url });
}

describe("links to places in the post", () => {
  test.each([
    [
      "keep the id that they lead to",
      "<a href=#x>a</a><p id=x>b</p>",
      '<a href="https://example.com/posts/q/#posts-q-x">a</a><p id="posts-q-x">b</p>',
    ],
    ["other ids are removed", "<p id=x>b</p>", "<p>b</p>"],
    [
      "may be written with escapes",
      "<a href=#%C3%A9>a</a><p id=é>b</p>",
      '<a href="https://example.com/posts/q/#posts-q-%C3%A9">a</a><p id="posts-q-é">b</p>',
    ],
    [
      "may have a percent sign",
      "<a href=#%>a</a><p id=%>b</p>",
      '<a href="https://example.com/posts/q/#posts-q-%25">a</a><p id="posts-q-%">b</p>',
    ],
    [
      "may lead to the top",
      "<a href=#>a</a><p id=''>b</p>",
      '<a href="https://example.com/posts/q/#">a</a><p>b</p>',
    ],
    // A heading's anchor is removed, and keeps no id.
    ["a symbol in a heading is an anchor", "<h2 id=x>a<a href=#x>#</a></h2>", "<h2>a</h2>"],
    [
      "a number in a heading is not",
      "<h2 id=x>a<a href=#x>1</a></h2>",
      '<h2 id="posts-q-x">a<a href="https://example.com/posts/q/#posts-q-x">1</a></h2>',
    ],
    [
      "a symbol outside of a heading is not",
      "<a href=#x>#</a><h2 id=x>a</h2>",
      '<a href="https://example.com/posts/q/#posts-q-x">#</a><h2 id="posts-q-x">a</h2>',
    ],
    ["an empty link is an anchor anywhere", "<a href=#x></a><h2 id=x>a</h2>", "<h2>a</h2>"],
    [
      "an image is not",
      "<a href=#x><img src=/i></a><p id=x>a</p>",
      '<a href="https://example.com/posts/q/#posts-q-x"><img src="https://example.com/i"></a><p id="posts-q-x">a</p>',
    ],
    [
      "a link that is marked as an anchor is, if its text is not the heading's",
      "<h2>a<a class=anchor href=/b#x>link</a></h2>",
      "<h2>a</h2>",
    ],
    [
      "but not outside of a heading",
      "<p>a <a class=anchor href=/b#x>link</a></p>",
      '<p>a <a href="https://example.com/b#x">link</a></p>',
    ],
    [
      "nor with a class that only ends like that",
      "<h2>a <a class=panchor href=/b#x>link</a></h2>",
      '<h2>a <a href="https://example.com/b#x">link</a></h2>',
    ],
    ["a heading that links to itself is only text", "<h2><a href=#x>a</a></h2>", "<h2>a</h2>"],
    [
      "a heading that links elsewhere keeps the link",
      "<h2><a href=/x>a</a></h2>",
      '<h2><a href="https://example.com/x">a</a></h2>',
    ],
  ])("%s", (_, html, expected) => {
    expect(convert(html)).toBe(expected);
  });

  test.each([
    ["https://example.com/", "post-"],
    ["https://example.com/a", "a-"],
    ["https://example.com/a/b.html", "a-b-html-"],
    ["https://example.com/--/é/", "C3-A9-"],
  ])("ids of %s begin with %s", (postUrl, start) => {
    expect(toFeedHtml("<a href=#x>a</a><p id=x></p>", { url: postUrl })).toContain(`<p id="${start}x">`);
  });
});

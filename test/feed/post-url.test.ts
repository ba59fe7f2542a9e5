import { describe, expect, test } from "vitest";
import { postUrl } from "../../src/feed/post-url.ts";

describe("postUrl", () => {
  test.each<[string, object, string]>([
    ["https://example.com", { slug: "a" }, "https://example.com/posts/a/"],
    ["https://example.com/blog?x#y", { slug: "a" }, "https://example.com/blog/posts/a/"],
    [
      "https://example.com/blog/",
      { slug: "日本 語/x?y#z" },
      "https://example.com/blog/posts/%E6%97%A5%E6%9C%AC%20%E8%AA%9E/x%3Fy%23z/",
    ],
    ["https://example.com/blog", { slug: "a", url: "b" }, "https://example.com/blog/b"],
    ["https://example.com/blog", { slug: "a", url: "//c.example" }, "https://c.example/"],
    ["https://example.com/blog", { slug: "a", url: "javascript:x" }, "https://example.com/blog/posts/a/"],
  ])("%s, %j → %s", (url, post, expected) => {
    expect(postUrl({ url }, post)).toBe(expected);
  });

  test("what has no address, and what is no site", () => {
    expect(() => postUrl({ url: "https://example.com" }, {})).toThrow("Expected a post with a url or a slug");
    expect(() => postUrl({ url: "/blog" }, { slug: "a" })).toThrow(
      'Expected site.url to be an absolute http or https URL, received "/blog"',
    );
  });
});

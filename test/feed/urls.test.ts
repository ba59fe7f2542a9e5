import { describe, expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";
import { toFeedHtml } from "../../src/feed/html/to-feed-html.ts";
import { postUrl } from "../../src/feed/urls.ts";

const url = "https://example.com/posts/a/";

/** The URL of a link in a feed, or `undefined` when it is no longer a link. */
function link(raw: string): string | undefined {
  const escaped = raw.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
  const href = /href="([^"]*)"/.exec(toFeedHtml(`<a href="${escaped}">x</a>`, { url }))?.[1];
  return href?.replaceAll("&#x26;", "&");
}

describe("URLs in a post become absolute, ASCII and valid by RFC 3986", () => {
  test.each<[string, string | undefined]>([
    ["", url],
    ["#f", `${url}#f`],
    ["../b", "https://example.com/posts/b"],
    ["b?c=d&e#f", `${url}b?c=d&e#f`],
    ["//cdn.example/x", "https://cdn.example/x"],
    ["/a b", "https://example.com/a%20b"],
    ["/ü?q=é#ö", "https://example.com/%C3%BC?q=%C3%A9#%C3%B6"],
    ["/[a]|{b}^`\\?[c]|{d}^`\\", "https://example.com/%5Ba%5D%7C%7Bb%7D%5E%60/?%5Bc%5D%7C%7Bd%7D%5E%60%5C"],
    ["/100%", "https://example.com/100%25"],
    ["/%zz%41", "https://example.com/%25zz%41"],
    ["http://[::1]:8080/[", "http://[::1]:8080/%5B"],
    ["https://[2001:db8::1]/[a]", "https://[2001:db8::1]/%5Ba%5D"],
    ["https://u@[::1]:8/[a]", "https://u@[::1]:8/%5Ba%5D"],
    ["https://y.example/@[::1]", "https://y.example/@%5B::1%5D"],
    ["https://bücher.example/", "https://xn--bcher-kva.example/"],
    ["mailto:a b@example.com?subject=ü", "mailto:a%20b@example.com?subject=%C3%BC"],
    ["tel:+49 30", "tel:+49%2030"],
    ["/\uD800", "https://example.com/%EF%BF%BD"],
    ["javascript:alert(1)", undefined],
    [" java\nscript:alert(1)", undefined],
    ["data:text/html,x", undefined],
    ["http://", undefined],
    ["https://exa mple/", undefined],
    ["https://[", undefined],
  ])("%j becomes %j", (raw, expected) => {
    expect(link(raw)).toBe(expected);
  });

  test("the URL of a page must be an http or https URL", () => {
    const urlOf = (externalUrl: string): string | undefined =>
      buildFeed({ url, title: "T" }, [{ slug: "a", title: "A", date: "2025-01-01", externalUrl }]).items[0]
        ?.externalUrl;
    expect(urlOf("https://x.example/é")).toBe("https://x.example/%C3%A9");
    expect(urlOf("mailto:a@example.com")).toBeUndefined();
    expect(urlOf("mailto:https:a@example.com")).toBeUndefined();
  });
});

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
    ["https://example.com/blog", { slug: "a", url: " " }, "https://example.com/blog/posts/a/"],
    ["https://example.com/blog", { slug: "a", url: "//c.example" }, "https://c.example/"],
    ["https://example.com/blog", { slug: "a", url: "javascript:x" }, "https://example.com/blog/posts/a/"],
  ])("%s, %j → %s", (site, post, expected) => {
    expect(postUrl({ url: site }, post)).toBe(expected);
  });

  test("throws for a post without a URL and a slug, and for a site without an absolute URL", () => {
    expect(() => postUrl({ url: "https://example.com" }, {})).toThrow("Expected a post with a url or a slug");
    expect(() => postUrl({ url: "/blog" }, { slug: "a" })).toThrow(
      'Expected site.url to be an absolute http or https URL, received "/blog"',
    );
  });
});

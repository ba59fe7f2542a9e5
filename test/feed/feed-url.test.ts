import { expect, test } from "vitest";
import { toFeedUrl, toPageUrl } from "../../src/feed/feed-url.ts";

const base = "https://example.com/posts/a/";

test.each<[string, string | undefined]>([
  ["", base],
  ["#f", `${base}#f`],
  ["../b", "https://example.com/posts/b"],
  ["//cdn.example/x", "https://cdn.example/x"],
  ["/ü?q=é#ö", "https://example.com/%C3%BC?q=%C3%A9#%C3%B6"],
  ["/[a]|{b}^`\\?[c]|{d}^`\\", "https://example.com/%5Ba%5D%7C%7Bb%7D%5E%60/?%5Bc%5D%7C%7Bd%7D%5E%60%5C"],
  ["/100%", "https://example.com/100%25"],
  ["/%zz%41", "https://example.com/%25zz%41"],
  ["http://[::1]:8080/[", "http://[::1]:8080/%5B"],
  ["https://bücher.example/", "https://xn--bcher-kva.example/"],
  ["mailto:a b@example.com?subject=ü", "mailto:a%20b@example.com?subject=%C3%BC"],
  ["tel:+49 30", "tel:+49%2030"],
  ["/\uD800", "https://example.com/%EF%BF%BD"],
  ["javascript:alert(1)", undefined],
  [" java\nscript:alert(1)", undefined],
  ["data:text/html,x", undefined],
  ["http://", undefined],
  ["https://exa mple/", undefined],
])("toFeedUrl(%j) is %j", (raw, expected) => {
  expect(toFeedUrl(raw, base)).toBe(expected);
});

test("a page is on the web", () => {
  expect(toPageUrl("mailto:a@example.com", base)).toBeUndefined();
  expect(toPageUrl("x", base)).toBe(`${base}x`);
});

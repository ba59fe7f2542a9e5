import { describe, expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";

const site = { url: "https://example.com/blog/", title: "Notes" };

function idOf(post: object): string | undefined {
  return buildFeed(site, [{ title: "A", date: "2025-01-01", slug: "a", ...post }]).items[0]?.id;
}

describe("a URL used as an id is normalized", () => {
  test.each([
    ["https://example.com/a", "https://example.com/a"],
    ["https://example.com/a/?", "https://example.com/a/?"],
    ["https://example.com/%7Ea/%41%2fb", "https://example.com/~a/A%2Fb"],
    ["https://example.com/a%2cb,c%3A", "https://example.com/a%2Cb,c%3A"],
    ["https://example.com/a%3db=%3f", "https://example.com/a%3Db=%3F"],
    ["https://example.com/%61?%61=%2f/#%62", "https://example.com/a?a=%2F/#b"],
    // e + combining acute becomes é.
    ["https://example.com/e%CC%81?q=e%CC%81#e%CC%81", "https://example.com/%C3%A9?q=%C3%A9#%C3%A9"],
    ["https://example.com./a%20b", "https://example.com/a%20b"],
    ["https://example.com.:8080/a", "https://example.com:8080/a"],
    ["https://u@example.com./a", "https://u@example.com/a"],
    ["https://u:p@example.com.:8080/%41", "https://u:p@example.com:8080/A"],
    // Not UTF-8, and a percent sign that looks like an escape: neither has a canonical form.
    ["https://example.com/%FF/a", "https://example.com/~FF/a"],
    ["https://example.com/%2541", "https://example.com/~2541"],
    ["https://example.com/100%25", "https://example.com/100%25"],
  ])("%s → %s", (url, expected) => {
    expect(idOf({ url })).toBe(expected);
    expect(idOf({ url: expected })).toBe(expected);
  });
});

describe("an id from the author", () => {
  const own = "https://example.com/blog/posts/a/";
  test.each<[string, string]>([
    ["/a", "https://example.com/a"],
    ["a", "https://example.com/blog/a"],
    ["HTTPS://Example.COM:443/%7e", "https://example.com/~"],
    ["123E4567-E89B-12D3-A456-426614174000", "urn:uuid:123e4567-e89b-12d3-a456-426614174000"],
    [" URN:UUID:123E4567-E89B-12D3-A456-426614174000 ", "urn:uuid:123e4567-e89b-12d3-a456-426614174000"],
    ["urn:isbn:0451450523", "urn:isbn:0451450523"],
    ["tag:example.com,2024-01-02:a/b", "tag:example.com,2024-01-02:a/b"],
    ["tag:a@x.example,2026:a", "tag:a@x.example,2026:a"],
    // An invalid id is reported and replaced by the URL of the post.
    ["urn:uuid:123", own],
    ["urn:x", own],
    ["urn:isbn:a/b", own],
    ["tag:example.com:a", own],
    ["mailto:a@example.com", own],
    ["javascript:alert(1)", own],
    ["  ", own],
  ])("%s → %s", (guid, expected) => {
    expect(idOf({ guid })).toBe(expected);
    const { messages } = buildFeed(site, [{ title: "A", date: "2025-01-01", slug: "a", guid }]);
    expect(messages.map(({ ruleId }) => ruleId)).toEqual(expected === own ? ["feed-id-invalid"] : []);
  });
});

import { describe, expect, test } from "vitest";
import { canonicalId, readId } from "../../src/feed/canonical-id.ts";

const base = new URL("https://example.com/blog/");

describe("canonicalId", () => {
  test.each([
    ["https://example.com/a", "https://example.com/a"],
    ["https://example.com/a/?", "https://example.com/a/?"],
    ["https://example.com/%7Ea/%41%2fb", "https://example.com/~a/A%2Fb"],
    ["https://example.com/a%2cb,c%3A", "https://example.com/a%2Cb,c%3A"],
    // e + combining acute becomes é.
    ["https://example.com/e%CC%81?q=e%CC%81#e%CC%81", "https://example.com/%C3%A9?q=%C3%A9#%C3%A9"],
    ["https://example.com./a%20b", "https://example.com/a%20b"],
    ["https://u:p@example.com.:8080/%41", "https://u:p@example.com:8080/A"],
    // No UTF-8, and a percent sign that looks like an escape: there is no canonical form.
    ["https://example.com/%FF/a", "https://example.com/~FF/a"],
    ["https://example.com/%2541", "https://example.com/~2541"],
    ["https://example.com/100%25", "https://example.com/100%25"],
  ])("%s → %s", (url, expected) => {
    expect(canonicalId(url)).toBe(expected);
    expect(canonicalId(expected)).toBe(expected);
  });
});

describe("readId", () => {
  test.each<[string, string | undefined]>([
    ["/a", "https://example.com/a"],
    ["a", "https://example.com/blog/a"],
    ["HTTPS://Example.COM:443/%7e", "https://example.com/~"],
    ["urn:uuid:123E4567-E89B-12D3-A456-426614174000", "urn:uuid:123e4567-e89b-12d3-a456-426614174000"],
    ["urn:uuid:123", undefined],
    ["urn:isbn:0451450523", "urn:isbn:0451450523"],
    ["urn:x", undefined],
    ["tag:example.com,2024-01-02:a/b", "tag:example.com,2024-01-02:a/b"],
    ["tag:example.com:a", undefined],
    ["mailto:a@example.com", undefined],
    ["javascript:alert(1)", undefined],
    ["  ", undefined],
  ])("%s → %s", (raw, expected) => {
    expect(readId(raw, base)).toBe(expected);
  });
});

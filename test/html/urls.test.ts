import { describe, expect, test } from "vitest";
import { isSafeUrl, schemeOf } from "../../src/html/urls.ts";

describe("isSafeUrl", () => {
  test.each([
    "https://example.com/a?b=c:d#e",
    "HTTP://EXAMPLE.COM",
    "mailto:ada@example.com",
    "tel:+1-555-0100",
    "//example.com/a",
    "/a:b",
    "a/b:c",
    "?q=javascript:1",
    "#javascript:1",
    "./javascript:1",
    "",
    "my notes: part 2",
    "日本:語",
    "1:2",
    ":x",
    "javascript",
    "java script:alert(1)",
  ])("%j is allowed in a post", (url) => {
    expect(isSafeUrl(url)).toBe(true);
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "javascript\r:alert(1)",
    " javascript:alert(1)",
    "\u0001\u001fjavascript:alert(1)",
    "\t j\na\rv\tascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg/>",
    "blob:https://example.com/1",
    "file:///etc/passwd",
    "filesystem:x",
    "ftp://example.com",
    "ws://example.com",
    "view-source:x",
    "httpss://example.com",
    "x-custom+a.b-c:y",
  ])("%j may not", (url) => {
    expect(isSafeUrl(url)).toBe(false);
  });

  test("a long run of letters is read once", () => {
    expect(schemeOf(`${"a".repeat(1_000_000)}/`)).toBeUndefined();
  });

  test("agrees with the platform's parser on what has which scheme", () => {
    for (const url of [" java\nscript:1", "HTTP:x", "a+b-c.d:x", "\u0000data:x"]) {
      expect(`${schemeOf(url)}:`).toBe(new URL(url).protocol);
    }
  });
});

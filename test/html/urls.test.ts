import { describe, expect, test } from "vitest";
import { decodeUri } from "../../src/core/decode-uri.ts";
import { parseHtml } from "../../src/html/parse-html.ts";
import { isSafeUrl, schemeOf } from "../../src/html/urls.ts";
import { htmlOf, reportingHtmlOf } from "../markdown/html-of.ts";

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
    "a[b:c",
    "a@b:c",
    "a`b:c",
    "a{b:c",
    "a*b:c",
    "a,b:c",
    "-a:c",
    "+a:c",
    ".a:c",
  ])("returns true for %j", (url) => {
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
    "A:x",
    "Z:x",
    "a:x",
    "z:x",
    "a0:x",
    "a9:x",
  ])("returns false for %j", (url) => {
    expect(isSafeUrl(url)).toBe(false);
  });

  test("reads a long run of letters once", () => {
    expect(schemeOf(`${"a".repeat(1_000_000)}/`)).toBeUndefined();
  });

  test("reads the same schemes as the platform's URL parser", () => {
    for (const url of [" java\nscript:1", "HTTP:x", "a+b-c.d:x", "\u0000data:x"]) {
      expect(`${schemeOf(url)}:`).toBe(new URL(url).protocol);
    }
  });
});

describe("URLs in HTML", () => {
  test.each([
    ['<a href="ja\tva script:1">x</a>', '<a href="java%20script:1">x</a>'],
    ['<a href="a</b>">x</a>', '<a href="a%3C/b%3E">x</a>'],
    ['<a href="a<b">x</a>', '<a href="a<b">x</a>'],
    ['<a href="a>b">x</a>', '<a href="a%3Eb">x</a>'],
    ['<a href="mail to:a">x</a>', '<a href="mail to:a">x</a>'],
  ])("%s is written as %s", (html, expected) => {
    expect(htmlOf(html)).toBe(`<p>${expected}</p>`);
  });

  test.each([
    ["<q cite='javascript:1'>x</q>", "<p><q>x</q></p>"],
    ["<video poster='javascript:1'></video>", "<p><video></video></p>"],
    ["<img longdesc='javascript:1'>", "<img>"],
  ])("the unsafe URL in %s is removed and reported as a URL", (html, expected) => {
    expect(reportingHtmlOf(html)).toEqual({ html: expected, reported: ["url-unsafe 1:1"] });
  });

  test("an author's `<a href>` links to the page itself", () => {
    expect(htmlOf("<a href>x</a>")).toBe('<p><a href="">x</a></p>');
  });
});

test.each([
  ["a%20b", "a b"],
  ["%C3%BC", "ü"],
  ["50%", "50%"],
])("decodeUri(%j)", (fragment, decoded) => {
  expect(decodeUri(fragment)).toBe(decoded);
});

describe("a srcset that HTML parsers split at its commas is restored", () => {
  test.each([
    "data:image/png;base64,AAAA 1x",
    "https://i.example/w_4,h_3/a.jpg 1x, b.jpg 2x",
    "a.png 100w, b.png 2.5x, c.png 50h",
    "a.png, b.png",
    "a.png?x=1, /b, c",
    "a, ./b, ../c, https://d.example/e",
    "a,b,c 1x",
    "a 1e3w, b",
    "a-1x,b 2x",
  ])("%s", (srcset) => {
    for (const html of [`<img srcset="${srcset}">`, `<link imagesrcset="${srcset}">`]) {
      const name = html.startsWith("<img") ? "srcSet" : "imageSrcSet";
      expect(parseHtml(html).children).toMatchObject([{ properties: { [name]: srcset } }]);
    }
  });
});

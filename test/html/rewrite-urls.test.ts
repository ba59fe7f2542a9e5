import { describe, expect, test } from "vitest";
import { rewriteUrls } from "../../src/html/rewrite-urls.ts";

/** Every URL with its position. */
function addressesOf(html: string): string[] {
  const found: string[] = [];
  const same = rewriteUrls(html, (url, { element, attribute }) => {
    found.push(`${element} ${attribute} ${url}`);
    return url;
  });
  expect(same).toBe(html);
  return found;
}

const mark = (html: string): string => rewriteUrls(html, (url) => `/x/${url}`);

describe("rewriteUrls", () => {
  test.each([
    ['<a href="a" ping="bc  de" title="t">', ["a href a", "a ping bc", "a ping de"]],
    [
      "<img src=a srcset='b,c 1x, d 2x' longdesc=e>",
      ["img src a", "img srcset b,c", "img srcset d", "img longdesc e"],
    ],
    [
      '<link rel=preload imagesrcset="a 1x,b 2x" href=c>',
      ["link imagesrcset a", "link imagesrcset b", "link href c"],
    ],
    ["<video poster=a src=b><track src=c>", ["video poster a", "video src b", "track src c"]],
    [
      "<form action=a><button formaction=b><input type=image src=c>",
      ["form action a", "button formaction b", "input src c"],
    ],
    ["<q cite=a></q><del cite=b></del><object data=c></object>", ["q cite a", "del cite b", "object data c"]],
    ["<body background=a><td background=b>", ["body background a", "td background b"]],
    ['<svg><use xlink:href="#a"/><image href=b /></svg>', ["use xlink:href #a", "image href b"]],
    ["<A HREF=a>", ["a href a"]],
    ["<a href=a href=b>", ["a href a"]],
    ["<a href>", ["a href "]],
    ["<a href='?a&amp;b&copy;&#x2F;'>", ["a href ?a&b©/"]],
    [
      "<base href=a><iframe src=b></iframe><embed src=c><script src=d></script>",
      ["base href a", "iframe src b", "embed src c", "script src d"],
    ],
    ["<noscript><img src=a></noscript><template><img src=b></template>", ["img src a", "img src b"]],
  ])("finds the URLs in %s", (html, expected) => {
    expect(addressesOf(html)).toEqual(expected);
  });

  test.each([
    "<p>src=a href=b</p>",
    '<script>x = "<img src=a>"</script>',
    "<style>/* <img src=a> */ b { background: url(c) }</style>",
    "<textarea><a href=a></textarea><title><a href=a></title>",
    "<!-- <img src=a> --><!doctype html><?php <img src=a",
    "<svg><![CDATA[<image href=a>]]></svg>",
    "<iframe><img src=a></iframe><xmp><img src=a></xmp>",
    "<x-chart data=1,2></x-chart><x-quote cite=Ann></x-quote><x-box action=save background=red></x-box>",
    '<img data-src=a alt="src=b" usemap="#m">',
    "</a href=a>",
    "<a href=a",
    "a < b",
    "a<",
    "a</",
    "<svg><![CDATA[a",
    "<!-- a",
    "",
  ])("finds no URL in %s", (html) => {
    expect(addressesOf(html)).toEqual([]);
  });

  test.each([
    // Markup in SVG, but not in HTML.
    ["<svg><style><image href=a></style></svg>", ["image href a"]],
    ["<svg><foreignObject><style><img src=a></style></foreignObject></svg>", []],
    ["<svg><title><a href=a></title></svg>", ["a href a"]],
    ["<svg/><style><img src=a></style>", []],
    ["<svg><p></p><style><img src=a></style>", []],
    ["<div><svg></div><style><img src=a></style>", []],
    ["<math><mtext><style><img src=a></style></mtext></math>", []],
    ["<p><![CDATA[<img src=a>]]></p>", []],
    ["<p><![CDATA[ > <img src=a>]]></p>", ["img src a"]],
    ["<svg><![CDATA[ > <image href=a>]]></svg>", []],
    ["<div><style><img src=a></style></div>", []],
    ["<svg></p><style><img src=a></style>", []],
    ["<svg></br><style><img src=a></style>", []],
    ["<svg></b><style><image href=a></style></svg>", ["image href a"]],
    ["<svg><b></b><style><img src=a></style></svg>", []],
    ["<svg><g><g></g><style><image href=a></style></g></svg><style><img src=b></style>", ["image href a"]],
    [
      "<svg><title><p></p><style><img src=a></style></title><style><image href=b></style></svg>",
      ["image href b"],
    ],
    ["<br><svg></svg></br><style><img src=a></style>", []],
  ])("recognizes where SVG ends: %s", (html, expected) => {
    expect(addressesOf(html)).toEqual(expected);
  });

  test.each([
    ['<a title="a&quot;" href="b">b</a>', '<a title="a&quot;" href="/x/b">b</a>'],
    ["<a href = 'b' id=c>", "<a href = '/x/b' id=c>"],
    ["<a href=b>", '<a href="/x/b">'],
    ["<a href>", '<a href="/x/">'],
    ["<img src=b/>", '<img src="/x/b/">'],
    ["<a href='?a&amp;b'>", "<a href='/x/?a&#x26;b'>"],
    [
      "\r\n<a\r\n  href=b\r\n>\r\n<a href=c>\0😀<a href=d>",
      '\r\n<a\r\n  href="/x/b"\r\n>\r\n<a href="/x/c">\0😀<a href="/x/d">',
    ],
    ['<img srcset=" a 1x ,\n b,c 2x,">', '<img srcset=" /x/a 1x ,\n /x/b,c 2x,">'],
    ["<a ping=' a\tb'>", "<a ping=' /x/a\t/x/b'>"],
    ["<a ping='a&#32;b'>", "<a ping='/x/a /x/b'>"],
  ])("replaces only the URLs in %s", (html, expected) => {
    expect(mark(html)).toBe(expected);
  });

  test("keeps the source when the function returns `undefined`, also for one of several candidates", () => {
    const html = "<img srcset='a?b&amp;c 1x, d&#46;png 2x' src=\"e&amp;f\">";
    const keep = rewriteUrls(html, (url) => (url === "d.png" ? "n" : undefined));
    expect(keep).toBe("<img srcset='a?b&amp;c 1x, n 2x' src=\"e&amp;f\">");
  });

  test("escapes a new URL for its quotes, and in a srcset for its separators", () => {
    const odd = (html: string): string => rewriteUrls(html, () => `,a "b" 'c' &amp;,`);
    expect(odd('<a href="x">')).toBe(`<a href=",a &#x22;b&#x22; 'c' &#x26;amp;,">`);
    expect(odd("<a href='x'>")).toBe(`<a href=',a "b" &#x27;c&#x27; &#x26;amp;,'>`);
    expect(odd('<img srcset="x 2x">')).toBe(`<img srcset="%2Ca%20&#x22;b&#x22;%20'c'%20&#x26;amp;%2C 2x">`);
  });

  test("throws a TypeError for invalid arguments", () => {
    const call = rewriteUrls as (...values: unknown[]) => string;
    expect(() => call(undefined, () => "a")).toThrow("Expected HTML as a string, received undefined");
    expect(() => call("<a href=b>")).toThrow("Expected a function that rewrites a URL, received undefined");
    expect(() => call("<a href=b>", () => null)).toThrow(
      new TypeError("Expected the new URL as a string, or undefined, received null"),
    );
  });
});

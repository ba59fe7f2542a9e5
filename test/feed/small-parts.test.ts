import type { Element, Properties } from "hast";
import { describe, expect, test } from "vitest";
import { canonicalId, readId } from "../../src/feed/canonical-id.ts";
import {
  atomText,
  breakDoubleEncoding,
  cdata,
  escapeXml,
  plainText,
  xmlAttribute,
} from "../../src/feed/escape-text.ts";
import { toFeedUrl, toPageUrl } from "../../src/feed/feed-url.ts";
import { isCodeFurniture, isFurniture } from "../../src/feed/is-furniture.ts";
import { leadOf } from "../../src/feed/lead-of.ts";
import { languageOf } from "../../src/feed/plain-code.ts";
import { showValue } from "../../src/feed/show-value.ts";

const element = (properties: Properties, tagName = "div"): Element => ({
  type: "element",
  tagName,
  properties,
  children: [],
});

describe("what a page has for itself", () => {
  test.each<[Properties, boolean]>([
    [{}, false],
    [{ hidden: true }, true],
    [{ hidden: false }, false],
    [{ className: ["a", "sr-only"] }, true],
    [{ className: ["SR-Only"] }, true],
    [{ className: ["sr-only-focusable"] }, false],
    [{ className: "sr-only" } as unknown as Properties, false],
    [{ style: "display:none" }, true],
    [{ style: "color: red; DISPLAY : NONE" }, true],
    [{ style: "visibility:hidden" }, true],
    [{ style: "visibility: visible" }, false],
    [{ style: "x-display:none" }, false],
    [{ style: "width:1px;height:1px" }, true],
    [{ style: "color: red; height: 1px; width: 1px" }, true],
    [{ style: "width:1px" }, false],
    [{ style: "height:1px" }, false],
    [{ style: "max-width:1px;height:1px" }, false],
    [{ style: "width:1px;line-height:1px" }, false],
    [{ style: true } as unknown as Properties, false],
  ])("%j: %s", (properties, isIt) => {
    expect(isFurniture(element(properties))).toBe(isIt);
    expect(isCodeFurniture(element(properties))).toBe(isIt);
  });

  test("within code, more", () => {
    expect(isFurniture(element({ className: ["lineno"] }))).toBe(false);
    expect(isCodeFurniture(element({ className: ["x", "LineNo"] }))).toBe(true);
    expect(isCodeFurniture(element({ className: ["linen"] }))).toBe(false);
  });
});

describe("the language of a block", () => {
  test.each<[Properties, string | undefined]>([
    [{}, undefined],
    [{ dataLanguage: "JS" }, "js"],
    [{ dataLang: "c++" }, "c++"],
    [{ dataLanguage: "js", dataLang: "ts" }, "js"],
    [{ dataLanguage: "none", className: ["language-js"] }, "js"],
    [{ className: ["a", "language-C#"] }, "c#"],
    [{ className: ["lang-ts"] }, "ts"],
    [{ className: ["highlight-source-zig"] }, "zig"],
    [{ className: ["language-"] }, undefined],
    [{ className: ["x-language-js"] }, undefined],
    [{ className: ["language-plaintext"] }, undefined],
    [{ className: ["language-TEXT"] }, undefined],
    [{ className: ["language-textile"] }, "textile"],
    [{ className: ["language-context"] }, "context"],
    [{ className: ["language-none", "lang-js"] }, "js"],
    [{ className: ["language-a b"] }, undefined],
    [{ className: [`language-${"a".repeat(40)}`] }, "a".repeat(40)],
    [{ className: [`language-${"a".repeat(41)}`] }, undefined],
  ])("%j: %s", (properties, language) => {
    expect(languageOf(element(properties))).toBe(language);
  });
});

describe("addresses", () => {
  test.each<[string, string | undefined]>([
    ["/a", "https://x.example/a"],
    ["b?c=d#e", "https://x.example/p/b?c=d#e"],
    ["/a b", "https://x.example/a%20b"],
    ["/a|b^c`", "https://x.example/a%7Cb%5Ec%60"],
    ["/%zz", "https://x.example/%25zz"],
    ["/%41", "https://x.example/%41"],
    ["/é", "https://x.example/%C3%A9"],
    ["https://[2001:db8::1]/[a]", "https://[2001:db8::1]/%5Ba%5D"],
    ["https://u@[::1]:8/[a]", "https://u@[::1]:8/%5Ba%5D"],
    ["https://y.example/@[::1]", "https://y.example/@%5B::1%5D"],
    ["mailto:a@b.c", "mailto:a@b.c"],
    ["javascript:a", undefined],
    ["https://[", undefined],
  ])("%s: %s", (raw, url) => {
    expect(toFeedUrl(raw, "https://x.example/p/")).toBe(url);
    expect(toPageUrl(raw, "https://x.example/p/")).toBe(url?.startsWith("mailto:") ? undefined : url);
  });

  test("a page has no other scheme, whatever stands in its address", () => {
    expect(toPageUrl("mailto:https:a@b.c", "https://x.example/")).toBeUndefined();
  });

  test.each<[string, string | undefined]>([
    ["", undefined],
    [" ", undefined],
    ["/a", "https://x.example/a"],
    ["6BA7B810-9dad-11d1-80b4-00c04fd430c8", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
    [" URN:UUID:6ba7b810-9dad-11d1-80b4-00c04fd430c8 ", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
    ["urn:uuid:6ba7b810", undefined],
    ["urn:isbn:0451450523", "urn:isbn:0451450523"],
    ["urn:isbn:a/b", undefined],
    ["tag:x.example,2026:a", "tag:x.example,2026:a"],
    ["tag:a@x.example,2026-01-02:a/b", "tag:a@x.example,2026-01-02:a/b"],
    ["tag:x.example:a", undefined],
    ["javascript:1", undefined],
  ])("the id %j: %s", (raw, id) => {
    expect(readId(raw, new URL("https://x.example/"))).toBe(id);
  });

  test.each([
    ["https://x.example/a", "https://x.example/a"],
    ["https://x.example./a", "https://x.example/a"],
    ["https://x.example.:8080/a", "https://x.example:8080/a"],
    ["https://u:p@x.example./a", "https://u:p@x.example/a"],
    ["https://u@x.example./a", "https://u@x.example/a"],
    ["https://x.example/%41%2d", "https://x.example/A-"],
    ["https://x.example/%c3%a9", "https://x.example/%C3%A9"],
    // What has a meaning of its own keeps its spelling, in upper case.
    ["https://x.example/a%3db=%3f", "https://x.example/a%3Db=%3F"],
    ["https://x.example/%61?%61=%2f/#%62", "https://x.example/a?a=%2F/#b"],
    // e and a combining mark are é; what is no UTF-8 is no escape any more.
    ["https://x.example/e%cc%81", "https://x.example/%C3%A9"],
    ["https://x.example/%ff", "https://x.example/~ff"],
    ["https://x.example/%2541", "https://x.example/~2541"],
  ])("%s as an id: %s", (url, id) => {
    expect(canonicalId(url)).toBe(id);
  });
});

describe("text in XML", () => {
  test.each([
    ["a & b < c > d", "a &#x26; b &#x3C; c &#x3E; d"],
    ["plain", "plain"],
    ["Ã©", "Ã&#xA9;"],
    ["Â\u00a0", "Â&#xA0;"],
    ["é", "é"],
    ["Äö", "Äö"],
  ])("%s", (text, xml) => {
    expect(escapeXml(text)).toBe(xml);
    expect(plainText(text)).toBe(xml);
    expect(atomText(text)).toBe(` type="text">${xml}`);
  });

  test("end tags of HTML are kept from looking like some", () => {
    expect(plainText("a </b> c")).toBe("a &#x3C;/b\u2060&#x3E; c");
    expect(plainText("a </bogus> c")).toBe("a &#x3C;/bogus&#x3E; c");
    expect(atomText("a </b> c")).toBe(' type="html"><![CDATA[a &#x3C;/b&#x3E; c]]>');
    expect(atomText("a </bogus> c")).toBe(' type="text">a &#x3C;/bogus&#x3E; c');
    expect(atomText("a <b> c")).toBe(' type="text">a &#x3C;b&#x3E; c');
  });

  test("attributes and sections", () => {
    expect(xmlAttribute(`a & "b" <c> 'd'`)).toBe("a &#x26; &#x22;b&#x22; &#x3C;c&#x3E; 'd'");
    expect(cdata("a")).toBe("<![CDATA[a]]>");
    expect(cdata("a]]>b]]>")).toBe("<![CDATA[a]]]]><![CDATA[>b]]]]><![CDATA[>]]>");
    expect(breakDoubleEncoding("ÃÂ©")).toBe("ÃÂ&#xA9;");
  });
});

test.each<[unknown, string]>([
  ["a", '"a"'],
  ["a".repeat(80), `"${"a".repeat(80)}"`],
  ["a".repeat(81), `"${"a".repeat(80)}…"`],
  [new Date(Date.UTC(2026, 0)), "2026-01-01T00:00:00.000Z"],
  [new Date(Number.NaN), "an invalid date"],
  [null, "null"],
  [undefined, "undefined"],
  [7, "7"],
  [true, "true"],
  [{}, "of type object"],
  [[], "of type object"],
  [() => 1, "of type function"],
])("%s is shown as %s", (value, shown) => {
  expect(showValue(value)).toBe(shown);
});

describe("the lead of a text", () => {
  test.each([
    ["<p>a</p><p>b</p>", "a b"],
    ["<p>a <b>b</b></p>", "a b"],
    ["<p>a</p><pre>code</pre><p>b</p>", "a b"],
    ["<pre>code", ""],
    ["a<b", "a"],
    [`${"a".repeat(300)}`, "a".repeat(300)],
    [`${"a".repeat(301)}`, `${"a".repeat(300)}…`],
    [`${"a".repeat(200)} ${"b".repeat(200)}`, `${"a".repeat(200)}…`],
    // A space in the first half is too far back.
    [`${"a".repeat(150)} ${"b".repeat(200)}`, `${"a".repeat(150)} ${"b".repeat(149)}…`],
    [`${"a".repeat(151)} ${"b".repeat(200)}`, `${"a".repeat(151)}…`],
    [`${"a".repeat(297)}&amp;b`, `${"a".repeat(297)}…`],
    [`${"a".repeat(299)}😀`, `${"a".repeat(299)}…`],
  ])("%s", (html, lead) => {
    expect(leadOf(html)).toBe(lead);
  });
});

import { expect, test } from "vitest";
import { compareText } from "../../src/core/compare-text.ts";
import { escapeAttribute, escapeHtml, escapeXml, escapeXmlText } from "../../src/core/escape.ts";
import { hashText } from "../../src/core/hash-text.ts";
import { uniqueName } from "../../src/core/unique-name.ts";

test.each([
  [escapeHtml, "&#x26;amp; &#x3C;b> \"q\" 'a'"],
  [escapeAttribute, "&#x26;amp; <b> &#x22;q&#x22; 'a'"],
  [escapeXml, "&#x26;amp; &#x3C;b&#x3E; &#x22;q&#x22; 'a'"],
  [escapeXmlText, "&#x26;amp; &#x3C;b&#x3E; \"q\" 'a'"],
])("escapes with %o", (write, escaped) => {
  expect(write("&amp; <b> \"q\" 'a'")).toBe(escaped);
  // Each character alone, and none of them.
  expect(write("<")).toBe(write("< ").trimEnd());
  expect(write("plain 'text'")).toBe("plain 'text'");
});

test.each([
  [escapeXml, ["&", "<", ">", '"']],
  [escapeXmlText, ["&", "<", ">"]],
  [escapeHtml, ["&", "<"]],
  [escapeAttribute, ["&", '"']],
])("%o escapes each of its characters", (write, signs) => {
  for (const sign of signs) expect(write(sign)).toBe(`&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`);
});

test("compareText sorts by code units", () => {
  expect(["b", "a", "B", "", "ä", "a"].sort(compareText)).toEqual(["", "B", "a", "a", "b", "ä"]);
  expect([compareText("a", "b"), compareText("b", "a"), compareText("a", "a")].map(Math.sign)).toEqual([
    -1, 1, 0,
  ]);
});

test("a hash has at least 14 characters and differs for texts that differ at either end", () => {
  const texts = ["", "a", "b", "ab", "ba", "aa", "a\0", "日本", "x".repeat(1000), `${"x".repeat(999)}y`];
  const hashes = texts.map(hashText);
  expect(new Set(hashes).size).toBe(texts.length);
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-z]{14}$/);
});

test("a name that is taken gets a number, starting at 2", () => {
  const taken = new Set(["b-2"]);
  expect(["a", "a", "a", "b", "b"].map((name) => uniqueName(name, taken))).toEqual([
    "a",
    "a-2",
    "a-3",
    "b",
    "b-3",
  ]);
});

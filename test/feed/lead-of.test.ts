import { expect, test } from "vitest";
import { leadOf } from "../../src/feed/lead-of.ts";

test("words without tags and code", () => {
  expect(leadOf("<p>One</p><p>two &#x26; <b>three</b></p><pre><code>x</code></pre><p>four")).toBe(
    "One two &#x26; three four",
  );
  expect(leadOf("<pre>never closed")).toBe("");
});

test("a long text ends between words, and never inside a reference or a sign", () => {
  expect(leadOf(`<p>${"word ".repeat(100)}</p>`)).toBe(`${"word ".repeat(60).trim()}…`);
  expect(leadOf(`${"a".repeat(298)}&#x26;bbb`)).toBe(`${"a".repeat(298)}…`);
  expect(leadOf(`${"a".repeat(299)}🎉🎉`)).toBe(`${"a".repeat(299)}…`);
});

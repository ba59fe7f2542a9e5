import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { toFeedHtml } from "../../../src/feed/html/to-feed-html.ts";

const text = readFileSync(join(import.meta.dirname, "../../../docs/feed.md"), "utf8");
const rows = [...text.matchAll(/^\| ([^|]+?) +\| `(<?[^|`]+)` +\| `([^|`]+)` +\|$/gm)]
  .map(([, name = "", html = "", expected = ""]): [string, string, string] => [name, html, expected])
  .filter(([, html]) => html.includes("</"));

describe("the table of docs/feed.md", () => {
  test("has rows to test", () => {
    expect(rows.length).toBeGreaterThanOrEqual(7);
  });

  test.each(rows)("%s", (_, html, expected) => {
    expect(toFeedHtml(html, { url: "https://example.com/q/" })).toBe(expected);
  });
});

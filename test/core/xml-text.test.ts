import { describe, expect, test } from "vitest";
import { escapeXml, escapeXmlText, toXmlCharacters } from "../../src/core/escape.ts";

describe("text in XML", () => {
  test("markup characters become hexadecimal references", () => {
    expect(escapeXmlText(`a & b < c > d "e" 'f'`)).toBe(`a &#x26; b &#x3C; c &#x3E; d "e" 'f'`);
    expect(escapeXml(`a & b < c > d "e" 'f'`)).toBe(`a &#x26; b &#x3C; c &#x3E; d &#x22;e&#x22; 'f'`);
    expect(escapeXmlText("plain")).toBe("plain");
  });

  test("control characters, lone surrogates and noncharacters are removed, everything else is kept", () => {
    expect(toXmlCharacters("a\0\x08\x0B\x1F\x7F\x9F\uD800\uFFFE\uFDD0\u{1FFFF}b")).toBe("ab");
    const kept = "\t\n\r \u00A0Ã©\u2060\uFFFD\uE000🎉";
    expect(toXmlCharacters(kept)).toBe(kept);
  });
});

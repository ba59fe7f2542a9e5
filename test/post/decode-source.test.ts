import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { decodeSource } from "../../src/post/decode-source.ts";

const maxBytes = 1000;

function failure(source: string | Uint8Array, limit: number = maxBytes): ContentError {
  try {
    decodeSource(source, { path: "a.md", maxBytes: limit });
  } catch (error) {
    if (error instanceof ContentError) return error;
    throw error;
  }
  throw new Error("decoded without a complaint");
}

describe("decodeSource", () => {
  test("keeps text unchanged, including the byte order mark", () => {
    const text = "\uFEFF# Grüße 👋\r\n";
    expect(decodeSource(text, { maxBytes })).toBe(text);
    expect(decodeSource(new TextEncoder().encode(text), { maxBytes })).toBe(text);
  });

  test.each([
    ["a Latin-1 letter before a space", [0x61, 0x0a, 0x62, 0xe9, 0x20, 0x63], 3, 2, 2, "0xE9"],
    ["a Latin-1 letter at the end", [0x61, 0xe9], 1, 1, 2, "0xE9"],
    ["a lone continuation byte", [0x61, 0x80], 1, 1, 2, "0x80"],
    ["an overlong slash", [0xc0, 0xaf], 0, 1, 1, "0xC0"],
    ["an encoded surrogate", [0x61, 0xed, 0xa0, 0x80], 1, 1, 2, "0xED"],
    ["three of four bytes", [0x61, 0x0d, 0xf0, 0x9f, 0x98], 2, 2, 1, "0xF0"],
    ["after a valid é", [0xc3, 0xa9, 0xff], 2, 1, 2, "0xFF"],
    [
      "after characters that decode to others",
      [0xef, 0xbf, 0xbd, 0xef, 0xbf, 0xbd, 0x0a, 0xff],
      7,
      2,
      1,
      "0xFF",
    ],
    ["after the first of its bytes", [0xef, 0xbf, 0x61], 0, 1, 1, "0xEF"],
    ["after a byte order mark", [0xef, 0xbb, 0xbf, 0x61, 0xff], 4, 1, 2, "0xFF"],
    ["after every kind of line ending", [0x0d, 0x0a, 0x0d, 0x0a, 0x0a, 0x61, 0x05, 0xff], 7, 4, 3, "0xFF"],
  ])("reports the position of %s", (_name, bytes, offset, line, column, value) => {
    const [message] = failure(Uint8Array.from(bytes)).messages;
    expect(message).toMatchObject({ ruleId: "not-utf8", line, column, actual: value, file: "a.md" });
    expect(message?.reason).toContain(`Byte ${offset} `);
  });

  test.each([
    [[0xff, 0xfe, 0x61, 0x00], "The file looks like UTF-16: save it as UTF-8."],
    [[0xfe, 0xff, 0x00, 0x61], "The file looks like UTF-16: save it as UTF-8."],
    [[0xff, 0x61], "Save the file as UTF-8."],
    [[0xfe, 0x61], "Save the file as UTF-8."],
    [[0x61, 0xfe], "Save the file as UTF-8."],
    [[0x61, 0xff], "Save the file as UTF-8."],
  ])("recognizes UTF-16 by its byte order mark: %j", (bytes, note) => {
    expect(failure(Uint8Array.from(bytes)).messages[0]?.note).toBe(note);
  });

  test("counts bytes, not characters, against the limit", () => {
    expect(decodeSource("é".repeat(5), { maxBytes: 10 })).toHaveLength(5);
    expect(failure("é".repeat(6), 10).messages[0]).toMatchObject({
      ruleId: "limit-bytes",
      line: 1,
      column: 1,
    });
    expect(failure(new Uint8Array(11), 10).messages[0]?.reason).toContain("11 bytes, at most 10");
  });
});

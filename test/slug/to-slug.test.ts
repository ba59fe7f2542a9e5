import { describe, expect, test } from "vitest";
import { toSlug, toTagSlug } from "../../src/slug/to-slug.ts";

describe("toSlug", () => {
  test.each([
    ["Hello, World!", "hello-world"],
    ["  spaced   out  ", "spaced-out"],
    ["snake_case and kebab-case", "snake-case-and-kebab-case"],
    ["Don’t panic", "dont-panic"],
    ["don't", "dont"],
    ["the dogs' house", "the-dogs-house"],
    ["'quoted'", "quoted"],
    ["zero\u200Bwidth soft\u00ADhyphen", "zerowidth-softhyphen"],
    ["ÜBER", "über"],
    ["u\u0308ber", "über"],
    ["日本語の記事", "日本語の記事"],
    ["한국어", "한국어"],
    ["नमस्ते दुनिया", "नमस्ते-दुनिया"],
    ["Vue 3.1 & Node.js", "vue-3-1-node-js"],
    ["10:30", "10-30"],
    ["../../etc/passwd", "etc-passwd"],
    ["..", ""],
    [".", ""],
    ["", ""],
    ["🎉🎉", ""],
    ["🎉 party", "party"],
    ["CON", "con-slug"],
    ["con.txt", "con-txt"],
    ["Com1", "com1-slug"],
    ["LPT³", "lpt³-slug"],
    ["console", "console"],
    ["\uD800 lone", "lone"],
    ["a\u0000b", "a-b"],
  ])("%j → %j", (text, slug) => {
    expect(toSlug(text)).toBe(slug);
  });

  test("is cut to 200 bytes, between graphemes and not after a hyphen", () => {
    expect(toSlug("a".repeat(500))).toBe("a".repeat(200));
    // Three bytes each: 66 fit.
    expect(toSlug("あ".repeat(500))).toBe("あ".repeat(66));
    expect(toSlug(`${"a".repeat(199)} b`)).toBe("a".repeat(199));
    // The accent would be the 201st byte, so its letter is removed too. (q has no composed form.)
    expect(toSlug(`${"a".repeat(198)}q\u0301`)).toBe("a".repeat(198));
    expect(toSlug(`a${"\u0301".repeat(500)}`)).toBe("á");
  });
});

describe("toTagSlug", () => {
  test.each([
    ["C", "c"],
    ["C++", "c-plus-plus"],
    ["C#", "c-sharp"],
    ["c♯", "c-sharp"],
    ["F#", "f-sharp"],
    [".NET", "dot-net"],
    ["ASP.NET", "asp-net"],
    ["Node.js", "node-js"],
    ["#rust", "rust"],
    ["#1", "1"],
    ["Café", "cafe"],
    ["cafe\u0301 culture", "cafe-culture"],
    ["が", "が"],
    ["йога", "йога"],
    ["🎉", "u1f389"],
    ["👨‍👩‍👧", "u1f468-u1f469-u1f467"],
    ["#", "u23"],
    ["  ", ""],
    ["---", ""],
  ])("%j → %j", (tag, slug) => {
    expect(toTagSlug(tag)).toBe(slug);
  });
});

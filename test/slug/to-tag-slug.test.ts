import { describe, expect, test } from "vitest";
import { toTagSlug } from "../../src/slug/to-tag-slug.ts";

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

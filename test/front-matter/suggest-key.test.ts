import { describe, expect, test } from "vitest";
import { createKeyAdviser } from "../../src/front-matter/suggest-key.ts";

const suggest = (written: string, ...known: string[]) => createKeyAdviser(known).suggest(written);

describe("an unknown key", () => {
  test.each([
    // One letter added, removed or swapped.
    ["titlee", "title", true],
    ["titl", "title", true],
    ["ttile", "title", true],
    ["titel", "title", true],
    ["dtae", "date", true],
    ["datee", "date", true],
    ["dat", "date", true],
    // Short keys: changing a letter makes another word, and so does changing the first letter.
    ["data", "date", false],
    ["ate", "date", false],
    ["hook", "book", false],
    ["adte", "date", false],
    ["titla", "title", false],
    // From six letters: one letter of any kind.
    ["authar", "author", true],
    ["outhor", "author", true],
    ["auhtor", "author", true],
    ["uathor", "author", true],
    ["uathro", "author", false],
    ["autho", "author", true],
    ["auth", "author", false],
    ["authorxy", "author", false],
    ["authxyr", "author", false],
    // From nine letters: two letters.
    ["canonical", "kanonikal", true],
    ["descripton", "description", true],
    ["discripton", "description", true],
    ["descriptionxy", "description", true],
    ["descripti", "description", true],
    ["discripten", "description", false],
    ["descriptionxyz", "description", false],
    ["exerptly", "excerptly", true],
    ["expert", "excerptly", false],
    // Eight letters are too few for two.
    ["language", "lenguege", false],
    // Plurals are separate words.
    ["titles", "title", false],
    ["posts", "postsx", true],
    ["keyword", "keywords", false],
    // Words of the same family are separate words.
    ["publisher", "published", false],
    ["republished", "published", false],
    ["publishedd", "published", true],
    ["unpublished", "published", true],
    ["publishd", "published", true],
    // Too short or too long for a suggestion.
    ["ta", "tags", false],
    ["tag", "tagx", true],
    ["tat", "tag", false],
    [`${"a".repeat(40)}`, `${"a".repeat(41)}`, true],
    [`${"a".repeat(41)}`, `${"a".repeat(40)}`, false],
    // A key with different spelling of the same name is not a typo, and without a similar key there is no suggestion.
    ["ogImage", "og_image", false],
    ["weather", "author", false],
  ])("whether %s suggests %s: %s", (written, known, isSuggested) => {
    expect(suggest(written, known)).toBe(isSuggested ? known : undefined);
  });

  test("suggests the closest key, and the first of equally close ones", () => {
    expect(suggest("descriptin", "descriptionx", "description")).toBe("description");
    expect(suggest("descriptin", "description", "descriptionx")).toBe("description");
    expect(suggest("authr", "author", "authar")).toBe("author");
    expect(suggest("authr", "authar", "author")).toBe("authar");
  });

  test("a key with the prefix `re` is a word of its own, also next to a similar key", () => {
    expect(suggest("republished", "published", "isPublished")).toBeUndefined();
  });

  test("is compared without letter case and punctuation", () => {
    const adviser = createKeyAdviser(["coverImage"]);
    expect(adviser.isKnown("cover_image")).toBe(true);
    expect(adviser.isKnown("cover-imag")).toBe(false);
    expect(adviser.suggest("cover-imag")).toBe("coverImage");
  });

  test("gets the same suggestion each time, after any number of other keys", () => {
    const adviser = createKeyAdviser(["title"]);
    for (let round = 0; round < 2; round++) {
      expect(adviser.suggest("titel")).toBe("title");
      expect(adviser.suggest("other")).toBeUndefined();
      for (let index = 0; index < 600; index++) expect(adviser.suggest(`k${index}`)).toBeUndefined();
    }
  });
});

import { describe, expect, test } from "vitest";
import { parseDate } from "../../src/front-matter/parse-date.ts";
import { findSlugCollisions } from "../../src/slug/find-slug-collisions.ts";
import { languageFromPath, slugFromPath } from "../../src/slug/slug-from-path.ts";
import { toSlug, toTagSlug } from "../../src/slug/to-slug.ts";

describe("language suffixes and collisions", () => {
  test.each([
    ["posts/queues.fr.md", "fr"],
    ["posts/queues.pt-br.md", "pt-BR"],
    ["posts/queues.zh_Hant.md", "zh-Hant"],
    ["posts/queues.FR.md", "fr"],
    ["posts/queues.md", undefined],
    ["posts/socket.io.md", undefined],
    ["", undefined],
  ])("the language of %j is %j", (path, language) => {
    expect(languageFromPath(path)).toBe(language);
  });

  test.each([
    [{ lang: "en" }, { lang: "fr" }, 0],
    [{ lang: "en" }, { lang: "EN" }, 1],
    [{ lang: "en" }, {}, 0],
    [{ path: "queues.md" }, { path: "queues.fr.md" }, 0],
    [{ path: "a/queues.fr.md" }, { path: "b/queues.fr.md" }, 1],
    [{ path: "queues.md", lang: "fr" }, { path: "b/queues.fr.md" }, 1],
    [{ path: "queues.fr.md", lang: "en" }, { path: "b/queues.fr.md" }, 0],
    [{ path: "queues.md" }, {}, 1],
  ])("posts with the fields %j and %j and the same slug have %j collisions", (a, b, count) => {
    expect(
      findSlugCollisions([
        { slug: "queues", ...a },
        { slug: "queues", ...b },
      ]),
    ).toHaveLength(count);
  });

  test("slugs that differ only in a final sigma collide", () => {
    expect(findSlugCollisions([{ slug: "λόγος" }, { slug: "λόγοσ" }])).toHaveLength(1);
  });

  test("a collision has a note on what to do, and a post without a slug throws", () => {
    const [message] = findSlugCollisions([{ slug: "a" }, { slug: "a" }]);
    expect(message?.note).toMatch(/`slug:`|rename/);
    expect(() => findSlugCollisions([{ path: "a.md" } as never])).toThrow(TypeError);
  });
});

describe("slugFromPath", () => {
  test.each([
    ["posts/reindex.md", "reindex"],
    ["posts/index-funds.md", "index-funds"],
    ["posts/a/b/index.md", "b"],
    ["posts/queues/./index.md", "queues"],
    ["posts/queues/../index.md", "queues"],
    ["posts//queues//index.md", "queues"],
    ["posts/queues/INDEX.md", "queues"],
    ["/queues.md", "queues"],
  ])("%j → %j", (path, slug) => {
    expect(slugFromPath(path)).toBe(slug);
  });
});

describe("toSlug", () => {
  test.each([
    ["90's hits", "90s-hits"],
    ["’90s", "90s"],
    ["don\u200B’t", "dont"],
    ["5’10", "510"],
    ["नमस्ते’स", "नमस्तेस"],
    ["Rock’n’Roll", "rocknroll"],
  ])("%j → %j", (text, slug) => {
    expect(toSlug(text)).toBe(slug);
  });

  test.each([
    // Each has 200 bytes: letters of one, two, three and four bytes.
    ["a", 200],
    ["é", 100],
    ["ߪ", 100],
    ["𐐨", 50],
  ])("limits the letter %j to %j repetitions", (letter, count) => {
    expect(toSlug(letter.repeat(count))).toBe(letter.repeat(count));
    expect(toSlug(letter.repeat(count + 1))).toBe(letter.repeat(count));
  });

  test("limits three-byte letters to 66 repetitions", () => {
    expect(toSlug("ࠀ".repeat(67))).toBe("ࠀ".repeat(66));
  });

  test("keeps inner hyphens of a slug that is cut", () => {
    const slug = toSlug("word ".repeat(60));
    expect(slug).toBe("word-".repeat(40).slice(0, -1));
  });
});

describe("toTagSlug", () => {
  test.each([
    [" #rust ", "rust"],
    ["#Ünder", "under"],
    ["a#1", "a-sharp-1"],
    ["1#", "1-sharp"],
    ["ế", "e"],
    [".1", "dot-1"],
    ["(.net)", "dot-net"],
    ["web/.net", "web-dot-net"],
    ["é.è", "e-e"],
  ])("%j → %j", (tag, slug) => {
    expect(toTagSlug(tag)).toBe(slug);
  });
});

test.each([null, 5, undefined])("%s throws because it is not a string", (value) => {
  expect(() => toSlug(value as never)).toThrow(/^Expected `text` to be a string, received /);
  expect(() => toTagSlug(value as never)).toThrow(/^Expected `tag` to be a string, received /);
  expect(() => parseDate(value as never)).toThrow(/^Expected `text` to be a string, received /);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { findSlugCollisions } from "../../src/slug/find-slug-collisions.ts";
import { slugFromPath } from "../../src/slug/slug-from-path.ts";
import { toSlug, toTagSlug } from "../../src/slug/to-slug.ts";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom("a", "İ", "ß", "Σ", "'", "’", "-", ".", "/", "\u0301", "あ", "😀", "\uD800", " "),
  }),
);

function isSlug(slug: string): void {
  expect(slug).toMatch(/^(?:[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*)?$/u);
  expect(slug).toBe(slug.normalize("NFC"));
  expect(new TextEncoder().encode(slug).length).toBeLessThanOrEqual(200);
  expect(slug).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)$/);
}

test("a slug contains only letters, digits and single hyphens, and is its own slug", () => {
  fc.assert(
    fc.property(text, (input) => {
      const slug = toSlug(input);
      isSlug(slug);
      expect(toSlug(slug)).toBe(slug);
    }),
    { numRuns: 1000 },
  );
});

test("slugs of tags and paths are valid slugs", () => {
  fc.assert(
    fc.property(text, (input) => {
      isSlug(toTagSlug(input));
      isSlug(slugFromPath(input));
    }),
  );
});

test("composed and decomposed text have the same slug", () => {
  fc.assert(
    fc.property(text, (input) => {
      expect(toSlug(input.normalize("NFD"))).toBe(toSlug(input));
    }),
  );
});

test("every duplicate slug is reported", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "A", "b", "ä", "c")), (slugs) => {
      const distinct = new Set(slugs.map((slug) => slug.toLowerCase()));
      expect(findSlugCollisions(slugs.map((slug) => ({ slug })))).toHaveLength(slugs.length - distinct.size);
    }),
  );
});

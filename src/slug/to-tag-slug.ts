import { toSlug } from "./to-slug.ts";

/**
 * Turns a tag into the key that tells whether two spellings are one tag. It goes further than `toSlug` on one side:
 * accents on Latin letters are dropped, so `Café` and `cafe` are one. And it keeps apart what `toSlug` throws
 * together: `C`, `C++` and `C#`, `F` and `F#`, `NET` and `.NET`. A tag of signs alone, an emoji say, gets its code
 * points, so that no tag is lost. One leading `#` is taken for a hashtag's.
 *
 * @param tag - a tag as an author wrote it
 * @returns a slug, fit for a URL; `""` only for a tag of nothing but white space and hyphens
 * @example
 * ```ts
 * import { toTagSlug } from "galley/slug";
 *
 * console.log(["C", "C++", "C#", "F#", ".NET", "Node.js"].map(toTagSlug).join(" "));
 * console.log(toTagSlug("Café Culture") === toTagSlug("cafe-culture"), toTagSlug("🎉"));
 * // → c c-plus-plus c-sharp f-sharp dot-net node-js
 * // → true u1f389
 * ```
 */
export function toTagSlug(tag: string): string {
  const spelled = tag
    .trim()
    .replace(/^#(?=[\p{L}\p{N}])/u, "")
    .normalize("NFD")
    // Only Latin: in other scripts the marks are letters of their own (が, й).
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, "$1")
    .normalize("NFC")
    .replace(/\+/g, "-plus-")
    .replace(/(?<=[\p{L}\p{N}])[#♯]/gu, "-sharp-")
    .replace(/(?<![^\s/(,-])\.(?=[\p{L}\p{N}])/gu, "-dot-");
  const slug = toSlug(spelled);
  if (slug !== "") return slug;
  const signs = [...tag].filter((sign) => !/\u200D|[\s\p{M}-]/u.test(sign));
  return toSlug(signs.map((sign) => `u${sign.codePointAt(0)?.toString(16)}`).join("-"));
}

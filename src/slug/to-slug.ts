import { checkKind } from "../core/check-options.ts";

/** In bytes of UTF-8: file systems allow 255 bytes for a name, and a suffix must still fit. */
const maxBytes = 200;

/** Names that Windows reserves for devices; no folder can have such a name there. */
const reservedNames: RegExp = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/u;

const word: RegExp = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/**
 * Turns a text into a slug for URLs: lower case, with the letters and digits of any script, and a single hyphen for
 * everything else. Apostrophes are removed, so that “Don’t” is `dont`.
 *
 * The result is in Unicode normal form C, contains no dot (so it is never `.` or `..`), has at most 200 bytes of UTF-8
 * (cut between graphemes), and is not a name that Windows reserves for devices (`con`, `nul`, `com1` … get the suffix
 * `-slug`). The slug of a slug is the same slug.
 *
 * @param text - any text, of any length
 * @returns the slug, or `""` when the text has no letter and no digit
 * @throws TypeError when `text` is not a string
 * @example
 * ```ts
 * import { toSlug } from "galley/slug";
 *
 * console.log(toSlug("Why Queues Don’t Fix Overload (And What To Do Instead)"));
 * console.log(toSlug("Über die Größe von 日本語"));
 * console.log(toSlug("CON"), JSON.stringify(toSlug("…!?")));
 * // → why-queues-dont-fix-overload-and-what-to-do-instead
 * // → über-die-größe-von-日本語
 * // → con-slug ""
 * ```
 */
export function toSlug(text: string): string {
  checkKind("text", text, "string");
  const plain = text
    .normalize("NFC")
    .toLowerCase()
    .normalize("NFC")
    // Apostrophes, joiners and soft hyphens inside a word do not split it.
    .replace(/(?<=[\p{L}\p{N}\p{M}])['’ʼ\u200B-\u200D\u2060\u00AD\uFEFF]+(?=[\p{L}\p{N}])/gu, "");
  const slug = cutToBytes((plain.match(word) ?? []).join("-").normalize("NFC"));
  return reservedNames.test(slug) ? `${slug}-slug` : slug;
}

/**
 * Turns a tag into a slug that is the same for all spellings of the tag. Unlike `toSlug`, it removes the accents of Latin
 * letters, so that `Café` and `cafe` are one tag, and distinguishes `C`, `C++` and `C#`, `F` and `F#`, `NET` and `.NET`.
 * The slug of a tag without letters, such as an emoji, consists of its code points. A leading `#` is removed.
 *
 * @param tag - a tag as an author wrote it
 * @returns the slug; `""` only for a tag of white space and hyphens
 * @throws TypeError when `tag` is not a string
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
  checkKind("tag", tag, "string");
  const spelled = tag
    .trim()
    .replace(/^#(?=[\p{L}\p{N}])/u, "")
    .normalize("NFD")
    // Only Latin: in other scripts a letter with a mark is another letter (が, й).
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

/** The slug of a series: `toSlug` that keeps `C`, `C++` and `C#` apart. A name without letters has that of a tag. */
export function toSeriesSlug(name: string): string {
  const spelled = name
    .replace(/(?<=[\p{L}\p{N}+])\+(?![\p{L}\p{N}])/gu, "-plus-")
    .replace(/(?<=[\p{L}\p{N}])[#♯](?![\p{L}\p{N}])/gu, "-sharp-");
  return toSlug(spelled) || toTagSlug(name);
}

function cutToBytes(slug: string): string {
  if (slug.length * 3 <= maxBytes) return slug;
  const { read } = new TextEncoder().encodeInto(slug, new Uint8Array(maxBytes));
  if (read === slug.length) return slug;
  const segments = new Intl.Segmenter("en", { granularity: "grapheme" }).segment(slug.slice(0, read + 2));
  const end = segments.containing(read)?.index ?? read;
  // One letter with hundreds of accents: keep only the letter.
  return end === 0 ? ([...slug.slice(0, 2)][0] ?? "") : slug.slice(0, end).replace(/-+$/, "");
}

/** Longest slug, in bytes of UTF-8: file systems stop at 255 for a name, and a suffix must still fit. */
const maxBytes = 200;

/** Names that Windows keeps for devices; a folder of that name cannot be made there. */
const reservedNames: RegExp = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/u;

const word: RegExp = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/**
 * Turns a text into the part of a URL that names it: lower case, letters and digits of any script kept, everything
 * else a single hyphen. Apostrophes vanish, so that “Don’t” is `dont`.
 *
 * The result is in Unicode normal form C, holds no dot (so never `.` or `..`), takes at most 200 bytes of UTF-8 (cut
 * between graphemes) and is no name that Windows keeps for devices (`con`, `nul`, `com1` … get `-slug` behind them).
 * Making a slug of a slug changes nothing.
 *
 * @param text - any text, of any length
 * @returns the slug, or `""` when the text has neither letter nor digit
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
  const plain = text
    .normalize("NFC")
    .toLowerCase()
    .normalize("NFC")
    // Signs inside a word that are no part of its spelling in a URL: apostrophes, joiners, soft hyphens.
    .replace(/(?<=[\p{L}\p{N}\p{M}])['’ʼ\u200B-\u200D\u2060\u00AD\uFEFF]+(?=[\p{L}\p{N}])/gu, "");
  const slug = cutToBytes((plain.match(word) ?? []).join("-").normalize("NFC"));
  return reservedNames.test(slug) ? `${slug}-slug` : slug;
}

function cutToBytes(slug: string): string {
  if (slug.length * 3 <= maxBytes || byteLength(slug) <= maxBytes) return slug;
  let end = 0;
  let bytes = 0;
  // No grapheme of the result can lie past this many code units, and segmenting is dear.
  const head = slug.slice(0, maxBytes + 1);
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(head)) {
    bytes += byteLength(segment);
    if (bytes > maxBytes) break;
    end += segment.length;
  }
  // One letter under hundreds of accents: keep the letter alone.
  if (end === 0) return [...slug][0] ?? "";
  return slug.slice(0, end).replace(/-+$/, "");
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

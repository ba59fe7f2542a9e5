/**
 * RFC 5646: language, script, region, variants, extensions, private use; then private use alone, and the irregular tags.
 * A language subtag of more than three letters would be well-formed, but none exists: it is a name, such as `English`.
 */
const wellFormed: RegExp =
  /^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[\da-wyz](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+|i-[a-z]{2,8}|en-gb-oed|sgn-be-(?:fr|nl)|sgn-ch-de)$/;

/**
 * Reads a BCP 47 language tag. `pt_br`, a common spelling, becomes `pt-BR`. Only the case changes: a tag is never
 * replaced by another of the same meaning, which would depend on the version of the engine.
 *
 * @returns `undefined` for what is not a well-formed tag
 */
export function readLanguage(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const tag = value.trim().replaceAll("_", "-").toLowerCase();
  if (tag.length > 100 || !wellFormed.test(tag)) return undefined;
  let isExtension = false;
  const parts = tag.split("-").map((part, index) => {
    const before = isExtension || index === 0;
    isExtension ||= part.length === 1;
    if (before || !/^[a-z]+$/.test(part)) return part;
    if (part.length === 2) return part.toUpperCase();
    return part.length === 4 ? part.charAt(0).toUpperCase() + part.slice(1) : part;
  });
  return parts.join("-");
}

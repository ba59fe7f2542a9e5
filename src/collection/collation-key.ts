/**
 * What a title is filed under: without case and without the accents of Latin letters, so that `Éclair` stands between
 * `eclair` and `edit`. It asks no locale, so that two machines file alike.
 */
export function collationKey(text: string): string {
  // ASCII, nearly every title: nothing to take apart.
  if (/^[\x20-\x7E]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, "$1")
    .toLowerCase();
}

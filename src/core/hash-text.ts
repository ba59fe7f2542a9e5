/** A short hash of a text: the same everywhere, different for different texts. Not cryptographic. */
export function hashText(text: string): string {
  // Two rounds of FNV-1a over UTF-16 code units, from different starts.
  let first = 0x811c9dc5;
  let second = 0x01000193;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x85ebca6b) ^ (second >>> 13);
  }
  return (first >>> 0).toString(36).padStart(7, "0") + (second >>> 0).toString(36).padStart(7, "0");
}

/** Decodes the percent-encoding of a URL or a part of one; malformed escapes are left as they are. */
export function decodeUri(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

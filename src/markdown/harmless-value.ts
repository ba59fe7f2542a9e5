import { isSafeUrl } from "./is-safe-url.ts";

/** What ends a comment, a CDATA section, or an element whose content is text. */
const breakout: RegExp =
  /(?:--!?|\])(?=>)|<(?=\/(?:style|script|title|xmp|textarea|noscript|iframe|noembed|noframes))/gi;

/** White space, control characters and signs that take no room. */
const blanks: RegExp = /[\s\0-\x1f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f]/g;

/**
 * A URL as a filter sees it that overlooks blanks: `java script:…` is a path to a browser, and more to some.
 *
 * @param url - a URL as it stands in an attribute
 */
export function withoutBlanks(url: string): string {
  return url.replace(blanks, "");
}

/**
 * Makes the value of an attribute harmless in places where it is no attribute: pasted into a comment or a script, or
 * read by a parser in another state than ours, a value such as `</script><img onerror=…>` would be markup. Sanitisers
 * drop such attributes whole. Here the signs are kept and parted by an invisible one (U+2060, word joiner); in a URL they
 * are encoded, as a browser would, and so are blanks that hide an unsafe scheme from some.
 *
 * @param value - the value of an attribute
 * @param isUrl - whether it is a URL
 */
export function harmlessValue(value: string, isUrl: boolean): string {
  if (isUrl && !isSafeUrl(withoutBlanks(value))) {
    return harmlessValue(value.replace(/[\t\n\r]/g, "").replace(blanks, encodeURIComponent), isUrl);
  }
  if (!value.includes(">") && !value.includes("</")) return value;
  if (isUrl) return value.replaceAll("<", "%3C").replaceAll(">", "%3E");
  return value.replace(breakout, "$&\u2060");
}

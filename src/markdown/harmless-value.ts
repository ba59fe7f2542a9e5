/** What ends a comment, a CDATA section, or an element whose content is text. */
const breakout: RegExp =
  /(?:--!?|\])(?=>)|<(?=\/(?:style|script|title|xmp|textarea|noscript|iframe|noembed|noframes))/gi;

/**
 * Makes the value of an attribute harmless in places where it is no attribute: pasted into a comment or a script, or
 * read by a parser in another state than ours, a value such as `</script><img onerror=…>` would be markup. Sanitisers
 * drop such attributes whole. Here the signs are kept and parted by an invisible one (U+2060, word joiner); in a URL they
 * are encoded.
 *
 * @param value - the value of an attribute
 * @param isUrl - whether it is a URL
 */
export function harmlessValue(value: string, isUrl: boolean): string {
  if (!value.includes(">") && !value.includes("</")) return value;
  if (isUrl) return value.replaceAll("<", "%3C").replaceAll(">", "%3E");
  return value.replace(breakout, "$&\u2060");
}

import { isSafeUrl } from "../html/urls.ts";

/**
 * Makes an absolute URL of plain ASCII that RFC 3986 allows to the letter. Browsers write some signs bare that it wants
 * as `%` escapes, and leave a lone `%` alone.
 *
 * @param raw - a URL as it stands in an attribute or in front matter
 * @param base - what a relative one is resolved against
 * @returns `undefined` for what is no URL or may not stand in a post
 */
export function toFeedUrl(raw: string, base: URL | string): string | undefined {
  if (!isSafeUrl(raw)) return undefined;
  let href: string;
  try {
    href = new URL(raw, base).href;
  } catch {
    return undefined;
  }
  return isSafeUrl(href) ? escapeStrictly(href) : undefined;
}

/** The same for the address of a page: `http` and `https` only. */
export function toPageUrl(raw: string, base: URL | string): string | undefined {
  const url = toFeedUrl(raw, base);
  return url !== undefined && /^https?:/.test(url) ? url : undefined;
}

/** Leaves only what RFC 3986 lets stand, brackets of an IPv6 host included. */
function escapeStrictly(href: string): string {
  if (/^[0-9A-Za-z;/?:@&=+$.\-_!~*'()#,]*$/.test(href)) return href;
  const host = /^https?:\/\/(?:[^/?#@]*@)?\[[0-9a-f:.]*\]/.exec(href)?.[0] ?? "";
  const rest = href
    .slice(host.length)
    .replace(/%(?![0-9A-Fa-f]{2})/g, "%25")
    .replace(/[^0-9A-Za-z;/?:@&=+$.\-_!~*'()%#,]/gu, (sign) => {
      const code = sign.charCodeAt(0);
      return code < 0x80 ? `%${code.toString(16).toUpperCase().padStart(2, "0")}` : encodeURIComponent(sign);
    });
  return host + rest;
}

/** The schemes that may stand in a post. Everything else runs code, opens another program, or hides what it loads. */
const safeSchemes: ReadonlySet<string> = new Set(["http", "https", "mailto", "tel"]);

/**
 * Tells whether a URL may stand in a post: `http`, `https`, `mailto`, `tel`, or relative (a path, a query, a fragment,
 * `//host`). It reads the URL as a browser does, which drops tabs and line ends anywhere and control characters and
 * spaces in front, so that no spelling of `javascript:` passes.
 *
 * @param url - a URL as it stands in an attribute, character references decoded
 * @example
 * ```ts
 * import { isSafeUrl } from "galley/markdown";
 *
 * console.log(isSafeUrl("https://example.com/"), isSafeUrl("../notes?at=10:30"), isSafeUrl("#top"));
 * console.log(isSafeUrl("javascript:alert(1)"), isSafeUrl(" java\nscript:alert(1)"), isSafeUrl("data:text/html,x"));
 * // → true true true
 * // → false false false
 * ```
 */
export function isSafeUrl(url: string): boolean {
  const scheme = schemeOf(url);
  return scheme === undefined || safeSchemes.has(scheme);
}

/**
 * The scheme of a URL in lower case, or `undefined` when it is relative.
 *
 * @param url - a URL as it stands in an attribute
 */
export function schemeOf(url: string): string | undefined {
  let start = 0;
  while (start < url.length && url.charCodeAt(start) <= 0x20) start += 1;
  for (let index = start; index < url.length; index++) {
    const code = url.charCodeAt(index);
    if (code === 0x3a) return index === start ? undefined : schemeOfHead(url.slice(start, index));
    const letter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
    const other = (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d || code === 0x2e;
    const dropped = code === 0x09 || code === 0x0a || code === 0x0d;
    if (!letter && !dropped && !(other && index > start)) return undefined;
  }
  return undefined;
}

function schemeOfHead(head: string): string {
  return head.replace(/[\t\n\r]/g, "").toLowerCase();
}

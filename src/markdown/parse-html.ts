import type { Root } from "hast";
import { fromHtml } from "hast-util-from-html";

/**
 * Parses a fragment of HTML the way a browser does. It never throws on content.
 *
 * @param html - HTML from anywhere, a fragment of a page's body
 * @returns a hast tree; nothing is sanitised
 * @example
 * ```ts
 * import { parseHtml, renderHtml } from "galley/markdown";
 *
 * console.log(renderHtml(parseHtml("<p>One<p>Two &amp; <b>three")));
 * // → <p>One</p><p>Two &#x26; <b>three</b></p>
 * ```
 */
export function parseHtml(html: string): Root {
  return fromHtml(html, { fragment: true });
}

import type { Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { HtmlGauge } from "./html-gauge.ts";
import { joinSrcSets } from "./join-src-sets.ts";
import { scanHtml } from "./scan-html.ts";

/**
 * Parses a fragment of HTML the way a browser does. It never throws on content, and takes linear time: HTML that nests
 * hundreds of elements deep, or is so badly nested that a parser would repeat its tags over and over, is read as its
 * text alone.
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
  const gauge = new HtmlGauge();
  const unclosed = gauge.html(html);
  // A tag without its end is none to a parser; what is in it was not judged, and is cut off here.
  const judged = unclosed?.kind === "tag" ? html.slice(0, unclosed.offset) : html;
  const tree = fromHtml(gauge.problem === undefined ? judged : textOf(html), { fragment: true });
  joinSrcSets(tree);
  return tree;
}

/** HTML without its tags; the pieces are set apart, so that no two of them make a new tag. */
function textOf(html: string): string {
  const pieces: string[] = [];
  scanHtml(html, {
    start: () => false,
    end() {},
    text(text) {
      pieces.push(text);
    },
    cdata: () => false,
  });
  return pieces.join("\n");
}

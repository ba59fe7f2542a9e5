import type { Root as HastRoot } from "hast";
import type { Root as MdastRoot } from "mdast";
import type { VFileMessage } from "vfile-message";
import type { MarkdownLimits } from "./limits.ts";
import { makeSafe } from "./make-safe.ts";
import { toRawHast } from "./to-raw-hast.ts";

/**
 * What becomes of raw HTML in Markdown: `sanitize` keeps what can do no harm, `allow` keeps all of it (for authors you
 * trust as you trust your own code), `escape` shows the tags as text.
 */
export type RawHtmlPolicy = "sanitize" | "allow" | "escape";

/** How `toHast` turns a post into HTML's tree. */
export interface ToHastOptions {
  /**
   * What becomes of raw HTML.
   *
   * @default "sanitize"
   */
  rawHtml?: RawHtmlPolicy | undefined;
  /**
   * Put in front of the ids of footnotes. Give each post its own (`queues-`), and two posts can share a page.
   *
   * @default ""
   */
  footnotePrefix?: string | undefined;
  /**
   * Put in front of every other id: of headings and of raw HTML. Links inside the post follow.
   *
   * @default ""
   */
  idPrefix?: string | undefined;
  /** Limits of the text; `maxNesting` is looked at here. */
  limits?: Partial<MarkdownLimits> | undefined;
  /** Path of the post, for messages. */
  path?: string | undefined;
  /** Is handed each warning: what was left out and where. */
  onMessage?: ((message: VFileMessage) => void) | undefined;
}

/**
 * Turns Markdown's tree into HTML's: raw HTML parsed, everything sanitised, headings and footnotes given ids that are
 * unique in the post, links inside the post led to them. Rehype plugins of the ecosystem run on the result.
 *
 * @param tree - mdast, as `parseMarkdown` gives it; it is not changed
 * @param options - policy for raw HTML, prefixes, where warnings go
 * @returns hast; code is `<pre><code class="language-x">` with the fence's meta in `data.meta`
 * @throws ContentError past a limit
 * @example
 * ```ts
 * import { parseMarkdown, renderHtml, toHast } from "galley/markdown";
 *
 * const tree = parseMarkdown("## Über uns\n\n[Up](#über-uns), [out](javascript:alert(1)) <b onclick=x()>now</b>");
 * const hast = toHast(tree, { onMessage: (message) => console.log(String(message)) });
 * console.log(renderHtml(hast));
 * // → 3:18: The URL "javascript:alert(1)" was left out: javascript is no scheme for a post
 * // → 3:45: The attribute "onclick" of <b> was left out
 * // → <h2 id="über-uns">Über uns</h2>
 * // → <p><a href="#über-uns">Up</a>, <a>out</a> <b>now</b></p>
 * ```
 */
export function toHast(tree: MdastRoot, options: ToHastOptions = {}): HastRoot {
  return makeSafe(toRawHast(tree, options), options);
}

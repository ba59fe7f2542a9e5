import { parseHtml } from "../html/parse-html.ts";
import type { Excerpt } from "./excerpt.ts";
import { type ExcerptOptions, resolveExcerptOptions } from "./excerpt-options.ts";
import { makeExcerpt } from "./make-excerpt.ts";
import type { TreeNode } from "./tree-node.ts";

/**
 * Makes the excerpt of a post that another parser turned into HTML, by the same rules as `extractExcerpt`: the same
 * post gives the same text.
 *
 * @param html - the body of a post, a fragment or a page
 * @param options - as for `extractExcerpt`
 * @returns text and HTML, where they come from, and whether the post has more; the HTML is safe, whatever came in
 * @throws RangeError or TypeError for an option out of its bounds
 * @example
 * ```ts
 * import { extractExcerptFromHtml } from "galley/excerpt";
 *
 * const html = "<h1>Queues</h1><p>A queue hides <em>overload</em>.<script>alert(1)</script></p><!--more--><p>Rest</p>";
 * const { text, source, truncated } = extractExcerptFromHtml(html);
 * console.log(text, source, truncated);
 * // → A queue hides overload. marker true
 * ```
 */
export function extractExcerptFromHtml(html: string, options: ExcerptOptions = {}): Excerpt {
  const resolved = resolveExcerptOptions(options);
  return makeExcerpt(parseHtml(html) as TreeNode, resolved);
}

import type { Root } from "mdast";
import type { Excerpt } from "./excerpt.ts";
import { type ExcerptOptions, resolveExcerptOptions } from "./excerpt-options.ts";
import { makeExcerpt } from "./make-excerpt.ts";
import type { TreeNode } from "./tree-node.ts";

export type { ExcerptOptions } from "./excerpt-options.ts";

/**
 * Makes the excerpt of a post: what its author wrote into the front matter, else what stands before a marker such as
 * `<!-- more -->`, else the description, else the beginning of the text. The cut is made on the tree, so that no link,
 * table or emoji is ever cut in half.
 *
 * @param tree - mdast, as `parseMarkdown` gives it; it is not changed
 * @param options - lengths, markers, order, and what the front matter says
 * @returns text and HTML, where they come from, and whether the post has more
 * @throws RangeError or TypeError for an option out of its bounds
 * @example
 * ```ts
 * import { extractExcerpt, parseMarkdown } from "galley";
 *
 * const tree = parseMarkdown("# Queues\n\nA queue hides *overload*.\n\n<!-- more -->\n\nIt does not cure it.\n");
 * console.log(extractExcerpt(tree));
 * // → {
 * // →   text: 'A queue hides overload.',
 * // →   html: '<h1>Queues</h1>\n<p>A queue hides <em>overload</em>.</p>',
 * // →   source: 'marker',
 * // →   truncated: true
 * // → }
 * ```
 */
export function extractExcerpt(tree: Root, options: ExcerptOptions = {}): Excerpt {
  return makeExcerpt(tree as TreeNode, resolveExcerptOptions(options));
}

import type { Nodes as HastNodes, Root as HastRoot } from "hast";
import type { Nodes as MdastNodes, Root as MdastRoot } from "mdast";
import { checkOptions } from "../core/check-options.ts";
import type { Heading } from "../html/headings.ts";
import { type PlainTextOptions, readPlainText } from "../html/plain-text.ts";
import { checkTreeKind, isHast } from "../html/tree-kinds.ts";
import { type Contents, type Image, type Link, readTree } from "../html/tree-pass.ts";
import { checkToHastOptions, type ToHastOptions, toContents } from "./to-hast.ts";

/** Functions that only read accept trees as deep as HTML allows; quotes and lists take up to three elements for each level. */
export const readingLimits = { maxNesting: 170 };

/** The content of a tree of either kind. */
export function contentsOf(tree: MdastRoot | HastRoot, options: ToHastOptions = {}): Contents {
  return isHast(tree)
    ? readTree(tree)
    : toContents(tree, { limits: readingLimits, ...options, onMessage: undefined });
}

function readContents(tree: MdastRoot | HastRoot, options: ToHastOptions): Contents {
  checkTreeKind("tree", tree, "any");
  checkToHastOptions(options);
  return contentsOf(tree, options);
}

/**
 * Lists the headings of a post in order, including those in raw HTML, with their ids in the HTML. The heading of
 * the footnotes section is left out.
 *
 * @param tree - mdast, or hast as `toHast` returns it; it is not changed
 * @param options - for mdast: the same options as for `toHast`
 * @example
 * ```ts
 * import { extractHeadings, parseMarkdown } from "galley/markdown";
 *
 * for (const { depth, slug, text } of extractHeadings(parseMarkdown("# Why `queues` fail\n\n## Backlog\n\n## Backlog"))) {
 *   console.log(depth, slug, text);
 * }
 * // → 1 why-queues-fail Why queues fail
 * // → 2 backlog Backlog
 * // → 2 backlog-1 Backlog
 * ```
 */
export function extractHeadings(tree: MdastRoot | HastRoot, options: ToHastOptions = {}): Heading[] {
  return readContents(tree, options).headings;
}

/**
 * Lists the links of a post as they are in its HTML, in order: of Markdown and of raw HTML, references resolved. Links
 * that are not in the HTML, such as unsafe ones, are not listed, nor are those between footnotes and their references.
 *
 * @param tree - mdast, or hast as `toHast` returns it; it is not changed
 * @param options - for mdast: the same options as for `toHast`
 * @example
 * ```ts
 * import { extractLinks, parseMarkdown } from "galley/markdown";
 *
 * const tree = parseMarkdown("See [the _notes_][n] and <https://example.com>.\n\n[n]: ./notes.md\n");
 * for (const { url, text, place } of extractLinks(tree)) console.log(url, "·", text, "·", place?.start.column);
 * // → ./notes.md · the notes · 5
 * // → https://example.com · https://example.com · 26
 * ```
 */
export function extractLinks(tree: MdastRoot | HastRoot, options: ToHastOptions = {}): Link[] {
  return readContents(tree, options).links;
}

/**
 * Lists the images of a post as they are in its HTML, in order: of Markdown and of raw HTML, references resolved.
 *
 * @param tree - mdast, or hast as `toHast` returns it; it is not changed
 * @param options - for mdast: the same options as for `toHast`
 * @example
 * ```ts
 * import { extractImages, parseMarkdown } from "galley/markdown";
 *
 * const tree = parseMarkdown('![A _queue_](queue.png)\n\n<img src="lock.png" alt="A lock">\n');
 * for (const { url, alt, place } of extractImages(tree)) console.log(url, "·", alt, "·", place?.start.line);
 * // → queue.png · A queue · 1
 * // → lock.png · A lock · 3
 * ```
 */
export function extractImages(tree: MdastRoot | HastRoot, options: ToHastOptions = {}): Image[] {
  return readContents(tree, options).images;
}

/**
 * Returns the text of a tree as a visitor reads it, without code blocks, footnotes and their references, tags, scripts
 * and the labels of alerts. Each block, list item and row is a line; cells of a row are separated; a formula appears
 * once, as its TeX; other white space is one space.
 *
 * @param node - a tree or a part of one, mdast or hast; it is not changed
 * @param options - whether alternative texts of images are included
 * @returns text without markup, references like `&amp;` decoded
 * @throws ContentError for mdast that `toHast` rejects
 * @example
 * ```ts
 * import { parseMarkdown, toPlainText } from "galley/markdown";
 *
 * console.log(toPlainText(parseMarkdown("# A & B\n\nSet `my_var` to _10:30_.[^1]\n\n- one\n- two\n\n[^1]: Note")));
 * // → A & B
 * // → Set my_var to 10:30.
 * // → one
 * // → two
 * ```
 */
export function toPlainText(node: HastNodes | MdastNodes, options: PlainTextOptions = {}): string {
  checkTreeKind("node", node, "any");
  checkOptions(options, { imageAlt: "boolean" });
  if (isHast(node)) return readPlainText(node, options);
  const tree = node.type === "root" ? node : ({ type: "root", children: [node] } as MdastRoot);
  return readPlainText(toContents(tree, { limits: readingLimits }).tree, options);
}

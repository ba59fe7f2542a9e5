import type { Nodes, Root, RootContent } from "hast";
import type { Raw } from "mdast-util-to-hast";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { checkOptions, checkWholeNumber } from "../core/check-options.ts";
import { limitError } from "../diagnostics/content-error.ts";
import { maxHtmlDepth, tooDeepError } from "./html-bound.ts";
import { checkTop, faultOf, wrongTree } from "./tree-kinds.ts";

const printer = /* @__PURE__ */ unified().use(rehypeStringify, { allowDangerousHtml: true }).freeze();

/** 32 MiB. */
const defaultHtmlBytes = 33_554_432;

/** Options of `renderHtml`. */
export interface RenderHtmlOptions {
  /**
   * Maximum size of the HTML, in bytes of UTF-8.
   *
   * @default 33_554_432 (32 MiB)
   */
  maxHtmlBytes?: number | undefined;
  /** Path of the post, for the error. */
  path?: string | undefined;
}

/**
 * Writes a tree as HTML. The same tree always gives the same bytes.
 *
 * A node of type `raw` is written as text, its tags escaped, unless it has `data: { galley: true }`. With this mark
 * a plugin, such as the highlighter, declares that the HTML is its own. An author's text cannot set it.
 *
 * @param tree - a hast tree, as `toHast` or a rehype plugin leaves it; it is not changed
 * @returns HTML
 * @throws ContentError `limit-html` if the HTML would be too large, `limit-nesting` if the tree is deeper than any
 *   browser lays out
 * @example
 * ```ts
 * import { parseMarkdown, renderHtml, toHast } from "galley/markdown";
 *
 * console.log(renderHtml(toHast(parseMarkdown("Use `<b>` & [see](https://example.com)"))));
 * // → <p>Use <code>&#x3C;b></code> &#x26; <a href="https://example.com">see</a></p>
 * ```
 */
export function renderHtml(tree: Root, options: RenderHtmlOptions = {}): string {
  checkTop("tree", tree, "html");
  checkOptions(options, { maxHtmlBytes: "any", path: "string" });
  const { maxHtmlBytes = defaultHtmlBytes, path } = options;
  checkWholeNumber("maxHtmlBytes", maxHtmlBytes, { min: 0, max: Number.POSITIVE_INFINITY });
  const { depth, leastBytes, mustCopy } = measure(tree);
  if (depth > maxHtmlDepth) throw tooDeepError(undefined, path);
  // HTML that is certain to be too large is not even written.
  let bytes = leastBytes;
  let html = "";
  if (bytes <= maxHtmlBytes) {
    html = printer.stringify(mustCopy ? toPrintable(tree) : tree);
    // A UTF-16 unit takes one to three bytes.
    bytes = html.length * 3 <= maxHtmlBytes ? html.length : new TextEncoder().encode(html).length;
  }
  if (bytes > maxHtmlBytes) {
    throw limitError("limit-html", {
      reason: `The HTML is larger than maxHtmlBytes (${maxHtmlBytes} bytes)`,
      note: "Split the post, or raise `limits.maxHtmlBytes` if the text is trusted.",
      path,
      actual: String(bytes),
      expected: [String(maxHtmlBytes)],
    });
  }
  return html;
}

interface Measure {
  depth: number;
  /** A lower bound for the size of the HTML in bytes. */
  leastBytes: number;
  /** Whether `toPrintable` changes the tree. */
  mustCopy: boolean;
}

/** Searches the tree without recursion, as it may come from anywhere. */
function measure(tree: Root): Measure {
  const result: Measure = { depth: 0, leastBytes: 0, mustCopy: false };
  const stack: { node: Nodes; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next;
    const fault = faultOf(node);
    if (fault !== undefined) throw wrongTree("tree", "html", `a tree with ${fault}`);
    if (depth > result.depth) result.depth = depth;
    if ("value" in node) result.leastBytes += node.value.length;
    if (isForeignRaw(node) || losesLine(node)) result.mustCopy = true;
    if (node.type === "element") result.leastBytes += node.tagName.length + 2;
    if ("children" in node) for (const child of node.children) stack.push({ node: child, depth: depth + 1 });
    if ("content" in node && node.content) stack.push({ node: node.content, depth: depth + 1 });
  }
  return result;
}

/** Whether a node is HTML that this library did not write. */
function isForeignRaw(node: Nodes): node is Raw {
  return node.type === "raw" && (node.data as { galley?: unknown } | undefined)?.galley !== true;
}

/** Whether an element begins with a line break that parsers drop: the first one after `<pre>`. */
function losesLine(node: Nodes): boolean {
  if (node.type !== "element" || !/^(?:pre|listing|textarea)$/.test(node.tagName)) return false;
  const first = node.children.find((child) => child.type !== "text" || child.value !== "");
  return first !== undefined && "value" in first && first.type !== "comment" && first.value.startsWith("\n");
}

/**
 * A copy in which every raw node that this library did not write is text, and a line break is added where parsers drop
 * one. The depth was checked before.
 */
function toPrintable<Node extends Nodes>(node: Node): Node {
  if (isForeignRaw(node)) return { type: "text", value: node.value } as unknown as Node;
  if (!("children" in node)) return node;
  const children = node.children.map((child) => toPrintable(child as RootContent));
  return { ...node, children: losesLine(node) ? [{ type: "text", value: "\n" }, ...children] : children };
}

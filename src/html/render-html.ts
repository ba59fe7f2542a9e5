import type { Nodes, Root, RootContent } from "hast";
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
  const { depth, leastBytes, foreignRaw } = measure(tree);
  if (depth > maxHtmlDepth) {
    throw tooDeepError(undefined, path);
  }
  // HTML that is certain to be too large is not even written.
  let bytes = leastBytes;
  let html = "";
  if (bytes <= maxHtmlBytes) {
    html = printer.stringify(foreignRaw ? withRawEscaped(tree) : tree);
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
  /** Whether the tree has a raw node that this library did not write. */
  foreignRaw: boolean;
}

/** Searches the tree without recursion, as it may come from anywhere. */
function measure(tree: Root): Measure {
  const result: Measure = { depth: 0, leastBytes: 0, foreignRaw: false };
  const stack: { node: Nodes; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next;
    const fault = faultOf(node);
    if (fault !== undefined) throw wrongTree("tree", "html", `a tree with ${fault}`);
    if (depth > result.depth) result.depth = depth;
    if ("value" in node) result.leastBytes += node.value.length;
    if (node.type === "raw" && !isVouchedFor(node)) result.foreignRaw = true;
    if (node.type === "element") result.leastBytes += node.tagName.length + 2;
    if ("children" in node) for (const child of node.children) stack.push({ node: child, depth: depth + 1 });
    if ("content" in node && node.content) stack.push({ node: node.content, depth: depth + 1 });
  }
  return result;
}

function isVouchedFor(node: Nodes): boolean {
  return (node.data as { galley?: unknown } | undefined)?.galley === true;
}

/** A copy in which every raw node that this library did not write is text. The depth was checked before. */
function withRawEscaped<Node extends Nodes>(node: Node): Node {
  if (node.type === "raw" && !isVouchedFor(node))
    return { type: "text", value: node.value } as unknown as Node;
  if (!("children" in node)) return node;
  return { ...node, children: node.children.map((child) => withRawEscaped(child as RootContent)) };
}

import type { Nodes, Root, RootContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { maxHtmlDepth } from "../html/html-depth.ts";
import { resolveLimits } from "./limits.ts";

/** How `renderHtml` writes a tree. */
export interface RenderHtmlOptions {
  /**
   * Bytes of UTF-8 that the HTML may take.
   *
   * @default 33_554_432 (32 MiB)
   */
  maxHtmlBytes?: number | undefined;
  /** Path of the post, for the error. */
  path?: string | undefined;
}

/**
 * Writes a tree as HTML. Same tree, same bytes.
 *
 * A node of type `raw` is written as text, its tags escaped, unless it carries `data: { galley: true }`: the mark by
 * which a plugin vouches that the HTML is its own, as the highlighter does. No text of an author can set it.
 *
 * @param tree - a hast tree, as `toHast` or a rehype plugin leaves it; it is not changed
 * @returns HTML
 * @throws ContentError `limit-html` when the HTML would be too large, `limit-nesting` when the tree is deeper than any
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
  const { maxHtmlBytes } = resolveLimits({ maxHtmlBytes: options.maxHtmlBytes });
  const { depth, leastBytes, foreignRaw } = measure(tree);
  if (depth > maxHtmlDepth) {
    throw failure(options.path, "limit-nesting", {
      reason: `The tree nests more than ${maxHtmlDepth} elements deep`,
      note: "Look for tags that are opened again and again and never closed.",
      actual: String(depth),
      expected: [String(maxHtmlDepth)],
    });
  }
  // What is sure to be too large is not even written.
  let bytes = leastBytes;
  let html = "";
  if (bytes <= maxHtmlBytes) {
    html = toHtml(foreignRaw ? withRawEscaped(tree) : tree, { allowDangerousHtml: true });
    // A UTF-16 unit takes one to three bytes.
    bytes = html.length * 3 <= maxHtmlBytes ? html.length : new TextEncoder().encode(html).length;
  }
  if (bytes > maxHtmlBytes) {
    throw failure(options.path, "limit-html", {
      reason: `The HTML is larger than maxHtmlBytes, ${maxHtmlBytes} bytes`,
      note: "Split the post, or raise `limits.maxHtmlBytes` if the text is trusted.",
      actual: String(bytes),
      expected: [String(maxHtmlBytes)],
    });
  }
  return html;
}

function failure(
  path: string | undefined,
  ruleId: "limit-html" | "limit-nesting",
  what: { reason: string; note: string; actual: string; expected: string[] },
): ContentError {
  return new ContentError({ path, messages: [createMessage(ruleId, { ...what, path })] });
}

interface Measure {
  depth: number;
  /** Bytes that the HTML has at the very least. */
  leastBytes: number;
  /** Whether a raw node is in the tree that nobody vouches for. */
  foreignRaw: boolean;
}

/** Looks the tree over without recursion, as it may come from anywhere. */
function measure(tree: Root): Measure {
  const result: Measure = { depth: 0, leastBytes: 0, foreignRaw: false };
  const stack: { node: Nodes; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next;
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

/** A copy in which every raw node that nobody vouches for is text. The depth is known to be harmless. */
function withRawEscaped<Node extends Nodes>(node: Node): Node {
  if (node.type === "raw" && !isVouchedFor(node))
    return { type: "text", value: node.value } as unknown as Node;
  if (!("children" in node)) return node;
  return { ...node, children: node.children.map((child) => withRawEscaped(child as RootContent)) };
}

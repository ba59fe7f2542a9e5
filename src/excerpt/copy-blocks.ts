import { findComments } from "./find-comments.ts";
import { findLeftovers } from "./find-leftovers.ts";
import type { CodeSpan } from "./find-shortcodes.ts";
import { formulaSource } from "./read-inline.ts";
import { roleOf } from "./role-of.ts";
import type { TreeNode } from "./tree-node.ts";

/** What the parser allows by default, less the line at the bottom: `toHast` takes no more. */
const maxDepth: number = 96;

/**
 * Copies nodes without what has no place in an excerpt: footnote marks and notes, comments, leftover shortcodes. A
 * formula that KaTeX wrote twice, as signs and as MathML, becomes its TeX, once.
 *
 * @param nodes - of either tree; they are not changed
 * @param depth - how deep they lie; what lies deeper than any parser goes is left out
 */
export function copyBlocks(nodes: readonly TreeNode[], depth = 0): TreeNode[] {
  const copies: TreeNode[] = [];
  for (const node of nodes) {
    const role = roleOf(node);
    if (role === "note-mark" || role === "notes" || role === "comment") continue;
    if (role === "raw" && isOnlyComments(node.value ?? "")) continue;
    if (node.tagName !== undefined && (role === "formula" || (role === "code" && node.tagName === "span"))) {
      copies.push(formula(node, role === "code"));
    } else if (role === "directive" && node.data?.hName === undefined) {
      copies.push(
        { type: "text", value: `:${node.name ?? ""}` },
        ...copyBlocks(node.children ?? [], depth + 1),
      );
    } else if (node.children === undefined) {
      copies.push({ ...node });
    } else {
      const copy = { ...node, children: depth < maxDepth ? copyBlocks(node.children, depth + 1) : [] };
      copies.push(role === "paragraph" || role === "item" ? withoutLeftovers(copy) : copy);
    }
  }
  return copies;
}

function formula(node: TreeNode, display: boolean): TreeNode {
  const className = ["language-math", display ? "math-display" : "math-inline"];
  const children = [{ type: "text", value: formulaSource(node) }];
  return { type: "element", tagName: "code", properties: { className }, children };
}

function isOnlyComments(html: string): boolean {
  if (!html.includes("<!--")) return false;
  let from = 0;
  for (const { start, end } of findComments(html)) {
    if (/\S/.test(html.slice(from, start))) return false;
    from = end;
  }
  return !/\S/.test(html.slice(from));
}

/** Takes shortcodes out of the text nodes of a paragraph, however emphasis or links have parted them. */
function withoutLeftovers(paragraph: TreeNode): TreeNode {
  const texts: { node: TreeNode; start: number }[] = [];
  const code: CodeSpan[] = [];
  let raw = "";
  const stack = [...(paragraph.children ?? [])].reverse();
  while (stack.length > 0) {
    const node = stack.pop()!;
    const role = roleOf(node);
    if (role === "text") {
      texts.push({ node, start: raw.length });
      raw += node.value ?? "";
    } else if (role === "inline-code" || role === "formula") {
      const { length } = node.value ?? "code";
      code.push({ start: raw.length, end: raw.length + length });
      raw += "x".repeat(length);
    } else if (role === "line-break") {
      raw += "\v";
    } else if (role === "inline") {
      for (let index = (node.children ?? []).length - 1; index >= 0; index--)
        stack.push(node.children![index]!);
    }
  }
  const { spans } = findLeftovers(raw, code);
  if (spans.length === 0) return paragraph;
  let next = 0;
  for (const { node, start } of texts) {
    const value = node.value ?? "";
    const end = start + value.length;
    while (next < spans.length && spans[next]!.end <= start) next++;
    let kept = "";
    let from = start;
    for (let index = next; index < spans.length && spans[index]!.start < end; index++) {
      kept += value.slice(from - start, Math.max(0, spans[index]!.start - start));
      from = Math.min(end, Math.max(from, spans[index]!.end));
    }
    // The nodes are copies of our own.
    node.value = kept + value.slice(from - start);
  }
  return paragraph;
}

import type { Nodes } from "hast";
import type { Point, Position } from "unist";
import type { ContentError } from "../diagnostics/content-error.ts";
import { limitError } from "../diagnostics/limit-error.ts";

/** How deep a tree of HTML may be. Browsers stop at the same number and lay out what is deeper side by side. */
export const maxHtmlDepth = 512;

/**
 * Finds the first node that is too deep for browsers and for code that recurses.
 *
 * @returns where it is, or the nearest place around it
 */
export function findTooDeep(tree: Nodes): { place: Position | undefined } | undefined {
  const stack: { node: Nodes; depth: number; place: Position | undefined }[] = [
    { node: tree, depth: 0, place: undefined },
  ];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next;
    const place = node.position ?? next.place;
    if (depth > maxHtmlDepth) return { place };
    if ("content" in node && node.content) stack.push({ node: node.content, depth: depth + 1, place });
    if (!("children" in node)) continue;
    for (let index = node.children.length - 1; index >= 0; index--) {
      stack.push({ node: node.children[index]!, depth: depth + 1, place });
    }
  }
  return undefined;
}

/**
 * The error for a tree that is too deep, or for tags that a parser would take too long over.
 *
 * @param ruleId - which limit
 * @param reason - what was found
 */
export function nestingError(
  ruleId: "limit-nesting" | "limit-html-tags",
  reason: string,
  place: Point | Position | undefined,
  path: string | undefined,
): ContentError {
  const note = "Look for a marker that is repeated by mistake, or for tags that are never closed.";
  return limitError(ruleId, { reason, note, place, path });
}

import type { Root } from "mdast";
import { toPlainText } from "../markdown/to-plain-text.ts";

/**
 * Takes the first heading of depth 1 that has words out of a tree. The given tree stays as it is.
 *
 * @returns the heading's text and the tree without it; the tree itself when there is no such heading
 */
export function takeTitle(tree: Root): { title: string | undefined; tree: Root } {
  for (const node of tree.children) {
    if (node.type !== "heading" || node.depth !== 1) continue;
    const title = toPlainText(node).replace(/\s+/g, " ").trim();
    if (title === "") continue;
    return { title, tree: { ...tree, children: tree.children.filter((child) => child !== node) } };
  }
  return { title: undefined, tree };
}

import type { Nodes as HastNodes } from "hast";
import type { Nodes as MdastNodes } from "mdast";

/**
 * Visits a tree in document order without recursion, so that no depth of tree ends it.
 *
 * @param tree - where to start
 * @param enter - is handed each node, its parent and its place among the parent's children; if it returns `false`, the
 *   node's children are passed over
 */
export function walk<Node extends HastNodes | MdastNodes>(
  tree: Node,
  enter: (node: Node, parent: Node | undefined, index: number) => unknown,
): void {
  const stack: [node: Node, parent: Node | undefined, index: number][] = [[tree, undefined, 0]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [node, parent] = next;
    if (enter(node, parent, next[2]) === false || !("children" in node)) continue;
    for (let index = node.children.length - 1; index >= 0; index--) {
      stack.push([node.children[index] as Node, node, index]);
    }
  }
}

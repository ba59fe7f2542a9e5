import type { Nodes as HastNodes } from "hast";
import type { Nodes as MdastNodes } from "mdast";

/**
 * Visits a tree in document order without recursion, so that deep trees do not overflow the stack.
 *
 * @param enter - called with each node, its parent and its index among the parent's children; if it returns `false`, the
 *   node's children are skipped
 */
export function walk<Node extends HastNodes | MdastNodes>(
  tree: Node,
  enter: (node: Node, parent: Node | undefined, index: number) => unknown,
): void {
  // Three stacks rather than one of records: this runs over every node of every post a dozen times.
  const nodes: Node[] = [tree];
  const parents: (Node | undefined)[] = [undefined];
  const indices: number[] = [0];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const parent = parents.pop();
    const index = indices.pop() as number;
    if (enter(node, parent, index) === false || !("children" in node)) continue;
    const { children } = node;
    for (let last = children.length - 1; last >= 0; last--) {
      nodes.push(children[last] as Node);
      parents.push(node);
      indices.push(last);
    }
  }
}

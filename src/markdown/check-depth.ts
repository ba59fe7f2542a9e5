import type { Node } from "unist";
import { limitError } from "./limit-error.ts";

/** What {@linkcode checkDepth} needs to know besides the tree. */
export interface DepthOptions {
  maxNesting: number;
  path?: string | undefined;
}

/**
 * Elements whose place the grammar gives: a list adds a level for itself and one for its item, a table three, and neither
 * counts as nesting of its own. They are still bounded, as HTML may nest them at will.
 */
const fixed: ReadonlySet<string> = new Set(
  "root list paragraph heading table tableRow tableCell ul ol dl p table thead tbody tfoot tr td th pre h1 h2 h3 h4 h5 h6".split(
    " ",
  ),
);

/**
 * Refuses a tree, of Markdown or of HTML, that is deeper than what comes after can walk: printers, sanitisers and plugins
 * recurse. It itself does not.
 *
 * @param tree - an mdast or hast tree; not changed
 * @throws ContentError `limit-nesting` at the first node that lies too deep
 */
export function checkDepth(tree: Node, { maxNesting, path }: DepthOptions): void {
  const maxDepth = 3 * maxNesting + 8;
  const nodes: Node[] = [tree];
  const depths = [0];
  const nestings = [0];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const depth = depths.pop()!;
    const nesting = nestings.pop()!;
    if (nesting > maxNesting || depth > maxDepth) {
      throw limitError("limit-nesting", {
        reason: `Elements nest deeper than limits.maxNesting, ${maxNesting}`,
        note: "Nest quotes, lists, emphasis or raw HTML less deeply.",
        path,
        place: node.position,
      });
    }
    const { children } = node as { children?: Node[] };
    if (children === undefined) continue;
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index]!;
      nodes.push(child);
      depths.push(depth + 1);
      nestings.push(nesting + (isParent(child) && !fixed.has(nameOf(child)) ? 1 : 0));
    }
  }
}

function isParent(node: Node): boolean {
  return "children" in node;
}

function nameOf(node: Node): string {
  const { tagName } = node as { tagName?: string };
  return tagName ?? node.type;
}

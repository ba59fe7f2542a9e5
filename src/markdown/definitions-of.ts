import type { Definition, Nodes, Root } from "mdast";
import { walk } from "./walk.ts";

/**
 * Collects what `[label]: url` lines define; of several with one label the first counts.
 *
 * @param tree - mdast
 * @returns a look-up by `identifier`
 */
export function definitionsOf(tree: Root): (identifier: string) => Definition | undefined {
  // Most posts have no reference, and nobody asks.
  let definitions: Map<string, Definition> | undefined;
  return (identifier) => {
    definitions ??= collect(tree);
    return definitions.get(identifier.toUpperCase());
  };
}

function collect(tree: Root): Map<string, Definition> {
  const definitions = new Map<string, Definition>();
  walk<Nodes>(tree, (node) => {
    if (node.type !== "definition") return;
    const key = node.identifier.toUpperCase();
    if (!definitions.has(key)) definitions.set(key, node);
  });
  return definitions;
}

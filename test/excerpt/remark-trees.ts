import type { Root } from "mdast";

/** A tree of nodes that the parser alone does not make: those of plugins. */
export function remark(nodes: readonly (object | readonly [type: string, text: string])[]): Root {
  const expand = (node: object): object => {
    if (Array.isArray(node)) return { type: node[0], children: [{ type: "text", value: node[1] }] };
    const { children } = node as { children?: object[] };
    return children === undefined ? node : { ...node, children: children.map(expand) };
  };
  return { type: "root", children: nodes.map(expand) } as Root;
}

import type { Nodes as HastNodes } from "hast";
import type { Nodes as MdastNodes } from "mdast";
import { show } from "../core/check-options.ts";
import { walk } from "../core/walk.ts";

/** Node types of hast. A tree with only these types reads the same as mdast. */
const hastTypes: ReadonlySet<unknown> = new Set(["element", "text", "comment", "doctype", "raw"]);

/** Whether a node is hast; a root is hast if its children are. */
export function isHast(node: HastNodes | MdastNodes): node is HastNodes {
  return node.type === "root"
    ? (node.children as HastNodes[]).every((child) => hastTypes.has(child.type))
    : hastTypes.has(node.type);
}

/** The trees that a function accepts, and where they come from. */
const descriptions = {
  markdown: "a tree of Markdown (mdast), as parseMarkdown returns it",
  html: "a tree of HTML (hast), as toHast and parseHtml return it",
  any: "a tree of Markdown or HTML, as parseMarkdown, toHast and parseHtml return it",
};

/**
 * Checks an argument that should be a tree.
 *
 * @throws TypeError for anything else, including a tree of the other kind
 */
export function checkTreeKind(
  name: string,
  tree: unknown,
  kind: keyof typeof descriptions,
): asserts tree is HastNodes | MdastNodes {
  checkTop(name, tree, kind);
  const fault = faultIn(tree);
  if (fault !== undefined) throw wrongTree(name, kind, `a tree with ${fault}`);
}

/** As {@linkcode checkTreeKind}, but looks at the first levels only: for functions that visit all nodes themselves. */
export function checkTop(
  name: string,
  tree: unknown,
  kind: keyof typeof descriptions,
): asserts tree is HastNodes | MdastNodes {
  const { type, children = [] } = (tree ?? {}) as { type?: unknown; children?: unknown };
  if (
    typeof type !== "string" ||
    !Array.isArray(children) ||
    (type === "root" && children !== (tree as { children?: unknown }).children)
  ) {
    throw wrongTree(name, kind, show(tree));
  }
  const types = children.map((child: { type?: unknown } | null | undefined) => child?.type);
  if (types.some((own) => typeof own !== "string"))
    throw wrongTree(name, kind, "a tree with a child that is not a node");
  if (kind === "markdown" && types.includes("element")) throw wrongTree(name, kind, "a tree of HTML");
  if (kind === "html" && !types.every((own) => hastTypes.has(own)))
    throw wrongTree(name, kind, "a tree of Markdown; toHast turns it into one of HTML");
}

/** The error for something that is not such a tree. */
export function wrongTree(name: string, kind: keyof typeof descriptions, received: string): TypeError {
  return new TypeError(`Expected \`${name}\` to be ${descriptions[kind]}, received ${received}`);
}

/** What is wrong with a node by itself, of either kind: it may come from anywhere. */
export function faultOf(node: unknown): string | undefined {
  const { type, children, value, tagName, properties } = (node ?? {}) as Record<string, unknown>;
  if (typeof type !== "string" || !Array.isArray(children ?? [])) return "a child that is not a node";
  if (type === "text" && typeof value !== "string") return "a text without `value`";
  if (type === "element" && !(typeof tagName === "string" && properties && children))
    return "an element without `tagName`, `properties` or `children`";
  return undefined;
}

function faultIn(tree: HastNodes | MdastNodes): string | undefined {
  let fault: string | undefined;
  walk(tree as HastNodes, (node) => {
    fault ??= faultOf(node);
    return fault === undefined;
  });
  return fault;
}

/**
 * Gives elements that a plugin made the fields that they lack.
 *
 * @throws TypeError when there is something in the tree that is not a node
 */
export function completeTree(tree: HastNodes, plugins: string): void {
  walk<HastNodes>(tree, (node: HastNodes | null) => {
    if (node?.type === "element") {
      node.properties ??= {};
      node.children ??= [];
    }
    const fault = faultOf(node);
    if (fault !== undefined)
      throw new TypeError(
        `Expected ${plugins} to return a tree of HTML (hast), received a tree with ${fault}`,
      );
  });
}

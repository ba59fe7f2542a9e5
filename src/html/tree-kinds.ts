import type { Nodes as HastNodes } from "hast";
import type { Nodes as MdastNodes } from "mdast";
import { show } from "../core/check-options.ts";

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
 * Checks an argument that should be a tree. Only the first levels are looked at.
 *
 * @throws TypeError for anything else, including a tree of the other kind
 */
export function checkTreeKind(
  name: string,
  tree: unknown,
  kind: keyof typeof descriptions,
): asserts tree is HastNodes | MdastNodes {
  const received = wrongTree(tree, kind);
  if (received === undefined) return;
  throw new TypeError(`Expected \`${name}\` to be ${descriptions[kind]}, received ${received}`);
}

function wrongTree(tree: unknown, kind: keyof typeof descriptions): string | undefined {
  const { type, children = [] } = (tree ?? {}) as { type?: unknown; children?: unknown };
  if (
    typeof type !== "string" ||
    !Array.isArray(children) ||
    (type === "root" && children !== (tree as { children?: unknown }).children)
  ) {
    return show(tree);
  }
  const types = children.map((child: { type?: unknown } | null | undefined) => child?.type);
  if (types.some((own) => typeof own !== "string")) return "a tree with a child that is not a node";
  if (kind === "markdown" && types.includes("element")) return "a tree of HTML";
  if (kind === "html" && !types.every((own) => hastTypes.has(own)))
    return "a tree of Markdown; toHast turns it into one of HTML";
  return undefined;
}

import type { Definition, Nodes, Root } from "mdast";
import { checkDepth } from "./check-depth.ts";
import { limitError } from "./limit-error.ts";
import { type MarkdownLimits, referenceExpansionLimit } from "./limits.ts";

/** What {@linkcode checkTree} needs to know besides the tree. */
export interface CheckTreeOptions {
  limits: MarkdownLimits;
  /** Length of the text that the tree was made of. */
  textLength: number;
  path?: string | undefined;
}

/**
 * Refuses a tree that is small as Markdown and huge as HTML: tables whose short rows are filled up, references that all
 * copy one long definition, footnotes without number. And one that nests too deep.
 *
 * @param tree - an mdast tree; not changed
 * @throws ContentError `limit-nesting`, `limit-table-cells`, `limit-references` or `limit-footnotes`
 */
export function checkTree(tree: Root, options: CheckTreeOptions): void {
  const { limits, path, textLength } = options;
  checkDepth(tree, { maxNesting: limits.maxNesting, path });

  const definitions = new Map<string, Definition>();
  const references: Nodes[] = [];
  let cells = 0;
  let footnotes = 0;
  let calls = 0;
  // The stack holds the nodes of the way down; they are taken in the order of the text, so that the place is true.
  const nodes: Nodes[] = [tree];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if (node.type === "table") {
      const columns = Math.max(node.align?.length ?? 0, node.children[0]?.children.length ?? 0);
      cells += columns * node.children.length;
      if (cells > limits.maxTableCells) {
        throw limitError("limit-table-cells", {
          reason: `The tables have ${count(cells)} cells, more than limits.maxTableCells, ${count(limits.maxTableCells)}`,
          note: "Cells that a short row leaves out count, as the HTML holds them. Publish large tables as a file.",
          path,
          place: node.position,
        });
      }
    } else if (node.type === "footnoteDefinition" || node.type === "footnoteReference") {
      const isReference = node.type === "footnoteReference";
      if (isReference) calls++;
      else footnotes++;
      if (Math.max(calls, footnotes) > limits.maxFootnotes) {
        throw limitError("limit-footnotes", {
          reason: `There are more ${isReference ? "references to footnotes" : "footnotes"} than limits.maxFootnotes, ${count(limits.maxFootnotes)}`,
          note: "Split the post, or raise the limit.",
          path,
          place: node.position,
        });
      }
    } else if (node.type === "definition") {
      const id = node.identifier.toUpperCase();
      if (!definitions.has(id)) definitions.set(id, node);
    } else if (node.type === "linkReference" || node.type === "imageReference") {
      references.push(node);
    }
    if ("children" in node) {
      const { children } = node;
      for (let index = children.length - 1; index >= 0; index--) nodes.push(children[index] as Nodes);
    }
  }
  checkReferences(references, definitions, referenceExpansionLimit(limits, textLength), path);
}

function checkReferences(
  references: readonly Nodes[],
  definitions: ReadonlyMap<string, Definition>,
  limit: number,
  path: string | undefined,
): void {
  let bytes = 0;
  for (const node of references) {
    const { identifier } = node as { identifier: string };
    const definition = definitions.get(identifier.toUpperCase());
    bytes += (definition?.url.length ?? 0) + (definition?.title?.length ?? 0);
    if (bytes > limit) {
      throw limitError("limit-references", {
        reason: `References copy more than ${count(limit)} bytes of URLs and titles, limits.maxReferenceExpansionBytes`,
        note: `Shorten the definition of [${identifier.slice(0, 40)}], or use it less often.`,
        path,
        place: node.position,
      });
    }
  }
}

function count(value: number): string {
  return value.toLocaleString("en");
}

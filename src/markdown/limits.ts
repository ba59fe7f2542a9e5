import type { Definition, Nodes, Root } from "mdast";
import type { Node } from "unist";
import { checkWholeNumber, type OptionKinds } from "../core/check-options.ts";
import { walk } from "../core/walk.ts";
import { limitError } from "../diagnostics/content-error.ts";

/**
 * Limits on the work and output that a text may cause. If it exceeds one, a `ContentError` says which one, where, and
 * what to do; nothing is cut silently. docs/limits.md gives the reason for each number.
 */
export interface MarkdownLimits {
  /**
   * Maximum nesting of quotes, lists and other containers, and of emphasis within emphasis.
   *
   * @default 100
   */
  maxNesting: number;
  /**
   * Maximum number of table cells, including those that a short row leaves out, since the HTML contains them.
   *
   * @default 100_000
   */
  maxTableCells: number;
  /**
   * Maximum number of UTF-16 code units of URLs and titles that all uses of reference definitions (`[x]`, `![x]`) copy
   * in total.
   *
   * @default the length of the text, at least 100_000
   */
  maxReferenceExpansionBytes: number | undefined;
  /**
   * Maximum work for parsing a text, in steps of about ten nanoseconds: characters that the parser reads, including when
   * it reads them again to find the end of something, marks that it compares, and events that it revisits. Ordinary posts
   * take 35 to 210 for each character.
   *
   * @default 45 million, plus 300 for each character of the text
   */
  maxSearchSteps: number | undefined;
  /**
   * Maximum number of footnotes, and of references to footnotes.
   *
   * @default 5_000
   */
  maxFootnotes: number;
  /**
   * Maximum size of the HTML of one tree, in bytes.
   *
   * @default 33_554_432 (32 MiB)
   */
  maxHtmlBytes: number;
}

/** The smallest default of `maxReferenceExpansionBytes`. */
const minReferenceExpansion = 100_000;

/**
 * Fills in the limits that the caller did not set.
 *
 * @throws RangeError when one is negative, fractional or not a number
 */
export function resolveLimits(limits: Partial<MarkdownLimits> = {}): MarkdownLimits {
  const resolved: MarkdownLimits = {
    maxNesting: 100,
    maxTableCells: 100_000,
    maxReferenceExpansionBytes: undefined,
    maxSearchSteps: undefined,
    maxFootnotes: 5000,
    maxHtmlBytes: 33_554_432,
  };
  for (const name of Object.keys(resolved) as (keyof MarkdownLimits)[]) {
    const value = limits[name];
    if (value === undefined) continue;
    checkWholeNumber(`limits.${name}`, value, { min: 0, max: Number.POSITIVE_INFINITY });
    resolved[name] = value;
  }
  return resolved;
}

/** Kinds of the limits; `resolveLimits` checks the numbers. */
export const limitKinds: OptionKinds<MarkdownLimits> = {
  maxNesting: "any",
  maxTableCells: "any",
  maxReferenceExpansionBytes: "any",
  maxSearchSteps: "any",
  maxFootnotes: "any",
  maxHtmlBytes: "any",
};

/** The default of `maxReferenceExpansionBytes` for a text of that length. */
export function referenceExpansionLimit(limits: MarkdownLimits, textLength: number): number {
  return limits.maxReferenceExpansionBytes ?? Math.max(minReferenceExpansion, textLength);
}

/**
 * Rejects a tree that is small as Markdown and huge as HTML: tables whose short rows are filled up, references that all
 * copy one long definition, huge numbers of footnotes. It also rejects a tree that is nested too deeply.
 *
 * @throws ContentError `limit-nesting`, `limit-table-cells`, `limit-references` or `limit-footnotes`
 */
export function checkTree(
  tree: Root,
  { limits, path, textLength }: { limits: MarkdownLimits; textLength: number; path?: string | undefined },
): void {
  checkDepth(tree, { maxNesting: limits.maxNesting, path });

  const definitions = new Map<string, Definition>();
  const references: Nodes[] = [];
  let cells = 0;
  let footnotes = 0;
  let calls = 0;
  walk<Nodes>(tree, (node) => {
    if (node.type === "table") {
      const columns = Math.max(node.align?.length ?? 0, node.children[0]?.children.length ?? 0);
      cells += columns * node.children.length;
      if (cells > limits.maxTableCells) {
        throw limitError("limit-table-cells", {
          reason: `The tables have ${count(cells)} cells, more than limits.maxTableCells (${count(limits.maxTableCells)})`,
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
          reason: `There are more ${isReference ? "references to footnotes" : "footnotes"} than limits.maxFootnotes (${count(limits.maxFootnotes)})`,
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
  });
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
        reason: `References copy more than ${count(limit)} bytes of URLs and titles (limits.maxReferenceExpansionBytes)`,
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

/**
 * Nodes that the grammar itself adds: a list adds a level for itself and one for its item, a table three, and neither
 * counts as additional nesting. They are still limited, because HTML may nest them arbitrarily.
 */
const fixed: ReadonlySet<string> = new Set(
  "root list paragraph heading table tableRow tableCell ul ol dl p table thead tbody tfoot tr td th pre h1 h2 h3 h4 h5 h6".split(
    " ",
  ),
);

/**
 * Rejects a tree, of Markdown or of HTML, that is too deep for the later steps: printers, sanitizers and plugins
 * recurse, but this check does not.
 *
 * @throws ContentError `limit-nesting` at the first node that is too deep
 */
export function checkDepth(
  tree: Node,
  { maxNesting, path }: { maxNesting: number; path?: string | undefined },
): void {
  const maxDepth = 3 * maxNesting + 8;
  const nodes: Node[] = [tree];
  const depths = [0];
  const nestings = [0];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const depth = depths.pop()!;
    const nesting = nestings.pop()!;
    if (nesting > maxNesting || depth > maxDepth) {
      throw limitError("limit-nesting", {
        reason: `Elements are nested deeper than limits.maxNesting (${maxNesting})`,
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
      nestings.push(nesting + ("children" in child && !fixed.has(nameOf(child)) ? 1 : 0));
    }
  }
}

function nameOf(node: Node): string {
  const { tagName } = node as { tagName?: string };
  return tagName ?? node.type;
}

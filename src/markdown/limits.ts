import type { Definition, ImageReference, LinkReference, Nodes, Root } from "mdast";
import { checkWholeNumber, type OptionKinds } from "../core/check-options.ts";
import { limitError } from "../diagnostics/content-error.ts";
import type { RuleId } from "../diagnostics/rules.ts";

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
   * @default 45 million, plus 300 for each character of the text, at most 400 million
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

const defaults: MarkdownLimits = {
  maxNesting: 100,
  maxTableCells: 100_000,
  maxReferenceExpansionBytes: undefined,
  maxSearchSteps: undefined,
  maxFootnotes: 5000,
  maxHtmlBytes: 33_554_432,
};

/** Kinds of the limits; `resolveLimits` checks the numbers. */
export const limitKinds = Object.fromEntries(
  Object.keys(defaults).map((name) => [name, "any"]),
) as OptionKinds<MarkdownLimits>;

/**
 * Fills in the limits that the caller did not set.
 *
 * @throws RangeError when one is negative, fractional or not a number
 */
export function resolveLimits(limits: Partial<MarkdownLimits> = {}): MarkdownLimits {
  const resolved = { ...defaults };
  for (const name of Object.keys(defaults) as (keyof MarkdownLimits)[]) {
    const value = limits[name];
    if (value === undefined) continue;
    checkWholeNumber(`limits.${name}`, value, { min: 0, max: Number.POSITIVE_INFINITY });
    resolved[name] = value;
  }
  return resolved;
}

/** The default of `maxReferenceExpansionBytes` for a text of that length. */
export function referenceExpansionLimit(limits: MarkdownLimits, textLength: number): number {
  return limits.maxReferenceExpansionBytes ?? Math.max(100_000, textLength);
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
  const { maxNesting, maxTableCells, maxFootnotes } = limits;
  const fail = (ruleId: RuleId, { position: place }: Nodes, reason: string, note: string): never => {
    throw limitError(ruleId, { reason, note, path, place });
  };
  const definitions = new Map<string, Definition>();
  const references: (LinkReference | ImageReference)[] = [];
  const footnotes = { footnoteDefinition: 0, footnoteReference: 0 };
  let cells = 0;
  checkDepth(tree, { maxNesting, path }, (node) => {
    if (node.type === "table") {
      cells +=
        Math.max(node.align?.length ?? 0, node.children[0]?.children.length ?? 0) * node.children.length;
      if (cells > maxTableCells) {
        const reason = `The tables have ${count(cells)} cells, more than limits.maxTableCells (${count(maxTableCells)})`;
        const note =
          "Cells that a short row leaves out count, as the HTML holds them. Publish large tables as a file.";
        fail("limit-table-cells", node, reason, note);
      }
    } else if (node.type === "footnoteDefinition" || node.type === "footnoteReference") {
      if (++footnotes[node.type] > maxFootnotes) {
        const kind = node.type === "footnoteReference" ? "references to footnotes" : "footnotes";
        const reason = `There are more ${kind} than limits.maxFootnotes (${count(maxFootnotes)})`;
        fail("limit-footnotes", node, reason, "Split the post, or raise the limit.");
      }
    } else if (node.type === "definition") {
      const id = node.identifier.toUpperCase();
      if (!definitions.has(id)) definitions.set(id, node);
    } else if (node.type === "linkReference" || node.type === "imageReference") references.push(node);
  });
  const limit = referenceExpansionLimit(limits, textLength);
  let bytes = 0;
  for (const node of references) {
    const { url = "", title } = definitions.get(node.identifier.toUpperCase()) ?? {};
    bytes += url.length + (title?.length ?? 0);
    if (bytes > limit) {
      const reason = `References copy more than ${count(limit)} bytes of URLs and titles (limits.maxReferenceExpansionBytes)`;
      const note = `Shorten the definition of [${node.identifier.slice(0, 40)}], or use it less often.`;
      fail("limit-references", node, reason, note);
    }
  }
}

function count(value: number): string {
  return value.toLocaleString("en");
}

/**
 * Nodes that the grammar itself adds: a list adds a level for itself and one for its item, a table three, and neither
 * counts as additional nesting. They are still limited, because plugins may nest them arbitrarily.
 */
const fixed: ReadonlySet<string> = new Set("root list paragraph heading table tableRow tableCell".split(" "));

/**
 * Rejects a tree of Markdown that is too deep for the later steps: printers, sanitizers and plugins recurse, but this
 * check does not.
 *
 * @param visit - called with each node, in document order
 * @throws ContentError `limit-nesting` at the first node that is too deep
 */
export function checkDepth(
  tree: Root,
  { maxNesting, path }: { maxNesting: number; path?: string | undefined },
  visit?: (node: Nodes) => void,
): void {
  const nodes: Nodes[] = [tree];
  const depths = [0];
  const nestings = [0];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const depth = depths.pop()!;
    const nesting = nestings.pop()!;
    if (nesting > maxNesting || depth > 3 * maxNesting + 8) {
      throw limitError("limit-nesting", {
        reason: `Elements are nested deeper than limits.maxNesting (${maxNesting})`,
        note: "Nest quotes, lists, emphasis or raw HTML less deeply.",
        path,
        place: node.position,
      });
    }
    visit?.(node);
    if (!("children" in node)) continue;
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index]!;
      nodes.push(child);
      depths.push(depth + 1);
      nestings.push(nesting + ("children" in child && !fixed.has(child.type) ? 1 : 0));
    }
  }
}

import type { Position } from "unist";
import { checkKind, wrongKind } from "../core/check-options.ts";

/** A heading of a post. */
export interface Heading {
  /** 1 for `#`, 6 for `######`. */
  depth: 1 | 2 | 3 | 4 | 5 | 6;
  /** The id that it has in the HTML, for `#links`. */
  slug: string;
  /** Its text, without markup. */
  text: string;
  /** Where it stands. */
  place?: Position;
}

/** A heading with those below it. */
export interface NestedHeading extends Heading {
  /** The headings between this one and the next of its depth. */
  children: NestedHeading[];
}

/**
 * Nests headings in a tree, for a table of contents. The parent of a heading is the nearest heading before it with a
 * lower level; skipped levels (an h4 below an h2) add no empty entries, and a post may begin with any level.
 *
 * @param headings - headings in order, as `extractHeadings` lists them; they are not changed
 * @example
 * ```ts
 * import { nestHeadings } from "galley/markdown";
 *
 * const [first] = nestHeadings([
 *   { depth: 2, slug: "queues", text: "Queues" },
 *   { depth: 4, slug: "backlog", text: "Backlog" },
 *   { depth: 3, slug: "age", text: "Age" },
 * ]);
 * console.log(first?.text, first?.children.map((heading) => heading.text));
 * // → Queues [ 'Backlog', 'Age' ]
 * ```
 */
export function nestHeadings(headings: readonly Heading[]): NestedHeading[] {
  checkKind("headings", headings, "array", "an array of headings");
  const wrong = headings.findIndex((heading) => typeof heading?.depth !== "number");
  if (wrong !== -1) throw wrongKind(`headings[${wrong}]`, headings[wrong], "a heading with a `depth`");
  const top: NestedHeading[] = [];
  const open: NestedHeading[] = [];
  for (const heading of headings) {
    const nested: NestedHeading = { ...heading, children: [] };
    while ((open.at(-1)?.depth ?? 0) >= nested.depth) open.pop();
    (open.at(-1)?.children ?? top).push(nested);
    open.push(nested);
  }
  return top;
}

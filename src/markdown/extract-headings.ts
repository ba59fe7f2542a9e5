import GithubSlugger from "github-slugger";
import type { Element, Root as HastRoot, Nodes } from "hast";
import type { Root as MdastRoot } from "mdast";
import type { Position } from "unist";
import { type ToHastOptions, toHast } from "./to-hast.ts";
import { toPlainText } from "./to-plain-text.ts";
import { walk } from "./walk.ts";

/** A heading of a post. */
export interface Heading {
  /** 1 for `#`, 6 for `######`. */
  depth: 1 | 2 | 3 | 4 | 5 | 6;
  /** The id that it has in the HTML, for `#links`. */
  slug: string;
  /** What it says, without markup. */
  text: string;
  /** Where it stands. */
  place?: Position;
}

/** Types of nodes that only Markdown's tree has, and one of which every post with a heading has. */
const hastTypes: ReadonlySet<string> = new Set(["element", "text", "comment", "doctype", "raw"]);

/**
 * Lists the headings of a post in order, those in raw HTML too, with the ids that they have in the HTML. The heading of
 * the footnotes is none of the post's.
 *
 * A tree of Markdown gives the same answer as the HTML tree that `toHast` makes of it, because that is how it is
 * answered: if you have the latter, pass it, it is cheaper.
 *
 * @param tree - mdast, or hast as `toHast` gives it; it is not changed
 * @param options - for mdast: what `toHast` was or will be given
 * @example
 * ```ts
 * import { extractHeadings, parseMarkdown } from "galley/markdown";
 *
 * for (const { depth, slug, text } of extractHeadings(parseMarkdown("# Why `queues` fail\n\n## Backlog\n\n## Backlog"))) {
 *   console.log(depth, slug, text);
 * }
 * // → 1 why-queues-fail Why queues fail
 * // → 2 backlog Backlog
 * // → 2 backlog-1 Backlog
 * ```
 */
export function extractHeadings(tree: MdastRoot | HastRoot, options: ToHastOptions = {}): Heading[] {
  const hast = isHast(tree) ? tree : toHast(tree, { ...options, onMessage: undefined });
  const headings: Heading[] = [];
  const slugger = new GithubSlugger();
  walk<Nodes>(hast, (node) => {
    if (node.type !== "element") return true;
    if (node.tagName === "section" && node.properties.dataFootnotes !== undefined) return false;
    const depth = depthOf(node);
    if (depth === undefined) return true;
    const text = toPlainText(node).replaceAll("\n", " ");
    const { id } = node.properties;
    const slug = typeof id === "string" && id !== "" ? id : slugger.slug(text);
    headings.push(
      node.position === undefined ? { depth, slug, text } : { depth, slug, text, place: node.position },
    );
    return true;
  });
  return headings;
}

function depthOf({ tagName }: Element): Heading["depth"] | undefined {
  return /^h[1-6]$/.test(tagName) ? (Number(tagName[1]) as Heading["depth"]) : undefined;
}

function isHast(tree: MdastRoot | HastRoot): tree is HastRoot {
  return tree.children.every((child) => hastTypes.has(child.type));
}

import type { Nodes, Parents, Root } from "mdast";
import type { Position } from "unist";
import { definitionsOf } from "./definitions-of.ts";
import { htmlElements } from "./html-elements.ts";
import { htmlTagOf } from "./html-tag.ts";
import { isSafeUrl } from "./is-safe-url.ts";
import { toPlainText } from "./to-plain-text.ts";
import { walk } from "./walk.ts";

/** A link of a post. */
export interface Link {
  /** The URL as the author wrote it. */
  url: string;
  /** What the link says, images by their alternative text. */
  text: string;
  /** Where it stands. */
  place?: Position;
}

/**
 * Lists the links of a post in order: inline ones, autolinks, those by reference (resolved), and `<a href>` in raw
 * HTML. Links that `toHast` would leave out as unsafe are left out here too.
 *
 * @param tree - mdast, as `parseMarkdown` gives it; it is not changed
 * @example
 * ```ts
 * import { extractLinks, parseMarkdown } from "galley/markdown";
 *
 * const tree = parseMarkdown("See [the _notes_][n] and <https://example.com>.\n\n[n]: ./notes.md\n");
 * for (const { url, text, place } of extractLinks(tree)) console.log(url, "·", text, "·", place?.start.column);
 * // → ./notes.md · the notes · 5
 * // → https://example.com · https://example.com · 26
 * ```
 */
export function extractLinks(tree: Root): Link[] {
  const links: Link[] = [];
  const definitionOf = definitionsOf(tree);

  function add(url: string | undefined, text: string, place: Position | undefined): void {
    if (url === undefined || !isSafeUrl(url)) return;
    links.push(place === undefined ? { url, text } : { url, text, place });
  }

  walk<Nodes>(tree, (node, parent, index) => {
    if (node.type === "link") add(node.url, textOf(node), node.position);
    else if (node.type === "linkReference") {
      add(definitionOf(node.identifier)?.url, textOf(node), node.position);
    } else if (node.type === "html") {
      for (const { element, place } of htmlElements(node, "a")) {
        const { href } = element.properties;
        if (href === undefined || href === null) continue;
        const text = element.children.length > 0 ? textOf(element) : textAfter(parent as Parents, index);
        add(String(href), text, place);
      }
    }
  });
  return links;
}

function textOf(node: Parameters<typeof toPlainText>[0]): string {
  return toPlainText(node, { imageAlt: true }).replaceAll("\n", " ");
}

/** In a line, `<a href>` and `</a>` are nodes of their own, and what the link says stands between them. */
function textAfter(parent: Parents, start: number): string {
  const between: Nodes[] = [];
  for (let index = start + 1; index < parent.children.length; index++) {
    const node = parent.children[index] as Nodes;
    if (node.type === "html" && htmlTagOf(node.value)?.name === "a") break;
    between.push(node);
  }
  return textOf({ type: "paragraph", children: between } as Nodes);
}

import type { Nodes, Root } from "mdast";
import type { Position } from "unist";
import { definitionsOf } from "./definitions-of.ts";
import { htmlElements } from "./html-elements.ts";
import { isSafeUrl } from "./is-safe-url.ts";
import { walk } from "./walk.ts";

/** An image of a post. */
export interface Image {
  /** The URL as the author wrote it. */
  url: string;
  /** The alternative text; `""` when there is none. */
  alt: string;
  /** Where it stands. */
  place?: Position;
}

/**
 * Lists the images of a post in order: inline ones, those by reference (resolved), and `<img src>` in raw HTML. Images
 * that `toHast` would leave out as unsafe are left out here too.
 *
 * @param tree - mdast, as `parseMarkdown` gives it; it is not changed
 * @example
 * ```ts
 * import { extractImages, parseMarkdown } from "galley/markdown";
 *
 * const tree = parseMarkdown('![A _queue_](queue.png)\n\n<img src="lock.png" alt="A lock">\n');
 * for (const { url, alt, place } of extractImages(tree)) console.log(url, "·", alt, "·", place?.start.line);
 * // → queue.png · A queue · 1
 * // → lock.png · A lock · 3
 * ```
 */
export function extractImages(tree: Root): Image[] {
  const images: Image[] = [];
  const definitionOf = definitionsOf(tree);

  function add(url: string | undefined, alt: unknown, place: Position | undefined): void {
    if (url === undefined || !isSafeUrl(url)) return;
    const image: Image = { url, alt: typeof alt === "string" ? alt : "" };
    images.push(place === undefined ? image : { ...image, place });
  }

  walk<Nodes>(tree, (node) => {
    if (node.type === "image") add(node.url, node.alt, node.position);
    else if (node.type === "imageReference") add(definitionOf(node.identifier)?.url, node.alt, node.position);
    else if (node.type === "html") {
      for (const { element, place } of htmlElements(node, "img")) {
        const { src, alt } = element.properties;
        if (typeof src === "string") add(src, alt, place);
      }
    }
  });
  return images;
}

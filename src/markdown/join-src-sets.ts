import type { Nodes, Root } from "hast";
import { walk } from "../core/walk.ts";

const descriptor: RegExp = /\s[\d.+-]+(?:e\d+)?[wxh]$/;
const urlStart: RegExp = /^(?:[a-z][a-z\d+.-]*:|\/|\.\.?\/)/i;
const fileEnd: RegExp = /\.[a-z\d]{2,5}(?:[?#].*)?$/i;

/**
 * Mends `srcset` attributes. HTML parsers of the ecosystem split them at every comma, also at those inside a URL
 * (`https://img.example/w_400,h_300/a.jpg 1x`, `data:image/png;base64,…`), and writing them back adds a space there:
 * the URL is broken. A piece that ends in neither a descriptor (`2x`, `300w`) nor the name of a file, and is not
 * followed by the start of a URL, is glued to the next one. What is left is kept as text.
 *
 * @param tree - a tree fresh from a parser; it is changed
 */
export function joinSrcSets(tree: Root): void {
  walk<Nodes>(tree, (node) => {
    if (node.type !== "element") return;
    const { properties } = node;
    for (const name of ["srcSet", "imageSrcSet"]) {
      const pieces = properties[name];
      if (!Array.isArray(pieces)) continue;
      let joined = "";
      let open = false;
      for (const piece of pieces.map(String)) {
        const glue = open && !urlStart.test(piece);
        joined += joined === "" ? piece : glue ? `,${piece}` : `, ${piece}`;
        open = !descriptor.test(piece) && !fileEnd.test(piece);
      }
      properties[name] = joined;
    }
  });
}

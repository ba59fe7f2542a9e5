import type { Nodes } from "hast";
import { walk } from "../core/walk.ts";

/** One candidate of a `srcset` attribute. */
export interface ImageCandidate {
  url: string;
  /** Such as `2x` or `640w`; may be empty. */
  descriptor: string;
}

/**
 * Reads a `srcset` attribute as the HTML standard does: a URL ends at white space, so it may contain commas; only commas
 * at its end or after its descriptor separate two candidates.
 */
export function readSrcset(text: string): ImageCandidate[] {
  const candidates: ImageCandidate[] = [];
  readCandidates(text, (url, descriptor) => candidates.push({ url, descriptor }));
  return candidates;
}

/** Replaces the URL of each candidate, and keeps all else. Blanks and outer commas in a new URL are encoded. */
export function mapSrcset(text: string, map: (url: string) => string): string {
  let mapped = "";
  let copied = 0;
  readCandidates(text, (url, _descriptor, start) => {
    mapped += text.slice(copied, start) + map(url).replace(/[\t\n\f\r ]|^,+|,+$/g, encodeURIComponent);
    copied = start + url.length;
  });
  return mapped + text.slice(copied);
}

function readCandidates(
  text: string,
  onCandidate: (url: string, descriptor: string, start: number) => void,
): void {
  const token = /[\t\n\f\r ,]*([^\t\n\f\r ]+)/y;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const written = match[1] as string;
    const urlStart = token.lastIndex - written.length;
    let length = written.length;
    while (written[length - 1] === ",") length--;
    let descriptor = "";
    if (length === written.length) {
      const start = token.lastIndex;
      const end = endOfDescriptor(text, start);
      descriptor = text.slice(start, end).trim();
      token.lastIndex = end + 1;
    }
    if (length > 0) onCandidate(written.slice(0, length), descriptor, urlStart);
  }
}

/** The next comma outside parentheses, or the end. */
function endOfDescriptor(text: string, start: number): number {
  let index = start;
  for (; index < text.length && text[index] !== ","; index++) {
    if (text[index] !== "(") continue;
    const close = text.indexOf(")", index);
    if (close === -1) return text.length;
    index = close;
  }
  return index;
}

const descriptorAtEnd: RegExp = /\s[\d.+-]+(?:e\d+)?[wxh]$/;
const urlStart: RegExp = /^(?:[a-z][a-z\d+.-]*:|\/|\.\.?\/)/i;
const fileEnd: RegExp = /\.[a-z\d]{2,5}(?:[?#].*)?$/i;

/**
 * Restores the `srcset` attributes of a tree. The HTML parsers of the ecosystem split them at every comma, also at those
 * inside a URL (`https://img.example/w_400,h_300/a.jpg 1x`, `data:image/png;base64,…`), and writing them back adds a
 * space there, which breaks the URL. A piece that ends neither in a descriptor nor in a file name, and is not followed by
 * the start of a URL, belongs to the next one. The result is kept as a string.
 *
 * @param tree - a tree fresh from a parser; it is changed
 */
export function repairSrcsets(tree: Nodes): void {
  walk<Nodes>(tree, (node) => {
    if (node.type !== "element") return;
    const { properties } = node;
    for (const name of ["srcSet", "imageSrcSet"]) {
      const pieces = properties[name];
      if (Array.isArray(pieces)) properties[name] = joinPieces(pieces.map(String));
    }
  });
}

function joinPieces(pieces: string[]): string {
  let joined = "";
  let isComplete = true;
  for (const piece of pieces) {
    if (joined !== "") joined += isComplete || urlStart.test(piece) ? ", " : ",";
    joined += piece;
    isComplete = descriptorAtEnd.test(piece) || fileEnd.test(piece);
  }
  return joined;
}

/** One candidate of a `srcset` attribute. */
export interface ImageCandidate {
  url: string;
  /** `2x`, `640w`; may be empty. */
  descriptor: string;
}

/**
 * Reads a `srcset` attribute as the HTML standard says: a URL ends at white space, so commas inside it are its own; only
 * commas at its end, or behind its descriptor, part two candidates.
 */
export function parseSrcset(text: string): ImageCandidate[] {
  const candidates: ImageCandidate[] = [];
  const token = /[\t\n\f\r ,]*([^\t\n\f\r ]+)/y;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const written = match[1] as string;
    let url = written;
    let descriptor = "";
    if (written.endsWith(",")) {
      let length = written.length;
      while (written[length - 1] === ",") length--;
      url = written.slice(0, length);
    } else {
      const from = token.lastIndex;
      const end = endOfDescriptor(text, from);
      descriptor = text.slice(from, end).trim();
      token.lastIndex = end + 1;
    }
    if (url !== "") candidates.push({ url, descriptor });
  }
  return candidates;
}

/** The next comma outside parentheses, or the end. */
function endOfDescriptor(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < text.length; index++) {
    const sign = text[index];
    if (sign === "(") depth++;
    else if (sign === ")") depth = Math.max(0, depth - 1);
    else if (sign === "," && depth === 0) return index;
  }
  return text.length;
}

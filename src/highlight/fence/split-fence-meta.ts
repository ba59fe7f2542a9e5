const closers: Record<string, string> = { "{": "}", "[": "]" };

/** The offset after the closer of the bracket or quote at `start`; `start` when there is none. */
function skipEnclosed(text: string, start: number): number {
  const open = text[start] ?? "";
  const closer = closers[open] ?? open;
  const nests = closer !== open;
  for (let index = start + 1, depth = 1; index < text.length; index++) {
    const char = text[index] ?? "";
    if (char === "\\" && !nests) index++;
    else if (char === closer) {
      if (--depth === 0) return index + 1;
    } else if (nests && char === open) depth++;
    else if (nests && (char === '"' || char === "'")) index = Math.max(index, skipEnclosed(text, index) - 1);
  }
  return start;
}

/** The offset after the `/word/` at `start`; `start` when it is not one. */
function skipWord(text: string, start: number): number {
  const end = skipEnclosed(text, start);
  return end > start + 2 && /^(\s|$)/.test(text.slice(end, end + 1)) ? end : start;
}

/**
 * Splits the meta text of a fence at white space and, if asked, at commas, but never inside quotes, braces, brackets or
 * `/words/`. A piece that starts with a brace ends with it.
 *
 * @param text - meta text
 * @param commas - whether commas separate too
 */
export function splitFenceMeta(text: string, commas: boolean): string[] {
  const separator = commas ? /[\s,]/ : /\s/;
  const pieces: string[] = [];
  for (let index = 0; index < text.length; ) {
    if (separator.test(text[index] ?? "")) {
      index++;
      continue;
    }
    const start = index;
    if (text[start] === "/") index = skipWord(text, start);
    while (index < text.length && !separator.test(text[index] ?? "")) {
      const char = text[index] ?? "";
      const opens = char === "{" || char === "[" || char === '"' || char === "'" || char === "`";
      // A quote inside a word is an apostrophe.
      const end =
        opens && (char in closers || /(^|[=:{[(])$/.test(text.slice(start, index)))
          ? skipEnclosed(text, index)
          : index;
      if (end === index) index++;
      else {
        index = end;
        if (text[start] === "{") break;
      }
    }
    pieces.push(text.slice(start, index));
  }
  return pieces;
}

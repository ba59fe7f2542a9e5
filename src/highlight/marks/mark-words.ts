import type { PaintedToken } from "../tokenize-code.ts";
import type { MarkedWord } from "./mark-line.ts";

/** A token, or the part of it that belongs to a marked word. */
export interface WordToken extends PaintedToken {
  /** Neighbors with the same number belong to one marked word. */
  readonly word?: number | undefined;
}

/** Where words are in a line, from left to right, without overlaps. */
function findWords(text: string, words: readonly MarkedWord[]): [start: number, end: number][] {
  const ranges: [number, number][] = [];
  for (const { word } of words) {
    if (word === "") continue;
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
      ranges.push([at, at + word.length]);
    }
  }
  ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = 0;
  return ranges.filter((range) => range[0] >= end && (end = range[1]) > 0);
}

/** Splits the tokens of a line where marked words begin and end. */
export function splitAtWords(tokens: readonly PaintedToken[], words: readonly MarkedWord[]): WordToken[] {
  const ranges = findWords(tokens.map(({ content }) => content).join(""), words);
  const parts: WordToken[] = [];
  let offset = 0;
  let next = 0;
  for (const { content, style } of tokens) {
    let from = 0;
    while (from < content.length) {
      const [start = Number.POSITIVE_INFINITY, end = 0] = ranges[next] ?? [];
      const inside = start <= offset + from;
      const to = Math.min(content.length, (inside ? end : start) - offset);
      parts.push({ content: content.slice(from, to), style, word: inside ? next : undefined });
      from = to;
      if (inside && offset + to === end) next++;
    }
    offset += content.length;
  }
  return parts;
}

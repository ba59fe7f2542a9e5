import type { Point } from "unist";

/**
 * The offset at which each line of a text starts. Lines end with LF, CRLF or CR; a byte order mark is not part of the
 * first line.
 */
export function lineStartsOf(text: string): number[] {
  const starts = [text.startsWith("\uFEFF") ? 1 : 0];
  for (const { 0: ending, index } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + ending.length);
  return starts;
}

/** The line and column of an offset, both from 1. */
export function pointAt(text: string, offset: number): Point {
  let line = 1;
  let start = 0;
  for (let index = 0; index < offset; index++) {
    const code = text.charCodeAt(index);
    if (code !== 10 && code !== 13) continue;
    if (code === 13 && text.charCodeAt(index + 1) === 10) index++;
    if (index + 1 > offset) break;
    line++;
    start = index + 1;
  }
  return { line, column: offset - start + 1, offset };
}

/** The index of the line that contains an offset. */
export function lineIndexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

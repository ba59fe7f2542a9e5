import type { Point, Position } from "unist";
import { lineIndexAt, lineStartsOf } from "../core/text-position.ts";

/** The lines of a source, found when they are asked for: usually only the first few are needed. */
export interface SourceLines {
  /** The text of a line (from 1) without its line ending; `undefined` past the last line. */
  at(line: number): string | undefined;
  /** Where a line starts in the source; for a line past the end, the end. */
  startOf(line: number): number;
}

/**
 * Splits a source into lines at LF, CRLF and CR. A byte order mark belongs to no line, so that columns count from the
 * first character an editor shows.
 */
export function createSourceLines(source: string): SourceLines {
  const starts: number[] = [source.startsWith("\uFEFF") ? 1 : 0];
  const ends: number[] = [];
  const ending = /\r\n|\n|\r/g;
  let done = false;
  const findLine = (line: number): void => {
    while (!done && ends.length < line) {
      ending.lastIndex = starts[ends.length] ?? 0;
      const found = ending.exec(source);
      ends.push(found ? found.index : source.length);
      if (found) starts.push(ending.lastIndex);
      else done = true;
    }
  };
  return {
    at(line) {
      findLine(line);
      const end = ends[line - 1];
      return end === undefined ? undefined : source.slice(starts[line - 1], end);
    },
    startOf(line) {
      findLine(line - 1);
      return starts[line - 1] ?? source.length;
    },
  };
}

/** Turns offsets into places in the source. */
export interface Places {
  point(offset: number): Point;
  position(start: number, end: number): Position;
}

/**
 * @param matter - lines of the source, joined with LF
 * @param matterLine - line of the source that the matter starts on
 * @param toMatter - from the offsets that are asked for to offsets in the matter
 */
export function createPlaces(
  matter: string,
  matterLine: number,
  lines: SourceLines,
  toMatter: (offset: number) => number = (offset) => offset,
): Places {
  // Most posts are never asked for a place.
  let starts: number[] | undefined;
  const point = (asked: number): Point => {
    starts ??= lineStartsOf(matter);
    const offset = Math.min(toMatter(asked), matter.length);
    const index = lineIndexAt(starts, offset);
    const line = matterLine + index;
    const column = offset - (starts[index] ?? 0) + 1;
    return { line, column, offset: lines.startOf(line) + column - 1 };
  };
  return { point, position: (start, end) => ({ start: point(start), end: point(Math.max(start, end)) }) };
}

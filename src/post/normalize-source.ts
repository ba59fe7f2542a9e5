import type { Point, Position } from "unist";
import { lineStartsOf } from "../core/text-position.ts";

/** A text with one kind of line ending, and the way back to the original. */
export interface NormalizedSource {
  /** Well-formed, without a byte order mark, every line ending a line feed. */
  text: string;
  /** The same place in the original, where offsets count carriage returns and the byte order mark. Lines and columns are equal. */
  toOriginal<P extends Point | Position>(place: P): P;
}

const mark = "\uFEFF";

/**
 * Removes differences that an editor does not show: the byte order mark is removed, CRLF and lone CR become LF. A lone
 * surrogate, which UTF-8 cannot represent, becomes U+FFFD.
 */
export function normalizeSource(source: string): NormalizedSource {
  const marked = source.startsWith(mark);
  if (!marked && !source.includes("\r")) {
    return { text: source.toWellFormed(), toOriginal: (place) => place };
  }
  const text = (marked ? source.slice(1) : source).replace(/\r\n?/g, "\n").toWellFormed();
  let starts: number[] | undefined;
  const pointOf = (point: Point): Point => {
    starts ??= lineStartsOf(source);
    return { ...point, offset: (starts[point.line - 1] ?? 0) + point.column - 1 };
  };
  return {
    text,
    toOriginal: (place) =>
      "start" in place
        ? { ...place, start: pointOf(place.start), end: pointOf(place.end) }
        : { ...place, ...pointOf(place) },
  };
}

import type { Point, Position } from "unist";
import type { VFileMessage } from "vfile-message";
import { lineStartsOf } from "../core/text-position.ts";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";

/**
 * Decodes a source. Bytes must be UTF-8: guessing another encoding would silently replace
 * letters with others.
 */
export function decodeSource(
  source: string | Uint8Array,
  { path, maxBytes }: { path?: string | undefined; maxBytes: number },
): string {
  const bytes = typeof source === "string" ? utf8Length(source, maxBytes) : source.byteLength;
  if (bytes > maxBytes) throw new ContentError({ path, messages: [sourceTooLarge(bytes, maxBytes, path)] });
  if (typeof source === "string") return source;
  try {
    // The byte order mark stays: positions are counted in the original file.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(source);
  } catch {
    throw new ContentError({ path, messages: [notUtf8(source, path)] });
  }
}

/** Counts bytes only if needed: UTF-8 takes at most three bytes for a code unit. */
function utf8Length(text: string, maxBytes: number): number {
  return text.length * 3 <= maxBytes ? text.length : new TextEncoder().encode(text).byteLength;
}

function notUtf8(bytes: Uint8Array, path: string | undefined): ReturnType<typeof createMessage> {
  const { offset, before } = firstInvalidByte(bytes);
  const lines = before.split(/\r\n|\r|\n/);
  const value = `0x${(bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return createMessage("not-utf8", {
    reason: `Byte ${offset} (${value}) is not UTF-8`,
    note: utf16 ? "The file looks like UTF-16: save it as UTF-8." : "Save the file as UTF-8.",
    path,
    place: { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, offset: before.length },
    actual: value,
  });
}

/** Finds the start of the first sequence that is not UTF-8, and the text before it. */
function firstInvalidByte(bytes: Uint8Array): { offset: number; before: string } {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const pieces = text.split("\uFFFD");
  let offset = 0;
  let count = 0;
  for (const piece of pieces) {
    offset += new TextEncoder().encode(piece).length;
    count++;
    // The author may have written this character.
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd) break;
    offset += 3;
  }
  return {
    offset,
    before: pieces
      .slice(0, count)
      .join("\uFFFD")
      .replace(/^\uFEFF/, ""),
  };
}

/** The message for a source over `limits.maxBytes`, whether its text or only the size of its file is known. */
export function sourceTooLarge(bytes: number, maxBytes: number, path: string | undefined): VFileMessage {
  return createMessage("limit-bytes", {
    reason: `The source is larger than \`limits.maxBytes\`: ${bytes} bytes, at most ${maxBytes} are accepted`,
    note: "Split the post, or raise `limits.maxBytes` for text you trust.",
    path,
    place: { line: 1, column: 1, offset: 0 },
  });
}

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

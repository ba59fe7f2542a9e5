import type { ToolSyntax } from "./find-tool-syntax.ts";
import { findToolSyntax } from "./find-tool-syntax.ts";
import type { Span } from "./template-tags.ts";

/** The parts of what was found that readers should not see. */
export function hiddenSpans(found: readonly ToolSyntax[]): Span[] {
  return found.flatMap(({ start, end, shown }) =>
    shown === undefined
      ? [{ start, end }]
      : [
          { start, end: shown.start },
          { start: shown.end, end },
        ],
  );
}

/** Removes spans from a part of a text. */
export function withoutSpans(piece: string, offset: number, spans: readonly Span[]): string {
  const end = offset + piece.length;
  let kept = "";
  let from = offset;
  for (const span of spans) {
    if (span.end <= from) continue;
    if (span.start >= end) break;
    kept += piece.slice(from - offset, Math.max(0, span.start - offset));
    from = Math.min(end, Math.max(from, span.end));
  }
  return kept + piece.slice(from - offset);
}

/** A plain text without the syntax of other tools: what is left are words. */
export function removeToolSyntax(text: string): string {
  const found = findToolSyntax(text);
  return found.length === 0 ? text : withoutSpans(text, 0, hiddenSpans(found));
}

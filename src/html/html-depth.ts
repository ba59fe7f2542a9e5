import type { Point, Position } from "unist";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";

/** How deep elements may nest. Browsers stop at the same number and lay out what is deeper side by side. */
export const maxHtmlDepth = 512;

/**
 * Refuses a tree that is deeper than any browser lays out, and than recursion can walk.
 *
 * @throws ContentError `limit-nesting`
 */
export function checkHtmlDepth(
  depth: number,
  path: string | undefined,
  place: Point | Position | undefined,
): void {
  if (depth <= maxHtmlDepth) return;
  const message = createMessage("limit-nesting", {
    reason: `Elements nest more than ${maxHtmlDepth} deep`,
    note: "Look for tags that are opened again and again and never closed.",
    path,
    place,
  });
  throw new ContentError({ path, messages: [message] });
}

import type { Point, Position } from "unist";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";

/**
 * The error for a tree that is too deep, or for tags that a parser would take too long over.
 *
 * @param ruleId - which limit
 * @param reason - what was found
 * @param place - where
 * @param path - path of the post
 */
export function nestingError(
  ruleId: "limit-nesting" | "limit-html-tags",
  reason: string,
  place: Point | Position | undefined,
  path: string | undefined,
): ContentError {
  const note = "Look for a marker that is repeated by mistake, or for tags that are never closed.";
  return new ContentError({ path, messages: [createMessage(ruleId, { reason, note, place, path })] });
}

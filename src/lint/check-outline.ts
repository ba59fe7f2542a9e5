import type { VFileMessage } from "vfile-message";
import { createMessage } from "../diagnostics/create-message.ts";
import type { LintablePost } from "./lint-post.ts";

/** Jumps between headings. The title of the post is the heading of depth 1 above them all. */
export function checkOutline({ headings = [], path }: LintablePost): VFileMessage[] {
  const messages: VFileMessage[] = [];
  let above = 1;
  for (const { depth, text, place } of headings) {
    if (depth > above + 1) {
      messages.push(
        createMessage("heading-jump", {
          reason: `“${text}” is a heading of depth ${depth} below one of depth ${above}`,
          note: `Make it depth ${above + 1}: who navigates by headings expects none in between.`,
          path,
          place,
          actual: String(depth),
          expected: [String(above + 1)],
        }),
      );
    }
    above = depth;
  }
  return messages;
}

import type { VFileMessage } from "vfile-message";
import { createMessage } from "../diagnostics/create-message.ts";

/** The message for a source over `limits.maxBytes`, whether its text is at hand or only the size of its file. */
export function sourceTooLarge(bytes: number, maxBytes: number, path: string | undefined): VFileMessage {
  return createMessage("limit-bytes", {
    reason: `The source is larger than \`limits.maxBytes\`: ${bytes} bytes, at most ${maxBytes} are accepted`,
    note: "Split the post, or raise `limits.maxBytes` for texts you trust.",
    path,
    place: { line: 1, column: 1, offset: 0 },
  });
}

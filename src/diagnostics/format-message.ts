import type { VFileMessage } from "vfile-message";
import { checkKind } from "../core/check-options.ts";

/** Characters that move the cursor of a terminal or change its colors; any text may contain them. */
const controls: RegExp = /[\0-\x1F\x7F-\x9F]/g;

/**
 * Formats a message for a log or a terminal: place, reason and rule on one line, and what to do on a second one. It only
 * reads the fields, so it also works for messages from a cache, a worker or `structuredClone`, which have lost
 * their `toString`. Control characters, which authors may have written, become `�`.
 *
 * @param message - of this library, or of a unified plugin
 * @returns one or two lines
 * @throws TypeError for anything but a message
 * @example
 * ```ts
 * import { ContentError, createPostParser, formatMessage } from "galley";
 *
 * try {
 *   await createPostParser()("---\ntitle: Queues\ndate: 2025-02-30\n---\nText\n", { path: "posts/queues.md" });
 * } catch (error) {
 *   if (!(error instanceof ContentError)) throw error;
 *   for (const message of error.messages) console.log(formatMessage(message));
 * }
 * // → posts/queues.md:3:7: `date: 2025-02-30` is not a valid date: the month 2025-02 has 28 days [date-invalid]
 * // →   Write `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SSZ` with a time.
 * ```
 */
export function formatMessage(message: Pick<VFileMessage, "name" | "reason" | "ruleId" | "note">): string {
  checkKind("message", message, "object", "a message");
  const { name, reason, ruleId, note, file, place } = message as Partial<VFileMessage>;
  checkKind("message.reason", reason, "string");
  // A message about a whole run, such as a folder without posts, has no place.
  const where = name === "1:1" && file == null && place == null ? "" : `${name}: `;
  const line = `${where}${reason}${ruleId ? ` [${ruleId}]` : ""}`;
  return (note ? [line, `  ${note}`] : [line]).map(replaceControls).join("\n");
}

/** Replaces characters that control a terminal with `�`. */
export function replaceControls(text: string): string {
  return text.replace(controls, "\uFFFD");
}

import type { VFileMessage } from "vfile-message";

/** Puts messages in the order of their places; those without one come first, equal places stay as they were. */
export function sortMessages(messages: Iterable<VFileMessage>): VFileMessage[] {
  return [...messages].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

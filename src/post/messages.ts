import type { VFileMessage } from "vfile-message";

/** Messages of one post, in the order they are reported. */
export interface MessageList {
  add(message: VFileMessage): void;
  /** The messages that were kept, in order; the last one of a rule says how many more there were. */
  toArray(): VFileMessage[];
}

/** How many messages of one rule a post keeps. Beyond that, the number is more useful than the list. */
const maxPerRule = 100;

/**
 * Creates a list that keeps every error, and a hundred warnings and notes of each rule: six characters repeated
 * must not produce hundreds of thousands of messages.
 */
export function createMessageList(): MessageList {
  const kept = new Set<VFileMessage>();
  const counts = new Map<string, number>();
  const lasts = new Map<string, VFileMessage>();
  return {
    add(message) {
      if (kept.has(message)) return;
      if (message.fatal === true) {
        kept.add(message);
        return;
      }
      const rule = `${message.source}:${message.ruleId}`;
      const count = (counts.get(rule) ?? 0) + 1;
      counts.set(rule, count);
      if (count > maxPerRule) return;
      kept.add(message);
      lasts.set(rule, message);
    },
    toArray() {
      const left = new Map<VFileMessage, number>();
      for (const [rule, last] of lasts) left.set(last, (counts.get(rule) ?? 0) - maxPerRule);
      return [...kept].map((message) => {
        const more = left.get(message) ?? 0;
        if (more <= 0) return message;
        const rest = `${more} more of this kind ${more === 1 ? "is" : "are"} not listed.`;
        return Object.assign(message, { note: message.note ? `${message.note} ${rest}` : rest });
      });
    },
  };
}

const fields =
  "name message reason ruleId source fatal file place line column note url actual expected".split(
    " ",
  ) as (keyof VFileMessage)[];

/** Whether a plugin threw a `VFileMessage`, whose class may come from another copy of `vfile-message`. */
export function isMessage(error: unknown): error is VFileMessage {
  return error instanceof Error && "reason" in error && "ruleId" in error && "fatal" in error;
}

/**
 * Copies a plugin's message to a plain object like those of `createMessage`: subclasses of `Error` lose
 * their fields in `structuredClone`, and `cause` and `ancestors` may hold a whole tree.
 */
export function plainMessage(message: VFileMessage, path: string | undefined): VFileMessage {
  if (message.source === "galley") return message;
  const record: Record<string, unknown> = { fatal: undefined };
  for (const field of fields) {
    const value = message[field];
    if (value !== undefined && value !== null) record[field] = value;
  }
  // It is "" in a message that was created without a file.
  record.file ||= path;
  if (record.file === undefined) delete record.file;
  return structuredClone(record) as unknown as VFileMessage;
}

/** Sorts messages by place; those without one come first, and the sort is stable. */
export function sortMessages(messages: Iterable<VFileMessage>): VFileMessage[] {
  return [...messages].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

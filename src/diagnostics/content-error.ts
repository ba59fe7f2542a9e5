import type { VFileMessage } from "vfile-message";
import { checkKind } from "../core/check-options.ts";
import { createMessage, type MessageOptions } from "./create-message.ts";
import type { RuleId } from "./rules.ts";

/** Details of a {@linkcode ContentError}. */
export interface ContentErrorOptions {
  /** Path of the post; `undefined` for several posts. */
  path?: string | undefined;
  /** Everything that was found, warnings included, in the order it was found. */
  messages: readonly VFileMessage[];
}

/**
 * Thrown once when an author's text cannot become a post. It carries every message, not only the first, so that a
 * writer sees all mistakes at once.
 *
 * @example
 * ```ts
 * import { ContentError, createPostParser } from "galley";
 *
 * const parsePost = createPostParser();
 * try {
 *   await parsePost("---\ntitle: Queues\ndate: 2025-02-30\n---\nText\n", { path: "posts/queues.md" });
 * } catch (error) {
 *   if (!(error instanceof ContentError)) throw error;
 *   for (const { line, column, ruleId } of error.messages) console.log(line, column, ruleId);
 * }
 * // → 3 7 date-invalid
 * ```
 */
export class ContentError extends Error {
  override readonly name: string = "ContentError";
  /** Path of the post, if the error is about one post. */
  readonly path: string | undefined;
  /** Everything that was found. */
  readonly messages: readonly VFileMessage[];

  constructor(options: ContentErrorOptions) {
    checkKind("options", options, "object");
    const { path, messages } = options;
    checkKind("messages", messages, "array");
    for (const [index, message] of messages.entries()) checkKind(`messages[${index}]`, message, "object");
    const errors = messages.filter((message) => message.fatal === true);
    const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
    const lines = errors.map((error) => `  ${error.name}: ${error.reason} [${error.ruleId}]`);
    super([path === undefined ? count : `${count} in ${path}`, ...lines].join("\n"));
    this.path = path;
    this.messages = messages;
  }
}

/** The error for one limit that a text exceeds. */
export function limitError(ruleId: RuleId, options: MessageOptions): ContentError {
  return new ContentError({ path: options.path, messages: [createMessage(ruleId, options)] });
}

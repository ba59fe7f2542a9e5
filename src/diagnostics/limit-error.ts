import { ContentError } from "./content-error.ts";
import { createMessage, type MessageOptions } from "./create-message.ts";
import type { RuleId } from "./rules.ts";

/** The error for one limit that a text exceeds. */
export function limitError(ruleId: RuleId, options: MessageOptions): ContentError {
  return new ContentError({ path: options.path, messages: [createMessage(ruleId, options)] });
}

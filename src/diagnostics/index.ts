export type { VFileMessage } from "vfile-message";
export { ContentError, type ContentErrorOptions } from "./content-error.ts";
export { createMessage, type MessageOptions } from "./create-message.ts";
export { formatMessage } from "./format-message.ts";
export { type RuleId, rules, type Severity } from "./rules.ts";

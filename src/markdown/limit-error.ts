import type { Point, Position } from "unist";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";

/** A limit that a text went past. */
export interface LimitOptions {
  reason: string;
  note: string;
  path: string | undefined;
  place: Point | Position | undefined;
}

/** The error for one limit. */
export function limitError(ruleId: RuleId, options: LimitOptions): ContentError {
  return new ContentError({ path: options.path, messages: [createMessage(ruleId, options)] });
}

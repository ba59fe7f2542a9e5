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

/** Line and column, as an editor counts them, of a place in a text. */
export function pointAt(text: string, offset: number): Point {
  let line = 1;
  let start = 0;
  for (let index = 0; index < offset; index++) {
    const code = text.charCodeAt(index);
    if (code !== 10 && code !== 13) continue;
    if (code === 13 && text.charCodeAt(index + 1) === 10) index++;
    if (index + 1 > offset) break;
    line++;
    start = index + 1;
  }
  return { line, column: offset - start + 1, offset };
}

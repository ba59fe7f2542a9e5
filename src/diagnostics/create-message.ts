import type { Point, Position } from "unist";
import type { VFileMessage } from "vfile-message";
import { checkKind, show } from "../core/check-options.ts";
import { type RuleId, rules, type Severity } from "./rules.ts";

/** The content of a message, and its position. */
export interface MessageOptions {
  /** What happened and why, one sentence that quotes the value. */
  reason: string;
  /** What to do about it. */
  note?: string | undefined;
  /** Path of the post as the caller gave it. */
  path?: string | undefined;
  /** Place in the original file: lines and columns count from 1, offsets from 0. */
  place?: Point | Position | undefined;
  /** Replaces the severity of the rule, for example by a linter's setting. */
  severity?: Severity | undefined;
  /** The value found. */
  actual?: string | undefined;
  /** The values that are accepted. */
  expected?: string[] | undefined;
}

/** The page that explains every rule; it ships with the package. */
const page = "docs/diagnostics.md";

const fatal: Record<Severity, boolean | undefined> = { error: true, warning: false, info: undefined };

/**
 * Makes a diagnostic: a plain object with the shape of a `VFileMessage`, so that reporters of the unified ecosystem
 * can print it. It is deliberately not an instance of `Error`: `structuredClone` and workers drop the fields of
 * subclasses, and a post must survive both.
 *
 * @param ruleId - the permanent id; its severity comes from `rules`
 * @param options - what happened, where, and what to do
 * @throws RangeError for an unknown rule; TypeError for options without a reason
 * @returns the message; `fatal` is `true` for an error, `false` for a warning, `undefined` for information
 * @example
 * ```ts
 * import { createMessage } from "galley/diagnostics";
 *
 * const message = createMessage("title-missing", {
 *   reason: "The post has no title",
 *   note: "Add `title:` to the front matter.",
 *   path: "posts/queues.md",
 *   place: { line: 1, column: 1, offset: 0 },
 * });
 * console.log(message.name, message.ruleId, message.url);
 * // → posts/queues.md:1:1 title-missing docs/diagnostics.md#title-missing
 * ```
 */
export function createMessage(ruleId: RuleId, options: MessageOptions): VFileMessage {
  if (!Object.hasOwn(rules, ruleId)) {
    throw new RangeError(`Expected a rule id, received ${show(ruleId)}`);
  }
  checkKind("options", options, "object");
  checkKind("reason", options.reason, "string");
  if (options.place !== undefined) checkKind("place", options.place, "object");
  const { reason, note, path, severity = rules[ruleId], actual, expected } = options;
  const place = options.place && wholePlace(options.place);
  const start = place && ("start" in place ? place.start : place);
  const at = start ? `${start.line}:${start.column}` : "1:1";
  const message = {
    name: path === undefined ? at : `${path}:${at}`,
    message: reason,
    reason,
    ruleId,
    source: "galley",
    fatal: fatal[severity],
    file: path,
    place,
    line: start?.line,
    column: start?.column,
    note,
    url: `${page}#${ruleId}`,
    actual,
    expected,
    ancestors: undefined,
    cause: undefined,
    stack: undefined,
  };
  for (const [key, value] of Object.entries(message)) {
    if (value === undefined && key !== "fatal") delete message[key as keyof typeof message];
  }
  // Not enumerable, so that messages compare and clone by their data only.
  Object.defineProperty(message, "toString", { value: (): string => `${message.name}: ${reason}` });
  return message as unknown as VFileMessage;
}

/** An HTML parser returns no end for an element that was never closed, and no position for one that was never opened. */
function wholePlace(place: Point | Position): Point | Position | undefined {
  if (!("start" in place)) return place;
  const { start, end } = place as Partial<Position>;
  return end === undefined ? start : place;
}

import type { TomlError } from "smol-toml";
import type { YAMLError } from "yaml";
import { type MatterProblem, problem, tooDeep } from "./matter-node.ts";

/** A part of a parser's message, what it means to an author, and what to do. */
type Cause = readonly [message: RegExp, reason: string, note: string];

const inQuotes = "Put the value in quotes.";
const alike = "Give the lines of one list, mapping or text the same indentation.";
const twoBackslashes = "Write two backslashes, or use single quotes.";
const comma = "Put a comma between items.";

const yamlCauses: readonly Cause[] = [
  [/end with a [\]}]/, "A bracket is never closed", "Add the closing bracket."],
  [/Missing closing/, "A quote is never closed", "Add the closing quote."],
  [/Nested map|Block coll/, "A value without quotes may not contain a colon and a space", inQuotes],
  [/Plain value/, "A key or value without quotes may not start with this character", "Put it in quotes."],
  [/same column|as an implicit map key|less indented/, "The lines are not indented alike", alike],
  [
    /Implicit|without - ind/,
    "This line is neither a `key: value` nor indented as the continuation of the one before",
    "Put a colon and a space after the key, or indent the line.",
  ],
  [/escape/, "A backslash in double quotes starts an escape that YAML does not know", twoBackslashes],
  [/Tabs are/, "YAML does not allow tabs for indentation", "Use spaces."],
  [
    /header/,
    "Only `+`, `-` and a digit may follow `|` and `>` on their line",
    "Put the text on the next line.",
  ],
  [/explicit indent/, "The first line of the text is indented more than the next", alike],
  [
    /Comments must/,
    "A `#` follows the value without a space",
    "Put a space before it, or the value in quotes.",
  ],
  [/Unexpected (?:,|empty)/, "There is an extra comma", "Remove the comma."],
  [/Missing (?:,|space)/, "A comma or a colon is missing inside the brackets", comma],
  [/block-seq-ind/, "A list may not start on the line of its key", "Put each item on a line of its own."],
  [/flow-(?:seq|map)-end/, "A closing bracket has no opening bracket", inQuotes],
  [/directive/i, "A line that starts with `%` is an instruction to YAML", inQuotes],
  [
    /anchor|alias|tag/i,
    "A value that starts with `&`, `*` or `!` has a meaning of its own in YAML",
    inQuotes,
  ],
  [/1024/, "The key is longer than 1,024 characters", "A quote or a line break may be missing."],
  [/Unexpected/, "There is text after the end of the value", "Put the whole value in quotes."],
];

const tomlCauses: readonly Cause[] = [
  [/unfinished (?:array|table)|end of table/, "a bracket is never closed", "Add the closing bracket."],
  [/unfinished string/, "a quote is never closed", "Add the closing quote."],
  [
    /char.* in key|of key|bare key/,
    "this line is not a `key = value`",
    'Write `key = "value"`, with an equals sign.',
  ],
  [/quoted key/, "a key is in three quotes", "Put it in one pair of quotes."],
  [/redefine/, "the key or table is given twice", "Remove one of the two."],
  [/escape/, "a backslash in double quotes starts an escape that TOML does not know", twoBackslashes],
  [
    /end-of-line/,
    "there is text after the end of the value",
    "Put each key on a line of its own, and text in quotes.",
  ],
  [/expected comma/, "a comma is missing inside the brackets", comma],
  [/date/, "there is no such date or time", "Write `2024-05-01` or `2024-05-01T10:00:00Z`."],
  [/num|integer|zero|underscore/, "this is not a valid TOML number", "Put it in quotes if it is text."],
  [/control/, "the text contains a control character", "Delete it; editors can show invisible characters."],
  [/invalid value/, "the value is missing or has no quotes", 'Put text in quotes: `key = "value"`.'],
];

function explain(
  message: string,
  causes: readonly Cause[],
  reason: string,
): { reason: string; note: string } {
  const cause = causes.find(([pattern]) => pattern.test(message));
  return cause ? { reason: cause[1], note: cause[2] } : { reason: `${reason} (${message})`, note: inQuotes };
}

/** Explains an error of the `yaml` parser in words that help an author. */
export function yamlProblem({ message, pos }: YAMLError, text: string): MatterProblem {
  const why = explain(message, yamlCauses, "This is not valid YAML");
  if (message.startsWith("Nested map") && !/:\s/.test(/.*/y.exec(text.slice(pos[0]))?.[0].trimEnd() ?? "")) {
    why.reason = "The next line is indented as if it belonged to this value";
    why.note = alike;
  }
  // The parser may notice it only at the end; the useful position is that of the last text.
  const last = text.trimEnd().length;
  const [start, end] = pos[0] >= last ? [last, last + 1] : pos;
  return { rule: "front-matter-syntax", ...why, start, end };
}

export function tomlProblem(error: TomlError, matter: string): MatterProblem {
  let start = 0;
  for (let line = 1; line < error.line; line++) start = matter.indexOf("\n", start) + 1;
  start = Math.min(start + error.column - 1, matter.length);
  if (error.message.includes("excessively nested")) return tooDeep(start);
  const message = (error.message.split("\n", 1)[0] ?? "").replace(/^Invalid TOML document: /, "");
  const open = findUnclosed(matter);
  const found = open !== undefined && open <= start ? unclosedProblem(matter, open) : undefined;
  const why = found ?? explain(message, tomlCauses, "it cannot be read");
  const reason = `This is not valid TOML: ${lowerFirst(why.reason)}`;
  return { rule: "front-matter-syntax", start, end: start + 1, ...why, reason };
}

/** An unclosed quote or bracket in TOML, or in JSON without comments; of several brackets the innermost. */
export function findUnclosed(text: string): number | undefined {
  const tokens = /"""(?:\\[\s\S]|[^\\])*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|["'[\]{}]/g;
  const open: { close: string; index: number }[] = [];
  const counts: Record<string, number> = { "]": 0, "}": 0 };
  for (const { 0: sign, index } of text.matchAll(tokens)) {
    if (sign === '"' || sign === "'") return index;
    if (sign === "[" || sign === "{") {
      const close = sign === "[" ? "]" : "}";
      open.push({ close, index });
      counts[close] = (counts[close] ?? 0) + 1;
    } else if (counts[sign]) {
      const last = open.pop();
      if (last?.close !== sign) return last?.index;
      counts[sign]--;
    }
  }
  return open.at(-1)?.index;
}

export function unclosedProblem(text: string, start: number): MatterProblem {
  const sign = text.charAt(start);
  const isQuote = sign === '"' || sign === "'";
  const reason = `The ${isQuote ? "quote" : "bracket"} \`${sign}\` opened here is never closed`;
  const note = isQuote ? "Add the closing quote." : "Add the closing bracket, or put the value in quotes.";
  return problem("front-matter-syntax", reason, note, start);
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

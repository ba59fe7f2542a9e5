import type { TomlError } from "smol-toml";
import type { YAMLError } from "yaml";
import { type MatterProblem, tooDeep } from "./matter-node.ts";

/** What a parser's message contains, what it means to an author, and what to do. */
type Cause = readonly [message: RegExp, reason: string, note: string];

const inQuotes = "Put the value in quotes.";

const yamlCauses: readonly Cause[] = [
  [/end with a [\]}]/, "A bracket is never closed", "Add the closing bracket."],
  [/Missing closing/, "A quote is never closed", "Add the closing quote."],
  [
    /Nested mappings|Block collections are not/,
    "A value without quotes may not contain a colon and a space",
    inQuotes,
  ],
  [/Plain value cannot start/, "A value without quotes may not start with this character", inQuotes],
  [
    /Implicit|without - ind/,
    "This line is neither a `key: value` nor indented as the continuation of the one before",
    "Put a colon and a space after the key, or indent the line.",
  ],
  [
    /start at the same column|as an implicit map key|less indented/,
    "The lines are not indented alike",
    "Give the entries of one list or mapping the same indentation.",
  ],
  [
    /Invalid escape/,
    "A backslash in double quotes starts an escape that YAML does not know",
    "Write two backslashes, or use single quotes.",
  ],
  [/Tabs are/, "YAML does not allow tabs for indentation", "Use spaces."],
  [
    /Block scalar|[Ff]irst line|explicit indent/,
    "The text block is not valid: nothing but `+`, `-` or a digit may follow `|` or `>`, and its first line may not be indented more than the next",
    "Start the text on the next line, and indent all its lines alike.",
  ],
  [
    /Comments must be/,
    "A `#` follows the value without a space",
    "Put a space before a comment, or the value in quotes.",
  ],
  [/Unexpected (?:,|empty)/, "There is a comma too many", "Remove the comma."],
  [/Missing (?:,|space)/, "A comma or a space is missing inside the brackets", "Put a comma between items."],
  [/block-seq-ind/, "A list cannot start on the line of its key", "Put each `- item` on a line of its own."],
  [/flow-(?:seq|map)-end/, "A bracket is closed that was never opened", inQuotes],
  [
    /directive/i,
    "A line that starts with `%` is an instruction to YAML, which front matter does not have",
    inQuotes,
  ],
  [
    /[Aa]nchor|[Aa]lias|[Tt]ag/,
    "A value that starts with `&`, `*` or `!` has a meaning of its own in YAML",
    inQuotes,
  ],
  [/1024/, "The key is longer than 1,024 characters", "Shorten it; a quote or a line break may be missing."],
  [
    /multiple documents/,
    "The front matter contains two YAML documents",
    "Remove the line of hyphens between them.",
  ],
  [/Unexpected/, "There is text after the end of the value", "Put the whole value in quotes."],
];

const tomlNumber = "Correct the number, or put it in quotes if it is text.";

const tomlCauses: readonly Cause[] = [
  [/unfinished (?:array|table)|end of table/, "a bracket is never closed", "Add the closing bracket."],
  [/unfinished string/, "a quote is never closed", "Add the closing quote."],
  [
    /character in key|end of key|bare key/,
    "this line is not a `key = value`",
    'Write `key = "value"`, with an equals sign; a key with other characters than letters, digits, `-` and `_` needs quotes.',
  ],
  [/quoted key/, "a key is in three quotes", "Put it in one pair of quotes."],
  [/redefine/, "the key or table is given twice", "Remove one of the two."],
  [
    /escape/,
    "a backslash in double quotes starts an escape that TOML does not know",
    "Write two backslashes, or use single quotes.",
  ],
  [
    /end-of-line/,
    "there is text after the end of the value",
    "Put text in quotes, and each key on a line of its own.",
  ],
  [/expected comma/, "a comma is missing inside the brackets", "Put a comma between items."],
  [/date/, "there is no such date or time", "Write `2024-05-01` or `2024-05-01T10:00:00Z`."],
  [/number|numeric|integer|zero|underscore/, "the number is not written as TOML writes numbers", tomlNumber],
  [
    /control char/,
    "the text contains a control character",
    "Delete it; editors can show invisible characters.",
  ],
  [/invalid value/, "the value is missing or has no quotes", 'Put text in quotes: `key = "value"`.'],
];

function explain(message: string, causes: readonly Cause[], unknown: string, note: string): [string, string] {
  const cause = causes.find(([pattern]) => pattern.test(message));
  return cause ? [cause[1], cause[2]] : [`${unknown} (${message})`, note];
}

/** What is wrong where the parser of `yaml` reports an error, in words that help an author. */
export function yamlProblem({ message, pos }: YAMLError, text: string): MatterProblem {
  let [start, end] = pos;
  let [reason, note] = explain(
    message,
    yamlCauses,
    "This is not valid YAML",
    "Check the line, or put the value in quotes.",
  );
  const rest = text.slice(start, text.indexOf("\n", start) + 1 || text.length);
  if (message.startsWith("Nested mappings") && !/:\s/.test(rest.trimEnd())) {
    reason = "The next line is indented as if it belonged to this value";
    note = "Give the keys of one mapping the same indentation.";
  }
  // The parser may notice it only at the end: what helps is the last text.
  if (start >= text.trimEnd().length) {
    start = text.trimEnd().length;
    end = start + 1;
  }
  return { rule: "front-matter-syntax", reason, note, start, end };
}

export function tomlProblem(error: TomlError, matter: string): MatterProblem {
  let start = 0;
  for (let line = 1; line < error.line; line++) start = matter.indexOf("\n", start) + 1;
  start = Math.min(start + error.column - 1, matter.length);
  if (error.message.includes("excessively nested")) return tooDeep(start);
  const message = (error.message.split("\n", 1)[0] ?? "").replace(/^Invalid TOML document: /, "");
  const [reason, note] = explain(message, tomlCauses, "it cannot be read", 'Write `key = "value"`.');
  const whole = `This is not valid TOML: ${reason}`;
  return { rule: "front-matter-syntax", reason: whole, note, start, end: start + 1 };
}

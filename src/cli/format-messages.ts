import type { VFileMessage } from "vfile-message";
import { replaceControls } from "../diagnostics/format-message.ts";
import type { Severity } from "../diagnostics/rules.ts";

/** The output formats. */
export const formats = ["text", "json", "github"] as const;

export type Format = (typeof formats)[number];

/** The result of linting. */
export interface LintResult {
  messages: readonly VFileMessage[];
  /** How many posts were read. */
  posts: number;
}

function severityOf({ fatal }: VFileMessage): Severity {
  if (fatal === true) return "error";
  return fatal === false ? "warning" : "info";
}

export function countMessages(messages: readonly VFileMessage[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const message of messages) counts[severityOf(message)]++;
  return counts;
}

/** Formats the messages, which are sorted by file. */
export function writeResult(result: LintResult, format: Format, hasColors: boolean): string {
  if (format === "text") return writeText(result, hasColors);
  if (format === "github") return result.messages.map(writeAnnotation).join("");
  const records = result.messages.map((message) => ({ ...message, severity: severityOf(message) }));
  return `${JSON.stringify(records, null, 2)}\n`;
}

const colors = { error: 31, warning: 33, info: 36, dim: 2, underline: 4 } as const;

function writeText({ messages, posts }: LintResult, hasColors: boolean): string {
  const color = (name: keyof typeof colors, text: string): string =>
    hasColors ? `\x1B[${colors[name]}m${text}\x1B[0m` : text;
  const lines: string[] = [];
  let file: string | undefined;
  for (const message of messages) {
    const { line = 1, column = 1, reason, note, ruleId } = message;
    const name = message.file ?? "";
    if (name !== file) {
      if (lines.length > 0) lines.push("");
      if (name !== "") lines.push(color("underline", replaceControls(name)));
      file = name;
    }
    const severity = severityOf(message);
    const place = `${line}:${column}`.padEnd(7);
    const rule = ruleId === undefined ? "" : `  ${color("dim", `[${ruleId}]`)}`;
    lines.push(
      `  ${color("dim", place)} ${color(severity, severity.padEnd(7))}  ${replaceControls(reason)}${rule}`,
    );
    if (note !== undefined) lines.push(`${" ".repeat(19)}${color("dim", replaceControls(note))}`);
  }
  const { error, warning, info } = countMessages(messages);
  const found = [
    count(error, "error"),
    count(warning, "warning"),
    ...(info > 0 ? [count(info, "note")] : []),
  ];
  if (lines.length > 0) lines.push("");
  lines.push(`${count(posts, "post")}: ${messages.length === 0 ? "no problems" : found.join(", ")}`, "");
  return lines.join("\n");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** A workflow command of GitHub Actions. */
function writeAnnotation(message: VFileMessage): string {
  const { file, line = 1, column = 1, reason, note, ruleId } = message;
  const properties = [
    ...(file === undefined ? [] : [`file=${escapeProperty(file)}`]),
    `line=${line}`,
    `col=${column}`,
    `title=${escapeProperty(ruleId ?? "galley")}`,
  ];
  const text = escapeData(note === undefined ? reason : `${reason}\n${note}`);
  return `::${commands[severityOf(message)]} ${properties.join(",")}::${text}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

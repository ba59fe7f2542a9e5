import { shorten } from "../../core/shorten.ts";
import { lineIndexAt } from "../../core/text-position.ts";
import type { MatterProblem } from "../matter-node.ts";

/** One change to the text, and why. Offsets count in the text before the repairs. */
interface YamlRepair {
  start: number;
  end: number;
  insert: string;
  reason: string;
  note: string;
  /** Whether a repair above it already reports the same fault. */
  isSilent?: boolean;
}

export interface RepairedYaml {
  text: string;
  /** In the order of their places. */
  repairs: YamlRepair[];
  /** From an offset in `text` to one in the text before. */
  toOriginal(offset: number): number;
}

/** A text with more faults than this is not YAML with slips, but something else. */
export const maxProblems = 200;

/** A quoted text may run over this many lines. */
const maxQuotedLines = 200;

/** `key: value`, perhaps after the hyphens of a list. The key contains no sign that means something to YAML. */
const keyValue: RegExp =
  /^((?:[ ]*-[ ]+)*[ ]*)((?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|[^\s:#"'[\]{},&*!|>%@`-][^:#\n]{0,80}?)[ \t]*):[ \t]+(\S.*)$/;

const listItem: RegExp = /^((?:[ ]*-[ ]+)+)(\S.*)$/;

/** `key:value`, where the value cannot be a URL. */
const glued: RegExp = /^([ ]*[A-Za-z][\w-]{0,60}):(?!\/\/)([^\s:].*)$/;

/**
 * Repairs what the YAML specification forbids and many blogs contain, where the meaning is beyond doubt. Changes only
 * whole lines that a problem points at.
 *
 * @returns `undefined` when nothing can be repaired
 */
export function repairYaml(text: string, problems: readonly MatterProblem[]): RepairedYaml | undefined {
  if (problems.length > maxProblems || problems.some(({ isFinal }) => isFinal)) return undefined;
  const repairer = new YamlRepairer(text);
  if (!repairer.repairTabs()) for (const problem of problems) repairer.repair(problem);
  const repairs = [...repairer.repairs.values()].sort((a, b) => a.start - b.start);
  return repairs.length === 0 ? undefined : applyRepairs(text, repairs);
}

/** Where the quote was opened that is still open at an offset. */
export function findOpenQuote(text: string, offset: number): number | undefined {
  return new YamlRepairer(text).findOpenQuote(offset);
}

class YamlRepairer {
  /** By line: no line is repaired twice in one round. */
  readonly repairs: Map<number, YamlRepair> = new Map();
  readonly #lines: string[];
  readonly #starts: number[] = [];

  constructor(text: string) {
    this.#lines = text.split("\n");
    let start = 0;
    for (const line of this.#lines) {
      this.#starts.push(start);
      start += line.length + 1;
    }
  }

  repair({ start, rule }: MatterProblem): void {
    const line = this.#lineAt(start);
    if (this.repairs.has(line)) return;
    const open = this.#openQuoteAbove(line);
    if (this.#indentQuotedLines(open ?? line)) return;
    if (open !== undefined && this.#closeQuote(open)) return;
    if (this.#quoteValue(line, rule === "front-matter-alias")) return;
    if (this.#separateColon(line)) return;
    this.#indentContinuation(line);
  }

  findOpenQuote(offset: number): number | undefined {
    const line = this.#openQuoteAbove(this.#lineAt(offset));
    if (line === undefined) return undefined;
    const value = keyValue.exec(this.#line(line))?.[3] ?? "";
    return (this.#starts[line] ?? 0) + this.#line(line).length - value.length;
  }

  /** Tabs hide every other fault, so they are repaired alone, and on all lines. */
  repairTabs(): boolean {
    let isFirst = true;
    for (const [line, text] of this.#lines.entries()) {
      const indent = /^[ \t]*/.exec(text)?.[0] ?? "";
      if (indent.length === text.length) continue;
      // There is nothing yet that the first line could belong to.
      const insert = isFirst ? "" : indent.replaceAll("\t", "  ");
      if (!text.startsWith("#")) isFirst = false;
      if (!indent.includes("\t")) continue;
      this.#replace(line, 0, indent.length, insert, {
        reason: "The line is indented with a tab; a tab is read as two spaces",
        note: "Use spaces: YAML does not allow tabs for indentation.",
      });
    }
    return this.repairs.size > 0;
  }

  /** A quoted text that continues in lines without indentation. */
  #indentQuotedLines(line: number): boolean {
    const match = keyValue.exec(this.#line(line));
    const quote = match?.[3]?.[0];
    if (!match || (quote !== '"' && quote !== "'") || quoteEnd(match[3] ?? "", quote, 1) !== -1) return false;
    const indent = (match[1] ?? "").length;
    const last = Math.min(this.#lines.length - 1, line + maxQuotedLines);
    let close = line + 1;
    while (close <= last && quoteEnd(this.#line(close), quote) === -1) close++;
    if (close > last) return false;
    // The quote must end its line: else it opens the value of a later key, and this one was never closed.
    const behind = this.#line(close).slice(quoteEnd(this.#line(close), quote) + 1);
    if (!/^[ \t]*(?:#.*)?$/.test(behind)) return false;
    let isFound = false;
    for (let at = line + 1; at <= close; at++) {
      if (this.#isBlank(at) || this.#indentOf(at) > indent) continue;
      this.#replace(at, 0, 0, " ".repeat(indent + 2), {
        reason: "The quoted text continues in lines that are not indented; it is read as one text",
        note: "Indent its lines by two spaces.",
        isSilent: isFound,
      });
      isFound = true;
    }
    return isFound;
  }

  /** `title: "Queues`, with the next key below. */
  #closeQuote(line: number): boolean {
    const below = this.#line(line + 1);
    const isLast = below.trim() === "" || keyValue.test(below) || /^[\w-]+:[ \t]*$/.test(below);
    return isLast && this.#quoteValue(line);
  }

  /** Puts the whole value of a line in quotes. */
  #quoteValue(line: number, isAlias = false): boolean {
    const text = this.#line(line);
    const match = keyValue.exec(text) ?? listItem.exec(text);
    const value = match?.at(-1)?.trimEnd();
    if (value === undefined) return false;
    // A list that was never closed is not text, nor is one with a wrong alias inside.
    if (/^[[{]/.test(value) && (isAlias || !isBalanced(value))) return false;
    // A block's header, and a value that continues in the next line, need more than this line changed.
    let below = line + 1;
    while (below < this.#lines.length && this.#isBlank(below)) below++;
    if (below < this.#lines.length && this.#indentOf(below) > this.#indentOf(line)) return false;
    const plain = unquote(value);
    const quoted = `'${plain.replaceAll("'", "''")}'`;
    if (quoted === value) return false;
    this.#replace(line, text.trimEnd().length - value.length, value.length, quoted, {
      reason: `The value is not valid YAML as it stands; it is read as the text \`${shorten(plain)}\``,
      note: "Put the value in quotes.",
    });
    return true;
  }

  /** `title:Queues`. When the first line lacks its space, the mapping is not recognized: all lines are looked at. */
  #separateColon(line: number): boolean {
    let isFound = false;
    for (const at of line === 0 ? this.#lines.keys() : [line]) {
      const key = glued.exec(this.#line(at))?.[1];
      if (key === undefined) continue;
      this.#replace(at, key.length + 1, 0, " ", {
        reason: `The colon after \`${key.trim()}\` has no space after it; it is read as the end of a key`,
        note: "Put a space after the colon.",
      });
      isFound = true;
    }
    return isFound;
  }

  /** A line that is not a key, below a key with a value: the value continues. */
  #indentContinuation(line: number): void {
    const above = this.#line(line - 1);
    if (this.#isBlank(line) || /^(?:[\s#?:-]|[^\s:]+:(?:\s|$))/.test(this.#line(line))) return;
    if (!keyValue.test(above) && !/^[ ]{2}\S/.test(above)) return;
    this.#replace(line, 0, 0, "  ", {
      reason: "The line is not a `key: value`; it is read as the rest of the value above",
      note: "Indent it by two spaces.",
    });
  }

  #replace(
    line: number,
    column: number,
    length: number,
    insert: string,
    why: Pick<YamlRepair, "reason" | "note" | "isSilent">,
  ): void {
    const start = (this.#starts[line] ?? 0) + column;
    if (!this.repairs.has(line)) this.repairs.set(line, { start, end: start + length, insert, ...why });
  }

  #line(line: number): string {
    return this.#lines[line] ?? "";
  }

  #isBlank(line: number): boolean {
    return this.#line(line).trim() === "";
  }

  #indentOf(line: number): number {
    return this.#line(line).length - this.#line(line).trimStart().length;
  }

  /** The line of an offset. An error at the end of the matter is about the last line with text. */
  #lineAt(offset: number): number {
    let line = lineIndexAt(this.#starts, offset);
    while (line > 0 && this.#isBlank(line)) line--;
    return line;
  }

  /** An unclosed quote is only noticed at the end of the matter: finds the line that opened it. */
  #openQuoteAbove(line: number): number | undefined {
    for (let at = line; at >= 0 && at > line - maxQuotedLines; at--) {
      const value = keyValue.exec(this.#line(at))?.[3] ?? "";
      const quote = value.charAt(0);
      if (quote === '"' || quote === "'") return quoteEnd(value, quote, 1) === -1 ? at : undefined;
    }
    return undefined;
  }
}

/** Where a quote that is open at `from` closes; -1 when it does not. */
function quoteEnd(text: string, quote: string, from = 0): number {
  for (let index = from; index < text.length; index++) {
    if (quote === '"' && text[index] === "\\") index++;
    else if (text[index] === quote) {
      if (quote === "'" && text[index + 1] === "'") index++;
      else return index;
    }
  }
  return -1;
}

function isBalanced(value: string): boolean {
  let depth = 0;
  for (const sign of value) {
    if (sign === "[" || sign === "{") depth++;
    else if ((sign === "]" || sign === "}") && --depth < 0) return false;
  }
  return depth === 0;
}

/** Removes quotes around the whole, or one that was never closed: they are not part of the text. */
function unquote(value: string): string {
  const quote = value.charAt(0);
  if (quote !== '"' && quote !== "'") return value;
  if (value.length > 1 && value.endsWith(quote)) return value.slice(1, -1);
  return quoteEnd(value, quote, 1) === -1 ? value.slice(1) : value;
}

function applyRepairs(text: string, repairs: YamlRepair[]): RepairedYaml {
  let result = "";
  // The new text is made of pieces, alternately kept and inserted: where each starts in it, and in the text before.
  const starts = [0];
  const origins = [0];
  for (const { start, end, insert } of repairs) {
    result += text.slice(origins.at(-1), start);
    starts.push(result.length, result.length + insert.length);
    origins.push(start, end);
    result += insert;
  }
  result += text.slice(origins.at(-1));
  const toOriginal = (offset: number): number => {
    const piece = lineIndexAt(starts, offset);
    const origin = (origins[piece] ?? 0) + offset - (starts[piece] ?? 0);
    return Math.min(origin, origins[piece + 1] ?? origin);
  };
  return { text: result, repairs, toOriginal };
}

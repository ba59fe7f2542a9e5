import type { MatterProblem } from "./matter-node.ts";

/** One change to the text, and why. */
interface YamlRepair {
  /** Offsets in the text before the repair. */
  start: number;
  end: number;
  insert: string;
  reason: string;
  note: string;
  /** Whether a repair just above has said it already. */
  isSilent?: boolean;
}

export interface RepairedYaml {
  text: string;
  repairs: YamlRepair[];
  /** From an offset in `text` to one in the text before. */
  toOriginal(offset: number): number;
}

/** `key: value`, perhaps behind the hyphens of a list. The key holds no sign that means something to YAML. */
const keyValue: RegExp =
  /^((?:[ ]*-[ ]+)*[ ]*)((?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|[^\s:#"'[\]{},&*!|>%@`-][^:#\n]{0,80}?)[ \t]*):[ \t]+(\S.*)$/;

const listItem: RegExp = /^((?:[ ]*-[ ]+)+)(\S.*)$/;

/** `key:value`, where the value cannot be an address. */
const glued: RegExp = /^([ ]*[A-Za-z][\w-]{0,60}):(?!\/\/)([^\s:].*)$/;

/** A text with more faults than this is not YAML with slips, but something else. */
export const maxProblems = 200;

/** A quoted text may run over this many lines. */
const maxQuotedLines = 200;

interface Lines {
  texts: string[];
  starts: number[];
}

/**
 * Mends what the YAML specification forbids and blogs are full of, where the meaning is beyond doubt. Works on whole
 * lines that a problem points at, and touches nothing else.
 *
 * @returns `undefined` when there is nothing that it knows to mend
 */
export function repairYaml(text: string, problems: readonly MatterProblem[]): RepairedYaml | undefined {
  if (problems.length > maxProblems || problems.some(({ isFinal }) => isFinal)) return undefined;
  const lines = splitLines(text);
  const repairs = new Map<number, YamlRepair>();
  const isTaken = new Set<number>();
  const add = (line: number, repair: YamlRepair): void => {
    if (isTaken.has(line)) return;
    isTaken.add(line);
    repairs.set(repair.start, repair);
  };
  const hasTabs = repairTabs(lines, add);
  for (const { start, rule } of hasTabs ? [] : problems) {
    const line = lineAt(lines, start);
    if (isTaken.has(line)) continue;
    const open = openQuoteAt(lines, line);
    if (repairFlushLeft(lines, open ?? line, add)) continue;
    if (open !== undefined && repairOpenQuote(lines, open, add)) continue;
    if (repairValue(lines, line, add, rule === "front-matter-alias")) continue;
    if (repairGlued(lines, line, add)) continue;
    repairContinuation(lines, line, add);
  }
  return repairs.size === 0 ? undefined : apply(text, [...repairs.values()]);
}

function splitLines(text: string): Lines {
  const texts = text.split("\n");
  const starts: number[] = [];
  let start = 0;
  for (const line of texts) {
    starts.push(start);
    start += line.length + 1;
  }
  return { texts, starts };
}

function lineAt({ texts, starts }: Lines, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  // An error at the end of the matter is about the last line that says something.
  while (low > 0 && texts[low]?.trim() === "") low--;
  return low;
}

type Add = (line: number, repair: YamlRepair) => void;

function repairTabs({ texts, starts }: Lines, add: Add): boolean {
  let found = false;
  let isFirst = true;
  for (const [line, text] of texts.entries()) {
    const indent = /^[ \t]*/.exec(text)?.[0] ?? "";
    if (indent.length === text.length) continue;
    // There is nothing yet that the first line could belong to.
    const insert = isFirst ? "" : indent.replaceAll("\t", "  ");
    if (!text.startsWith("#")) isFirst = false;
    if (!indent.includes("\t")) continue;
    const start = starts[line] ?? 0;
    add(line, {
      start,
      end: start + indent.length,
      insert,
      reason: "The line is indented with a tab; a tab is read as two spaces",
      note: "Use spaces: YAML does not allow tabs for indentation.",
    });
    found = true;
  }
  return found;
}

/** A quote that is never closed is missed at the end of the matter: looks for the line that opened it. */
function openQuoteAt({ texts }: Lines, line: number): number | undefined {
  for (let at = line; at >= 0 && at > line - maxQuotedLines; at--) {
    const value = keyValue.exec(texts[at] ?? "")?.[3];
    const quote = value?.[0];
    if (quote !== '"' && quote !== "'") continue;
    return closesQuote(value?.slice(1) ?? "", quote) ? undefined : at;
  }
  return undefined;
}

/** Where the quote was opened that is still open at an offset. */
export function findOpenQuote(text: string, offset: number): number | undefined {
  const lines = splitLines(text);
  const line = openQuoteAt(lines, lineAt(lines, offset));
  if (line === undefined) return undefined;
  const [all = "", , , value = ""] = keyValue.exec(lines.texts[line] ?? "") ?? [];
  return (lines.starts[line] ?? 0) + all.length - value.length;
}

/** `title: "Queues`, with the next key below. */
function repairOpenQuote(lines: Lines, line: number, add: Add): boolean {
  const below = lines.texts[line + 1];
  const isLast =
    below === undefined || below.trim() === "" || keyValue.test(below) || /^[\w-]+:[ \t]*$/.test(below);
  return isLast && repairValue(lines, line, add);
}

/** The quoted text that a problem lies in starts on its line, or on one above. */
function repairFlushLeft(lines: Lines, line: number, add: Add): boolean {
  const { texts, starts } = lines;
  const match = keyValue.exec(texts[line] ?? "");
  const quote = match?.[3]?.[0];
  if (!match || (quote !== '"' && quote !== "'") || closesQuote(match[3]?.slice(1) ?? "", quote))
    return false;
  const indent = (match[1] ?? "").length;
  let close = line + 1;
  for (; close < texts.length && close <= line + maxQuotedLines; close++) {
    if (closesQuote(texts[close] ?? "", quote)) break;
  }
  const last = texts[close];
  if (last === undefined || close > line + maxQuotedLines) return false;
  // The quote must end its line: else it opens the value of a later key, and this one was never closed.
  if (!endsAtQuote(last, quote)) return false;
  let found = false;
  for (let at = line + 1; at <= close; at++) {
    const text = texts[at] ?? "";
    if (text.trim() === "" || text.length - text.trimStart().length > indent) continue;
    const start = starts[at] ?? 0;
    add(at, {
      start,
      end: start,
      insert: " ".repeat(indent + 2),
      reason: "The quoted text goes on in lines that are not indented; it is read as one text",
      note: "Indent its lines by two spaces.",
      isSilent: found,
    });
    found = true;
  }
  return found;
}

function closesQuote(text: string, quote: string): boolean {
  return quoteEnd(text, quote) !== -1;
}

/** Where the quote that was open closes. */
function quoteEnd(text: string, quote: string): number {
  for (let index = 0; index < text.length; index++) {
    if (quote === '"' && text[index] === "\\") index++;
    else if (text[index] === quote) {
      if (quote === "'" && text[index + 1] === "'") index++;
      else return index;
    }
  }
  return -1;
}

function endsAtQuote(text: string, quote: string): boolean {
  return /^[ \t]*(?:#.*)?$/.test(text.slice(quoteEnd(text, quote) + 1));
}

/** Puts the whole value of a line in quotes. */
function repairValue({ texts, starts }: Lines, line: number, add: Add, isAlias = false): boolean {
  const text = texts[line] ?? "";
  const match = keyValue.exec(text) ?? listItem.exec(text);
  const value = match?.at(-1)?.trimEnd();
  if (!match || value === undefined) return false;
  // A list that was never closed is no text, nor is one with a wrong alias inside.
  if (/^[[{]/.test(value) && (isAlias || !isBalanced(value))) return false;
  // A block's header, and a value that goes on in the next line, are not one line's business.
  let below = line + 1;
  while (texts[below]?.trim() === "") below++;
  const indent = text.length - text.trimStart().length;
  const next = texts[below];
  if (next !== undefined && next.length - next.trimStart().length > indent) return false;
  const plain = unquote(value);
  const quoted = `'${plain.replaceAll("'", "''")}'`;
  if (quoted === value) return false;
  const end = (starts[line] ?? 0) + text.trimEnd().length;
  add(line, {
    start: end - value.length,
    end,
    insert: quoted,
    reason: `The value is not valid YAML as it stands; it is read as the text \`${shorten(plain)}\``,
    note: "Put the value in quotes.",
  });
  return true;
}

function isBalanced(value: string): boolean {
  let depth = 0;
  for (const sign of value) {
    if (sign === "[" || sign === "{") depth++;
    else if ((sign === "]" || sign === "}") && --depth < 0) return false;
  }
  return depth === 0;
}

/** Quotes around the whole, or one that was never closed, are no part of the text. */
function unquote(value: string): string {
  const quote = value[0];
  if (quote !== '"' && quote !== "'") return value;
  if (value.length > 1 && value.endsWith(quote)) return value.slice(1, -1);
  return quoteEnd(value.slice(1), quote) === -1 ? value.slice(1) : value;
}

function shorten(text: string): string {
  return text.length > 60 ? `${[...text].slice(0, 60).join("")}…` : text;
}

/** `title:Queues`. When one line lacks its space, the mapping is no mapping: look at them all. */
function repairGlued({ texts, starts }: Lines, line: number, add: Add): boolean {
  let found = false;
  for (const at of line === 0 ? texts.keys() : [line]) {
    const match = glued.exec(texts[at] ?? "");
    if (!match) continue;
    const start = (starts[at] ?? 0) + (match[1] ?? "").length + 1;
    add(at, {
      start,
      end: start,
      insert: " ",
      reason: `The colon behind \`${match[1]?.trim()}\` has no space behind it; it is read as a key's`,
      note: "Put a space behind the colon.",
    });
    found = true;
  }
  return found;
}

/** A line that is no key, below a key with a value: the value goes on. */
function repairContinuation({ texts, starts }: Lines, line: number, add: Add): boolean {
  const text = texts[line] ?? "";
  const above = texts[line - 1] ?? "";
  if (text.trim() === "" || /^(?:[\s#?:-]|[^\s:]+:(?:\s|$))/.test(text)) return false;
  if (!keyValue.test(above) && !/^[ ]{2}\S/.test(above)) return false;
  const start = starts[line] ?? 0;
  add(line, {
    start,
    end: start,
    insert: "  ",
    reason: "The line is no `key: value`; it is read as the rest of the value above",
    note: "Indent it by two spaces.",
  });
  return true;
}

function apply(text: string, unordered: YamlRepair[]): RepairedYaml {
  const repairs = unordered.sort((a, b) => a.start - b.start);
  let result = "";
  let from = 0;
  /** Ends of the repairs: in the new text, and in the text before. */
  const marks: { now: number; length: number; start: number; end: number }[] = [];
  for (const { start, end, insert } of repairs) {
    result += text.slice(from, start);
    marks.push({ now: result.length, length: insert.length, start, end });
    result += insert;
    from = end;
  }
  result += text.slice(from);
  const toOriginal = (offset: number): number => {
    let low = -1;
    let high = marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((marks[middle]?.now ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const mark = marks[low];
    if (!mark) return offset;
    const { now, length, start, end } = mark;
    return offset < now + length ? Math.min(start + (offset - now), end) : offset - (now + length) + end;
  };
  return { text: result, repairs, toOriginal };
}

import { shorten } from "../../core/shorten.ts";
import { lineIndexAt, lineStartsOf } from "../../core/text-position.ts";
import { type Edit, FlowScanner, quoted, quoteEnd, unquote } from "./flow-scanner.ts";

/** A quoted text may run over this many lines. */
const maxLines = 200;

/** `key: value`, perhaps after the hyphens of a list. The key contains no character that means something to YAML. */
const keyValue: RegExp =
  /^((?:[ ]*-[ ]+)*[ ]*)("[^"\n]{1,80}"|'[^'\n]{1,80}'|[^\s:#"'[\]{},&*!|>%@`-][^:#\n]{0,80}?)[ \t]*:[ \t]+(\S.*)$/;

/** An item of a list, or brackets on a line of their own. */
const item: RegExp = /^((?:[ ]*-[ ]+)+|[ ]*(?=[[{]))(\S.*)$/;

const keyAlone: RegExp = /^[ ]*(?:-[ ]+)*[\w-]+:[ \t]*$/;

/** `key:value`, where the value cannot be a URL. */
const glued: RegExp = /^([ ]*(?:-[ ]+)?[A-Za-z][\w-]{0,60}):(?!\/\/)[^\s:].*$/;

/** Keys whose values are usually lists: `tags: "a", b` is one without its brackets. */
const listKey: RegExp = /^(?:tags?|categor(?:y|ies)|keywords?|topics?|authors?|aliases)$/i;
const textKey: RegExp = /title|desc|summary|excerpt|name/i;
const quotedItems: RegExp = /^(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*(?:,[ \t]*|$))+$/;

/**
 * What comes after a text without quotes and a space, when it is more likely part of the text than a comment: people
 * put a space after the `#` of a comment.
 */
export const swallowed: RegExp = /^#(?!(?:todo|fixme|xxx|note)\b)(?:[\p{L}\p{N}_]|[ \t]*(?:\d|$))/iu;

export interface RepairedYaml {
  text: string;
  /** In the order of their places; offsets count in the text before the repairs. */
  edits: Edit[];
  /** Offset of a quote or bracket that is never closed; nothing after it was looked at. */
  unclosed?: number | undefined;
}

/** Tabs for indentation hide every other fault, so they are repaired alone. */
export function repairTabs(text: string): RepairedYaml {
  const edits: Edit[] = [];
  let isFirst = true;
  for (const { 0: line, 1: indent = "", index } of text.matchAll(/^([ \t]*)\S.*$/gm)) {
    // There is nothing yet that the first line could belong to.
    const insert = isFirst ? "" : indent.replaceAll("\t", "  ");
    if (!line.startsWith("#")) isFirst = false;
    const reason = "The line is indented with a tab; a tab is read as two spaces";
    const note = "Use spaces: YAML does not allow tabs for indentation.";
    if (indent.includes("\t")) edits.push({ start: index, end: index + indent.length, insert, reason, note });
  }
  return applyEdits(text, edits);
}

/**
 * Repairs what the YAML specification forbids and many blogs contain, where the meaning is beyond doubt.
 *
 * @param text - YAML that could not be read
 * @param isValid - whether YAML accepts a value on one line as it is
 */
export function repairLines(text: string, isValid: (value: string) => boolean): RepairedYaml {
  const repairer = new LineRepairer(text, isValid);
  repairer.run();
  return { ...applyEdits(text, repairer.edits), unclosed: repairer.unclosed };
}

function applyEdits(text: string, edits: Edit[]): RepairedYaml {
  let result = "";
  let at = 0;
  for (const { start, end, insert } of edits) {
    result += text.slice(at, start) + insert;
    at = end;
  }
  return { text: result + text.slice(at), edits };
}

/**
 * Maps offsets of a repaired text to the text as written. Repairs insert quotes, brackets and spaces and remove quotes,
 * commas and tabs, all of them within a line, so that two pointers find each other again.
 */
export function mapOffsets(repaired: string, written: string): (offset: number) => number {
  const offsets = new Uint32Array(repaired.length + 1);
  let at = 0;
  for (let index = 0; index < repaired.length; index++) {
    const sign = repaired.charAt(index);
    if (sign !== written[at] && !"' []".includes(sign)) at = Math.max(written.indexOf(sign, at), at);
    offsets[index] = at;
    if (sign === written[at]) at++;
  }
  offsets[repaired.length] = written.length;
  return (offset) => offsets[Math.min(offset, repaired.length)] ?? 0;
}

interface LineValue {
  key: string;
  /** Without a comment. */
  value: string;
  column: number;
  /** Lines below that are indented more belong to the value. */
  indent: number;
}

/** One walk over the lines. */
class LineRepairer {
  readonly edits: Edit[] = [];
  unclosed: number | undefined;
  readonly #text: string;
  readonly #lines: string[];
  readonly #starts: number[];
  readonly #isValid: (value: string) => boolean;

  constructor(text: string, isValid: (value: string) => boolean) {
    this.#text = text;
    this.#lines = text.split("\n");
    this.#starts = lineStartsOf(text);
    this.#isValid = isValid;
  }

  run(): void {
    let isText = false;
    for (let line = 0; line < this.#lines.length && this.unclosed === undefined; ) {
      const found = this.#valueAt(line);
      if (found) {
        line = this.#repairValue(line, found);
        isText = true;
      } else {
        if (!/^\s*(?:#|$)/.test(this.#line(line))) isText = this.#repairKeyless(line, isText);
        line++;
      }
    }
  }

  #valueAt(line: number): LineValue | undefined {
    const text = this.#line(line);
    const match = keyValue.exec(text) ?? item.exec(text);
    const rest = match?.at(-1);
    if (!match || rest === undefined) return undefined;
    const comment = /^[^"'[{].*?[ \t](?=#)/.exec(rest)?.[0].length;
    const isComment = comment !== undefined && !swallowed.test(rest.slice(comment));
    const value = (isComment ? rest.slice(0, comment) : rest).trimEnd();
    const before = match[1] ?? "";
    const isItem = match.length === 3;
    return {
      key: isItem ? "" : (match[2] ?? ""),
      value,
      column: text.length - rest.length,
      indent: isItem && before.includes("-") ? before.lastIndexOf("-") : before.length,
    };
  }

  /** Returns the line to look at next. */
  #repairValue(line: number, found: LineValue): number {
    const { value, column, indent } = found;
    const start = (this.#starts[line] ?? 0) + column;
    const sign = value.charAt(0);
    let below = line + 1;
    while (below < this.#lines.length && this.#isDeeper(below, indent)) below++;
    const continues =
      this.#lines
        .slice(line + 1, below)
        .join("")
        .trim() !== "";
    if (sign === '"' || sign === "'") {
      if (quoteEnd(value, sign, 1) === -1) return this.#repairLongQuote(line, found, below);
    } else if (sign === "[" || sign === "{") {
      const scanner = new FlowScanner(this.#text, start);
      if (!scanner.read()) {
        this.unclosed = scanner.unclosed;
        return below;
      }
      const end = lineIndexAt(this.#starts, scanner.at);
      if (/[ \t]*(?:$|[ \t]#)/my.test(this.#text.slice(scanner.at))) {
        this.edits.push(...scanner.edits);
        if (end > line || scanner.edits.length > 0) return end + 1;
      }
    }
    // A block's header, and a value that continues in the next line, need more than this line changed.
    if (!continues && !this.#isValid(value)) this.#repairOneLine(line, found);
    return below;
  }

  #repairOneLine(line: number, { key, value, column }: LineValue): void {
    const isQuoted = quotedItems.test(value) && !textKey.test(key);
    const isList = listKey.test(key) && /^(?:"[^"]*"|'[^']*'|\[[^[\]]*\])[ \t]*,/.test(value);
    if (value.includes(",") && (isQuoted || isList)) {
      const reason = `The value is not valid YAML; it is read as the list \`[${shorten(value)}]\``;
      this.#edit(line, column, value.length, `[${value}]`, reason, "Put the list in brackets.");
    } else this.#quoteValue(line, value, column);
  }

  #quoteValue(line: number, value: string, column: number): void {
    const plain = unquote(value);
    if (quoted(plain) === value) return;
    const reason = `The value is not valid YAML; it is read as the text \`${shorten(plain)}\``;
    this.#edit(line, column, value.length, quoted(plain), reason, "Put the value in quotes.");
  }

  /** A quoted text that continues in the lines below, or that was never closed. Returns the line to look at next. */
  #repairLongQuote(line: number, { value, column, indent }: LineValue, below: number): number {
    const quote = value.charAt(0);
    let close = line + 1;
    while (close < line + maxLines && quoteEnd(this.#line(close), quote) === -1) close++;
    // The quote must end its line: else it opens the value of a later key, and this one was never closed.
    const after = this.#line(close).slice(quoteEnd(this.#line(close), quote) + 1);
    if (close < Math.min(this.#lines.length, line + maxLines) && /^[ \t]*(?:#.*)?$/.test(after)) {
      const why = [
        "The quoted text continues in lines that are not indented; it is read as one text",
        "Indent its lines by two spaces.",
      ];
      for (let at = line + 1; at <= close; at++) {
        if (this.#isDeeper(at, indent)) continue;
        this.#edit(at, 0, 0, " ".repeat(indent + 2), ...why.splice(0));
      }
      return close + 1;
    }
    const next = this.#line(line + 1);
    if (next.trim() === "" || keyValue.test(next) || keyAlone.test(next))
      this.#quoteValue(line, value, column);
    else this.unclosed = (this.#starts[line] ?? 0) + column;
    return below;
  }

  /** Returns whether the line belongs to the text above it. */
  #repairKeyless(line: number, isText: boolean): boolean {
    const text = this.#line(line);
    const key = glued.exec(text)?.[1];
    if (key !== undefined) {
      const reason = `The colon after \`${key.trim()}\` has no space after it; it is read as the end of a key`;
      this.#edit(line, key.length + 1, 0, " ", reason, "Put a space after the colon.");
      return true;
    }
    if (!isText || /^(?:[\s#?:-]|[^\s:]+:(?:\s|$))/.test(text)) return false;
    const reason = "The line is not a `key: value`; it is read as the rest of the value above";
    this.#edit(line, 0, 0, "  ", reason, "Indent it by two spaces.");
    return true;
  }

  #edit(line: number, column: number, length: number, insert: string, reason?: string, note?: string): void {
    const start = (this.#starts[line] ?? 0) + column;
    this.edits.push({ start, end: start + length, insert, ...(reason && note && { reason, note }) });
  }

  #line(line: number): string {
    return this.#lines[line] ?? "";
  }

  /** Whether a line is indented more than that, or blank. */
  #isDeeper(line: number, indent: number): boolean {
    return !/\S/.test(this.#line(line).slice(0, indent + 1));
  }
}

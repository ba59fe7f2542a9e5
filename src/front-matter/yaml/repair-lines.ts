import { shorten } from "../../core/shorten.ts";
import { lineIndexAt, lineStartsOf } from "../../core/text-position.ts";
import { readYaml, swallowed } from "./read-yaml.ts";

/** A replacement of a range of the text. In a group of related changes, the first one has the reason. */
export interface Edit {
  start: number;
  end: number;
  insert: string;
  reason?: string;
  note?: string;
}

/** `key: value` or an item, both perhaps after the hyphens of a list, or brackets on a line of their own. */
const lineValue: RegExp =
  /^(?<before>(?:[ ]*-[ ]+)*[ ]*)(?:(?<key>"[^"\n]{1,80}"|'[^'\n]{1,80}'|[^\s:#"'[\]{},&*!|>%@`-][^:#\n]{0,80}?)[ \t]*:[ \t]+|(?<=-[ ]+)|(?=[[{]))(?<rest>\S.*)$/;

const keyAlone: RegExp = /^[ ]*(?:-[ ]+)*[\w-]+:[ \t]*$/;

/** `key:value` or `key :value`, where the value cannot be a URL. */
const glued: RegExp = /^([ ]*(?:-[ ]+)?[A-Za-z][\w-]{0,60} ?):(?!\/\/)[^\s:].*$/;

/** Values that are clearly valid without parsing. */
const plain: RegExp = /^(?:[\p{L}\p{N}/](?:(?!:(?:\s|$)|\s#).)*|"[^"\\]*"|'[^']*')$/u;

const quotedText = String.raw`(?:"(?:\\[\s\S]|[^"\\])*"|'(?:''|[^'])*'(?!'))`;
const lineEnd: RegExp = /[ \t]*(?:\n|$|[ \t]#)/y;

/** A quoted text that ends its line. */
const wholeQuote: RegExp = /* @__PURE__ */ new RegExp(`${quotedText}(?=[ \\t]*(?:#[^\\n]*)?(?:\\n|$))`, "y");

/** Keys whose values are usually lists: `tags: "a", b` is a list without brackets. */
const listKey: RegExp = /^(?:tags?|categor(?:y|ies)|keywords?|topics?|authors?|aliases)$/i;
const textKey: RegExp = /title|desc|summary|excerpt|name/i;
const quotedItems: RegExp = /* @__PURE__ */ new RegExp(
  `^(?:${quotedText}[ \\t]*,[ \\t]*)+(?:${quotedText})?$`,
);

/** A key and its colon inside braces. */
const entryKey: RegExp = /(?:"[^"\n]*"[ \t]*:|'[^'\n]*'[ \t]*:|[^\s,:{}[\]"'#][^,:{}[\]\n]*:(?=\s))[ \t]*/y;

const wholeItem = String.raw`${quotedText}(?=[ \t]*(?:[,\]}\n]|:\s|#|$))`;
const pairs = String.raw`\[[^[\]\n]*\]|\{\{[^{}\n]*\}\}|\{[^{}\n]*\}`;

/** An item, by the closing bracket: quoted text, or text with balanced brackets. */
const items: Readonly<Record<string, RegExp>> = {
  "]": /* @__PURE__ */ new RegExp(`${wholeItem}|(?:${pairs}|[^,\\]\\n])*`, "y"),
  "}": /* @__PURE__ */ new RegExp(`${wholeItem}|(?:${pairs}|[^,}\\n])*`, "y"),
};

const itemEnd: RegExp = /[ \t]*(?:[,\]}\n]|:\s|[ \t]#|$)/y;

/** A key or an item of the block around the brackets. */
const nextKey: RegExp = /[ ]*(?:-[ ]|[^\s:,[\]{}#][^:\n[\]{}]*:(?:\s|$))/y;

interface LineValue {
  key: string;
  /** Without a comment. */
  value: string;
  start: number;
  /** Lines below that are indented more belong to the value. */
  indent: number;
}

/**
 * Repairs what the YAML specification forbids but many blogs contain, if the meaning is clear, in one pass over
 * the lines.
 */
export class LineRepairer {
  /** In the order of their places. */
  readonly edits: Edit[] = [];
  /** The position of an unclosed quote or bracket; nothing after it was checked. */
  unclosed: number | undefined;
  readonly #text: string;
  readonly #budget: number;
  readonly #lines: string[];
  readonly #starts: number[];
  /** How far the brackets of a value have been read. */
  #at = 0;

  constructor(text: string, budget: number) {
    this.#text = text;
    this.#budget = budget;
    this.#lines = text.split("\n");
    this.#starts = lineStartsOf(text);
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
    this.edits.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  #valueAt(line: number): LineValue | undefined {
    const text = this.#line(line);
    const groups = lineValue.exec(text)?.groups;
    if (!groups) return undefined;
    const { before = "", key = "", rest = "" } = groups;
    const comment = /^[^"'[{].*?[ \t](?=#)/.exec(rest)?.[0].length;
    const isComment = comment !== undefined && !swallowed.test(rest.slice(comment));
    const isItem = key === "" && before.includes("-");
    return {
      key,
      value: (isComment ? rest.slice(0, comment) : rest).trimEnd(),
      start: this.#start(line) + text.length - rest.length,
      indent: isItem ? before.lastIndexOf("-") : before.length,
    };
  }

  /** Returns the line to look at next. */
  #repairValue(line: number, found: LineValue): number {
    const { value, start, indent } = found;
    let below = line + 1;
    while (below < this.#lines.length && this.#isDeeper(below, indent)) below++;
    if (/^["']/.test(value) && quoteEnd(value) === -1) return this.#repairLongQuote(line, found) ?? below;
    if (/^[[{]/.test(value)) {
      const edits = this.edits.length;
      const outer = this.#start(line) + indent === start ? -1 : indent;
      this.#at = start;
      if (!this.#readBrackets(outer)) return below;
      const last = lineIndexAt(this.#starts, this.#at);
      if (this.#match(lineEnd) !== undefined) {
        const reason = "The brackets continue in lines that are not indented; they are read as if they were";
        this.#indentLines(line + 1, last, outer, reason, "Indent the lines by two spaces.");
        if (last > line || this.edits.length > edits) return last + 1;
      } else this.edits.length = edits;
    }
    // A block header, or a value that continues on the next line, cannot be repaired by changing this line alone.
    const continues = /\S/.test(this.#lines.slice(line + 1, below).join(""));
    if (!continues && !this.#isValid(value)) this.#repairOneLine(found);
    return below;
  }

  #repairOneLine({ key, value, start }: LineValue): void {
    const isQuoted = quotedItems.test(value) && !textKey.test(key);
    const isList = listKey.test(key) && /^(?:"[^"]*"|'[^']*'|\[[^[\]]*\])[ \t]*,/.test(value);
    if (isQuoted || isList) {
      const reason = `The value is not valid YAML; it is read as the list \`[${shorten(value)}]\``;
      this.#edit(start, value.length, `[${value}]`, reason, "Put the list in brackets.");
    } else this.#quoteValue(value, start);
  }

  #quoteValue(value: string, start: number): void {
    const text = unquote(value);
    if (quoted(text) === value) return;
    const reason = `The value is not valid YAML; it is read as the text \`${shorten(text)}\``;
    this.#edit(start, value.length, quoted(text), reason, "Put the value in quotes.");
  }

  /** Handles quoted text that ends on a later line, which is returned, or that is never closed. */
  #repairLongQuote(line: number, { value, start, indent }: LineValue): number | undefined {
    // If a quote does not end its line, it opens the value of a later key, and this one was never closed.
    const text = this.#match(wholeQuote, start);
    if (text !== undefined) {
      const last = lineIndexAt(this.#starts, start + text.length);
      const reason = "The quoted text continues in lines that are not indented; it is read as one text";
      this.#indentLines(line + 1, last, indent, reason, "Indent its lines by two spaces.");
      return last + 1;
    }
    const isKey = keyAlone.test(this.#line(line + 1)) || (this.#valueAt(line + 1)?.key ?? "") !== "";
    if (isKey || this.#line(line + 1).trim() === "") this.#quoteValue(value, start);
    else this.unclosed = start;
    return undefined;
  }

  #indentLines(first: number, last: number, indent: number, reason: string, note: string): void {
    const why = [reason, note];
    for (let line = first; line <= last; line++) {
      if (this.#isDeeper(line, indent) || /^[\]}]/.test(this.#line(line))) continue;
      this.#edit(this.#start(line), 0, " ".repeat(indent + 2), ...why.splice(0));
    }
  }

  /** Returns whether the line belongs to the text above it. */
  #repairKeyless(line: number, isText: boolean): boolean {
    const text = this.#line(line);
    const start = this.#start(line);
    const key = glued.exec(text)?.[1];
    if (key !== undefined) {
      const reason = `The colon after \`${key.trim()}\` has no space after it; it is read as the end of a key`;
      this.#edit(start + key.length + 1, 0, " ", reason, "Put a space after the colon.");
      return true;
    }
    if (!isText || /^(?:[\s#?:-]|[^\s:]+:(?:\s|$))/.test(text)) return false;
    const reason = "The line is not a `key: value`; it is read as the rest of the value above";
    this.#edit(start, 0, "  ", reason, "Indent it by two spaces.");
    return true;
  }

  /**
   * Moves past the closing bracket; false when the next key comes before it. Each item ends at its comma.
   *
   * @param indent - of the key before the brackets; -1 when they are on lines of their own
   */
  #readBrackets(indent: number): boolean {
    const open = this.#at;
    const close = this.#text[this.#at++] === "[" ? "]" : "}";
    let isAfterItem = false;
    while (this.#skipBlank(close, indent)) {
      const sign = this.#text[this.#at];
      if (sign === close) {
        this.#at++;
        return true;
      }
      if (sign !== "," && !this.#readItem(close, indent)) return false;
      if (sign === "," && !isAfterItem)
        this.#edit(this.#at, 1, "", "There is an extra comma; it is ignored", "Remove the comma.");
      if (sign === ",") this.#at++;
      isAfterItem = sign !== ",";
    }
    this.unclosed ??= open;
    return false;
  }

  /** False when a bracket inside is never closed. */
  #readItem(close: string, indent: number): boolean {
    if (close === "}") this.#at += this.#match(entryKey)?.length ?? 0;
    const start = this.#at;
    const edits = this.edits.length;
    if (/^(?:\[|\{(?!\{))/.test(this.#text.slice(start, start + 2))) {
      if (!this.#readBrackets(indent)) return false;
      if (this.#match(itemEnd) !== undefined) return true;
      // The brackets are part of a text.
      this.#at = start;
      this.edits.length = edits;
    }
    let item = this.#match(items[close] as RegExp)?.trimEnd() ?? "";
    const comment = item.search(/\s#/);
    if (comment !== -1 && !this.#isValid(item, close) && this.#isComment(start + comment + 1, close)) {
      item = item.slice(0, comment).trimEnd();
    }
    this.#at = start + item.length;
    if (item.includes("\n") || this.#isValid(item, close)) return true;
    const text = unquote(item);
    const reason = `The item is not valid YAML without quotes; it is read as the text \`${shorten(text)}\``;
    this.#edit(start, item.length, quoted(text), reason, "Put the item in quotes.");
    return true;
  }

  /** Moves past white space and comments; false at the next key and at the end. */
  #skipBlank(close: string, indent: number): boolean {
    for (;;) {
      this.#at += this.#match(/[^\S\n]*/y)?.length ?? 0;
      const isComment = this.#text[this.#at] === "#" && this.#isComment(this.#at, close);
      if (isComment) this.#at += this.#match(/[^\n]*/y)?.length ?? 0;
      if (this.#text[this.#at] !== "\n") return this.#at < this.#text.length;
      this.#at++;
      const isDeeper = (this.#match(/[ ]*/y)?.length ?? 0) > indent;
      if (!isDeeper && this.#match(nextKey) !== undefined) return false;
    }
  }

  /** A `#` after white space, unless the brackets are closed on the same line: then it is not meant as a comment. */
  #isComment(at: number, close: string): boolean {
    return /\s/.test(this.#text.charAt(at - 1)) && !this.#match(/[^\n]*/y, at)?.includes(close);
  }

  /** Whether YAML accepts a value on one line, or an item before the bracket `close`, as it is. */
  #isValid(value: string, close?: string): boolean {
    if (plain.test(value) && (close === undefined || !/[[\]{}]/.test(value))) return true;
    if (value.startsWith("*") && this.#text.includes(`&${value.slice(1)}`)) return true;
    const before = close === undefined ? "" : close === "]" ? "[" : "{k: ";
    return readYaml(`k: ${before}${value}${close ?? ""}`, this.#budget).root !== undefined;
  }

  #match(pattern: RegExp, at: number = this.#at): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.#text)?.[0];
  }

  #edit(start: number, length: number, insert: string, reason?: string, note?: string): void {
    this.edits.push({ start, end: start + length, insert, ...(reason && note && { reason, note }) });
  }

  #line(line: number): string {
    return this.#lines[line] ?? "";
  }

  #start(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }

  /** Whether a line is blank, or indented more than the given number of spaces. */
  #isDeeper(line: number, indent: number): boolean {
    return !/\S/.test(this.#line(line).slice(0, indent + 1));
  }
}

/** The position of the closing quote of a value; -1 without one. */
function quoteEnd(value: string): number {
  const text = /^(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*'(?!'))/.exec(value)?.[0];
  return text === undefined ? -1 : text.length - 1;
}

/** Removes quotes around the whole text, or an unclosed quote: they are not part of the text. */
function unquote(value: string): string {
  const quote = value.charAt(0);
  if (quote !== '"' && quote !== "'") return value;
  const end = quoteEnd(value);
  if (end === -1) return value.slice(1);
  // `"a", "b"` and `"a" "b"` are several.
  const isOne = value.endsWith(quote) && !/^(?:[ \t]*,|[ \t]+["'])/.test(value.slice(end + 1));
  return isOne ? value.slice(1, -1) : value;
}

/** Text in single quotes, which have no escapes. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

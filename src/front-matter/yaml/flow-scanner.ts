import { shorten } from "../../core/shorten.ts";

/** A change to a text: what is between two offsets is replaced. The first of several that belong together has a reason. */
export interface Edit {
  start: number;
  end: number;
  insert: string;
  reason?: string;
  note?: string;
}

/** A key and its colon inside braces. */
const entryKey: RegExp = /(?:"[^"\n]*"[ \t]*:|'[^'\n]*'[ \t]*:|[^\s,:{}[\]"'#][^,:{}[\]\n]*:(?=\s))[ \t]*/y;

/** What a text without quotes may not start with inside brackets, and what it may not contain. */
const refused: RegExp = /^(?:[@`%|>#"']|[-?:](?:\s|$))|[[\]{}]|\s#|:\s.*:\s/;

const itemEnd: RegExp = /[ \t]*(?:[,\]}\n]|:\s|[ \t]#|$)/y;

/** A key or an item of what is around the brackets. */
const nextKey: RegExp = /[ ]*(?:-[ ]|[^\s:,[\]{}#][^:\n[\]{}]*:(?:\s|$))/y;

/**
 * Reads a list or mapping in brackets more tolerantly than YAML does: each item ends at its comma, and what YAML
 * refuses is noted as an edit, such as quotes around one item.
 */
export class FlowScanner {
  readonly edits: Edit[] = [];
  at: number;
  /** The innermost bracket that is never closed. */
  unclosed: number | undefined;
  readonly #text: string;
  /** Indentation of the key before the brackets; -1 when they are on lines of their own. */
  readonly #indent: number;

  /** @param open - offset of the opening bracket */
  constructor(text: string, open: number) {
    this.#text = text;
    this.at = open;
    const line = text.lastIndexOf("\n", open) + 1;
    this.#indent = line + indentOf(text, line) === open ? -1 : indentOf(text, line);
  }

  /** Moves past the closing bracket; false when the next key comes before it. */
  read(): boolean {
    const open = this.at;
    const close = this.#text[this.at++] === "[" ? "]" : "}";
    let isAfterItem = false;
    while (this.#skipBlank(close)) {
      const sign = this.#text[this.at];
      if (sign === close) {
        this.at++;
        return true;
      }
      if (sign !== ",") {
        if (!this.#readItem(close)) return false;
      } else if (isAfterItem) this.at++;
      else
        this.#edit(this.at, ++this.at, "", "There is a comma too many; it is left out", "Remove the comma.");
      isAfterItem = sign !== ",";
    }
    this.unclosed ??= open;
    return false;
  }

  /** False when a bracket inside is never closed. */
  #readItem(close: string): boolean {
    if (close === "}") this.at += matchAt(entryKey, this.#text, this.at).length;
    const start = this.at;
    const edits = this.edits.length;
    const sign = this.#text.charAt(start);
    if (sign === '"' || sign === "'") this.at = quoteEnd(this.#text, sign, start + 1) + 1 || start;
    else if ((sign === "[" || (sign === "{" && this.#text[start + 1] !== "{")) && !this.read()) return false;
    itemEnd.lastIndex = this.at;
    if (this.at > start && itemEnd.test(this.#text)) return true;
    this.#skipText(start, close);
    const item = this.#text.slice(start, this.at).trimEnd();
    const isAlias = /^\*./.test(item) && !this.#text.includes(`&${item.slice(1)}`);
    const isRefused = isAlias || refused.test(item) || (close === "}" && /:\s/.test(item));
    if (!isRefused || item.includes("\n")) return true;
    this.edits.length = edits;
    const text = unquote(item);
    const reason = `The item is not valid YAML without quotes; it is read as the text \`${shorten(text)}\``;
    this.#edit(start, start + item.length, quoted(text), reason, "Put the item in quotes.");
    return true;
  }

  /** Moves to the comma or bracket after a text without quotes. */
  #skipText(start: number, close: string): void {
    let depth = 0;
    for (this.at = start; this.at < this.#text.length; this.at++) {
      const sign = this.#text.charAt(this.at);
      if (depth === 0 && (sign === "," || sign === close)) return;
      if (sign === "\n" ? this.#isNextKey() : sign === "#" && this.at > start && this.#isComment(close))
        return;
      if (sign === "[" || sign === "{") depth++;
      else if ((sign === "]" || sign === "}") && depth > 0) depth--;
    }
  }

  /** Moves past white space and comments; false at the next key and at the end. */
  #skipBlank(close: string): boolean {
    for (; this.at < this.#text.length; this.at++) {
      if (this.#text[this.at] === "#" && this.#isComment(close)) this.at = this.#lineEnd();
      else if (!/\s/.test(this.#text.charAt(this.at))) return true;
      if (this.#text[this.at] !== "\n") continue;
      if (this.#isNextKey()) return false;
      const line = this.at + 1;
      if (indentOf(this.#text, line) > this.#indent || /^[\s\]}]?$/.test(this.#text.charAt(line))) continue;
      const reason = "The brackets continue in lines that are not indented; they are read as if they were";
      const insert = " ".repeat(this.#indent + 2);
      if (this.edits.some((edit) => edit.insert === insert))
        this.edits.push({ start: line, end: line, insert });
      else this.#edit(line, line, insert, reason, "Indent the lines by two spaces.");
    }
    return false;
  }

  /** A `#` after white space, unless the brackets close on its line: then the author means no comment. */
  #isComment(close: string): boolean {
    const isAfterSpace = /\s/.test(this.#text.charAt(this.at - 1));
    return isAfterSpace && !this.#text.slice(this.at, this.#lineEnd()).includes(close);
  }

  #isNextKey(): boolean {
    const line = this.at + 1;
    return indentOf(this.#text, line) <= this.#indent && matchAt(nextKey, this.#text, line) !== "";
  }

  #lineEnd(): number {
    const end = this.#text.indexOf("\n", this.at);
    return end === -1 ? this.#text.length : end;
  }

  #edit(start: number, end: number, insert: string, reason: string, note: string): void {
    this.edits.push({ start, end, insert, reason, note });
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function indentOf(text: string, line: number): number {
  return matchAt(/[ ]*/y, text, line).length;
}

/** Where a quote that is open at `from` closes; -1 when it does not. */
export function quoteEnd(text: string, quote: string, from = 0): number {
  for (let index = from; index < text.length; index++) {
    if (quote === '"' && text[index] === "\\") index++;
    else if (text[index] === quote) {
      if (quote === "'" && text[index + 1] === "'") index++;
      else return index;
    }
  }
  return -1;
}

/** Removes quotes around the whole, or one that was never closed: they are not part of the text. */
export function unquote(value: string): string {
  const quote = value.charAt(0);
  if (quote !== '"' && quote !== "'") return value;
  const end = quoteEnd(value, quote, 1);
  if (end === -1) return value.slice(1);
  // `"a", "b"` and `"a" "b"` are several.
  const isOne = value.endsWith(quote) && !/^(?:[ \t]*,|[ \t]+["'])/.test(value.slice(end + 1));
  return isOne ? value.slice(1, -1) : value;
}

/** A text in quotes that know no escapes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

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

const quotedItem = String.raw`(?:"(?:\\[\s\S]|[^"\\])*"|'(?:''|[^'])*')(?=[ \t]*(?:[,\]}\n]|:\s|#|$))`;
const pairs = String.raw`\[[^[\]\n]*\]|\{\{[^{}\n]*\}\}|\{[^{}\n]*\}`;

/** An item, by the bracket that ends it: a text in quotes, or one in which brackets come in pairs. */
const items: Readonly<Record<string, RegExp>> = {
  "]": /* @__PURE__ */ new RegExp(`${quotedItem}|(?:${pairs}|[^,\\]\\n])*`, "y"),
  "}": /* @__PURE__ */ new RegExp(`${quotedItem}|(?:${pairs}|[^,}\\n])*`, "y"),
};

const itemEnd: RegExp = /[ \t]*(?:[,\]}\n]|:\s|[ \t]#|$)/y;

/** A key or an item of what is around the brackets. */
const nextKey: RegExp = /[ ]*(?:-[ ]|[^\s:,[\]{}#][^:\n[\]{}]*:(?:\s|$))/y;

/**
 * Reads a list or mapping in brackets more tolerantly than YAML does: each item ends at its comma, and what YAML
 * refuses is noted as an edit, such as quotes around one item.
 */
export class FlowRepairer {
  readonly edits: Edit[] = [];
  at: number;
  /** The innermost bracket that is never closed. */
  unclosed: number | undefined;
  readonly #text: string;
  readonly #isValid: (item: string, close: string) => boolean;
  /** Indentation of the key before the brackets; -1 when they are on lines of their own. */
  readonly #indent: number;
  #isIndented = false;

  /**
   * @param open - offset of the opening bracket
   * @param isValid - whether YAML accepts an item as it is
   */
  constructor(text: string, open: number, isValid: (item: string, close: string) => boolean) {
    this.#text = text;
    this.#isValid = isValid;
    this.at = open;
    const line = text.lastIndexOf("\n", open) + 1;
    const indent = this.#match(/[ ]*/y, line).length;
    this.#indent = line + indent === open ? -1 : indent;
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
      if (sign !== "," && !this.#readItem(close)) return false;
      if (sign === "," && !isAfterItem)
        this.#edit(this.at, 1, "", "There is a comma too many; it is left out", "Remove the comma.");
      if (sign === ",") this.at++;
      isAfterItem = sign !== ",";
    }
    this.unclosed ??= open;
    return false;
  }

  /** False when a bracket inside is never closed. */
  #readItem(close: string): boolean {
    if (close === "}") this.at += this.#match(entryKey).length;
    const start = this.at;
    const edits = this.edits.length;
    if (/\[|\{(?!\{)/y.test(this.#text.slice(start, start + 2))) {
      if (!this.read()) return false;
      itemEnd.lastIndex = this.at;
      if (itemEnd.test(this.#text)) return true;
      // The brackets are part of a text.
      this.at = start;
      this.edits.length = edits;
    }
    let item = this.#match(items[close] as RegExp).trimEnd();
    if (!this.#isValid(item, close)) {
      const comment = item.search(/\s#/);
      if (comment !== -1 && this.#isComment(start + comment + 1, close))
        item = item.slice(0, comment).trimEnd();
    }
    this.at = start + item.length;
    if (item.includes("\n") || this.#isValid(item, close)) return true;
    const text = unquote(item);
    const reason = `The item is not valid YAML without quotes; it is read as the text \`${shorten(text)}\``;
    this.#edit(start, item.length, quoted(text), reason, "Put the item in quotes.");
    return true;
  }

  /** Moves past white space and comments; false at the next key and at the end. */
  #skipBlank(close: string): boolean {
    for (;;) {
      this.at += this.#match(/[^\S\n]*/y).length;
      if (this.#text[this.at] === "#" && this.#isComment(this.at, close))
        this.at += this.#match(/[^\n]*/y).length;
      if (this.#text[this.at] !== "\n") return this.at < this.#text.length;
      const line = ++this.at;
      const indent = this.#match(/[ ]*/y).length;
      if (indent > this.#indent) continue;
      if (this.#match(nextKey) !== "") return false;
      if (this.#match(/[^\s\]}]/y) === "") continue;
      const reason = "The brackets continue in lines that are not indented; they are read as if they were";
      const why = this.#isIndented ? [] : [reason, "Indent the lines by two spaces."];
      this.#isIndented = true;
      this.#edit(line, 0, " ".repeat(this.#indent + 2), ...why);
    }
  }

  /** A `#` after white space, unless the brackets close on its line: then the author means no comment. */
  #isComment(at: number, close: string): boolean {
    return /\s/.test(this.#text.charAt(at - 1)) && !this.#match(/[^\n]*/y, at).includes(close);
  }

  #match(pattern: RegExp, at: number = this.at): string {
    pattern.lastIndex = at;
    return pattern.exec(this.#text)?.[0] ?? "";
  }

  #edit(start: number, length: number, insert: string, reason?: string, note?: string): void {
    this.edits.push({ start, end: start + length, insert, ...(reason && note && { reason, note }) });
  }
}

/** Where a quote that is open at `from` closes; -1 when it does not. */
export function quoteEnd(text: string, quote: string, from: number): number {
  const close = quote === '"' ? /(?:\\[\s\S]|[^"\\])*"/y : /(?:''|[^'])*'(?!')/y;
  close.lastIndex = from;
  return close.test(text) ? close.lastIndex - 1 : -1;
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

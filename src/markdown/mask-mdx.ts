import type { Nodes, Parents, Root } from "mdast";
import type { Construct, Effects, Extension, State } from "micromark-util-types";
import type { Processor } from "unified";
import type { VFileMessage } from "vfile-message";
import { pointAt } from "../core/text-position.ts";
import { walk } from "../core/walk.ts";
import { createMessage } from "../diagnostics/create-message.ts";

/** MDX as Markdown. */
export interface MaskedMdx {
  /** Of the same length and with the same lines, so that places stay correct. */
  text: string;
  /** What was left out, if anything. */
  message: VFileMessage | undefined;
}

/** A unified plugin for what MDX reads in another way: an indented line is not code, and tags on lines of their own hold Markdown. */
export function remarkMdxSyntax(this: Processor): undefined {
  const data = this.data();
  const tagLine: Construct = { name: "mdxTagLine", tokenize: tokenizeTagLine };
  const extension: Extension = { disable: { null: ["codeIndented"] }, flow: { 60: tagLine } };
  (data.micromarkExtensions ??= []).push(extension);
}

const tag = `</?(?!(?:pre|script|style|textarea)\\b)[a-z][\\w:-]*(?:\\s(?:"[^"]*"|'[^']*'|[^<>"'])*)?/?>`;
const blockNames =
  "address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul";
/** Tags alone, of which the first is that of a block, or a whole block. Other tags are part of a paragraph. */
const tagLine = new RegExp(`^(?=</?(?:${blockNames})[\\s>])(?:(?:${tag}\\s*)+|<.*${tag}\\s*)$`, "i");

/** Reads one line of HTML, which ends at its line end and not at the next blank line. */
function tokenizeTagLine(effects: Effects, ok: State, nok: State): State {
  let line = "";
  const read: State = (code) => {
    if (code === null || code < -2) {
      effects.exit("htmlFlowData");
      effects.exit("htmlFlow");
      return line.length < 5000 && tagLine.test(line) ? ok(code) : nok(code);
    }
    line += code < 0 ? " " : String.fromCharCode(code);
    effects.consume(code);
    return read;
  };
  return (code) => {
    effects.enter("htmlFlow");
    effects.enter("htmlFlowData");
    return read(code);
  };
}

/**
 * Replaces code in MDX by spaces: `import` and `export`, `{expressions}` and component tags. Within a line of text they become
 * a tag that {@linkcode restoreMdxHtml} removes: spaces would keep `**<B>a</B>**` from being bold, break lines and part words.
 * The content between component tags is text and stays; so do plain HTML tags, but for attributes with an expression, which
 * become `zz`. A comment
 * `{/* … *\/}` becomes an HTML comment, see {@linkcode restoreMdxHtml}. Code blocks are not changed. Searches are bounded:
 * after four times the length of the text, braces and tags count as text.
 *
 * @param text - MDX
 * @param path - for the message
 */
export function maskMdx(text: string, path?: string): MaskedMdx {
  return new MdxMask(text, path).run();
}

const wholeTag = /<[a-z][\w:-]*\s(?:"[^"]*"|'[^']*'|[^<>"'])*>/gi;

/** Takes out the attributes, `zzz zz`, that {@linkcode maskMdx} has hidden. */
function withoutHidden(html: string): string {
  return html.replace(/"[^"]*"|'[^']*'|\s+z+(?=[\s/>])(?!\s*=)/g, (part) => (/^["']/.test(part) ? part : ""));
}

/** Elements that have no end tag. */
const voids = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/**
 * Writes the HTML of MDX as HTML: `<!-- more -->` for `{/* more *\/}`, `<a name="x"></a>` for `<a name="x"/>`.
 *
 * @param tree - changed in place
 * @param source - the MDX
 */
export function restoreMdxHtml(tree: Root, source: string): undefined {
  walk<Nodes>(tree, (node) => {
    if ("children" in node) removeInline(node);
    for (const field of ["alt", "title", "url"] as const) {
      const value: unknown = (node as unknown as Record<string, unknown>)[field];
      if (typeof value === "string" && value.includes("<")) {
        Object.assign(node, { [field]: value.replace(inlineMask, "").trim() });
      }
    }
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (node.type !== "html" || start === undefined || end === undefined) return;
    node.value = node.value.replace(inlineMask, "").replace(wholeTag, withoutHidden);
    const written = node.value.includes("<!--") ? source.slice(start, end) : "";
    if (written.includes("{/*")) {
      node.value = written.replace(
        /\{\s*\/\*([\s\S]*?)\*\/\s*\}/g,
        (_, words: string) => `<!--${words.replaceAll("--", "- -")}-->`,
      );
    } else if (/^<\/?p(?:\s[^<>]*)?>$/.test(node.value)) {
      // Its content is paragraphs, which HTML allows in no paragraph.
      node.value = node.value.replace(/^(<\/?)p/, "$1div");
    } else if (node.value.includes("/>")) {
      node.value = node.value.replace(
        /<([a-z][\w:-]*)((?:\s(?:"[^"]*"|'[^']*'|[^<>"'])*)?)\/>/g,
        (tag, name: string, attributes: string) =>
          voids.test(name) ? tag : `<${name}${attributes.trimEnd()}></${name}>`,
      );
    }
  });
}

/** What stands for code within a line of text. */
const inlineMask: RegExp = /<\/?z+(?:[\r\n]+z*)*>/g;

function removeInline(parent: Parents): void {
  const isInline = (node: Nodes): boolean =>
    node.type === "html" && node.value.replace(inlineMask, "") === "" && node.value !== "";
  if (!parent.children.some(isInline)) return;
  const [last] = parent.children.slice(-1);
  parent.children = parent.children.filter((node) => !isInline(node)) as typeof parent.children;
  const [end] = parent.children.slice(-1);
  if (end !== last && end?.type === "text") end.value = end.value.trimEnd();
}

const esm: RegExp =
  /^(?:import\s*(?:["'{*]|type\s|[\w$]+\s*(?:,|from\b))|export\s+(?:default|const|let|var|function|async|class|type|interface|enum|\{|\*))/;

const tagStart: RegExp = /<(\/?)([A-Za-z_$][\w$.-]*)?(?=[\s/>])/y;

type Program = "import" | "tag" | "expression";

class MdxMask {
  readonly #text: string;
  readonly #path: string | undefined;
  readonly #pieces: string[] = [];
  #kept = 0;
  #budget: number;
  #first = -1;
  /** Whether the line has text before the place. */
  #isInText = false;
  readonly #counts: Record<Program, number> = { import: 0, tag: 0, expression: 0 };

  constructor(text: string, path: string | undefined) {
    this.#text = text;
    this.#path = path;
    this.#budget = 4 * text.length + 1000;
  }

  run(): MaskedMdx {
    const text = this.#text;
    let index = 0;
    let lineStart = true;
    let afterBlank = true;
    while (index < text.length) {
      if (lineStart) {
        lineStart = false;
        this.#isInText = false;
        const end = this.#lineEnd(index);
        const line = text.slice(index, end);
        const fence = /^(?:[ \t>]|[-+*] |\d{1,9}[.)] )*(`{3,}(?=[^`]*$)|~{3,}|\$\$+(?=[^$]*$))/.exec(
          line,
        )?.[1];
        if (fence !== undefined) {
          index = this.#endOfFence(end, fence);
          lineStart = true;
          afterBlank = true;
          continue;
        }
        if (afterBlank && esm.test(line)) {
          const after = this.#endOfStatement(index);
          this.#blank(index, after, "import");
          index = after;
          continue;
        }
        afterBlank = line.trim() === "";
      }
      const code = text.charCodeAt(index);
      if (code === 10 || code === 13) {
        index++;
        lineStart = code === 10 || text.charCodeAt(index) !== 10;
      } else if (code === 92) {
        this.#isInText = true;
        index += 2;
      } else if (code === 96) {
        this.#isInText = true;
        index = this.#endOfCode(index);
      } else if (code === 36) {
        this.#isInText = true;
        index = this.#endOfMath(index);
      } else if (code === 123 && text.charCodeAt(index + 1) !== 35) {
        const after = this.#endOfBraces(index);
        if (after === -1) index++;
        else {
          if (/^\{\s*\/\*[\s\S]*\*\/\s*\}$/.test(text.slice(index, after))) this.#comment(index, after);
          else this.#blank(index, after, "expression");
          index = after;
        }
      } else if (code === 60) {
        const after = this.#endOfTag(index);
        if (after > 0) this.#blank(index, after, "tag");
        index = Math.max(index + 1, Math.abs(after));
      } else {
        // Not what can begin a list or a quote, behind which a tag begins a block.
        if (!this.#isInText) this.#isInText = /[^\s>*+\-#.):=~|_\d]/.test(text.charAt(index));
        index++;
      }
    }
    return { text: this.#pieces.join("") + text.slice(this.#kept), message: this.#message() };
  }

  #message(): VFileMessage | undefined {
    const { import: statements, tag, expression } = this.#counts;
    const parts = [
      statements > 0 && `${statements} import or export`,
      tag > 0 && `${tag} JSX tag${tag > 1 ? "s" : ""}`,
      expression > 0 && `${expression} expression${expression > 1 ? "s" : ""}`,
    ].filter((part) => part !== false);
    if (parts.length === 0) return undefined;
    return createMessage("mdx-left-out", {
      reason: `MDX is read as Markdown: ${parts.join(", ")} left out`,
      note: "Render the post with an MDX compiler to see its components; the text, excerpt and metadata are complete without them.",
      path: this.#path,
      place: pointAt(this.#text, this.#first),
    });
  }

  /** Replaces a range by spaces, or by a tag within a line of text; an attribute by another filling. */
  #blank(start: number, end: number, kind: Program, filling?: string): void {
    if (this.#first === -1) this.#first = start;
    this.#counts[kind]++;
    const code = this.#text.slice(start, end);
    if (filling !== undefined) {
      this.#replace(start, end, code.replace(/\S/g, filling));
      return;
    }
    // `{" "}` is a space that a formatter of code wrote out.
    const open = code.startsWith("</") ? "</" : "<";
    const close = /^\{\s*["'`]\s+["'`]\s*\}$/.test(code) ? "> " : ">";
    const inner = code.slice(open.length, -close.length).replace(/[^\r\n]/g, "z");
    const isInText = this.#isInText || /[^\s<{]/.test(this.#text.charAt(end));
    // As the address of a link, a tag would be one.
    const isInline = isInText && !/\][(:]\s*$/.test(this.#text.slice(Math.max(0, start - 20), start));
    const isTag = inner.startsWith("z") && !/\n\s*\n/.test(code.replace(/\r\n?/g, "\n"));
    const isApart = kind === "import" || !isInline || !isTag;
    this.#replace(start, end, isApart ? code.replace(/[^\r\n]/g, " ") : open + inner + close);
  }

  /** `{/* more *\/}` is as long as `<!--ore-->`: its text is read from the source afterwards. */
  #comment(start: number, end: number): void {
    const inner = this.#text.slice(start + 4, end - 3).replace(/[^\r\n]/g, "x");
    this.#replace(start, end, end - start < 7 ? " ".repeat(end - start) : `<!--${inner}-->`);
  }

  #replace(start: number, end: number, piece: string): void {
    this.#pieces.push(this.#text.slice(this.#kept, start), piece);
    this.#kept = end;
  }

  #lineEnd(from: number): number {
    let index = from;
    while (index < this.#text.length && !isLineEnding(this.#text.charCodeAt(index))) index++;
    return index;
  }

  #nextLine(end: number): number {
    return end + (this.#text.startsWith("\r\n", end) ? 2 : 1);
  }

  /** The offset after the line that closes a fence, or the end of the text. */
  #endOfFence(end: number, fence: string): number {
    let index = this.#nextLine(end);
    while (index < this.#text.length) {
      const lineEnd = this.#lineEnd(index);
      const line = this.#text
        .slice(index, lineEnd)
        .replace(/^[\s>]+/, "")
        .trimEnd();
      index = this.#nextLine(lineEnd);
      if (line.length >= fence.length && line === fence.charAt(0).repeat(line.length)) break;
    }
    return Math.min(index, this.#text.length);
  }

  /** The offset after an import or export: all brackets closed, and no line that clearly continues. */
  #endOfStatement(start: number): number {
    let index = start;
    for (;;) {
      const end = this.#endOfScript(index, (code) => isLineEnding(code));
      index = end === -1 ? this.#lineEnd(index) : end;
      const next = this.#nextLine(index);
      const before = this.#text.slice(Math.max(start, index - 80), index).trimEnd();
      const line = this.#text.slice(next, next + 200);
      if (next >= this.#text.length || /^[ \t]*(?:[\r\n]|$)/.test(line))
        return Math.min(index, this.#text.length);
      if (!/^(?:[ \t]|[)\]}.?:&|+]|from\b)/.test(line) && !/(?:[=,(+&|?:]|=>)$/.test(before)) return index;
      index = next;
    }
  }

  #endOfBraces(start: number): number {
    return this.#endOfScript(start + 1, (code) => code === 125, 1);
  }

  /** The offset after a tag to remove; negative after one that stays, 0 without a tag. */
  #endOfTag(start: number): number {
    const text = this.#text;
    if (text.startsWith("<!--", start)) {
      if (this.#budget <= 0) return 0;
      const close = text.indexOf("-->", start);
      this.#budget -= (close === -1 ? text.length : close) - start;
      return close === -1 ? 0 : -(close + 3);
    }
    tagStart.lastIndex = start;
    const found = tagStart.exec(text);
    if (found === null) return 0;
    const name = found[2] ?? "";
    if (name === "" && text.charCodeAt(start + found[0].length) !== 62) return 0;
    const hidden: [number, number][] = [];
    let index = start + found[0].length;
    for (; index < text.length; index++) {
      if (this.#budget-- <= 0) return 0;
      const code = text.charCodeAt(index);
      if (code === 62) break;
      if (code === 60) return 0;
      if (code === 34 || code === 39) {
        const close = text.indexOf(text.charAt(index), index + 1);
        this.#budget -= (close === -1 ? text.length : close) - index;
        if (close === -1 || this.#budget < 0) return 0;
        index = close;
      } else if (code === 123) {
        const after = this.#endOfBraces(index);
        if (after === -1) return 0;
        const written = /[\w:.-]+\s*=\s*$/.exec(text.slice(Math.max(start, index - 100), index))?.[0] ?? "";
        hidden.push([index - written.length, after]);
        index = after - 1;
      }
    }
    if (index >= text.length) return 0;
    const isComponent = name === "" || /^[A-Z_$]|[.$]/.test(name);
    const isApart = hidden.every(([from]) => /\s/.test(text.charAt(from - 1)));
    if (isComponent || !isApart || /\n[ \t\r]*\n/.test(text.slice(start, index))) return index + 1;
    for (const [from, to] of hidden) this.#blank(from, to, "expression", "z");
    return -(index + 1);
  }

  /** Where JavaScript ends: after the closing brace (`extra` 1), or at a line ending outside brackets. */
  #endOfScript(start: number, isEnd: (code: number) => boolean, extra: 0 | 1 = 0): number {
    const text = this.#text;
    let open = 0;
    for (let index = start; index < text.length; index++) {
      if (this.#budget-- <= 0) return -1;
      const code = text.charCodeAt(index);
      if (open === 0 && isEnd(code)) return index + extra;
      if (code === 123 || code === 40 || code === 91) open++;
      else if (code === 125 || code === 41 || code === 93) open--;
      else if (code === 34 || code === 39 || code === 96) {
        const close = this.#endOfString(index, code);
        if (close !== -1) index = close;
      } else if (code === 47 && text.charCodeAt(index + 1) === 42) {
        const close = text.indexOf("*/", index + 2);
        this.#budget -= (close === -1 ? text.length : close) - index;
        if (close === -1) return -1;
        index = close + 1;
      } else if (code === 47 && text.charCodeAt(index + 1) === 47 && text.charCodeAt(index - 1) !== 58) {
        index = this.#lineEnd(index) - 1;
      }
      if (open < 0) return -1;
    }
    return extra === 0 && open === 0 ? text.length : -1;
  }

  /** The closing quote; -1 for an apostrophe, which has no partner on its line. */
  #endOfString(start: number, quote: number): number {
    for (let index = start + 1; index < this.#text.length; index++) {
      if (this.#budget-- <= 0) return -1;
      const code = this.#text.charCodeAt(index);
      if (code === 92) index++;
      else if (code === quote) return index;
      else if (quote !== 96 && isLineEnding(code)) return -1;
    }
    return -1;
  }

  #endOfCode(start: number): number {
    const text = this.#text;
    let after = start;
    while (text.charCodeAt(after) === 96) after++;
    const size = after - start;
    for (let index = after; index < text.length; index++) {
      if (this.#budget-- <= 0) return after;
      if (
        isLineEnding(text.charCodeAt(index)) &&
        /^(?:\r?\n|\r)[ \t>]*(?:\r|\n)/.test(text.slice(index, index + 40))
      )
        break;
      if (text.charCodeAt(index) !== 96) continue;
      let close = index;
      while (text.charCodeAt(close) === 96) close++;
      if (close - index === size) return close;
      index = close - 1;
    }
    return after;
  }

  /** The offset after `$x^{2}$` on one line, as remark-math reads it; a lone `$` is text. */
  #endOfMath(start: number): number {
    const line = this.#budget > 0 ? (/^.*/.exec(this.#text.slice(start, start + 500))?.[0] ?? "") : "";
    this.#budget -= line.length;
    const found = this.#budget > 0 ? /^(\$+)(?=[^\s$])[^$]*[^\s$]\1(?![\d$])/.exec(line) : null;
    return start + (found?.[0].length ?? 1);
  }
}

function isLineEnding(code: number): boolean {
  return code === 10 || code === 13;
}

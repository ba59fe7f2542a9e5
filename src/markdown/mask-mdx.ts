import type { Nodes, Parents, Root, RootContent, Text } from "mdast";
import type { Construct, Effects, Extension, State } from "micromark-util-types";
import type { Processor } from "unified";
import type { VFileMessage } from "vfile-message";
import { escapeHtml, voidElements } from "../core/escape.ts";
import { shorten } from "../core/shorten.ts";
import { pointAt } from "../core/text-position.ts";
import { walk } from "../core/walk.ts";
import { createMessage } from "../diagnostics/create-message.ts";

/** MDX converted to Markdown. */
export interface MaskedMdx {
  /** Of the same length and with the same lines, so that places stay correct. */
  text: string;
  /** What was left out, if anything. */
  message: VFileMessage | undefined;
}

/** A unified plugin for what MDX reads differently: an indented line is not code, and tags on their own lines contain Markdown. */
export function remarkMdxSyntax(this: Processor): undefined {
  const data = this.data();
  const tagLine: Construct = { name: "mdxTagLine", tokenize: tokenizeTagLine };
  const extension: Extension = { disable: { null: ["codeIndented"] }, flow: { 60: tagLine } };
  (data.micromarkExtensions ??= []).push(extension);
}

const tag = `</?(?!(?:pre|script|style|textarea)\\b)[a-z][\\w:-]*(?:\\s(?:"[^"]*"|'[^']*'|[^<>"'])*)?/?>`;
const blockNames =
  "address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul";
/** Only tags, the first of which is a block tag, or a whole block. Other tags are part of a paragraph. */
const tagLine = new RegExp(`^(?=</?(?:${blockNames})[\\s>])(?:(?:${tag}\\s*)+|<.*${tag}\\s*)$`, "i");

/** Reads one line of HTML, which ends at the end of the line rather than at the next blank line. */
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
 * Replaces code in MDX with spaces: `import` and `export`, `{expressions}` and component tags. Within a line of text
 * they become a tag that {@linkcode restoreMdxHtml} removes: spaces would keep `**<B>a</B>**` from being bold, break
 * lines and split words. The content between component tags is text and stays, and so do plain HTML tags, except that
 * attributes with an expression become `zz`. A comment `{/* … *\/}` becomes an HTML comment, see
 * {@linkcode restoreMdxHtml}. Code blocks are not changed. Searches are bounded: after four times the length of the text, braces
 * and tags count as text.
 */
export function maskMdx(text: string, path?: string): MaskedMdx {
  return new MdxMask(text, path).run();
}

const wholeTag = /<[a-z][\w:-]*\s(?:"[^"]*"|'[^']*'|[^<>"'])*>/gi;

/** Removes the placeholder attributes, `zzz zz`, that {@linkcode maskMdx} wrote. */
function withoutHidden(html: string): string {
  return html.replace(/"[^"]*"|'[^']*'|\s+z+(?=[\s/>])(?!\s*=)/g, (part) => (/^["']/.test(part) ? part : ""));
}

/** Writes the HTML of MDX as HTML: `<!-- more -->` for `{/* more *\/}`, `<a name="x"></a>` for `<a name="x"/>`. */
export function restoreMdxHtml(tree: Root, source: string): undefined {
  walk<Nodes>(tree, (node) => {
    if ("children" in node) removeInline(node, source);
    for (const field of ["alt", "title", "url"] as const) {
      const value: unknown = (node as unknown as Record<string, unknown>)[field];
      if (typeof value === "string" && value.includes("<")) {
        Object.assign(node, { [field]: value.replace(inlineMask, "").trim() });
      }
    }
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (start === undefined || end === undefined) return;
    if ("url" in node && node.url === "" && /\]\(\s*\{/.test(source.slice(start, end))) {
      // Without its expression, the address would be that of the page itself.
      node.data = { ...node.data, hProperties: { href: undefined, src: undefined } } as typeof node.data;
    }
    if (node.type !== "html") return;
    const isWhole = node.value.length === end - start;
    node.value = node.value
      .replace(inlineMask, (mask, at: number) =>
        escapeHtml((isWhole && wordsOf(source.slice(start + at, start + at + mask.length))) || ""),
      )
      .replace(wholeTag, withoutHidden);
    const written = node.value.includes("<?") ? source.slice(start, end) : "";
    if (/\{\s*\/\*/.test(written)) {
      node.value = written.replace(
        /\{\s*\/\*([\s\S]*?)\*\/\s*\}/g,
        (_, words: string) => `<!--${words.replaceAll("--", "- -")}-->`,
      );
    } else if (/^<\/?p(?:\s[^<>]*)?>$/.test(node.value)) {
      // Its content consists of paragraphs, which HTML does not allow inside a paragraph.
      node.value = node.value.replace(/^(<\/?)p/, "$1div");
    } else if (node.value.includes("/>")) {
      node.value = node.value.replace(
        /<([a-z][\w:-]*)((?:\s(?:"[^"]*"|'[^']*'|[^<>"'])*)?)\/>/g,
        (tag, name: string, attributes: string) =>
          voidElements.has(name) ? tag : `<${name}${attributes.trimEnd()}></${name}>`,
      );
    }
  });
}

/** The placeholder for code within a line of text. */
const inlineMask: RegExp = /<\/?z+(?:[\r\n]+z*)*>/g;

/** `{"{"}` or `{`a`}`: text that MDX would read as code. */
const literal: RegExp =
  /^\{\s*(?:"((?:[^"\\\r\n]|\\.)*)"|'((?:[^'\\\r\n]|\\.)*)'|`((?:[^`\\$]|\$(?!\{)|\\.)*)`)\s*\}$/;

/** The words of an expression that is only a string. */
function wordsOf(code: string): string | undefined {
  const words = literal
    .exec(code)
    ?.slice(1)
    .find((group) => group !== undefined);
  if (words === undefined || words.trim() === "") return undefined;
  return words.replace(/\\(.)/g, (_, sign: string) => (sign === "n" ? "\n" : sign));
}

function removeInline(parent: Parents, source: string): void {
  const isInline = (node: Nodes): boolean =>
    node.type === "html" && node.value.replace(inlineMask, "") === "" && node.value !== "";
  if (!parent.children.some(isInline)) return;
  const last = parent.children.at(-1);
  parent.children = (parent.children as RootContent[]).flatMap((node): RootContent[] => {
    if (!isInline(node)) return [node];
    const { start, end } = node.position ?? {};
    const value = wordsOf(source.slice(start?.offset, end?.offset));
    return value === undefined ? [] : [{ ...(node as Text), type: "text", value }];
  }) as typeof parent.children;
  const end = parent.children.at(-1);
  if (end !== last && end?.type === "text") end.value = end.value.trimEnd();
}

const esm: RegExp =
  /^(?:import\s*(?:["'{*]|type\s|[\w$]+\s*(?:,|from\b))|export\s+(?:default|const|let|var|function|async|class|type|interface|enum|\{|\*))/;
const fenceStart: RegExp = /^(?:[ \t>]|[-+*] |\d{1,9}[.)] )*(`{3,}(?=[^`]*$)|~{3,}|\$\$+(?=[^$]*$))/;
/** Within a line: what ends it, is escaped, or may begin code, a formula, an expression or a tag. */
const sign: RegExp = /\r\n?|\n|\\.?|`+|\$|\{#?|</g;
/** Excludes what can begin a list or a quote, after which a tag begins a block. */
const words: RegExp = /[^\s>*+\-#.):=~|_\d]/;
/** A formula on one line, as remark-math reads it; a lone `$` is text. */
const formula: RegExp = /(\${1,3})(?=[^\s$])[^$\r\n]*[^\s$]\1(?![\d$])/y;
const tagStart: RegExp = /<(\/?)([A-Za-z_$][\w$.-]*)?(?=[\s/>])/y;
const comment: RegExp = /^\{\s*\/\*[\s\S]*\*\/\s*\}$/;

/**
 * Writes a tag whose last line begins with `>`, which Markdown would read as a quote, so that it is a tag. Most tags begin a
 * block only if they end on their line.
 */
function joinLines(tag: string, isAlone: boolean): string {
  const breaks = /\r\n?|\n/g;
  if (isAlone && !/(?:\r\n?|\n)(?![\s/>])/.test(tag))
    return tag.replace(breaks, "") + (tag.match(breaks) ?? []).join("");
  return tag.replace(/((?:\r\n?|\n)[ \t]*)(\/?>)$/, "$2$1");
}

class MdxMask {
  readonly #text: string;
  readonly #path: string | undefined;
  readonly #pieces: string[] = [];
  #kept = 0;
  /** The number of characters that searches may still read. */
  #budget: number;
  #first = -1;
  /** Whether the line has text before the position. */
  #isInText = false;
  readonly #counts = { import: 0, tag: 0, expression: 0 };
  /** The first expression that is missing in a sentence. */
  #hole: { code: string; start: number } | undefined;

  constructor(text: string, path: string | undefined) {
    this.#text = text;
    this.#path = path;
    this.#budget = 4 * text.length + 1000;
  }

  run(): MaskedMdx {
    const text = this.#text;
    let afterBlank = true;
    for (let index = 0; index < text.length; ) {
      const end = this.#lineEnd(index);
      const line = text.slice(index, end);
      const fence = fenceStart.exec(line)?.[1];
      if (fence !== undefined) {
        index = this.#endOfFence(end, fence);
        afterBlank = true;
      } else if (afterBlank && esm.test(line)) {
        const after = this.#endOfStatement(index);
        this.#blank(index, after, "import");
        index = this.#nextLine(after);
      } else {
        afterBlank = line.trim() === "";
        index = this.#maskLine(index);
      }
    }
    return { text: this.#pieces.join("") + text.slice(this.#kept), message: this.#message() };
  }

  /** Masks what is in a line of text, and returns where the next line begins. */
  #maskLine(start: number): number {
    const text = this.#text;
    this.#isInText = false;
    let index = start;
    for (;;) {
      sign.lastIndex = index;
      const found = sign.exec(text);
      if (found === null) return text.length;
      const { 0: opening, index: at } = found;
      this.#isInText ||= words.test(text.slice(index, at));
      index = at + opening.length;
      if (opening === "{") {
        const after = this.#endOfScript(index, true);
        if (after === -1) continue;
        if (comment.test(text.slice(at, after))) this.#comment(at, after);
        else this.#blank(at, after, "expression");
        index = after;
      } else if (opening === "<") {
        const after = this.#endOfTag(at);
        if (after > 0) this.#blank(at, after, "tag");
        index = Math.max(index, Math.abs(after));
      } else if (/^[\r\n]/.test(opening)) {
        return index;
      } else {
        this.#isInText = true;
        if (opening === "$") {
          formula.lastIndex = at;
          index += Math.max(0, (formula.exec(text)?.[0].length ?? 0) - 1);
        } else if (opening.startsWith("`")) index = this.#endOfCode(index, opening);
      }
    }
  }

  #message(): VFileMessage | undefined {
    const { import: statements, tag, expression } = this.#counts;
    const parts = [
      statements > 0 && (statements > 1 ? `${statements} imports or exports` : "1 import or export"),
      tag > 0 && `${tag} JSX tag${tag > 1 ? "s" : ""}`,
      expression > 0 && `${expression} expression${expression > 1 ? "s" : ""}`,
    ].filter((part) => part !== false);
    if (parts.length === 0) return undefined;
    const { code = "", start = 0 } = this.#hole ?? {};
    return createMessage("mdx-left-out", {
      reason: `MDX is read as Markdown: ${parts.join(", ")} left out`,
      note:
        this.#hole === undefined
          ? "Render the post with an MDX compiler to see its components; the text, excerpt and metadata are complete without them."
          : `A sentence in line ${pointAt(this.#text, start).line} lacks \`${shorten(code)}\`: write what it stands for, or render the post with an MDX compiler.`,
      path: this.#path,
      place: pointAt(this.#text, this.#first),
    });
  }

  /** Replaces a range with spaces, or with a tag within a line of text. */
  #blank(start: number, end: number, kind: "import" | "tag" | "expression"): void {
    const code = this.#text.slice(start, end);
    // `{" "}` is a space that a code formatter inserted.
    const open = code.startsWith("</") ? "</" : "<";
    const close = /^\{\s*["'`]\s+["'`]\s*\}$/.test(code) ? "> " : ">";
    const inner = code.slice(open.length, -close.length).replace(/[^\r\n]/g, "z");
    const isWords = kind === "expression" && wordsOf(code) !== undefined;
    const isInText =
      this.#isInText ||
      /[^\s<{]/.test(this.#text.charAt(end)) ||
      (isWords && this.#text.charAt(start - 1) === ">");
    // In the address of a link, a tag would become the address.
    const isHole = isInText || /^[ \t]*[\p{L}\p{N}]/u.test(this.#text.slice(end, end + 50));
    const isInline = isInText && !/\][(:]\s*$/.test(this.#text.slice(Math.max(0, start - 20), start));
    const isTag = inner.startsWith("z") && !/\n\s*\n/.test(code.replace(/\r\n?/g, "\n"));
    const isApart = kind === "import" || !isInline || !isTag;
    if (isApart || !isWords) {
      if (isHole && kind === "expression" && close === ">") this.#hole ??= { code, start };
      this.#count(start, kind);
    }
    this.#replace(start, end, isApart ? code.replace(/[^\r\n]/g, " ") : open + inner + close);
  }

  #count(start: number, kind: "import" | "tag" | "expression"): void {
    if (this.#first === -1) this.#first = start;
    this.#counts[kind]++;
  }

  /**
   * Markdown treats `<?…?>` like a comment, and its delimiters are as short as those of `{/*…*\/}`, so each line keeps
   * its length. The text is read from the source afterwards. A comment whose brace is alone on its line is left out.
   */
  #comment(start: number, end: number): void {
    const code = this.#text.slice(start, end);
    const isApart = /^.[\r\n]|[\r\n].$/.test(code);
    const piece = isApart
      ? code.replace(/[^\r\n]/g, " ")
      : `<?${code.slice(2, -2).replace(/[^\r\n]/g, "x")}?>`;
    this.#replace(start, end, piece);
  }

  #replace(start: number, end: number, piece: string): void {
    this.#pieces.push(this.#text.slice(this.#kept, start), piece);
    this.#kept = end;
  }

  /** Searches for a pattern, as long as the budget allows. */
  #seek(pattern: RegExp, from: number): RegExpExecArray | null {
    if (this.#budget <= 0) return null;
    pattern.lastIndex = from;
    const found = pattern.exec(this.#text);
    this.#budget -= (found === null ? this.#text.length : pattern.lastIndex) - from;
    return found;
  }

  #lineEnd(from: number): number {
    const ending = /[\r\n]/g;
    ending.lastIndex = from;
    return ending.exec(this.#text)?.index ?? this.#text.length;
  }

  #nextLine(end: number): number {
    return Math.min(this.#text.length, end + (this.#text.startsWith("\r\n", end) ? 2 : 1));
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
    return index;
  }

  /** The offset after an import or export: all brackets closed, and no line that clearly continues. */
  #endOfStatement(start: number): number {
    const text = this.#text;
    for (let index = start; ; ) {
      const end = this.#endOfScript(index, false);
      index = end === -1 ? this.#lineEnd(index) : end;
      const next = this.#nextLine(index);
      const before = text.slice(Math.max(start, index - 80), index).trimEnd();
      const line = text.slice(next, next + 200);
      if (/^[ \t]*(?:[\r\n]|$)/.test(line)) return index;
      if (!/^(?:[ \t]|[)\]}.?:&|+]|from\b)/.test(line) && !/(?:[=,(+&|?:]|=>)$/.test(before)) return index;
      index = next;
    }
  }

  /** The offset after a tag to remove; negative after one that stays, 0 without a tag. */
  #endOfTag(start: number): number {
    const text = this.#text;
    if (text.startsWith("<!--", start)) {
      const close = this.#seek(/-->/g, start);
      return close === null ? 0 : -(close.index + 3);
    }
    tagStart.lastIndex = start;
    const found = tagStart.exec(text);
    const name = found?.[2] ?? "";
    if (found === null || (name === "" && text[tagStart.lastIndex] !== ">")) return 0;
    const hidden: [number, number][] = [];
    const token = /[<>"'{]/g;
    let end = tagStart.lastIndex;
    for (let sign = ""; sign !== ">"; ) {
      const next = this.#seek(token, end);
      if (next === null) return 0;
      const { index: at } = next;
      sign = next[0];
      end = at + 1;
      if (sign === "<") return 0;
      if (sign === "{") {
        end = this.#endOfScript(end, true);
        if (end === -1) return 0;
        const written = /[\w:.-]+\s*=\s*$/.exec(text.slice(Math.max(start, at - 100), at))?.[0] ?? "";
        hidden.push([at - written.length, end]);
      } else if (sign !== ">") {
        const close = this.#seek(sign === '"' ? /"/g : /'/g, end);
        if (close === null) return 0;
        end = close.index + 1;
      }
    }
    const isComponent = name === "" || /^[A-Z_$]|[.$]/.test(name);
    const isApart = hidden.every(([from]) => /\s/.test(text.charAt(from - 1)));
    if (isComponent || !isApart || /\n[ \t\r]*\n/.test(text.slice(start, end))) return end;
    let piece = "";
    let from = start;
    for (const [first, last] of hidden) {
      this.#count(first, "expression");
      piece += text.slice(from, first) + text.slice(first, last).replace(/\S/g, "z");
      from = last;
    }
    piece += text.slice(from, end);
    if (/[\r\n][ \t]*>$/.test(piece)) {
      const before = text.slice(Math.max(0, start - 200), start);
      const isAlone = /(?:^|[\r\n>])[ \t]*(?:^|\r\n?|\n)[ \t]*$/.test(before);
      piece = joinLines(piece, isAlone && /^[ \t]*(?:[\r\n]|$)/.test(text.slice(end, end + 80)));
    }
    if (piece !== text.slice(start, end)) this.#replace(start, end, piece);
    return -end;
  }

  /**
   * Where JavaScript that begins after `start` ends.
   *
   * @param isBraced - whether it ends after a closing brace, not at the end of a line outside brackets
   * @returns -1 if it does not end
   */
  #endOfScript(start: number, isBraced: boolean): number {
    const text = this.#text;
    const token = /["'`]|\/[*/]|[{([]|[})\]]|[\r\n]/g;
    let open = 0;
    let index = start;
    for (let found = this.#seek(token, index); found !== null; found = this.#seek(token, index)) {
      const { 0: sign, index: at } = found;
      index = at + sign.length;
      if (open === 0 && (isBraced ? sign === "}" : /[\r\n]/.test(sign))) return isBraced ? index : at;
      if (/[{([]/.test(sign)) open++;
      else if (/[})\]]/.test(sign)) open--;
      else if (/["'`]/.test(sign)) index = this.#endOfString(index, sign);
      else if (sign === "/*") {
        const close = this.#seek(/\*\//g, index);
        if (close === null) return -1;
        index = close.index + 2;
      } else if (sign === "//" && text[at - 1] !== ":") index = this.#lineEnd(index);
      if (open < 0) return -1;
    }
    return !isBraced && open === 0 && this.#budget > 0 ? text.length : -1;
  }

  /** The offset after the closing quote; an apostrophe without a matching quote on its line ends nothing. */
  #endOfString(start: number, quote: string): number {
    const token = /\\[\s\S]|["'`\r\n]/g;
    let index = start;
    for (let found = this.#seek(token, index); found !== null; found = this.#seek(token, index)) {
      const [sign] = found;
      index = token.lastIndex;
      if (sign === quote) return index;
      if (quote !== "`" && /^[\r\n]/.test(sign)) break;
    }
    return start;
  }

  /** The offset after code in backticks, which must end before a blank line; without an end, the offset after the opening backticks. */
  #endOfCode(start: number, marks: string): number {
    const token = /`+|(?:\r?\n|\r(?!\n))[ \t>]*(?=[\r\n])/g;
    let index = start;
    for (let found = this.#seek(token, index); found !== null; found = this.#seek(token, index)) {
      index = token.lastIndex;
      if (found[0] === marks) return index;
      if (!found[0].startsWith("`")) break;
    }
    return start;
  }
}

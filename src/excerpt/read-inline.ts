import type { Nodes, Text } from "hast";
import { formulaSource, textOf } from "../html/plain-text.ts";
import { dataOf, roleOf } from "../html/roles.ts";
import {
  findToolSyntax,
  hiddenSpans,
  mayHaveToolSyntax,
  type ToolSyntax,
  withoutSpans,
} from "../tool-syntax/find-tool-syntax.ts";
import type { Span } from "../tool-syntax/template-tags.ts";
import { splitSentences } from "./sentences.ts";

/** The text of a paragraph. */
export interface InlineText {
  /** Plain text in one line, without template syntax; `""` if the paragraph has no words. */
  text: string;
  /** A tag that starts here and whose content, in later blocks, is code. */
  opens: string | undefined;
  /** Syntax of other tools that was left out. */
  syntax: readonly ToolSyntax[];
  /** Whether it contains an image or other media. */
  media: boolean;
  /** Whether all of its text is emphasized, as in a caption. */
  emphasized: boolean;
  /** Whether all of its text is links, except for punctuation between them and a label, as in "Slides: PDF, HTML". */
  linked: boolean;
  /** The text of its first link, if it begins with it. */
  firstLink: string | undefined;
  /** Whether it was cut because of its length. */
  cut: boolean;
}

/** Options for reading a line. */
export interface InlineOptions {
  /** Code units after which reading stops: a paragraph may be very long. */
  budget: number;
  /** Whether images are replaced by their alternative text. */
  alt?: boolean | undefined;
  /** Whether a tag with this name closes in a later block. */
  isClosedLater?: ((name: string) => boolean) | undefined;
}

/** The placeholder for a value that a template would print; it is a noncharacter, so no text contains it. */
const hole = "\ufdd2";

/** Blocks that an inline element may contain, for example if it was never closed. */
const blocks: ReadonlySet<string> = new Set("paragraph container list item quote table cell".split(" "));
const emphasis: ReadonlySet<string> = new Set(["em", "i", "small", "figcaption", "cite"]);
/** A letter, a digit or an emoji: what makes a line more than punctuation. */
export const wordCharacter: RegExp = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
/** Stands for a link in a line, and a label of up to four words before the first one. */
const linkMark = "\ufffc";
const label = /^\s*\p{L}[\p{L}\p{M}\p{N}'’-]*(?: [\p{L}\p{M}\p{N}'’-]+){0,3}\s*[:：](?=\s*\ufffc)/u;

/** A line of the tree. */
interface Line extends Omit<InlineText, "text" | "opens" | "syntax"> {
  raw: string;
  code: Span[];
  /** Where its text nodes begin in `raw`. */
  texts: { node: Text; start: number }[];
  /** Where images were left out. */
  gaps: Span[];
}

/** Reads the text of a paragraph or another line of text. */
export function readInline(nodes: readonly Nodes[], options: InlineOptions): InlineText {
  const { raw, code, gaps, texts: _, ...line } = collect(nodes, options);
  const syntax = findToolSyntax(raw, { code, isClosedLater: options.isClosedLater });
  const last = syntax.at(-1);
  const text = toLine(raw, spansToRemove(raw, syntax, gaps));
  return { ...line, text, opens: last?.isOpen === true ? last.name : undefined, syntax };
}

/**
 * Finds the syntax of other tools in the text nodes of a paragraph, even if emphasis or links split it.
 *
 * @returns the text of each text node without it; `undefined` if there is none
 */
export function textsWithoutSyntax(
  nodes: readonly Nodes[],
  images: "drop" | "alt" | "keep",
  dropsHoles: boolean,
): Map<Text, string> | undefined {
  const { raw, code, texts, gaps: found } = collect(nodes, { budget: Infinity });
  const gaps = images === "drop" ? found : [];
  if (gaps.length === 0 && !mayHaveToolSyntax(raw)) return undefined;
  const removed = spansToRemove(raw, findToolSyntax(raw, { code }), gaps);
  if (removed.length === 0) return undefined;
  const all = [...removed, ...(dropsHoles ? sentencesWithHoles(raw, removed) : [])];
  let covered = 0;
  const spans = all
    .sort((a, b) => a.start - b.start)
    // Without those inside others, the ends are in order too, and each text continues where the last one stopped.
    .filter(({ end }) => end > covered && (covered = end));
  let next = 0;
  return new Map(
    texts.map(({ node, start }) => {
      while (next < spans.length && spans[next]!.end <= start) next++;
      return [node, withoutSpans(node.value, start, spans, next)];
    }),
  );
}

function collect(nodes: readonly Nodes[], { budget, alt = false }: InlineOptions): Line {
  const code: Span[] = [];
  const texts: Line["texts"] = [];
  const gaps: Span[] = [];
  let raw = "";
  // Reading from `raw` would copy all of it, for each link and note of a long line.
  let tail = "";
  let isBlank = true;
  const add = (text: string): void => {
    raw += text;
    tail = (tail + text).slice(-8);
    isBlank &&= text.trim() === "";
  };
  let media = false;
  let outside = false;
  /** Its beginning, with a mark for each link. */
  let shape = "";
  let firstLink: string | undefined;
  let cut = false;
  const stack: { node: Nodes; emphasized: boolean; link: boolean }[] = [];
  const push = (children: readonly Nodes[], emphasized: boolean, link: boolean): void => {
    for (let index = children.length - 1; index >= 0; index--)
      stack.push({ node: children[index] as Nodes, emphasized, link });
  };
  push(nodes, false, false);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, emphasized, link } = next;
    if (raw.length > budget) {
      cut = true;
      break;
    }
    if (node.type === "text") {
      const { value } = node;
      texts.push({ node, start: raw.length });
      if (dataOf(node)?.isEscaped) code.push({ start: raw.length, end: raw.length + value.length });
      add(value.length > budget ? value.slice(0, budget + 1) : value);
      if (!emphasized && /\S/.test(value)) outside = true;
      if (shape.length < 500) shape += link ? linkMark : value;
      continue;
    }
    if (node.type !== "element") continue;
    const role = roleOf(node);
    if (role === "inline-code" || role === "formula") {
      const value = role === "formula" ? formulaSource(node) : textOf(node);
      code.push({ start: raw.length, end: raw.length + value.length });
      add(value);
      outside = true;
      if (!link) shape += value;
    } else if (role === "line-break") {
      add("\v");
      shape += "\n";
    } else if (role === "media") {
      media = true;
      const { alt: text } = node.properties;
      if (alt && typeof text === "string") {
        add(text);
        outside = true;
        if (!link) shape += text;
      } else gaps.push({ start: raw.length, end: raw.length });
    } else if (node.tagName === "sup" && isNumberOfNote(tail, textOf(node))) {
      // Nothing of it is read.
    } else if (role === "inline" || blocks.has(role)) {
      if (role !== "inline" && raw !== "") add("\v");
      if (node.tagName === "a" && isBlank) firstLink ??= textOf(node).trim();
      push(node.children, emphasized || emphasis.has(node.tagName), link || node.tagName === "a");
    }
  }
  const linked = shape.includes(linkMark) && shape.split("\n").every(isOnlyLinks);
  return { raw, code, texts, gaps, media, emphasized: !outside, linked, firstLink, cut };
}

/** Whether a line has no words but its links, or those of the current page: "English | 日本語". */
function isOnlyLinks(line: string): boolean {
  const parts = line.split(/[|·•]/);
  const others = parts.filter((part) => wordCharacter.test(part.replace(label, "")));
  return others.length === 0 || (parts.length > 2 && others.length === 1 && others[0]!.trim().length <= 20);
}

/** `crates<sup>1</sup>`: after a word or a sentence, a superscript number refers to a note; in `km<sup>2</sup>` it does not. */
function isNumberOfNote(before: string, raised: string): boolean {
  return /^\s*(?:\[?\d{1,3}\]?|[*†‡§])\s*$/.test(raised) && /(?:\p{L}{3}|[.,;:!?)”’"])\s*$/u.test(before);
}

/** A range to remove from a line. */
interface Removed extends Span {
  /** Whether a template would print a value there. */
  isHole: boolean;
}

/** A tag that prints a value: `{{ site.title }}`, `{{ a + 1 }}`, `{{ price(4) }}`, `{{ page.date | date: "%Y" }}`, `{{< param "version" >}}`. */
const valueTag =
  /^\{\{(?:-?\s*[\w.$[\]'"]+(?:\s*[-+*/]\s*[\w.]+|\([^()=]*\))*\s*(?:\|[^}]*)?-?\}\}|[<%]\s*(?:param|var)\b)/;

/** Finds what to remove from a line, including spaces that would be left before punctuation. */
function spansToRemove(raw: string, syntax: readonly ToolSyntax[], gaps: readonly Span[]): Removed[] {
  const spans = [...hiddenSpans(syntax), ...gaps].sort((a, b) => a.start - b.start);
  return spans.map(({ start, end }) => {
    const isHole = valueTag.test(raw.slice(start, end));
    const blank = /^[ \t]*(?=[,.;:!?…](?!\w)|[)\]»”’])/.exec(raw.slice(end, end + 40))?.[0];
    if (blank === undefined) return { start, end, isHole };
    let from = start;
    while (from > 0 && (raw[from - 1] === " " || raw[from - 1] === "\t")) from--;
    // One of the two commas is enough: `Hello, {{ name }}, welcome`.
    if (/^[,;:][,.;:!?…]/.test(`${raw[from - 1]}${raw[end + blank.length]}`)) from--;
    return { start: from, end: end + blank.length, isHole };
  });
}

/** The sentences in which a value is missing, if there are others; they are left out of the text as well. */
function sentencesWithHoles(raw: string, spans: readonly Removed[]): Span[] {
  const holes = spans.filter(({ isHole }) => isHole);
  if (holes.length === 0) return [];
  let end = 0;
  const sentences = splitSentences(raw).map((sentence) => ({ start: end, end: (end += sentence.length) }));
  let next = 0;
  const broken = sentences.filter(({ start, end }) => {
    while (next < holes.length && holes[next]!.end <= start) next++;
    return next < holes.length && holes[next]!.start < end;
  });
  return broken.length < sentences.length ? broken : [];
}

/** A line break between two characters of a script without spaces is not a space. */
const wideBreak =
  /(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff01-\uff60])[ \t]*\n[ \t\n]*(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff01-\uff60])/gu;

/** Turns the text of a paragraph into one line: white space is collapsed, and a hole stands for a missing value. */
function toLine(raw: string, spans: readonly Removed[]): string {
  let text = "";
  let from = 0;
  for (const { start, end, isHole } of spans) {
    if (start > from) text += raw.slice(from, start);
    if (isHole) text += hole;
    from = Math.max(from, end);
  }
  text += raw.slice(from);
  return text
    .replace(wideBreak, "")
    .replace(/[\t\n\v\f\r ]+/g, " ")
    .replace(/\s{2,}/g, " ")
    .trim()
    .toWellFormed();
}

/** A text without the sentences in which a value is missing; `""` if nothing is left. */
export function withoutHoles(text: string): string {
  if (!text.includes(hole)) return text;
  const whole = splitSentences(text).filter((sentence) => !sentence.includes(hole));
  return whole.join("").trim();
}

/** The text without its holes, if there is no other text. */
export function closeHoles(text: string): string {
  return text.includes(hole) ? text.replaceAll(hole, "").replace(/ {2,}/g, " ").trim() : text;
}

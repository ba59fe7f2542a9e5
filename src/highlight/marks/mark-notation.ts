import type { Grammar } from "shiki/core";
import { INITIAL } from "shiki/textmate";
import type { BlockFinding } from "../read-block.ts";
import { type Mark, type MarkedBlock, type MarkedLine, markLine, splitAtWords, textOf } from "./mark-line.ts";

/** Part of a line: offsets of its start and its end. */
type Range = readonly [start: number, end: number];

/** Where notation can be in a line. */
export interface LineComments {
  /** Comments, from left to right. */
  readonly comments: readonly Range[];
  /** Text in which nothing is a comment, whatever it looks like. */
  readonly strings: readonly Range[];
}

/** Text that may be notation; nearly all code has none. */
const mayHoldNotation = /!code|highlight-(?:next-line|line|start|end)/;

/** Tells whether it is worth looking for comments in code. */
export function needsComments(code: string): boolean {
  return mayHoldNotation.test(code);
}

const isComment = (scope: string): boolean => /(?:^|\.)comment(?:\.|$)/.test(scope);
const isString = (scope: string): boolean => /^(?:string|constant\.character)\b/.test(scope);
/** Braces in which markup holds an expression: `{/* … *\/}` in JSX, Svelte, Astro and MDX. */
const isEmbedding = (scope: string): boolean => /embedded|expression/.test(scope);

/** Finds the comments of code by the scopes that its grammar gives them. */
export function findComments(code: string, grammar: Grammar): LineComments[] {
  let state = INITIAL;
  return code.split("\n").map((line) => {
    const comments: [number, number][] = [];
    const strings: Range[] = [];
    if (line === "") return { comments, strings };
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state, 0);
    state = ruleStack;
    tokens.forEach(({ startIndex, endIndex, scopes }, index) => {
      if (scopes.some(isComment)) {
        const last = comments.at(-1);
        if (last?.[1] === startIndex) last[1] = endIndex;
        else comments.push([startIndex, endIndex]);
        const next = tokens[index + 1];
        if (!next?.scopes.some(isComment)) widen(comments.at(-1)!, line, tokens);
      } else if (scopes.some(isString)) strings.push([startIndex, endIndex]);
    });
    return { comments, strings };
  });
}

/** Takes the braces of an expression that holds nothing but a comment as part of the comment. */
function widen(
  comment: [number, number],
  line: string,
  tokens: ReturnType<Grammar["tokenizeLine"]>["tokens"],
): void {
  const opener = /(?:\{%-?|\{)\s*$/.exec(line.slice(0, comment[0]));
  const closer = /^\s*(?:-?%\}|\})/.exec(line.slice(comment[1]));
  if (!opener || !closer) return;
  const brace = tokens.find(
    ({ startIndex, endIndex }) => startIndex <= opener.index && endIndex > opener.index,
  );
  // Of a piece of JSX that stands alone, the grammar takes the braces for a block.
  const isAfterTag = /(?:^|[^=]>)\s*$/.test(line.slice(0, opener.index));
  if (!opener[0].startsWith("{%") && !isAfterTag && !brace?.scopes.some(isEmbedding)) return;
  comment[0] = opener.index;
  comment[1] += closer[0].length;
}

/** One `[!code …]`. */
interface Notation {
  mark?: Mark;
  word?: string;
  /** Number of lines it applies to; all that follow when it does not say. */
  count: number | undefined;
  /** The notation as written. */
  text: string;
}

/** Notations of a line. */
interface LineNotation {
  readonly notations: Notation[];
  /** `highlight-start` and `highlight-end` of Docusaurus and Gatsby. */
  readonly border?: "start" | "end";
  /** The line held nothing else: it applies to the line after it. */
  readonly whole: boolean;
}

const marks: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ["++", "insert"],
  ["--", "delete"],
  ["hl", "highlight"],
  ...(["highlight", "focus", "error", "warning", "info"] as const).map((mark) => [mark, mark] as const),
]);

const opening = "[!code ";
/** What opens a comment, for text without a grammar. */
const opener = /(?:^|\s)\{?(?:\/\/|\/\*|<!--|#|;|%|--)\s*(?:\S.*)?$/;
/** Words that open comments. Other letters in a comment are a note, which stays. */
const openingWord = /^\W*(?:rem|dnl|c|comment)\b|\bendcomment\W*$/gi;
const directive = /^\W*(?:(?:rem|dnl|c)\s+)?highlight-(next-line|line|start|end)\W*$/i;
/** More problems of one block are not reported. */
const maxFindings = 10;

/** The offset after the bracket that ends the notation at `from`, or -1. */
function findEnd(text: string, from: number): number {
  for (let index = from + opening.length; index < text.length; index++) {
    if (text[index] === "\\") index++;
    else if (text[index] === "]") return index + 1;
  }
  return -1;
}

/** A notation that marks nothing. */
export function notationMissed(text: string, line: number): BlockFinding {
  return {
    ruleId: "mark-missed",
    reason: `The notation \`${text}\` marks nothing: there is no such line or word`,
    note: "Put it on the line that it marks, or on a line of its own before it.",
    line,
  };
}

function readNotation(text: string): Notation | undefined {
  const word = /^word:((?:\\.|[^\\:])+)(?::(\d+))?$/s.exec(text);
  if (word) {
    return {
      text,
      word: (word[1] ?? "").replace(/\\(.)/gs, "$1"),
      count: word[2] === undefined ? undefined : Number(word[2]),
    };
  }
  const [, name = "", count = "1"] = /^([^:]*)(?::(\d{1,9}))?$/.exec(text) ?? [];
  const mark = marks.get(name.trim().toLowerCase());
  return mark && { text, mark, count: Number(count) };
}

/** Removes the notations from the text of a comment. `alone`: it holds nothing else. */
function takeNotations(comment: string): { notations: Notation[]; rest: string; alone: boolean } {
  const notations: Notation[] = [];
  let rest = "";
  let done = 0;
  for (let at = comment.indexOf(opening); at !== -1; ) {
    const end = findEnd(comment, at);
    if (end === -1) break;
    const notation = readNotation(comment.slice(at + opening.length, end - 1));
    if (notation) {
      notations.push(notation);
      rest += comment.slice(done, at).trimEnd();
    } else rest += comment.slice(done, end);
    done = end;
    at = comment.indexOf(opening, end);
  }
  rest += comment.slice(done);
  return { notations, rest, alone: !/[\p{L}\p{N}]/u.test(rest.replace(openingWord, "")) };
}

/** Without its notation `// note // [!code hl]` is `// note //`: removes the second opener. */
function dropEmptyComment(text: string): string {
  const first = /^\s*([^\s\p{L}\p{N}]+)/u.exec(text)?.[1] ?? "";
  const trimmed = text.trimEnd();
  // `#` alone is what remains of `// #[!code hl]`.
  const last = trimmed.endsWith("#") ? "#" : first;
  const before = last !== "" && trimmed.endsWith(last) ? trimmed.slice(0, -last.length) : "";
  return /\S\s+$/.test(before) ? before.trimEnd() : text;
}

/** Replaces part of a line by text in the style of what was there. */
function replaceRange(line: MarkedLine, [start, end]: Range, text: string): void {
  const parts = splitAtWords(line.tokens, [{ start, end, mark: "highlight" }]);
  const first = parts.find(({ word }) => word);
  line.tokens = parts.flatMap((part) => {
    if (!part.word) return [part];
    return part === first && text !== "" ? [{ content: text, style: part.style }] : [];
  });
}

/** The comments of a line that hold notation, the last first. */
function commentsWithNotation(text: string, found: LineComments | undefined): Range[] {
  const { comments = [], strings = [] } = found ?? {};
  const isNotation = (part: string): boolean => part.includes(opening) || directive.test(part);
  const holding = comments.filter(([start, end]) => isNotation(text.slice(start, end)));
  if (holding.length > 0) return [...holding].reverse();
  // Text without a grammar, and lines to which the grammar gives no comments.
  const at = text.search(/\[!code |highlight-(?:next-line|line|start|end)\b/);
  const isString = strings.some(([start, end]) => at + 2 >= start && at + 2 < end);
  const match = at === -1 || isString ? null : opener.exec(text.slice(0, at));
  if (!match) return [];
  const start = match.index + (/^\s/.test(match[0]) ? 1 : 0);
  return isNotation(text.slice(start)) ? [[start, text.length]] : [];
}

/** Removes the notation from a line and returns it. */
function readLine(line: MarkedLine, comments: LineComments | undefined): LineNotation | undefined {
  let text = textOf(line);
  if (!text.includes("!code") && !text.includes("highlight-")) return undefined;
  const notations: Notation[] = [];
  let border: "start" | "end" | undefined;
  let whole = false;
  for (const [start, end] of commentsWithNotation(text, comments)) {
    const comment = text.slice(start, end);
    const name = directive.exec(comment)?.[1]?.toLowerCase();
    const taken = name ? { notations: [], rest: "", alone: true } : takeNotations(comment);
    if (name === "start" || name === "end") border = name;
    else if (name) notations.push({ text: `highlight-${name}`, mark: "highlight", count: 1 });
    else if (taken.notations.length === 0) continue;
    notations.unshift(...taken.notations);
    const isOnly = text.slice(0, start).trim() === "" && text.slice(end).trim() === "";
    whole ||= isOnly && taken.alone && name !== "line";
    // The white space before a comment belongs to it.
    const from = taken.alone ? text.slice(0, start).trimEnd().length : start;
    replaceRange(line, [from, end], taken.alone ? "" : dropEmptyComment(taken.rest));
    if (isOnly && taken.alone) line.removed = true;
    text = textOf(line);
  }
  if (notations.length === 0 && border === undefined) return undefined;
  return { notations, whole, ...(border && { border }) };
}

/**
 * Reads the notation in comments, such as `// [!code ++]`, marks what it asks for, and removes it from the code. A line
 * that holds nothing but notation applies to the line after it and is removed.
 *
 * The rules are those of `@shikijs/transformers`, with which the tests compare this. Their code takes exponential time on
 * `[!code \\\\\\…` and needs a tree, which does not exist here. `highlight-next-line`, `highlight-line` and
 * `highlight-start` to `highlight-end` are those of Docusaurus and Gatsby.
 *
 * @param block - lines of tokens, before tokens of equal style are joined
 * @param comments - the comments of each line, when the code has a grammar
 * @param findings - receives notation that cannot be read and marks without a line
 */
export function markNotation(
  block: MarkedBlock,
  comments: readonly LineComments[] | undefined,
  findings: BlockFinding[],
): void {
  const { lines, words } = block;
  const report = (finding: BlockFinding): void => {
    if (findings.length < maxFindings) findings.push(finding);
  };
  const missed = (text: string, line: number): void => report(notationMissed(text, line));
  const found = lines.map((line, index) => readLine(line, comments?.[index]));
  let open: number | undefined;
  found.forEach((reading, index) => {
    if (open !== undefined && !lines[index]?.removed) markLine(block, lines[index], "highlight");
    if (!reading) return;
    if (reading.border === "end" && open === undefined) missed("highlight-end", index);
    if (reading.border) open = reading.border === "start" ? index : undefined;
    let first = index;
    if (reading.whole) while (first === index || lines[first]?.removed) first++;
    for (const { mark, word, count, text } of reading.notations) {
      let left = count ?? Number.POSITIVE_INFINITY;
      let line = first;
      for (; line < lines.length && left > 0; line++) {
        if (lines[line]?.removed) continue;
        if (mark) markLine(block, lines[line], mark);
        left--;
      }
      if (line === first) missed(text, index);
      else if (word !== undefined)
        words.push({ text: word, mark: "highlight", from: first, to: line, at: index });
    }
  });
  if (open !== undefined && !lines.slice(open + 1).some(({ removed }) => !removed)) {
    missed("highlight-start", open);
  }
  lines.forEach((line, index) => {
    const text = textOf(line);
    const at = line.removed ? -1 : text.search(/\[!code[ \]]/);
    if (at !== -1) {
      const shown = text.slice(at, text.indexOf("]", at) + 1 || undefined).slice(0, 60);
      const why = readNotation(shown.slice(opening.length, -1)) ? "is not in a comment" : "is not known";
      report({
        ruleId: "notation-unknown",
        reason: `The notation \`${shown}\` ${why}, so readers see it`,
        note: "Correct the notation, or write [\\!code …] to show it.",
        line: index,
        column: at,
      });
    }
    if (!text.includes("[\\!code")) return;
    line.tokens = line.tokens.map((token) => ({
      ...token,
      content: token.content.replaceAll("[\\!code", "[!code"),
    }));
  });
}

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
  /** Text that contains no comments, whatever it looks like. */
  readonly strings: readonly Range[];
}

/** Text that may be notation; most code has none. */
const mayBeNotation = /\[!code |highlight-(?:next-line|line|start|end)\b/;

const isComment = (scope: string): boolean => /(?:^|\.)comment(?:\.|$)/.test(scope);
const isString = (scope: string): boolean => /^(?:string|constant\.character)\b/.test(scope);
/** Braces in which markup holds an expression: `{/* … *\/}` in JSX, Svelte, Astro and MDX. */
const isEmbedding = (scope: string): boolean => /embedded|expression/.test(scope);

/** Finds the comments of code that may contain notation, by the scopes that its grammar gives them. */
export function findComments(code: string, grammar: Grammar): LineComments[] | undefined {
  if (!mayBeNotation.test(code)) return undefined;
  let state = INITIAL;
  return code.split("\n").map((line) => {
    const comments: [number, number][] = [];
    const strings: Range[] = [];
    if (line === "") return { comments, strings };
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state, 0);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const last = comments.at(-1);
      if (!scopes.some(isComment)) {
        if (scopes.some(isString)) strings.push([startIndex, endIndex]);
      } else if (last?.[1] === startIndex) last[1] = endIndex;
      else comments.push([startIndex, endIndex]);
    }
    return { comments: comments.map((comment) => widen(comment, line, tokens)), strings };
  });
}

/** Treats the braces of an expression that contains only a comment as part of the comment. */
function widen(
  [start, end]: Range,
  line: string,
  tokens: ReturnType<Grammar["tokenizeLine"]>["tokens"],
): Range {
  const opener = /\{(?:%-?)?\s*$/.exec(line.slice(0, start));
  const closer = /^\s*(?:-?%)?\}/.exec(line.slice(end));
  if (!opener || !closer) return [start, end];
  const brace = tokens.find(
    ({ startIndex, endIndex }) => startIndex <= opener.index && endIndex > opener.index,
  );
  // In a piece of JSX without context, the grammar treats the braces as a block.
  const isAfterTag = /(?:^|[^=]>)\s*$/.test(line.slice(0, opener.index));
  const isExpression = opener[0].startsWith("{%") || isAfterTag || brace?.scopes.some(isEmbedding);
  return isExpression ? [opener.index, end + closer[0].length] : [start, end];
}

/** One `[!code …]`, or a `highlight-…` of Docusaurus and Gatsby. */
interface Notation {
  /** The notation as written. */
  readonly text: string;
  readonly mark?: Mark;
  readonly word?: string;
  /** Number of lines it applies to. */
  readonly count: number;
}

const marks: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ["++", "insert"],
  ["--", "delete"],
  ["hl", "highlight"],
  ...(["highlight", "focus", "error", "warning", "info"] as const).map((mark) => [mark, mark] as const),
]);

/** `[!code …]` with the white space before it. Longer ones were not written by a person. */
const notation = /(?<!\s)\s*\[!code ((?:\\.|[^\\\]]){1,200})\]/g;
const directive = /^\W*(?:(?:rem|dnl|c)\s+)?(highlight-(?:next-line|line|start|end))\W*$/i;
/** What opens a comment, for text without a grammar. */
const openers = /(?<=^|\s)\{?(?:\/\/|\/\*|<!--|#|;|%|--)/g;
/** Words that open comments. Other letters in a comment are a note, which stays. */
const openingWord = /^\W*(?:rem|dnl|c|comment)\b|\bendcomment\W*$/gi;
/** The maximum number of problems reported for one block. */
const maxFindings = 10;

/** Reports a notation that marks nothing. */
export function notationMissed(text: string, line: number): BlockFinding {
  return {
    ruleId: "mark-missed",
    reason: `The notation \`${text}\` marks nothing: there is no such line or word`,
    note: "Put it on the line that it marks, or on a line of its own before it.",
    line,
  };
}

/** Reads what is between `[!code ` and `]`. */
function readNotation(text: string): Notation | undefined {
  const [, word, times = Number.POSITIVE_INFINITY] = /^word:((?:\\.|[^\\:])+)(?::(\d+))?$/.exec(text) ?? [];
  if (word !== undefined) return { text, word: word.replace(/\\(.)/g, "$1"), count: Number(times) };
  const [, name = "", count = 1] = /^([^:]*)(?::(\d{1,9}))?$/.exec(text) ?? [];
  const mark = marks.get(name.trim().toLowerCase());
  return mark && { text, mark, count: Number(count) };
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
  const holding = comments.filter(([start, end]) => {
    const comment = text.slice(start, end);
    return comment.includes("[!code ") || directive.test(comment);
  });
  if (holding.length > 0) return holding.reverse();
  // Text without a grammar, and lines to which the grammar gives no comments.
  const at = text.search(mayBeNotation);
  const isString = strings.some(([start, end]) => at + 2 >= start && at + 2 < end);
  const last = at === -1 || isString ? undefined : [...text.slice(0, at).matchAll(openers)].at(-1);
  return last ? [[last.index, text.length]] : [];
}

function takeNotations(line: MarkedLine, comments: LineComments | undefined): Notation[] {
  const taken: Notation[] = [];
  for (const [start, end] of commentsWithNotation(textOf(line), comments)) {
    const text = textOf(line);
    const comment = text.slice(start, end);
    const inComment: Notation[] = [];
    let rest = "";
    const name = directive.exec(comment)?.[1]?.toLowerCase();
    if (name !== undefined) inComment.push({ text: name, mark: "highlight", count: 1 });
    else {
      rest = comment.replace(notation, (whole, inner: string) => {
        const read = readNotation(inner);
        if (read) inComment.push(read);
        return read ? "" : whole;
      });
    }
    if (inComment.length === 0) continue;
    taken.unshift(...inComment);
    if (/[\p{L}\p{N}]/u.test(rest.replace(openingWord, ""))) {
      replaceRange(line, [start, end], dropEmptyComment(rest));
      continue;
    }
    // The comment contains nothing else, so the white space before it is removed too.
    const before = text.slice(0, start).trimEnd();
    replaceRange(line, [before.length, end], "");
    if (before === "" && text.slice(end).trim() === "") line.removed = true;
  }
  return taken;
}

/** Finds notation that readers would see, because it is unknown or not in a comment. */
function shownNotation(text: string, line: number): BlockFinding | undefined {
  const column = text.search(/\[! ?code(?![\w-])/i);
  if (column === -1) return undefined;
  const shown = text.slice(column, text.indexOf("]", column) + 1 || undefined).slice(0, 60);
  const isKnown =
    shown.startsWith("[!code ") && readNotation(shown.slice("[!code ".length, -1)) !== undefined;
  return {
    ruleId: "notation-unknown",
    reason: `The notation \`${shown}\` ${isKnown ? "is not in a comment" : "is not known"}, so readers see it`,
    note: "Correct the notation, or write [\\!code …] to show it.",
    line,
    column,
  };
}

/**
 * Reads the notation in comments, such as `// [!code ++]`, marks what it asks for, and removes it from the code. A line
 * that contains only notation is removed, and its notation applies to the next line that is shown.
 *
 * The rules are those of `@shikijs/transformers`, which the tests compare with. That package takes exponential time on
 * `[!code \\\\\\…` and needs a tree, which does not exist here. `highlight-next-line`, `highlight-line` and
 * `highlight-start` to `highlight-end` are those of Docusaurus and Gatsby.
 *
 * @param block - lines of tokens, before tokens of equal style are joined
 * @param comments - the comments of each line, when the code has a grammar
 * @param findings - receives unreadable notation and marks without a line
 */
export function markNotation(
  block: MarkedBlock,
  comments: readonly LineComments[] | undefined,
  findings: BlockFinding[],
): void {
  const { lines, words } = block;
  const problems: BlockFinding[] = [];
  const taken = lines.map((line, index) => takeNotations(line, comments?.[index]));

  /** Applies a notation to lines from one on, and returns whether there are any. */
  function apply({ mark, word, count }: Notation, from: number): boolean {
    let marked = 0;
    let to = from;
    for (; to < lines.length && marked < count; to++) {
      if (lines[to]!.removed) continue;
      if (mark) markLine(block, lines[to], mark);
      marked++;
    }
    if (word !== undefined && marked > 0) words.push({ text: word, mark: "highlight", from, to, at: from });
    return marked > 0;
  }

  let start: number | undefined;
  for (const [index, line] of lines.entries()) {
    if (start !== undefined && !line.removed) markLine(block, line, "highlight");
    for (const notation of taken[index]!) {
      const isEnd = notation.text === "highlight-end";
      const isStart = notation.text === "highlight-start";
      const isUsed = isStart || (isEnd ? start !== undefined : apply(notation, index));
      if (!isUsed) problems.push(notationMissed(notation.text, index));
      if (isStart || isEnd) start = isStart ? index : undefined;
    }
    const shown = line.removed ? undefined : shownNotation(textOf(line), index);
    if (shown) problems.push(shown);
    line.tokens = line.tokens.map(({ content, style }) => ({
      content: content.replaceAll("[\\!code", "[!code"),
      style,
    }));
  }
  if (start !== undefined && lines.slice(start + 1).every(({ removed }) => removed)) {
    problems.push(notationMissed("highlight-start", start));
  }
  findings.push(...problems.slice(0, maxFindings));
}

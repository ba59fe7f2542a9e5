import type { PaintedToken } from "../tokens/tokenize-code.ts";

/** A part of a line that is marked as a word. */
export interface WordRange {
  readonly start: number;
  readonly end: number;
  readonly mark: "highlight" | "insert" | "delete";
}

/** A word to mark, wherever it occurs in some lines. */
export interface MarkedWord {
  readonly text: string;
  /** A regular expression, used when the text itself does not occur. */
  readonly source?: string;
  readonly mark: WordRange["mark"];
  /** First line and the one after the last, counted from 0. */
  readonly from: number;
  readonly to: number;
  /** The line of the comment that asks for it, if any. */
  readonly at?: number;
}

/** The kinds of marks of a line. */
export type Mark = "insert" | "delete" | "highlight" | "focus" | "error" | "warning" | "info";

/** Lines that are folded together. */
export interface Fold {
  /** How many of them are shown. */
  readonly count: number;
}

/** A line while it is being marked. */
export interface MarkedLine {
  tokens: PaintedToken[];
  readonly marks: Set<Mark>;
  /** Marked words, from left to right, without overlaps. */
  words: readonly WordRange[];
  /** The author's label for the line. */
  label?: string;
  fold?: Fold;
  /** Whether the line contains only notation and is not shown. */
  removed?: boolean;
}

/** A block while it is being marked. */
export interface MarkedBlock {
  readonly lines: readonly MarkedLine[];
  /** Class names of the whole block. */
  readonly classes: Set<string>;
  readonly words: MarkedWord[];
}

/** Class names of lines and of the block: those of shiki's transformers, for which stylesheets exist. */
const markClasses: Readonly<Record<Mark, readonly [line: readonly string[], block: string]>> = {
  insert: [["diff", "add"], "has-diff"],
  delete: [["diff", "remove"], "has-diff"],
  highlight: [["highlighted"], "has-highlighted"],
  focus: [["focused"], "has-focused"],
  error: [["highlighted", "error"], "has-highlighted"],
  warning: [["highlighted", "warning"], "has-highlighted"],
  info: [["highlighted", "info"], "has-highlighted"],
};

/** Marks a line; does nothing when there is no such line. */
export function markLine(block: MarkedBlock, line: MarkedLine | undefined, mark: Mark): void {
  if (!line) return;
  line.marks.add(mark);
  block.classes.add(markClasses[mark][1]);
}

/** Class names of a line in addition to `line`. */
export function lineClasses({ marks }: MarkedLine): ReadonlySet<string> {
  return new Set([...marks].flatMap((mark) => markClasses[mark][0]));
}

/** The marks of a line. An error, a warning or a note is also a highlight. */
export function marksOf({ marks }: MarkedLine): Mark[] {
  const order = ["insert", "delete", "error", "warning", "info", "highlight", "focus"] as const;
  const isSpecial = marks.has("error") || marks.has("warning") || marks.has("info");
  return order.filter((mark) => marks.has(mark) && !(mark === "highlight" && isSpecial));
}

export function textOf({ tokens }: MarkedLine): string {
  return tokens.map(({ content }) => content).join("");
}

/** A token, or the part of it that belongs to a marked word. */
export interface WordToken extends PaintedToken {
  /** The marked word that it is part of. */
  readonly word?: WordRange | undefined;
}

/** The maximum number of steps for one regular expression. */
const maxSteps = 20_000_000;

/**
 * Reads an author's regular expression. Only fast ones are accepted: no repeated groups, no
 * backreferences, and at most {@linkcode maxSteps} steps over all lines.
 */
function readPattern(source: string, lines: readonly string[]): RegExp | undefined {
  const plain = source
    .replace(/\\[1-9k]/g, "(?")
    .replace(/\\./gs, "x")
    .replace(/\[(?:\^?\]?)[^\]]*\]/g, "x");
  if (source.length > 200 || /\(\?(?!:)|\)[*+{]/.test(plain)) return undefined;
  const open = plain.match(/[*+]|\{\d+,\}/g)?.length ?? 0;
  const choices = plain.match(/\?|\|/g)?.length ?? 0;
  const bounded = [...plain.matchAll(/\{\d+,(\d+)\}/g)].reduce((all, [, to]) => all * (Number(to) + 1), 1);
  const factor = 2 ** choices * bounded * plain.length;
  const steps = lines.reduce((sum, { length }) => sum + factor * (length + 1) ** (open + 1), 0);
  if (steps > maxSteps) return undefined;
  try {
    return new RegExp(source, "g");
  } catch {
    return undefined;
  }
}

/** The expression that finds a word in lines; `undefined` when it does not occur. */
function searchFor({ text, source }: MarkedWord, lines: readonly string[]): RegExp | undefined {
  if (lines.some((line) => line.includes(text))) {
    return new RegExp(text.replace(/[\\^$.|?*+()[\]{}/-]/g, "\\$&"), "g");
  }
  return source === undefined ? undefined : readPattern(source, lines);
}

/**
 * Finds words in lines.
 *
 * @returns the ranges of each line, from left to right and without overlaps, and the words that do not occur
 */
export function findWords(
  lines: readonly string[],
  words: readonly MarkedWord[],
): { found: WordRange[][]; missed: MarkedWord[] } {
  const all: WordRange[][] = lines.map(() => []);
  const missed = words.filter((word) => {
    const { mark, from, to } = word;
    const search = searchFor(word, lines.slice(from, to));
    let isMissed = true;
    for (let index = from; search && index < to; index++) {
      for (const { index: start, 0: match } of lines[index]!.matchAll(search)) {
        if (match === "") continue;
        all[index]!.push({ start, end: start + match.length, mark });
        isMissed = false;
      }
    }
    return isMissed;
  });
  const found = all.map((ranges) => {
    let end = 0;
    return ranges
      .sort((a, b) => a.start - b.start || b.end - a.end)
      .filter((range) => {
        const isFree = range.start >= end;
        if (isFree) end = range.end;
        return isFree;
      });
  });
  return { found, missed };
}

/** Splits the tokens of a line where marked words begin and end. */
export function splitAtWords(tokens: readonly PaintedToken[], words: readonly WordRange[]): WordToken[] {
  const parts: WordToken[] = [];
  let offset = 0;
  let next = 0;
  for (const { content, style } of tokens) {
    let from = 0;
    while (from < content.length) {
      const { start = Number.POSITIVE_INFINITY, end = 0 } = words[next] ?? {};
      const inside = start <= offset + from;
      const to = Math.min(content.length, (inside ? end : start) - offset);
      parts.push({ content: content.slice(from, to), style, word: inside ? words[next] : undefined });
      from = to;
      if (inside && offset + to === end) next++;
    }
    offset += content.length;
  }
  return parts;
}

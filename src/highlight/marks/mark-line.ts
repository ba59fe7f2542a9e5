import type { PaintedToken } from "../tokenize-code.ts";

/** A part of a line that is marked as a word. */
export interface WordRange {
  readonly start: number;
  readonly end: number;
  readonly mark: "highlight" | "insert" | "delete";
}

/** A line while it is being marked. */
export interface MarkedLine {
  tokens: PaintedToken[];
  /** Class names in addition to `line`. */
  readonly classes: Set<string>;
  /** Marked words, from left to right, without overlaps. */
  words: readonly WordRange[];
  /** What the author calls the line. */
  label?: string;
  /** The line holds nothing but notation and is not shown. */
  removed?: boolean;
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
  /** The line that asks for it, when a comment does. */
  readonly at?: number;
}

/** A block while it is being marked. */
export interface MarkedBlock {
  readonly lines: readonly MarkedLine[];
  /** Class names of the whole block. */
  readonly classes: Set<string>;
  readonly words: MarkedWord[];
}

/** What a line can be marked as. */
export type Mark = "insert" | "delete" | "highlight" | "focus" | "error" | "warning" | "info";

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
  const [lineClasses, blockClass] = markClasses[mark];
  for (const name of lineClasses) line.classes.add(name);
  block.classes.add(blockClass);
}

/** What a line is marked as. */
export function marksOf({ classes }: MarkedLine): Mark[] {
  const names = ["error", "warning", "info"] as const;
  const levels = names.filter((name) => classes.has(name));
  return [
    ...(classes.has("add") ? (["insert"] as const) : []),
    ...(classes.has("remove") ? (["delete"] as const) : []),
    ...(levels.length === 0 && classes.has("highlighted") ? (["highlight"] as const) : levels),
    ...(classes.has("focused") ? (["focus"] as const) : []),
  ];
}

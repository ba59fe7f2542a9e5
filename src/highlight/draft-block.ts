import type { PaintedLine, PaintedToken } from "./tokenize-code.ts";

/** A line while it is being marked. */
export interface DraftLine {
  tokens: PaintedToken[];
  readonly classes: Set<string>;
  /** Set for a line that holds nothing but notation. */
  removed?: boolean;
}

/** A word to mark, wherever it occurs in some lines. */
export interface MarkedWord {
  readonly word: string;
  /** First line and the one after the last, counted from 0. */
  readonly from: number;
  readonly to: number;
}

/** A block while it is being marked. */
export interface DraftBlock {
  readonly lines: readonly DraftLine[];
  /** Class names of the whole block. */
  readonly classes: Set<string>;
  readonly words: MarkedWord[];
}

/** Puts tokens down for marking. */
export function createDraft(lines: readonly PaintedLine[]): DraftBlock {
  return {
    lines: lines.map((tokens) => ({ tokens: [...tokens], classes: new Set() })),
    classes: new Set(),
    words: [],
  };
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

/** Marks a line. */
export function markLine(block: DraftBlock, line: DraftLine | undefined, mark: Mark): void {
  if (!line) return;
  const [lineClasses, blockClass] = markClasses[mark];
  for (const name of lineClasses) line.classes.add(name);
  block.classes.add(blockClass);
}

import type { StyleId } from "./style-table.ts";

/** A piece of a line that is painted in one way. */
export interface CodeToken {
  readonly content: string;
  readonly style: StyleId;
  /** Neighbouring tokens with the same number belong to one marked word. */
  readonly word?: number | undefined;
}

/** A line of a block, ready to be rendered. */
export interface CodeLine {
  readonly tokens: readonly CodeToken[];
  /** Class names beside `line`. */
  readonly classes: readonly string[];
}

/** A block of code, ready to be rendered. */
export interface CodeBlock {
  /** The language as the author wrote it, for `language-…` and `data-language`. */
  readonly lang: string | undefined;
  readonly lines: readonly CodeLine[];
  /** Class names of the `pre` beside those of the themes. */
  readonly classes: readonly string[];
  readonly title?: string | undefined;
  /** Number of the first line, when lines are numbered. */
  readonly firstNumber?: number | undefined;
}

import type { RuleId } from "../diagnostics/rules.ts";
import type { CodeBlock } from "./code-block.ts";
import type { HighlightMode, Paint } from "./paint.ts";
import type { ThemeSet } from "./theme-set.ts";
import type { BlockWriter } from "./write-block.ts";

/** Colours code; made by {@linkcode createHighlighter}. */
export interface Highlighter {
  /**
   * Names every option, the themes' content and shiki's version: two highlighters of the same fingerprint give the
   * same bytes. Meant for keys of caches.
   */
  readonly fingerprint: string;
  /** Where colours are written. */
  readonly mode: HighlightMode;
  /**
   * Loads languages ahead of time, each once, so that code in them is highlighted without waiting.
   *
   * @param langs - names or aliases of languages; plain text needs no loading
   * @throws RangeError for a name that is unknown
   */
  load(langs: readonly string[]): Promise<void>;
  /** Lets go of grammars, compiled patterns and cached blocks. The highlighter is of no use afterwards. */
  dispose(): void;
}

/** Something wrong with a block, without a place in a file yet. */
export interface BlockFinding {
  readonly ruleId: RuleId;
  readonly reason: string;
  readonly note: string;
  /** Line of the code, from 0, when one line is meant. */
  readonly line?: number;
  /** Place in that line, from 0. */
  readonly column?: number;
}

/** A block as an author wrote it. */
export interface CodeSource {
  readonly code: string;
  /** The fence's first word; `""` for none. */
  readonly word: string;
  /** What stands after it. */
  readonly meta: string;
  /** Inline code, of which `word` is the language. */
  readonly inline?: boolean;
}

/** A block that is ready to be written. */
export interface HighlightedBlock {
  readonly block: CodeBlock;
  readonly findings: readonly BlockFinding[];
  /** Its HTML, once somebody asked for it. */
  html?: string;
}

/** What the functions of this room ask of a highlighter. */
export interface HighlighterCore extends Highlighter {
  readonly themeSet: ThemeSet;
  readonly paint: Paint;
  readonly writer: BlockWriter;
  /** Languages that are left as they are. */
  isSkipped(word: string): boolean;
  isKnown(lang: string): boolean;
  /** Languages that must still be loaded before a block can be highlighted. */
  missing(source: CodeSource): string[];
  /** Loads what a block needs. A language that cannot be loaded is reported with the block. */
  prepare(source: CodeSource): Promise<void>;
  /** Highlights a block. */
  highlight(source: CodeSource): HighlightedBlock;
}

/** Asks for the inside of a highlighter. */
export function toCore(highlighter: Highlighter): HighlighterCore {
  if (typeof (highlighter as HighlighterCore | undefined)?.highlight !== "function") {
    throw new TypeError(
      `Expected highlighter to be made by createHighlighter, received ${highlighter === null ? "null" : typeof highlighter}`,
    );
  }
  return highlighter as HighlighterCore;
}

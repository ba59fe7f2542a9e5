import type { ElementContent } from "hast";
import { show } from "../core/check-options.ts";
import type { StoredBlocks } from "./block-cache.ts";
import type { BlockFinding, CodeSource } from "./read-block.ts";
import type { HighlightMode, Paint } from "./themes/paint.ts";
import type { ThemeSet } from "./themes/theme-set.ts";

/** Colors code; made by {@linkcode createHighlighter}. */
export interface Highlighter {
  /**
   * Identifies every option, the content of the themes and the version of shiki: two highlighters with the same
   * fingerprint write the same bytes. Meant for cache keys.
   */
  readonly fingerprint: string;
  /** Where colors are written. */
  readonly mode: HighlightMode;
  /**
   * Loads languages ahead of time, each once, so that code in them can be highlighted synchronously.
   *
   * @param langs - names or aliases of languages; plain text needs no loading
   * @throws RangeError for an unknown name
   */
  load(langs: readonly string[]): Promise<void>;
  /** Releases grammars, compiled patterns and cached blocks. The highlighter cannot be used afterwards. */
  dispose(): void;
}

/** Identifies a block and everything that its HTML depends on besides the highlighter. */
export function blockKey({ code, word, meta, inline }: CodeSource): string {
  return [inline ? "inline" : "block", word, meta, code].join("\0");
}

export interface HighlightedBlock {
  readonly html: string;
  readonly findings: readonly BlockFinding[];
}

/** The internal interface of a highlighter. */
export interface HighlighterCore extends Highlighter {
  readonly themeSet: ThemeSet;
  readonly paint: Paint;
  /** Whether code in a language is left as it is. */
  isSkipped(source: CodeSource): boolean;
  isKnown(lang: string): boolean;
  /** Blocks stored between runs. */
  readonly stored: StoredBlocks | undefined;
  /** Ids of languages that a block needs and that are not loaded. */
  missing(source: CodeSource): string[];
  /** Loads languages by id. One that cannot be loaded is reported with its blocks, and tried again the next time. */
  tryLoad(langs: readonly string[]): Promise<void>;
  /** Whether a language could not be loaded. */
  hasFailed(lang: string): boolean;
  /** Highlights a block whose languages have all been loaded or have failed to load. */
  highlight(source: CodeSource): HighlightedBlock;
  /** The name of a block's tab. Part of the highlighter because the fence parser is loaded with it. */
  tabOf(source: CodeSource): string | undefined;
  toElements(html: string): ElementContent[];
}

/** Returns the internal interface of the highlighter. */
export function toCore(highlighter: Highlighter): HighlighterCore {
  if (typeof (highlighter as HighlighterCore | undefined)?.highlight !== "function") {
    throw new TypeError(
      `Expected highlighter to be made by createHighlighter, received ${show(highlighter)}`,
    );
  }
  return highlighter as HighlighterCore;
}

import type { HighlighterCore, LanguageRegistration, RegexEngine } from "shiki/core";
import type { CompositeTheme } from "./composite-theme.ts";
import { bundledLanguages, createHighlighterCoreSync, type INITIAL } from "./shiki.ts";

/** The part of a TextMate grammar that is used here. */
export interface Grammar {
  tokenizeLine2(
    line: string,
    state: typeof INITIAL,
    timeLimit: number,
  ): { readonly tokens: Uint32Array; readonly ruleStack: typeof INITIAL };
}

/** A grammar that is loaded. */
export interface LoadedGrammar {
  /** Takes the composite theme for its theme; missing where shiki does not let it be set. */
  readonly grammar?: Grammar;
  /** A shiki of its own for this grammar. */
  readonly shiki: HighlighterCore;
}

/** What a block needs: a language, and the ones that its code embeds and the grammar loads only on demand. */
export interface GrammarRequest {
  readonly lang: string;
  readonly embedded: readonly string[];
}

/** Grammars, each loaded once, on first use. */
export interface GrammarStore {
  /** The loaded grammar, if it is loaded. */
  get(request: GrammarRequest): LoadedGrammar | undefined;
  /** Loads a grammar; calls at the same time share the work. Rejects when it cannot be loaded. */
  load(request: GrammarRequest): Promise<void>;
  /** Languages that a grammar embeds on demand; known once the grammar is loaded. */
  lazilyEmbedded(lang: string): readonly string[] | undefined;
  dispose(): void;
}

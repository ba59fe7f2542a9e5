import type { ThemeRegistrationResolved } from "shiki/core";
import { EncodedTokenMetadata, INITIAL } from "shiki/textmate";
import { createPlainShiki } from "../themes/theme-set.ts";
import {
  type CompositeTheme,
  createCompositeTheme,
  plainStyle,
  type StyleId,
  type StyleTable,
  type ThemeStyle,
} from "./composite-theme.ts";
import type { GrammarRequest, GrammarStore, LoadedGrammar } from "./grammar-store.ts";

/** A piece of a line with one style in each theme. */
export interface PaintedToken {
  readonly content: string;
  readonly style: StyleId;
}

export type PaintedLine = readonly PaintedToken[];

/** Splits code into painted tokens. Throws what the grammar or its engine throws. */
export type Tokenizer = (code: string, request: GrammarRequest | "ansi") => PaintedLine[];

/** Text without colors: one token a line. */
export function splitPlain(code: string): PaintedLine[] {
  return code.split("\n").map((content) => (content === "" ? [] : [{ content, style: plainStyle }]));
}

interface TokenizerOptions {
  themes: readonly ThemeRegistrationResolved[];
  table: StyleTable;
  store: GrammarStore;
}

/** Tokenizes once for all themes. */
function tokenizeOnce(code: string, { grammar }: LoadedGrammar, composite: CompositeTheme): PaintedLine[] {
  let state = INITIAL;
  return code.split("\n").map((line) => {
    const painted: PaintedToken[] = [];
    // shiki does not pass empty lines to the grammar either.
    if (line === "") return painted;
    const { tokens, ruleStack } = grammar.tokenizeLine2(line, state, 0);
    state = ruleStack;
    for (let index = 0; index < tokens.length; index += 2) {
      const start = tokens[index]!;
      const end = tokens[index + 2] ?? line.length;
      if (start === end) continue;
      const foreground = EncodedTokenMetadata.getForeground(tokens[index + 1]!);
      painted.push({ content: line.slice(start, end), style: composite.styleOf(foreground) });
    }
    return painted;
  });
}

/** Tokenizes once for each theme, with shiki's public functions alone. */
export function tokenizeByTheme(
  code: string,
  lang: string,
  shiki: LoadedGrammar["shiki"],
  themes: readonly ThemeRegistrationResolved[],
  table: StyleTable,
): PaintedLine[] {
  const map = Object.fromEntries(themes.map((theme, index) => [String(index), theme]));
  const lines = shiki.codeToTokensWithThemes(code, { lang, themes: map, tokenizeTimeLimit: 0 });
  return lines.map((line) =>
    line.map(({ content, variants }) => ({
      content,
      style: table.intern(themes.map((_, index) => toThemeStyle(variants[String(index)] ?? {}))),
    })),
  );
}

function toThemeStyle({ color, bgColor, fontStyle = 0 }: ThemeStyle): ThemeStyle {
  return { color, ...(bgColor && { bgColor }), fontStyle };
}

/** Reads colors from escape sequences: where a token ends does not depend on the theme. */
function tokenizeAnsi(
  code: string,
  themes: readonly ThemeRegistrationResolved[],
  table: StyleTable,
): PaintedLine[] {
  const shiki = createPlainShiki();
  const passes = themes.map((theme) => shiki.codeToTokensBase(code, { lang: "ansi", theme: theme as never }));
  shiki.dispose();
  return (passes[0] ?? []).map((line, row) =>
    line.map(({ content }, column) => ({
      content,
      style: table.intern(passes.map((pass) => toThemeStyle(pass[row]?.[column] ?? {}))),
    })),
  );
}

/**
 * Creates the tokenizer of a highlighter. One pass for all themes depends on a field of shiki's grammars that is not
 * public, hence the exact version of shiki; without the field, or with too many styles, there is one pass for each
 * theme.
 */
export function createTokenizer({ themes, table, store }: TokenizerOptions): Tokenizer {
  let composite: CompositeTheme | undefined;
  return (code, request) => {
    if (request === "ansi") return tokenizeAnsi(code, themes, table);
    const loaded = store.get(request);
    composite ??= createCompositeTheme(themes, table);
    if (loaded.setTheme && !composite.overflowed) {
      composite.trim();
      loaded.setTheme(composite);
      const lines = tokenizeOnce(code, loaded, composite);
      if (!composite.overflowed) return lines;
    }
    return tokenizeByTheme(code, request.lang, loaded.shiki, themes, table);
  };
}

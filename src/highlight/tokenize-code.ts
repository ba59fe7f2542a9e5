import type { ThemeRegistrationResolved } from "shiki/core";
import { type CompositeTheme, createCompositeTheme } from "./composite-theme.ts";
import type { GrammarRequest, GrammarStore, LoadedGrammar } from "./grammar-store.ts";
import { createHighlighterCoreSync, EncodedTokenMetadata, INITIAL } from "./shiki.ts";
import { plainStyle, type StyleId, type StyleTable, type ThemeStyle } from "./style-table.ts";

/** A piece of a line that the themes paint in one way. */
export interface PaintedToken {
  readonly content: string;
  readonly style: StyleId;
}

/** The tokens of each line. */
export type PaintedLine = readonly PaintedToken[];

/** Turns code into painted tokens. Throws what the grammar or its engine throws. */
export type Tokenizer = (code: string, request: GrammarRequest | "ansi") => PaintedLine[];

/** Text as it is: a token a line. */
export function splitPlain(code: string): PaintedLine[] {
  return code.split("\n").map((content) => (content === "" ? [] : [{ content, style: plainStyle }]));
}

/** A theme by theme name, as shiki's functions take them. */
type ThemeMap = Record<string, ThemeRegistrationResolved>;

interface TokenizerOptions {
  themes: readonly ThemeRegistrationResolved[];
  table: StyleTable;
  store: GrammarStore;
  /** Whether shiki's grammars take a composite theme as they should; asked once, with the first grammar. */
  isOnePassSound: () => boolean;
}

/** Tokenises once for all themes. */
function tokenizeOnce(code: string, { grammar }: LoadedGrammar, composite: CompositeTheme): PaintedLine[] {
  let state = INITIAL;
  return code.split("\n").map((line) => {
    const painted: PaintedToken[] = [];
    // Like shiki, which does not show empty lines to the grammar.
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

/** Tokenises once a theme, through shiki's public functions alone. */
export function tokenizeByTheme(
  code: string,
  lang: string,
  shiki: LoadedGrammar["shiki"],
  themes: readonly ThemeRegistrationResolved[],
  table: StyleTable,
): PaintedLine[] {
  const map: ThemeMap = Object.fromEntries(themes.map((theme, index) => [String(index), theme]));
  const lines = shiki.codeToTokensWithThemes(code, { lang, themes: map, tokenizeTimeLimit: 0 });
  return lines.map((line) =>
    line.map(({ content, variants }) => ({
      content,
      style: table.intern(themes.map((_, index) => toThemeStyle(variants[String(index)] ?? {}))),
    })),
  );
}

function toThemeStyle({ color, bgColor, fontStyle }: ThemeStyle): ThemeStyle {
  return { color, ...(bgColor && { bgColor }), fontStyle: Number(fontStyle ?? 0) };
}

/** Colours by escape sequences: where a token ends does not depend on the theme. */
function tokenizeAnsi(
  code: string,
  themes: readonly ThemeRegistrationResolved[],
  table: StyleTable,
): PaintedLine[] {
  // No grammar, hence no engine.
  const engine = { createScanner: unused, createString: unused };
  const shiki = createHighlighterCoreSync({ engine, langs: [], themes: [], warnings: false });
  const passes = themes.map((theme) => shiki.codeToTokensBase(code, { lang: "ansi", theme: theme as never }));
  shiki.dispose();
  return (passes[0] ?? []).map((line, row) =>
    line.map(({ content }, column) => ({
      content,
      style: table.intern(passes.map((pass) => toThemeStyle(pass[row]?.[column] ?? {}))),
    })),
  );
}

function unused(): never {
  throw new Error("Escape sequences need no engine");
}

/** Makes the tokenizer of a highlighter. */
export function createTokenizer({ themes, table, store, isOnePassSound }: TokenizerOptions): Tokenizer {
  let composite: CompositeTheme | undefined;
  return (code, request) => {
    if (request === "ansi") return tokenizeAnsi(code, themes, table);
    const loaded = store.get(request);
    composite ??= createCompositeTheme(themes, table);
    if (loaded.setTheme && !composite.overflowed && isOnePassSound()) {
      composite.trim();
      loaded.setTheme(composite);
      const lines = tokenizeOnce(code, loaded, composite);
      if (!composite.overflowed) return lines;
    }
    return tokenizeByTheme(code, request.lang, loaded.shiki, themes, table);
  };
}

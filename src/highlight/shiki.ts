// The only door to shiki: everything else in this room asks here, so that one file tells what is used of it.
export {
  applyColorReplacements,
  createHighlighterCoreSync,
  flatTokenVariants,
  getTokenStyleObject,
  guessEmbeddedLanguages,
  normalizeTheme,
  resolveColorReplacements,
  stringifyTokenStyle,
} from "shiki/core";
export { bundledLanguages, bundledLanguagesInfo } from "shiki/langs";
export { EncodedTokenMetadata, INITIAL, Theme } from "shiki/textmate";
export { bundledThemes } from "shiki/themes";

import type { RegexEngine } from "shiki/core";

/**
 * The version of shiki that this library is made for, and pinned to: part of every cache key, because another
 * version brings other grammars.
 */
export const shikiVersion = "4.6.0";

/** Loads the Oniguruma engine: the regular expressions that grammars are written for, as WebAssembly. */
export async function loadOniguruma(): Promise<RegexEngine> {
  const { createOnigurumaEngine } = await import("shiki/engine/oniguruma");
  return createOnigurumaEngine(import("shiki/wasm"));
}

/** Loads the engine that translates patterns to JavaScript's; one it cannot translate matches nothing. */
export async function loadJavaScriptEngine(): Promise<RegexEngine> {
  const { createJavaScriptRegexEngine } = await import("shiki/engine/javascript");
  return createJavaScriptRegexEngine({ forgiving: true });
}

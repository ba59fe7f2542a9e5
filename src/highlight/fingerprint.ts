import { compareText } from "../core/compare-text.ts";
import { hashText } from "../core/hash-text.ts";
import type { ResolvedOptions } from "./highlighter-options.ts";
import type { ThemeSet } from "./themes/theme-set.ts";

/**
 * The version of shiki that this library needs: part of every fingerprint, because another version has other grammars.
 */
export const shikiVersion = "4.6.0";

/** Raised when the HTML of a block changes: blocks are stored by fingerprint. */
export const blockFormat = 1;

/** Names all that the HTML of a block depends on besides its code. Functions are named by their source text. */
export function fingerprintOf(
  { mode, classPrefix, custom, langAlias, limits, labels, ...options }: ResolvedOptions,
  engine: string,
  themeSet: ThemeSet,
): string {
  const { copyButton, frames, wrap, defaultLang, transformBlock, transformers } = options;
  const sources = [transformBlock, ...transformers.flatMap((transformer) => Object.values(transformer))];
  return JSON.stringify({
    shiki: shikiVersion,
    format: blockFormat,
    engine,
    mode,
    themes: themeSet.keys.map((key, index) => [key, hashText(JSON.stringify(themeSet.themes[index]))]),
    several: themeSet.several,
    defaultColor: themeSet.defaultColor,
    classPrefix,
    langs: hashText(JSON.stringify(custom)),
    langAlias: Object.entries(langAlias).sort(([a], [b]) => compareText(a, b)),
    skipLangs: [...new Set(options.skipLangs.map((lang) => lang.toLowerCase()))].sort(),
    limits,
    labels,
    blocks: { copyButton, frames, wrap, defaultLang },
    functions: sources.some((source) => source !== undefined) ? hashText(sources.map(String).join("\0")) : "",
  });
}

import { checkKind, checkStrings } from "../core/check-options.ts";
import { compareText } from "../core/compare-text.ts";
import { createBlockCache } from "./block-cache.ts";
import { loadEngine, resolveEngineName } from "./engine/load-engine.ts";
import { createLanguageNames, plainLanguage } from "./fence/language-names.ts";
import { createGrammarStore } from "./grammar-store.ts";
import { hashText } from "./hash-text.ts";
import type { Highlighter, HighlighterCore } from "./highlighter.ts";
import { type HighlighterOptions, resolveOptions } from "./highlighter-options.ts";
import { markBlock } from "./marks/mark-block.ts";
import { type BlockFinding, type CodeSource, type ReadBlock, readBlock, readLanguage } from "./read-block.ts";
import { createPaint } from "./themes/paint.ts";
import { createStyleTable } from "./themes/style-table.ts";
import { loadThemeSet } from "./themes/theme-set.ts";
import { createTokenizer, type PaintedLine, splitPlain } from "./tokenize-code.ts";
import { createBlockWriter } from "./write-block.ts";

/**
 * The version of shiki that this library needs: part of every fingerprint, because another version has other grammars.
 */
export const shikiVersion = "4.6.0";

/** Identifies a block and all that its HTML depends on. */
function toKey({ code, word, meta, inline }: CodeSource): string {
  return [inline ? "inline" : "block", word, meta, code].join("\0");
}

function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Creates a highlighter. The themes are loaded now, an engine and grammars when a block first needs them.
 *
 * Code is tokenized once for all themes, a block has the same HTML wherever and whenever it is highlighted, and no time
 * limit influences the result.
 *
 * @param options - themes and more; the object is neither kept nor changed
 * @returns the highlighter, for {@linkcode rehypeHighlight} and {@linkcode highlightCode}
 * @throws RangeError or TypeError for an unknown theme or language, or an option that is not known or not valid
 * @example
 * ```ts
 * import { createHighlighter, highlightCode } from "galley/highlight";
 *
 * const highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });
 * console.log(await highlightCode(highlighter, "let x = 1", { lang: "js" }));
 * // → <pre class="shiki shiki-themes github-light github-dark" style="background-color:#fff;--shiki-dark-bg:#24292e;color:#24292e;--shiki-dark:#e1e4e8" tabindex="0" data-language="js"><code class="language-js"><span class="line"><span style="color:#D73A49;--shiki-dark:#F97583">let</span> x <span style="color:#D73A49;--shiki-dark:#F97583">=</span><span style="color:#005CC5;--shiki-dark:#79B8FF"> 1</span></span></code></pre>
 * ```
 */
export async function createHighlighter(options: HighlighterOptions): Promise<Highlighter> {
  const { mode, classPrefix, custom, langAlias, limits, labels, ...resolved } = resolveOptions(options);
  const engine = typeof resolved.engine === "string" ? resolveEngineName(resolved.engine) : resolved.engine;
  const skipped = new Set(resolved.skipLangs.map((lang) => lang.toLowerCase()));
  const names = createLanguageNames(custom, langAlias);
  const themeSet = await loadThemeSet(resolved.themes, resolved.defaultColor);
  const table = createStyleTable();
  const paint = createPaint(themeSet, table, mode, classPrefix);
  const write = createBlockWriter(paint, labels);
  const store = createGrammarStore({ loadEngine: () => loadEngine(engine), custom, resolve: names.resolve });
  const tokenize = createTokenizer({ themes: themeSet.themes, table, store });
  const cache = createBlockCache(resolved.cacheSize);
  /** Why languages could not be loaded. */
  const failures = new Map<string, string>();
  let disposed = false;

  function missing(source: CodeSource): string[] {
    const { grammar = plainLanguage } = readLanguage(source, names);
    if (grammar === plainLanguage || grammar === "ansi" || store.isComplete(grammar)) return [];
    const read = readBlock(source, names, limits);
    // Code that is too large is shown plain.
    if (read.grammar === plainLanguage) return [];
    const { lang, embedded } = store.request(read.grammar, read.code);
    return [lang, ...embedded].filter((name) => !store.isLoaded(name));
  }

  async function load(lang: string): Promise<void> {
    await store.load(lang);
    failures.delete(lang);
  }

  /** Tokenizes a block. What goes wrong is added to the findings, and the code is complete in any case. */
  function tokenizeBlock({ grammar, code }: ReadBlock, findings: BlockFinding[]): readonly PaintedLine[] {
    if (grammar === plainLanguage) return splitPlain(code);
    try {
      if (grammar === "ansi") return tokenize(code, "ansi");
      if (!store.isLoaded(grammar)) throw new Error(failures.get(grammar) ?? "it is not loaded");
      const { embedded } = store.request(grammar, code);
      for (const lang of embedded.filter((name) => !store.isLoaded(name))) {
        findings.push({
          ruleId: "language-failed",
          reason: `The grammar of "${lang}", which this code embeds, could not be loaded: ${failures.get(lang)}`,
          note: "The text is complete; what is embedded is shown without colors.",
        });
      }
      return tokenize(code, { lang: grammar, embedded: embedded.filter(store.isLoaded) });
    } catch (error) {
      findings.push({
        ruleId: "language-failed",
        reason: `The grammar of "${grammar}" failed on this code, which is shown without colors: ${toReason(error)}`,
        note: "The text is complete. Report the code to the authors of the grammar, or write it as another language.",
      });
      return splitPlain(code);
    }
  }

  const core: HighlighterCore = {
    fingerprint: JSON.stringify({
      shiki: shikiVersion,
      engine: typeof engine === "string" ? engine : "custom",
      mode,
      themes: themeSet.keys.map((key, index) => [key, hashText(JSON.stringify(themeSet.themes[index]))]),
      several: themeSet.several,
      defaultColor: themeSet.defaultColor,
      classPrefix,
      langs: hashText(JSON.stringify(custom)),
      langAlias: Object.entries(langAlias).sort(([a], [b]) => compareText(a, b)),
      skipLangs: [...skipped].sort(),
      limits,
      labels,
    }),
    mode,
    themeSet,
    paint,
    isSkipped: (word) => skipped.has(word.toLowerCase()),
    isKnown: (lang) => names.resolve(lang) !== undefined,
    missing,
    hasFailed: (lang) => failures.has(lang),
    async tryLoad(langs) {
      await Promise.all(
        langs.map((lang) =>
          load(lang).catch((error: unknown) => {
            if (disposed) throw error;
            failures.set(lang, toReason(error));
          }),
        ),
      );
    },
    highlight(source) {
      const key = toKey(source);
      const known = cache.get(key);
      if (known !== undefined) return { html: known, findings: [] };
      const read = readBlock(source, names, limits);
      const findings = [...read.findings];
      const html = write(read, markBlock(read, tokenizeBlock(read, findings)));
      // The cache holds no findings, and a language that could not be loaded may be loaded the next time.
      if (findings.length === 0) cache.set(key, html);
      return { html, findings };
    },
    async load(wanted) {
      checkKind("langs", wanted, "array");
      checkStrings("langs", wanted);
      await Promise.all(
        wanted.map(async (name) => {
          const lang = names.resolve(name);
          if (lang === undefined) {
            const nearest = names.nearest(name);
            const hint = nearest === undefined ? "" : ` (did you mean "${nearest}"?)`;
            throw new RangeError(`Expected the name of a language, received "${name}"${hint}`);
          }
          if (lang !== plainLanguage && lang !== "ansi") await load(lang);
        }),
      );
    },
    dispose() {
      disposed = true;
      store.dispose();
      cache.clear();
    },
  };
  await core.load([...resolved.langs, ...custom.map(({ name }) => name)]);
  return core;
}

import type { ElementContent } from "hast";
import type { HighlighterCore as ShikiCore } from "shiki/core";
import { checkKind, checkStrings } from "../core/check-options.ts";
import { createBlockCache, createStoredBlocks, fingerprintOf } from "./block-cache.ts";
import { createLanguageNames, type LanguageNames, plainLanguage } from "./fence/fence-language.ts";
import { parseFenceMeta } from "./fence/parse-fence-meta.ts";
import { blockKey, type Highlighter, type HighlighterCore } from "./highlighter.ts";
import { checkLanguages, type HighlighterOptions, resolveOptions } from "./highlighter-options.ts";
import { loadEngine, resolveEngineName } from "./load-engine.ts";
import { markBlock } from "./marks/mark-block.ts";
import { findComments, type LineComments } from "./marks/mark-notation.ts";
import { toElements } from "./place-blocks.ts";
import { type BlockFinding, type CodeSource, type ReadBlock, readBlock, readLanguage } from "./read-block.ts";
import { createPaint } from "./themes/paint.ts";
import { createPlainShiki, loadThemeSet } from "./themes/theme-set.ts";
import { createStyleTable } from "./tokens/composite-theme.ts";
import { createGrammarStore, toReason } from "./tokens/grammar-store.ts";
import { createTokenizer, type PaintedLine, splitPlain } from "./tokens/tokenize-code.ts";
import { writeTransformed } from "./transform-block.ts";
import { type BlockWriter, createBlockWriter } from "./write-block.ts";
import { writeWithShiki } from "./write-with-shiki.ts";

interface Tokenized {
  readonly lines: readonly PaintedLine[];
  readonly comments?: readonly LineComments[] | undefined;
  /** The shiki instance with the grammar; missing when there is none. */
  readonly shiki?: ShikiCore;
}

/** Languages that need no grammar. */
function isBuiltIn(lang: string): boolean {
  return lang === plainLanguage || lang === "ansi";
}

/** Finds the blocks of languages that are left as they are, in all spellings: `Mermaid`, `mmd`, `{.mermaid}`. */
function createSkipped(langs: readonly string[], names: LanguageNames): (source: CodeSource) => boolean {
  const skipped = new Set(langs.flatMap((lang) => [lang.toLowerCase(), names.resolve(lang)]));
  const resolve = (name: string): string | undefined =>
    skipped.has(name.toLowerCase()) ? name.toLowerCase() : names.resolve(name);
  return (source) => {
    if (langs.length === 0) return false;
    const { lang, grammar } = readLanguage(source, { ...names, resolve });
    return lang !== undefined && grammar !== undefined && skipped.has(grammar);
  };
}

/** Builds a highlighter: see `createHighlighter`. */
export async function buildHighlighter(options: HighlighterOptions): Promise<Highlighter> {
  const resolved = resolveOptions(options);
  const { mode, custom, limits, defaultLang, transformBlock, transformers } = resolved;
  const engine = typeof resolved.engine === "string" ? resolveEngineName(resolved.engine) : resolved.engine;
  const names = createLanguageNames(custom, resolved.langAlias);
  checkLanguages(resolved, names);
  const isSkipped = createSkipped(resolved.skipLangs, names);
  const themeSet = await loadThemeSet(resolved.themes, resolved.defaultColor);
  const table = createStyleTable();
  const paint = createPaint(themeSet, table, mode, resolved.classPrefix);
  const write = createBlockWriter(paint, resolved);
  // Only HTML that this library did not write must be parsed. It comes from the site, so an author's text cannot make it
  // hostile.
  const isOwnHtml = transformBlock === undefined && transformers.length === 0;
  const fromHtml = isOwnHtml ? undefined : (await import("hast-util-from-html")).fromHtml;
  const store = createGrammarStore({ loadEngine: () => loadEngine(engine), custom, resolve: names.resolve });
  const tokenize = createTokenizer({ themes: themeSet.themes, table, store });
  const cache = createBlockCache(resolved.cacheSize);

  function withDefaultLang(source: CodeSource): CodeSource {
    if (defaultLang === undefined || source.inline) return source;
    if (readLanguage(source, names).lang !== undefined) return source;
    return { ...source, word: defaultLang, meta: `${source.word} ${source.meta}`.trim() };
  }

  function missing(given: CodeSource): string[] {
    const source = withDefaultLang(given);
    const { grammar = plainLanguage } = readLanguage(source, names);
    if (isBuiltIn(grammar) || store.isComplete(grammar)) return [];
    const read = readBlock(source, names, limits);
    // Code that is too large is shown plain.
    if (read.grammar === plainLanguage) return [];
    const { lang, embedded } = store.request(read.grammar, read.code);
    return [lang, ...embedded].filter((name) => !store.isLoaded(name));
  }

  /** Tokenizes a block. Problems are added to the findings; the code is complete in any case. */
  function tokenizeBlock({ grammar, code }: ReadBlock, findings: BlockFinding[]): Tokenized {
    if (grammar === plainLanguage) return { lines: splitPlain(code) };
    const fail = (reason: string, note: string): void => {
      findings.push({ ruleId: "language-failed", reason, note });
    };
    if (grammar !== "ansi" && !store.isLoaded(grammar)) {
      const why = store.failureOf(grammar) ?? `the grammar of "${grammar}" is not loaded`;
      fail(
        `This code is shown without colors: ${why}`,
        "The text is complete. Check that the modules of shiki can be loaded: the network, and the files that your bundler writes.",
      );
      return { lines: splitPlain(code) };
    }
    try {
      if (grammar === "ansi") return { lines: tokenize(code, "ansi") };
      const { embedded } = store.request(grammar, code);
      for (const lang of embedded.filter((name) => !store.isLoaded(name))) {
        const reason = `What this code embeds is shown without colors: ${store.failureOf(lang)}`;
        fail(reason, "The text is complete. Check that the modules of shiki can be loaded.");
      }
      const request = { lang: grammar, embedded: embedded.filter(store.isLoaded) };
      const lines = tokenize(code, request);
      const loaded = store.get(request);
      return { lines, comments: findComments(code, loaded.grammar), shiki: loaded.shiki };
    } catch (error) {
      fail(
        `The grammar of "${grammar}" failed on this code, which is shown without colors: ${toReason(error)}`,
        "The text is complete. Report the code to the authors of the grammar, or write it as another language.",
      );
      return { lines: splitPlain(code) };
    }
  }

  /** The writer of a block: shiki's own when there are transformers. */
  function writerFor(shiki: ShikiCore | undefined, findings: BlockFinding[]): BlockWriter {
    if (transformers.length === 0) return write;
    return (read, marked, more) => {
      const own = shiki ?? createPlainShiki();
      try {
        const grammar = shiki || read.grammar === "ansi" ? read.grammar : plainLanguage;
        return writeWithShiki({ ...read, grammar }, marked, more, own, themeSet, resolved);
      } catch (error) {
        findings.push({
          ruleId: "transformer-failed",
          reason: `A transformer failed on this code, which is shown without it: ${toReason(error)}`,
          note: "The message is that of the transformer, such as an error of the type checker for `twoslash`.",
        });
        return write(read, marked, more);
      } finally {
        if (!shiki) own.dispose();
      }
    };
  }

  const fingerprint = fingerprintOf(resolved, typeof engine === "string" ? engine : "custom", themeSet);
  const maySave = isOwnHtml && typeof engine === "string";
  const core: HighlighterCore = {
    fingerprint,
    stored: maySave && resolved.cache ? createStoredBlocks(resolved.cache, fingerprint) : undefined,
    mode,
    themeSet,
    paint,
    isSkipped,
    isKnown: (lang) => names.resolve(lang) !== undefined,
    missing,
    tryLoad: store.tryLoad,
    hasFailed: (lang) => store.failureOf(lang) !== undefined,
    highlight(given) {
      const source = withDefaultLang(given);
      const key = blockKey(source);
      const known = cache.get(key);
      if (known !== undefined) return { html: known, findings: [] };
      const read = readBlock(source, names, limits);
      const findings = [...read.findings];
      const { lines, comments, shiki } = tokenizeBlock(read, findings);
      const marked = markBlock(read, lines, comments, findings);
      const writeBlock = read.inline ? write : writerFor(shiki, findings);
      const html =
        transformBlock && !read.inline
          ? writeTransformed(read, marked, writeBlock, transformBlock)
          : writeBlock(read, marked);
      // The cache does not store findings, and a language that failed to load may load the next time.
      if (findings.length === 0) cache.add(key, html);
      return { html, findings };
    },
    tabOf: ({ meta }) => (/\btab\s*=/.test(meta) ? parseFenceMeta(meta).tab : undefined),
    toElements: (html) =>
      fromHtml ? (fromHtml(html, { fragment: true }).children as ElementContent[]) : toElements(html),
    async load(langs) {
      checkKind("langs", langs, "array");
      checkStrings("langs", langs);
      const ids = langs.map((name) => {
        const lang = names.resolve(name);
        if (lang !== undefined) return lang;
        throw new RangeError(`Expected the name of a language, received "${name}"${names.hint(name)}`);
      });
      await Promise.all(ids.filter((lang) => !isBuiltIn(lang)).map(store.load));
    },
    dispose() {
      store.dispose();
      cache.clear();
    },
  };
  await core.load([...resolved.langs, ...custom.map(({ name }) => name)]);
  return core;
}

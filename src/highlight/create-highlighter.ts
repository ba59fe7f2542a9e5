import type { LanguageRegistration, RegexEngine } from "shiki/core";
import { createBlockCache } from "./block-cache.ts";
import { buildBlock, buildPlain, type ReadBlock, readBlock } from "./build-block.ts";
import { createGrammarStore, type GrammarRequest } from "./grammar-store.ts";
import { hashText } from "./hash-text.ts";
import type { CodeSource, HighlightedBlock, Highlighter, HighlighterCore } from "./highlighter.ts";
import { isOnePassSound } from "./is-one-pass-sound.ts";
import { createLanguageNames, plainLanguage } from "./language-names.ts";
import { type HighlightLimits, resolveHighlightLimits } from "./limits.ts";
import { type EngineName, loadEngine, resolveEngineName } from "./load-engine.ts";
import { packBlock, unpackBlock } from "./pack-block.ts";
import { createPaint, type HighlightMode } from "./paint.ts";
import type { SharedEngine } from "./share-patterns.ts";
import { shikiVersion } from "./shiki.ts";
import { createStyleTable } from "./style-table.ts";
import { type DefaultColor, loadThemeSet, type ThemeInput } from "./theme-set.ts";
import { createTokenizer } from "./tokenize-code.ts";
import { createBlockWriter, type LineLabels } from "./write-block.ts";

/** Options of {@linkcode createHighlighter}. */
export interface HighlighterOptions {
  /**
   * One theme, or several by name, of which one is shown: `{ light: "github-light", dark: "github-dark" }`. A theme
   * is a name that shiki knows or a theme of your own in the format of VS Code.
   */
  themes: ThemeInput | Readonly<Record<string, ThemeInput>>;
  /**
   * `"inline"` writes colours into `style` attributes; `"class"` writes class names, whose rules
   * {@linkcode highlightStyles} gives: smaller pages, and nothing that a strict content security policy forbids.
   *
   * @defaultValue `"inline"`
   */
  mode?: HighlightMode;
  /**
   * With several themes in inline mode: the one that plain `color` shows, the others being CSS variables
   * (`--shiki-dark`). `false` makes all of them variables; `"light-dark()"` lets the browser choose between `light`
   * and `dark`.
   *
   * @defaultValue `"light"` when there is a theme of that name, else the first
   */
  defaultColor?: DefaultColor;
  /**
   * What class names begin with in class mode; two highlighters with different themes on one page need two.
   *
   * @defaultValue `"s"`
   */
  classPrefix?: string;
  /**
   * Languages to load at once, by name, and languages of your own, as TextMate grammars. All others are loaded when
   * a block first asks for them.
   *
   * @defaultValue `[]`
   */
  langs?: readonly (string | LanguageRegistration | readonly LanguageRegistration[])[];
  /**
   * More names for languages: `{ mylang: "python" }`. They go before shiki's and this library's own.
   *
   * @defaultValue `{}`
   */
  langAlias?: Readonly<Record<string, string>>;
  /**
   * Languages whose blocks are left as they are, for a tool that comes later: `["mermaid"]`.
   *
   * @defaultValue `[]`
   */
  skipLangs?: readonly string[];
  /**
   * The regular expressions that search the code. `"oniguruma"` is what grammars are written for, as WebAssembly;
   * `"javascript"` translates them. `"auto"` takes the first where WebAssembly may be compiled, else the second. An
   * engine of shiki's is taken as it is.
   *
   * @defaultValue `"auto"`
   */
  engine?: EngineName | RegexEngine;
  /** What is shown plain because it is too large. */
  limits?: Partial<HighlightLimits>;
  /** Words that screen readers say before a marked line. */
  labels?: Partial<LineLabels>;
  /**
   * Size of the cache of blocks, in characters; 0 for none. A block takes about twice the characters of its code,
   * for its colours, and never more: it is kept as one text.
   *
   * @defaultValue `500_000`
   */
  cacheSize?: number;
}

/**
 * Makes a highlighter: the themes are loaded, an engine and grammars are not before the first block asks for them.
 *
 * All themes are read off one tokenisation, every block is the same bytes wherever and whenever it is highlighted,
 * and no time limit decides what it looks like.
 *
 * @param options - themes and more; the object is not kept and not changed
 * @returns the highlighter, which {@linkcode rehypeHighlight} and {@linkcode highlightCode} take
 * @throws RangeError for an unknown theme or language, or an option that makes no sense
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
  const {
    themes,
    mode = "inline",
    defaultColor,
    classPrefix = "s",
    langs = [],
    langAlias = {},
    skipLangs = [],
    engine: engineOption = "auto",
    cacheSize = 500_000,
  } = options;
  if (mode !== "inline" && mode !== "class") {
    throw new RangeError(`Expected mode to be "inline" or "class", received ${JSON.stringify(mode)}`);
  }
  if (!/^[A-Za-z_][\w-]*$/.test(classPrefix)) {
    throw new RangeError(
      `Expected classPrefix to begin a class name, received ${JSON.stringify(classPrefix)}`,
    );
  }
  if (!(cacheSize >= 0))
    throw new RangeError(`Expected cacheSize to be a number from 0, received ${cacheSize}`);
  if (typeof engineOption === "string" && !["auto", "oniguruma", "javascript"].includes(engineOption)) {
    throw new RangeError(
      `Expected engine to be "auto", "oniguruma", "javascript" or an engine, received "${engineOption}"`,
    );
  }
  const limits = resolveHighlightLimits(options.limits);
  const labels: LineLabels = {
    inserted: "inserted",
    deleted: "deleted",
    highlighted: "highlighted",
    error: "error",
    warning: "warning",
    info: "note",
    ...options.labels,
  };
  const custom = structuredClone(
    langs.flatMap((lang): readonly LanguageRegistration[] =>
      typeof lang === "string" ? [] : Array.isArray(lang) ? lang : [lang as LanguageRegistration],
    ),
  );
  const names = createLanguageNames(custom, langAlias);
  const engineName = typeof engineOption === "string" ? resolveEngineName(engineOption) : "custom";
  const themeSet = await loadThemeSet(themes, defaultColor);
  const table = createStyleTable();
  const paint = createPaint(themeSet, table, mode, classPrefix);
  const writer = createBlockWriter(paint, labels);
  const skipped = new Set(skipLangs.map((lang) => lang.toLowerCase()));
  const cache = createBlockCache(cacheSize);
  const failures = new Map<string, string>();

  let engine: RegexEngine | SharedEngine | undefined;
  let enginePromise: Promise<RegexEngine> | undefined;
  let sound: boolean | undefined;
  let disposed = false;

  function requireEngine(): RegexEngine {
    if (!engine) throw new Error("The engine is not loaded");
    return engine;
  }

  const store = createGrammarStore({ engine: requireEngine, custom, resolve: names.resolve });
  const tokenize = createTokenizer({
    themes: themeSet.themes,
    table,
    store,
    isOnePassSound: () => (sound ??= isOnePassSound(requireEngine())),
  });

  /** Loads the engine, once. */
  function startEngine(): Promise<RegexEngine> {
    enginePromise ??= loadEngine(
      typeof engineOption === "string" ? (engineName as "oniguruma") : engineOption,
    ).then(
      (loaded) => {
        engine = loaded;
        return loaded;
      },
      (error: unknown) => {
        // A network that failed may work the next time.
        enginePromise = undefined;
        throw error;
      },
    );
    return enginePromise;
  }

  async function load(lang: string): Promise<void> {
    if (disposed) throw new TypeError("Expected a highlighter in use, received one that was disposed of");
    await Promise.all([startEngine(), store.load(lang)]);
    failures.delete(lang);
  }

  function toKey({ code, word, meta, inline }: CodeSource): string {
    return [inline ? "inline" : "block", word, meta, code].join("\0");
  }

  /** What a block needs; nothing as long as its language is not loaded. */
  function requestOf({ grammar, code }: ReadBlock): GrammarRequest | undefined {
    return store.request(grammar, code);
  }

  /** What a block that was read still lacks. */
  function missingFor(read: ReadBlock): string[] {
    if (read.grammar === plainLanguage || read.grammar === "ansi") return [];
    // A grammar may be there before the engine is, when another block asked for it a moment ago.
    if (!engine) return [read.grammar];
    const request = requestOf(read);
    return request ? store.missing(request) : [read.grammar];
  }

  function fail(read: ReadBlock, why: string): HighlightedBlock {
    read.findings.push({
      ruleId: "language-failed",
      reason: `The grammar of "${read.grammar}" failed on this code, which is shown without colours: ${why}`,
      note: "The text is complete. Report the code to the grammar's authors, or write it as another language.",
    });
    return buildPlain(read, paint);
  }

  function paintBlock(read: ReadBlock): HighlightedBlock {
    if (read.grammar === plainLanguage) return buildPlain(read, paint);
    const request = read.grammar === "ansi" ? "ansi" : requestOf(read);
    const failure = failures.get(read.grammar);
    if ((!request || !engine) && failure !== undefined) return fail(read, failure);
    if (!request) throw new TypeError(`Expected language "${read.grammar}" to be loaded`);
    const missing = request === "ansi" ? [] : store.missing(request);
    for (const lang of missing) {
      read.findings.push({
        ruleId: "language-failed",
        reason: `The grammar of "${lang}", which this code embeds, could not be loaded: ${failures.get(lang)}`,
        note: "The text is complete; what is embedded is shown without colours.",
      });
    }
    const known =
      request === "ansi"
        ? request
        : { ...request, embedded: request.embedded.filter((lang) => !missing.includes(lang)) };
    try {
      return { block: buildBlock(read, tokenize(read.code, known), paint), findings: read.findings };
    } catch (error) {
      return fail(read, error instanceof Error ? error.message : String(error));
    }
  }

  const core: HighlighterCore = {
    fingerprint: "",
    mode,
    themeSet,
    paint,
    writer,
    isSkipped: (word) => skipped.has(word.toLowerCase()),
    isKnown: (lang) => names.resolve(lang) !== undefined,
    missing(source) {
      return cache.has(toKey(source)) ? [] : missingFor(readBlock(source, names, limits));
    },
    async prepare(source) {
      if (cache.has(toKey(source))) return;
      const read = readBlock(source, names, limits);
      // What failed before is tried again.
      for (const lang of missingFor(read)) failures.delete(lang);
      // A language tells what it embeds only once it is loaded.
      const left = (): string[] => missingFor(read).filter((lang) => !failures.has(lang));
      for (let missing = left(); missing.length > 0; missing = left()) {
        await Promise.all(
          missing.map((lang) =>
            load(lang).catch((error: unknown) => {
              if (disposed) throw error;
              failures.set(lang, error instanceof Error ? error.message : String(error));
            }),
          ),
        );
      }
    },
    highlight(source) {
      const key = toKey(source);
      const known = cache.get(key);
      if (known !== undefined) return unpackBlock(known, source.code);
      const made = paintBlock(readBlock(source, names, limits));
      // What failed to load may load the next time.
      if (!made.findings.some(({ ruleId }) => ruleId === "language-failed"))
        cache.set(key, packBlock(made, source.code));
      return made;
    },
    async load(wanted) {
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
      if (engine && "dispose" in engine) engine.dispose();
      engine = undefined;
    },
  };
  const settings = {
    shiki: shikiVersion,
    engine: engineName,
    mode,
    themes: themeSet.keys.map((key, index) => [key, hashText(JSON.stringify(themeSet.themes[index]))]),
    several: themeSet.several,
    defaultColor: themeSet.defaultColor,
    classPrefix,
    langs: hashText(JSON.stringify(custom)),
    langAlias: Object.entries(langAlias).sort(([a], [b]) => (a < b ? -1 : 1)),
    skipLangs: [...skipped].sort(),
    limits,
    labels,
  };
  Object.assign(core, { fingerprint: JSON.stringify(settings) });
  await core.load([
    ...langs.filter((lang): lang is string => typeof lang === "string"),
    ...custom.map(({ name }) => name),
  ]);
  return core;
}

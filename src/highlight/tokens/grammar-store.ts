import {
  createHighlighterCoreSync,
  type Grammar,
  guessEmbeddedLanguages,
  type HighlighterCore,
  type LanguageRegistration,
  type RegexEngine,
} from "shiki/core";
import { bundledLanguages } from "shiki/langs";
import type { CompositeTheme } from "./composite-theme.ts";

/** A grammar that is ready for use. */
export interface LoadedGrammar {
  readonly grammar: Grammar;
  /** A separate shiki for this grammar. */
  readonly shiki: HighlighterCore;
  /** Sets the theme of the grammar; missing if shiki no longer allows it. */
  readonly setTheme?: (theme: CompositeTheme) => void;
}

/** What a block needs: a language, and those that its code embeds and that the grammar loads only on demand. */
export interface GrammarRequest {
  readonly lang: string;
  readonly embedded: readonly string[];
}

/** Grammars and their engine, each loaded once, on first use. */
export interface GrammarStore {
  /** What a block of code needs. Until its language is loaded, this includes all that its code may embed. */
  request(lang: string, code: string): GrammarRequest;
  isLoaded(lang: string): boolean;
  /** Whether a language is loaded and embeds no others on demand. */
  isComplete(lang: string): boolean;
  /** Loads a language and all that it always embeds; calls at the same time share the work. */
  load(lang: string): Promise<void>;
  /** The grammar of a request, all languages of which are loaded. */
  get(request: GrammarRequest): LoadedGrammar;
  dispose(): void;
}

interface GrammarStoreOptions {
  loadEngine: () => Promise<RegexEngine>;
  /** The caller's own languages. */
  custom: readonly LanguageRegistration[];
  /** Finds the id for a name. */
  resolve: (name: string) => string | undefined;
}

/** How many grammars with embedded languages are kept: a text can combine many. */
const maxCombinations = 24;

/**
 * Creates a store of grammars.
 *
 * Each grammar gets its own shiki. In a shared one the look of a block of Markdown depends on the languages that happen to
 * be loaded, hence on the posts before it, but the same block must give the same bytes everywhere.
 */
export function createGrammarStore({ loadEngine, custom, resolve }: GrammarStoreOptions): GrammarStore {
  const registrations = new Map<string, readonly LanguageRegistration[]>();
  /** By language, and the engine's under `""`. */
  const loading = new Map<string, Promise<void>>();
  const grammars = new Map<string, LoadedGrammar>();
  const combinations = new Map<string, LoadedGrammar>();
  const own = new Map(custom.map((registration) => [registration.name, registration]));
  let engine: RegexEngine | undefined;
  let disposed = false;

  const isKnown = (lang: string): boolean => own.has(lang) || Object.hasOwn(bundledLanguages, lang);
  const isLoaded = (lang: string): boolean => engine !== undefined && registrations.has(lang);

  /** The languages that a language embeds on demand, once that is known. */
  function lazyOf(lang: string): readonly string[] | undefined {
    const found = registrations.get(lang);
    return found && (found.find(({ name }) => name === lang)?.embeddedLangsLazy ?? []);
  }

  /** Runs a task once. One that failed, because of the network for instance, is run again by the next call. */
  function once(key: string, task: () => Promise<void>): Promise<void> {
    let promise = loading.get(key);
    if (!promise) {
      promise = task();
      loading.set(key, promise);
      promise.catch(() => loading.delete(key));
    }
    return promise;
  }

  async function startEngine(): Promise<void> {
    engine = await loadEngine();
  }

  async function startLanguage(lang: string): Promise<void> {
    registrations.set(lang, await fetchLanguage(lang, [lang]));
  }

  async function fetchLanguage(lang: string, trail: readonly string[]): Promise<LanguageRegistration[]> {
    const registration = own.get(lang);
    if (!registration) {
      const load = bundledLanguages[lang as keyof typeof bundledLanguages];
      if (!load) throw new RangeError(`Expected the id of a language of shiki, received "${lang}"`);
      return (await load()).default;
    }
    const found: LanguageRegistration[] = [];
    for (const name of registration.embeddedLangs ?? []) {
      const id = own.has(name) ? name : (resolve(name) ?? name);
      if (!trail.includes(id)) found.push(...(await fetchLanguage(id, [...trail, id])));
    }
    return [...found, registration];
  }

  function create({ lang, embedded }: GrammarRequest): LoadedGrammar {
    if (!engine) throw new Error("The engine is not loaded");
    const langs = [...embedded, lang].flatMap((name) => registrations.get(name) ?? []);
    const shiki = createHighlighterCoreSync({
      engine,
      langs: [...new Set(langs)],
      themes: [],
      langAlias: {},
      warnings: false,
    });
    const grammar = shiki.getInternalContext().getLanguage(lang) as Grammar & {
      readonly themeProvider?: { setTheme?(theme: CompositeTheme): void };
    };
    const provider = grammar.themeProvider;
    return typeof provider?.setTheme === "function"
      ? { grammar, shiki, setTheme: (theme) => provider.setTheme?.(theme) }
      : { grammar, shiki };
  }

  return {
    request(lang, code) {
      const lazy = lazyOf(lang);
      if (lazy?.length === 0) return { lang, embedded: [] };
      const names = guessEmbeddedLanguages(code, lang).map((name) => resolve(name) ?? "");
      const embedded = [...new Set(names)].filter((name) => (lazy ? lazy.includes(name) : isKnown(name)));
      return { lang, embedded: embedded.filter((name) => name !== lang || lazy).sort() };
    },
    isLoaded,
    isComplete: (lang) => isLoaded(lang) && lazyOf(lang)?.length === 0,
    async load(lang) {
      if (disposed) throw new TypeError("Expected a highlighter in use, received one that was disposed of");
      await Promise.all([once("", startEngine), once(lang, () => startLanguage(lang))]);
    },
    get(request) {
      const kept = request.embedded.length > 0 ? combinations : grammars;
      const key = [request.lang, ...request.embedded].join(" ");
      let loaded = kept.get(key);
      if (!loaded) {
        loaded = create(request);
        kept.set(key, loaded);
        const [oldest] = combinations;
        if (combinations.size > maxCombinations && oldest) {
          oldest[1].shiki.dispose();
          combinations.delete(oldest[0]);
        }
      }
      return loaded;
    },
    dispose() {
      disposed = true;
      for (const { shiki } of [...grammars.values(), ...combinations.values()]) shiki.dispose();
      for (const map of [grammars, combinations, registrations, loading]) map.clear();
      if (engine && "dispose" in engine && typeof engine.dispose === "function") engine.dispose();
      engine = undefined;
    },
  };
}

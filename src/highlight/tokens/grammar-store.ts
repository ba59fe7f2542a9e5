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
  readonly setTheme?: ((theme: CompositeTheme) => void) | undefined;
}

/** The grammars that a block needs: its language, and embedded languages that the grammar loads only on demand. */
export interface GrammarRequest {
  readonly lang: string;
  readonly embedded: readonly string[];
}

/** Grammars and their engine, each loaded once, on first use. */
export interface GrammarStore {
  /** The grammars that a block needs. Until its language is loaded, this includes every language that its code may embed. */
  request(lang: string, code: string): GrammarRequest;
  isLoaded(lang: string): boolean;
  /** Whether a language is loaded and embeds no others on demand. */
  isComplete(lang: string): boolean;
  /** Loads a language and those that it always embeds; concurrent calls share the work. */
  load(lang: string): Promise<void>;
  /** Loads languages. One that cannot be loaded is remembered, and loaded again the next time. */
  tryLoad(langs: readonly string[]): Promise<void>;
  /** Why a language could not be loaded: what failed, and its error. */
  failureOf(lang: string): string | undefined;
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

/** The message of any thrown value. */
export function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** How many grammars with embedded languages are kept, since a text can combine many. */
const maxCombinations = 24;

/**
 * Creates a store of grammars.
 *
 * Each grammar gets its own shiki instance. In a shared one, the colors of a Markdown block depend on the languages
 * that happen to be loaded, and thus on earlier posts, but the same block must give the same bytes everywhere.
 */
export function createGrammarStore({ loadEngine, custom, resolve }: GrammarStoreOptions): GrammarStore {
  const registrations = new Map<string, readonly LanguageRegistration[]>();
  /** By language, and the engine's under `""`. */
  const loading = new Map<string, Promise<void>>();
  const grammars = new Map<string, LoadedGrammar>();
  const combinations = new Map<string, LoadedGrammar>();
  const failures = new Map<string, string>();
  const own = new Map(custom.map((registration) => [registration.name, registration]));
  let engine: RegexEngine | undefined;
  let engineError: unknown;
  let disposed = false;

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

  async function load(lang: string): Promise<void> {
    if (disposed) throw new TypeError("Expected a highlighter in use, received one that was disposed of");
    await Promise.all([
      once("", async () => {
        try {
          engine = await loadEngine();
        } catch (error) {
          engineError = error;
          throw error;
        }
      }),
      once(lang, async () => {
        registrations.set(lang, await fetchLanguage(lang, [lang]));
      }),
    ]);
    failures.delete(lang);
  }

  function create({ lang, embedded }: GrammarRequest): LoadedGrammar {
    if (!engine) throw new Error("The engine is not loaded");
    const langs = [...embedded, lang].flatMap((name) => registrations.get(name) ?? []);
    const unique = [...new Set(langs)];
    const shiki = createHighlighterCoreSync({ engine, langs: unique, themes: [], warnings: false });
    const grammar = shiki.getInternalContext().getLanguage(lang) as Grammar & {
      readonly themeProvider?: { setTheme?(theme: CompositeTheme): void };
    };
    const provider = grammar.themeProvider;
    const canSet = typeof provider?.setTheme === "function";
    return { grammar, shiki, setTheme: canSet ? (theme) => provider.setTheme?.(theme) : undefined };
  }

  return {
    request(lang, code) {
      const lazy = lazyOf(lang);
      if (lazy?.length === 0) return { lang, embedded: [] };
      const names = guessEmbeddedLanguages(code, lang).map((name) => resolve(name) ?? "");
      const isEmbedded = (name: string): boolean => {
        if (lazy) return lazy.includes(name);
        return name !== lang && (own.has(name) || Object.hasOwn(bundledLanguages, name));
      };
      return { lang, embedded: [...new Set(names)].filter(isEmbedded).sort() };
    },
    isLoaded,
    isComplete: (lang) => isLoaded(lang) && lazyOf(lang)?.length === 0,
    load,
    async tryLoad(langs) {
      const reasons = await Promise.allSettled(langs.map(load));
      for (const [index, result] of reasons.entries()) {
        if (result.status === "fulfilled") continue;
        if (disposed) throw result.reason;
        const lang = langs[index]!;
        const what = result.reason === engineError ? "the engine" : `the grammar of "${lang}"`;
        failures.set(lang, `${what} could not be loaded: ${toReason(result.reason)}`);
      }
    },
    failureOf: (lang) => failures.get(lang),
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

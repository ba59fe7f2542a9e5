import type { HighlighterCore, LanguageRegistration, RegexEngine } from "shiki/core";
import type { CompositeTheme } from "./composite-theme.ts";
import {
  bundledLanguages,
  createHighlighterCoreSync,
  guessEmbeddedLanguages,
  type INITIAL,
} from "./shiki.ts";

/** The part of a TextMate grammar that is used here. */
interface Grammar {
  tokenizeLine2(
    line: string,
    state: typeof INITIAL,
    timeLimit: number,
  ): { readonly tokens: Uint32Array; readonly ruleStack: typeof INITIAL };
}

/** A grammar that is ready for use. */
export interface LoadedGrammar {
  readonly grammar: Grammar;
  /** A shiki of its own for this grammar. */
  readonly shiki: HighlighterCore;
  /** Gives the grammar its theme; missing where shiki has no such place any more. */
  readonly setTheme?: (theme: CompositeTheme) => void;
}

/** What a block needs: a language, and the ones that its code embeds and the grammar loads only on demand. */
export interface GrammarRequest {
  readonly lang: string;
  readonly embedded: readonly string[];
}

/** Grammars, each fetched once, on first use. */
export interface GrammarStore {
  /** What a block of code needs; `undefined` as long as the language itself is not loaded. */
  request(lang: string, code: string): GrammarRequest | undefined;
  /** Tells which languages of a request are still to be loaded. */
  missing(request: GrammarRequest): string[];
  /** Fetches a language and what it embeds; calls at the same time share the work. */
  load(lang: string): Promise<void>;
  /** Takes a registration that embeds nothing. */
  add(registration: LanguageRegistration): void;
  /** The grammar; all its languages must be loaded. */
  get(request: GrammarRequest): LoadedGrammar;
  dispose(): void;
}

/** Grammars with embedded languages are kept up to this number: a text can combine many. */
const maxCombinations = 24;

interface GrammarStoreOptions {
  engine: () => RegexEngine;
  /** The caller's own languages. */
  custom: readonly LanguageRegistration[];
  /** Finds the id behind a name. */
  resolve: (name: string) => string | undefined;
}

/**
 * Makes a store of grammars.
 *
 * Each grammar gets a shiki of its own. In a shared one, what a block of Markdown looks like depends on which other
 * languages happen to be loaded, hence on the posts before it; the same block must give the same bytes anywhere.
 */
export function createGrammarStore({ engine, custom, resolve }: GrammarStoreOptions): GrammarStore {
  const registrations = new Map<string, readonly LanguageRegistration[]>();
  const loading = new Map<string, Promise<void>>();
  const grammars = new Map<string, LoadedGrammar>();
  const combinations = new Map<string, LoadedGrammar>();
  const own = new Map(custom.map((registration) => [registration.name, registration]));

  function lazilyEmbedded(lang: string): readonly string[] {
    return registrations.get(lang)?.find(({ name }) => name === lang)?.embeddedLangsLazy ?? [];
  }

  async function fetchRegistrations(lang: string, trail: readonly string[]): Promise<LanguageRegistration[]> {
    const registration = own.get(lang);
    if (!registration) {
      const load = bundledLanguages[lang as keyof typeof bundledLanguages];
      if (!load) throw new RangeError(`Expected the id of a language of shiki, received "${lang}"`);
      return (await load()).default;
    }
    const found: LanguageRegistration[] = [];
    for (const name of registration.embeddedLangs ?? []) {
      const id = own.has(name) ? name : (resolve(name) ?? name);
      if (!trail.includes(id)) found.push(...(await fetchRegistrations(id, [...trail, id])));
    }
    return [...found, registration];
  }

  function create({ lang, embedded }: GrammarRequest): LoadedGrammar {
    const langs = [...embedded, lang].flatMap((name) => registrations.get(name) ?? []);
    const shiki = createHighlighterCoreSync({
      engine: engine(),
      langs: [...new Set(langs)],
      themes: [],
      langAlias: {},
      warnings: false,
    });
    const grammar = shiki.getInternalContext().getLanguage(lang) as unknown as Grammar & {
      readonly themeProvider?: { setTheme?(theme: CompositeTheme): void };
    };
    const provider = grammar.themeProvider;
    return typeof provider?.setTheme === "function"
      ? { grammar, shiki, setTheme: (theme) => provider.setTheme?.(theme) }
      : { grammar, shiki };
  }

  return {
    request(lang, code) {
      if (!registrations.has(lang)) return undefined;
      const lazy = lazilyEmbedded(lang);
      if (lazy.length === 0) return { lang, embedded: [] };
      const names = guessEmbeddedLanguages(code, lang).map((name) => resolve(name) ?? "");
      return { lang, embedded: [...new Set(names)].filter((name) => lazy.includes(name)).sort() };
    },
    missing: ({ lang, embedded }) => [lang, ...embedded].filter((name) => !registrations.has(name)),
    load(lang) {
      let promise = loading.get(lang);
      if (!promise) {
        promise = fetchRegistrations(lang, [lang]).then((found) => void registrations.set(lang, found));
        loading.set(lang, promise);
        // A network that failed may work the next time.
        promise.catch(() => loading.delete(lang));
      }
      return promise;
    },
    add: (registration) => void registrations.set(registration.name, [registration]),
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
      for (const { shiki } of [...grammars.values(), ...combinations.values()]) shiki.dispose();
      grammars.clear();
      combinations.clear();
      registrations.clear();
      loading.clear();
    },
  };
}

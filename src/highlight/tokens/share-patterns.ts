import type { RegexEngine } from "shiki/core";
import { charactersOf, mayIgnoreCase, requiredCharacters } from "./required-characters.ts";

type Scanner = ReturnType<RegexEngine["createScanner"]>;
type Match = NonNullable<ReturnType<Scanner["findNextMatchSync"]>>;
type EngineString = ReturnType<RegexEngine["createString"]>;

/** An engine whose compiled patterns can be released. */
export interface SharedEngine extends RegexEngine {
  dispose(): void;
}

/** A line of code, given to the underlying engine only when a pattern is searched in it. */
class SharedString {
  readonly content: string;
  readonly #engine: RegexEngine;
  #inner: EngineString | undefined;
  /** Bits of characters that the line lacks. */
  readonly lacksLetters: number;
  readonly lacksMarks: number;
  readonly beyondAscii: boolean;

  constructor(engine: RegexEngine, content: string) {
    const { letters, marks, beyondAscii } = charactersOf(content);
    this.#engine = engine;
    this.content = content;
    this.lacksLetters = ~letters;
    this.lacksMarks = ~marks;
    this.beyondAscii = beyondAscii;
  }

  get inner(): EngineString {
    this.#inner ??= this.#engine.createString(this.content);
    return this.#inner;
  }

  dispose(): void {
    (this.#inner as { dispose?(): void } | undefined)?.dispose?.();
    this.#inner = undefined;
  }
}

/** One pattern: compiled once, with what it last found. */
class SharedPattern {
  readonly source: string;
  readonly letters: number;
  readonly marks: number;
  readonly ignoresCase: boolean;
  /** A match of `\G` depends on where the search starts, so it is not kept. */
  readonly #remembers: boolean;
  #scanner: Scanner | undefined;
  #string: SharedString | undefined;
  #from = 0;
  #match: Match | null = null;

  constructor(source: string) {
    const { letters, marks } = requiredCharacters(source);
    this.source = source;
    this.letters = letters;
    this.marks = marks;
    this.ignoresCase = mayIgnoreCase(source);
    this.#remembers = !source.includes("\\G");
  }

  find(
    string: SharedString,
    start: number,
    options: Parameters<Scanner["findNextMatchSync"]>[2],
    compile: (pattern: SharedPattern) => Scanner,
  ): Match | null {
    if (this.#string === string && this.#from <= start) {
      const match = this.#match;
      if (match === null || match.captureIndices[0]!.start >= start) return match;
    }
    this.#scanner ??= compile(this);
    const match = this.#scanner.findNextMatchSync(string.inner, start, options) ?? null;
    if (this.#remembers) {
      this.#string = string;
      this.#from = start;
      this.#match = match;
    }
    return match;
  }

  release(): void {
    this.#scanner?.dispose?.();
    this.#scanner = undefined;
  }
}

/** When more patterns are compiled, all are released: code can create new ones (the end of a here-document). */
const maxCompiled = 20_000;

/** Patterns kept by their source, compiled or not. */
const maxPatterns = 200_000;

/**
 * Lets all grammars of an engine share their patterns.
 *
 * Grammars create a thousand scanners with tens of thousands of patterns, nine in ten of which are repeats. Here a pattern
 * is compiled once, when it is first searched. It remembers what it last found in the current line, as the engine does for
 * each scanner, and is skipped in lines that lack a character it requires. The result is that of one scanner with all the
 * patterns: the leftmost match, and the first pattern's among equals.
 *
 * @param engine - compiles and searches
 */
export function sharePatterns(engine: RegexEngine): SharedEngine {
  const patterns = new Map<string, SharedPattern>();
  let compiled: SharedPattern[] = [];

  function intern(source: string): SharedPattern {
    let pattern = patterns.get(source);
    if (!pattern) {
      if (patterns.size >= maxPatterns) patterns.clear();
      pattern = new SharedPattern(source);
      patterns.set(source, pattern);
    }
    return pattern;
  }

  function releaseAll(): void {
    for (const pattern of compiled) pattern.release();
    compiled = [];
    patterns.clear();
  }

  function compile(pattern: SharedPattern): Scanner {
    if (compiled.length >= maxCompiled) releaseAll();
    compiled.push(pattern);
    return engine.createScanner([pattern.source]);
  }

  return {
    createString: (text) => new SharedString(engine, text) as unknown as EngineString,
    createScanner(sources) {
      let own: SharedPattern[] | undefined;
      return {
        findNextMatchSync(text, start, options) {
          own ??= sources.map((source) => intern(typeof source === "string" ? source : source.source));
          const string =
            typeof text === "string" ? new SharedString(engine, text) : (text as unknown as SharedString);
          const { lacksLetters, lacksMarks, beyondAscii } = string;
          let best: Match | undefined;
          let bestIndex = -1;
          let bestStart = Number.POSITIVE_INFINITY;
          for (let index = 0; index < own.length; index++) {
            const pattern = own[index]!;
            if (
              ((pattern.letters & lacksLetters) | (pattern.marks & lacksMarks)) !== 0 &&
              !(beyondAscii && pattern.ignoresCase)
            ) {
              continue;
            }
            const match = pattern.find(string, start, options, compile);
            if (match === null) continue;
            const at = match.captureIndices[0]!.start;
            if (at < bestStart) {
              best = match;
              bestIndex = index;
              bestStart = at;
              if (at === start) break;
            }
          }
          if (typeof text === "string") string.dispose();
          return best ? { index: bestIndex, captureIndices: best.captureIndices } : null;
        },
        dispose() {},
      };
    },
    dispose: releaseAll,
  };
}

import type { RegexEngine } from "shiki/core";

type Scanner = ReturnType<RegexEngine["createScanner"]>;
type Match = NonNullable<ReturnType<Scanner["findNextMatchSync"]>>;
type EngineString = ReturnType<RegexEngine["createString"]>;

/** An engine whose compiled patterns can be released. */
export interface SharedEngine extends RegexEngine {
  dispose(): void;
}

/** One pattern, compiled once, with its last match. */
class SharedPattern {
  readonly source: string;
  /** A match of `\G` depends on where the search starts, so it is not kept. */
  readonly #remembers: boolean;
  #scanner: Scanner | undefined;
  #string: EngineString | undefined;
  #from = 0;
  #match: Match | null = null;

  constructor(source: string) {
    this.source = source;
    this.#remembers = !source.includes("\\G");
  }

  find(
    string: EngineString,
    start: number,
    options: Parameters<Scanner["findNextMatchSync"]>[2],
    compile: (pattern: SharedPattern) => Scanner,
  ): Match | null {
    if (this.#string === string && this.#from <= start) {
      const match = this.#match;
      if (match === null || match.captureIndices[0]!.start >= start) return match;
    }
    this.#scanner ??= compile(this);
    const match = this.#scanner.findNextMatchSync(string, start, options) ?? null;
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
 * Lets all grammars of an engine share their patterns, which makes the first use of a grammar twice as fast.
 *
 * Grammars create a thousand scanners with tens of thousands of patterns, nine in ten of which are repeats. Here a
 * pattern is compiled once, when it is first searched, and remembers what it last found in the current line, as the
 * engine does for each scanner. The result is the same as that of one scanner with all patterns: the leftmost match,
 * and that of the first pattern among equals.
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
    createString: (text) => engine.createString(text),
    createScanner(sources) {
      let own: SharedPattern[] | undefined;
      return {
        findNextMatchSync(text, start, options) {
          own ??= sources.map((source) => intern(typeof source === "string" ? source : source.source));
          const string = typeof text === "string" ? engine.createString(text) : text;
          let best: Match | undefined;
          let bestIndex = -1;
          let bestStart = Number.POSITIVE_INFINITY;
          for (let index = 0; index < own.length; index++) {
            const match = own[index]!.find(string, start, options, compile);
            if (match === null) continue;
            const at = match.captureIndices[0]!.start;
            if (at < bestStart) {
              best = match;
              bestIndex = index;
              bestStart = at;
              if (at === start) break;
            }
          }
          if (typeof text === "string") (string as { dispose?(): void }).dispose?.();
          return best ? { index: bestIndex, captureIndices: best.captureIndices } : null;
        },
        dispose() {},
      };
    },
    dispose: releaseAll,
  };
}

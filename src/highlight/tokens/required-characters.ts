/**
 * A set of ASCII characters as two bit masks: `letters` has one bit for each letter (case folded) and one for all
 * digits, `marks` has one for each punctuation mark.
 */
export interface CharacterSet {
  readonly letters: number;
  readonly marks: number;
}

const none: CharacterSet = { letters: 0, marks: 0 };
const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/** Bits of each ASCII character; white space and control characters have none. */
const letterBits = new Int32Array(128);
const markBits = new Int32Array(128);
for (let index = 0; index < 26; index++) {
  letterBits[0x41 + index] = 1 << index;
  letterBits[0x61 + index] = 1 << index;
}
for (let digit = 0x30; digit < 0x3a; digit++) letterBits[digit] = 1 << 26;
for (let index = 0; index < punctuation.length; index++) markBits[punctuation.charCodeAt(index)] = 1 << index;

/** The characters that occur in a text, and whether any of them is outside ASCII. */
export function charactersOf(text: string): CharacterSet & { readonly beyondAscii: boolean } {
  let letters = 0;
  let marks = 0;
  let beyondAscii = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 128) {
      letters |= letterBits[code]!;
      marks |= markBits[code]!;
    } else beyondAscii = true;
  }
  return { letters, marks, beyondAscii };
}

// A quantifier after a comment or a flag would belong to what stands before it: such patterns are not read.
const comment = /\(\?#[^)]*\)(?!\s*[?*+{])/y;
const negativeGroup = /\(\?<?!/y;
/** Groups that require what their content requires. */
const plainGroup = /\((?:\?(?:<?=|[>:]|<[A-Za-z_]\w*>|'[A-Za-z_]\w*')|(?![?*]))/y;
const flagGroup = /\(\?([imxWDSPyau]*)(?:-([imx]*))?(:|\)(?!\s*[?*+{]))/y;
/** Escapes with a letter or digit, none of which requires a known character. */
const wordEscape =
  /\\(?:[pPgkxuoN]\{[^}]*\}|[gk]<[^>]*>|[gk]'[^']*'|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|\d{1,3}|[ABD-LN-Zabd-z])/y;
const otherEscape = /\\(\W)/y;
const blanks = /(?:\s|#[^\n]*)*/y;
const quantifiers = /(?:[?*+]|\{(?:\d+(?:,\d*)?|,\d+)\})*/y;
/**
 * Quantifiers that may match nothing. After `*` or `+` a `?` only makes the quantifier lazy, but after `{2}` it makes the
 * whole optional. All but the common `+?` are taken as optional, which is always safe.
 */
const optional = /\*|\{0*[,}]|(?:^|[^+])\?/;

/** The start of a character class. A bracket that comes first is a character. */
const openClass = String.raw`\[(?:\^|(?!\^))(?:\]|(?!\]))`;
const inClass = String.raw`\\.|[^\\[\]]`;
/** A character class with at most one level of classes in it, such as `[[:alpha:]_]`. */
const characterClass = new RegExp(`${openClass}(?:${inClass}|${openClass}(?:${inClass})*\\])*\\]`, "sy");

/** Thrown for a pattern that is not understood. */
class Unread extends Error {}

/** Patterns that nest deeper are not read. */
const maxDepth = 100;

/** Reads one pattern; see {@linkcode requiredCharacters}. */
class PatternReader {
  #index = 0;
  /** Whether white space and comments are ignored: the flag `x`. */
  #extended = false;
  readonly #pattern: string;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  read(): CharacterSet {
    const set = this.#alternatives(0);
    if (this.#index < this.#pattern.length) throw new Unread();
    return set;
  }

  /** Matches at the current index and moves past the match. */
  #take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#index;
    const match = expression.exec(this.#pattern);
    if (match) this.#index += match[0].length;
    return match;
  }

  /** What all alternatives require, up to the closing parenthesis or the end. */
  #alternatives(depth: number): CharacterSet {
    if (depth > maxDepth) throw new Unread();
    const extended = this.#extended;
    let common: CharacterSet | undefined;
    let letters = 0;
    let marks = 0;
    for (;;) {
      this.#skipBlanks();
      const char = this.#pattern[this.#index];
      if (char === undefined || char === ")" || char === "|") {
        common = common
          ? { letters: common.letters & letters, marks: common.marks & marks }
          : { letters, marks };
        if (char !== "|") break;
        letters = 0;
        marks = 0;
        this.#index++;
        continue;
      }
      const atom = this.#atom(char, depth);
      this.#skipBlanks();
      const quantifier = this.#quantifiers();
      if (quantifier !== "" && optional.test(quantifier)) continue;
      letters |= atom.letters;
      marks |= atom.marks;
    }
    // A flag that is set inside a group ends with the group.
    this.#extended = extended;
    return common;
  }

  #skipBlanks(): void {
    if (this.#extended) this.#take(blanks);
  }

  /** Moves past the quantifiers of an atom, of which there may be several: `a{2}+?`. */
  #quantifiers(): string {
    const char = this.#pattern[this.#index];
    if (char !== "?" && char !== "*" && char !== "+" && char !== "{") return "";
    return this.#take(quantifiers)?.[0] ?? "";
  }

  #atom(char: string, depth: number): CharacterSet {
    if (char === "(") return this.#group(depth);
    if (char === "[") {
      if (!this.#take(characterClass)) throw new Unread();
      return none;
    }
    if (char === "\\") {
      if (this.#take(wordEscape)) return none;
      const escaped = this.#take(otherEscape)?.[1];
      if (escaped === undefined) throw new Unread();
      return bitsOf(escaped);
    }
    // A quantifier without an atom, as after a comment.
    if (this.#quantifiers() !== "") throw new Unread();
    this.#index++;
    return char === "." || char === "^" || char === "$" ? none : bitsOf(char);
  }

  #group(depth: number): CharacterSet {
    if (this.#take(comment)) return none;
    if (this.#take(negativeGroup)) {
      this.#groupContent(depth);
      return none;
    }
    if (this.#take(plainGroup)) return this.#groupContent(depth);
    const flags = this.#take(flagGroup);
    if (!flags) throw new Unread();
    const extended = this.#extended;
    if (flags[1]?.includes("x")) this.#extended = true;
    if (flags[2]?.includes("x")) this.#extended = false;
    if (flags[3] === ")") return none;
    const content = this.#groupContent(depth);
    this.#extended = extended;
    return content;
  }

  #groupContent(depth: number): CharacterSet {
    const content = this.#alternatives(depth + 1);
    if (this.#pattern[this.#index++] !== ")") throw new Unread();
    return content;
  }
}

function bitsOf(char: string): CharacterSet {
  const code = char.charCodeAt(0);
  return code < 128 ? { letters: letterBits[code]!, marks: markBits[code]! } : none;
}

/**
 * Finds characters without which an Oniguruma pattern cannot match, so that lines without them need not be searched. A
 * pattern that is not understood requires nothing.
 *
 * Case is folded for ASCII only. A pattern that ignores case may match a letter outside ASCII (`ſ` for `s`): check
 * {@linkcode mayIgnoreCase} before skipping a line with such letters.
 */
export function requiredCharacters(pattern: string): CharacterSet {
  try {
    return new PatternReader(pattern).read();
  } catch (error) {
    if (error instanceof Unread) return none;
    throw error;
  }
}

/** Tells whether a pattern may ignore case somewhere. */
export function mayIgnoreCase(pattern: string): boolean {
  return /\(\?[A-Za-z]*i/.test(pattern);
}

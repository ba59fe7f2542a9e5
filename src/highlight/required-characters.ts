/**
 * A set of ASCII characters as two words of bits: `letters` has one bit for each letter (case folded) and one for
 * all digits, `marks` one for each punctuation mark.
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

/** The characters that occur in a text, and whether any of them is beyond ASCII. */
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

/** Groups that count as their content, by what follows `(?`; longest first. */
const groups = /(?:<=|=|>|:|<[A-Za-z_]\w*>|'[A-Za-z_]\w*')/y;
const negativeGroups = /(?:<!|!)/y;
const flags = /([imxWDSPyau]*)(?:-([imx]*))?([:)])/y;
const interval = /\{(?:(\d+)(?:,\d*)?|,\d+)\}/y;
/** Escapes with a body, none of which asks for a character that is known. */
const longEscape =
  /\\(?:[pPgkxuoN]\{[^}]*\}|[gk]<[^>]*>|[gk]'[^']*'|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|\d{1,3}|[ABD-LN-Zabd-z])/y;

/** Thrown where a pattern is beyond this reader. */
class Unread extends Error {}

/** Deeper patterns are not read. */
const maxDepth = 100;

/** Reads one pattern; see {@linkcode requiredCharacters}. */
class PatternReader {
  #index = 0;
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

  /** Matches at the current place, and steps over what matched. */
  #take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#index;
    const match = expression.exec(this.#pattern);
    if (match) this.#index += match[0].length;
    return match;
  }

  /** What all branches ask for, up to the closing parenthesis or the end. */
  #alternatives(depth: number): CharacterSet {
    if (depth > maxDepth) throw new Unread();
    const extended = this.#extended;
    let common: CharacterSet | undefined;
    let letters = 0;
    let marks = 0;
    for (;;) {
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
      if (this.#skipBlank()) continue;
      const atom = this.#atom(char, depth);
      this.#skipBlanks();
      if (this.#mayRepeatZeroTimes()) continue;
      letters |= atom.letters;
      marks |= atom.marks;
    }
    // A flag set in the middle of a group ends with it.
    this.#extended = extended;
    return common;
  }

  /** White space and comments of the extended syntax. */
  #skipBlank(): boolean {
    if (!this.#extended) return false;
    const char = this.#pattern[this.#index];
    if (char === "#") {
      const end = this.#pattern.indexOf("\n", this.#index);
      this.#index = end === -1 ? this.#pattern.length : end + 1;
    } else if (char !== undefined && /\s/.test(char)) this.#index++;
    else return false;
    return true;
  }

  #skipBlanks(): void {
    while (this.#skipBlank());
  }

  #atom(char: string, depth: number): CharacterSet {
    if (char === "(") return this.#group(depth);
    if (char === "[") {
      this.#skipClass(depth);
      return none;
    }
    if (char === "\\") return this.#escape();
    // A quantifier where none is expected: after a comment, say.
    if (char === "*" || char === "+" || char === "?") throw new Unread();
    interval.lastIndex = this.#index;
    if (char === "{" && interval.test(this.#pattern)) throw new Unread();
    this.#index++;
    return char === "." || char === "^" || char === "$" ? none : bitsOf(char);
  }

  #group(depth: number): CharacterSet {
    this.#index++;
    if (this.#pattern[this.#index] === "*") throw new Unread();
    if (this.#pattern[this.#index] !== "?") return this.#groupContent(depth);
    this.#index++;
    if (this.#pattern[this.#index] === "#") {
      const end = this.#pattern.indexOf(")", this.#index);
      if (end === -1) throw new Unread();
      this.#index = end + 1;
      return this.#noAtom();
    }
    if (this.#take(negativeGroups)) {
      this.#groupContent(depth);
      return none;
    }
    if (this.#take(groups)) return this.#groupContent(depth);
    const set = this.#take(flags);
    if (!set) throw new Unread();
    const extended = this.#extended;
    if (set[1]?.includes("x")) this.#extended = true;
    if (set[2]?.includes("x")) this.#extended = false;
    if (set[3] === ")") return this.#noAtom();
    const content = this.#groupContent(depth);
    this.#extended = extended;
    return content;
  }

  /** A comment or a switch: a quantifier behind it would belong to what stands before it. */
  #noAtom(): CharacterSet {
    if (/[*+?{]/.test(this.#pattern[this.#index] ?? "")) throw new Unread();
    return none;
  }

  #groupContent(depth: number): CharacterSet {
    const content = this.#alternatives(depth + 1);
    if (this.#pattern[this.#index] !== ")") throw new Unread();
    this.#index++;
    return content;
  }

  #escape(): CharacterSet {
    const char = this.#pattern[this.#index + 1];
    if (char === undefined) throw new Unread();
    if (/[\w\s]/.test(char) || char.charCodeAt(0) > 127) {
      if (!/\w/.test(char)) this.#index += 2;
      else if (!this.#take(longEscape)) throw new Unread();
      return none;
    }
    this.#index += 2;
    return bitsOf(char);
  }

  #skipClass(depth: number): void {
    if (depth > maxDepth) throw new Unread();
    this.#index++;
    if (this.#pattern[this.#index] === "^") this.#index++;
    if (this.#pattern[this.#index] === "]") this.#index++;
    for (;;) {
      const char = this.#pattern[this.#index];
      if (char === undefined) throw new Unread();
      if (char === "]") break;
      if (char === "\\") this.#index += 2;
      else if (char !== "[") this.#index++;
      else if (this.#pattern[this.#index + 1] === ":") {
        const end = this.#pattern.indexOf(":]", this.#index + 2);
        if (end === -1) throw new Unread();
        this.#index = end + 2;
      } else this.#skipClass(depth + 1);
    }
    this.#index++;
  }

  /** Steps over the quantifiers of an atom, of which there may be several: `a{2}+?`. */
  #mayRepeatZeroTimes(): boolean {
    let zero = false;
    for (;;) {
      const char = this.#pattern[this.#index];
      if (char === "?" || char === "*") {
        // After `+`, `*` or `?` a `?` only makes them lazy, but after `{2}` it makes the whole optional. Telling
        // these apart gains little: all of them count as "perhaps not at all", except the common `+?`.
        const before = this.#pattern[this.#index - 1];
        if (!(char === "?" && before === "+" && this.#pattern[this.#index - 2] !== "\\")) zero = true;
        this.#index++;
      } else if (char === "+") this.#index++;
      else {
        const repeat = char === "{" ? this.#take(interval) : null;
        if (!repeat) return zero;
        if (Number(repeat[1] ?? 0) === 0) zero = true;
      }
    }
  }
}

function bitsOf(char: string): CharacterSet {
  const code = char.charCodeAt(0);
  return code < 128 ? { letters: letterBits[code]!, marks: markBits[code]! } : none;
}

/**
 * Finds characters without which an Oniguruma pattern cannot match, so that a line that lacks one of them need not
 * be searched. The answer errs on the side of too few: a pattern that is not understood asks for none.
 *
 * Case is folded for ASCII only. A pattern that ignores case may match a letter beyond ASCII (`ſ` for `s`): ask
 * {@linkcode mayIgnoreCase} before a line with such letters is left out.
 *
 * @param pattern - source of the pattern
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

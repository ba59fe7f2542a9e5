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
/** The start of a group, or flags: for the rest of the group around them, or for a group of their own. */
const opening =
  /\((?:\?(?:(?<negative><?!)|<?=|[>:]|<[A-Za-z_]\w*>|'[A-Za-z_]\w*'|(?<on>[imxWDSPyau]*)(?:-(?<off>[imx]*))?(?<end>:|\)(?!\s*[?*+{])))|(?![?*]))/y;
/** Escapes with a letter or digit, none of which requires a known character. */
const wordEscape =
  /\\(?:[pPgkxuoN]\{[^}]*\}|[gk]<[^>]*>|[gk]'[^']*'|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|\d{1,3}|[ABD-LN-Zabd-z])/y;
const otherEscape = /\\(\W)/y;
const blanks = /(?:\s|#[^\n]*)*/y;
/** The quantifiers of an atom, of which there may be several: `a{2}+?`. */
const quantifiers = /(?:[?*+]|\{(?:\d+(?:,\d*)?|,\d+)\})+/y;
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

/** Patterns that nest deeper are not read. */
const maxDepth = 100;

/** A group while it is read; the pattern itself is one too. */
class Group {
  letters = 0;
  marks = 0;
  /** Whether white space and comments are ignored: the flag `x`. */
  extended: boolean;
  /** Whether it matches where its content does not. */
  readonly negative: boolean;
  /** What all alternatives before the current one require. */
  #common: CharacterSet | undefined;

  constructor(extended: boolean, negative: boolean) {
    this.extended = extended;
    this.negative = negative;
  }

  /** Ends an alternative, and returns what all alternatives require. */
  endAlternative(): CharacterSet {
    const { letters, marks } = this;
    const before = this.#common ?? this;
    this.#common = { letters: letters & before.letters, marks: marks & before.marks };
    this.letters = 0;
    this.marks = 0;
    return this.#common;
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
  let index = 0;
  let group = new Group(false, false);
  const outer: Group[] = [];
  /** Matches at the current index and moves past the match. */
  const take = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = index;
    const match = expression.exec(pattern);
    if (match) index += match[0].length;
    return match;
  };
  const takeQuantifiers = (): string | undefined =>
    "?*+{".includes(pattern[index] ?? " ") ? take(quantifiers)?.[0] : undefined;
  for (;;) {
    if (group.extended) take(blanks);
    const char = pattern[index];
    if (char === undefined) return outer.length === 0 ? group.endAlternative() : none;
    let atom = none;
    if (char === "|") {
      group.endAlternative();
      index++;
      continue;
    } else if (char === ")") {
      const parent = outer.pop();
      if (!parent) return none;
      const content = group.endAlternative();
      if (!group.negative) atom = content;
      group = parent;
      index++;
    } else if (char === "[") {
      if (!take(characterClass)) return none;
    } else if (char === "\\") {
      if (!take(wordEscape)) {
        const escaped = take(otherEscape)?.[1];
        if (escaped === undefined) return none;
        atom = bitsOf(escaped);
      }
    } else if (char === "(") {
      if (take(comment)) continue;
      const { negative, on, off, end } = take(opening)?.groups ?? { end: "unread" };
      if (end === "unread" || outer.length === maxDepth) return none;
      const extended = (group.extended || on?.includes("x") === true) && !off?.includes("x");
      if (end === ")") group.extended = extended;
      else {
        outer.push(group);
        group = new Group(extended, negative !== undefined);
      }
      continue;
    } else {
      // A quantifier without an atom, as after a comment.
      if (takeQuantifiers() !== undefined) return none;
      if (char !== "." && char !== "^" && char !== "$") atom = bitsOf(char);
      index++;
    }
    if (group.extended) take(blanks);
    const quantifier = takeQuantifiers();
    if (quantifier !== undefined && optional.test(quantifier)) continue;
    group.letters |= atom.letters;
    group.marks |= atom.marks;
  }
}

/** Tells whether a pattern may ignore case somewhere. */
export function mayIgnoreCase(pattern: string): boolean {
  return /\(\?[A-Za-z]*i/.test(pattern);
}

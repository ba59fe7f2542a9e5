import { gfmPart } from "./gfm/parts.ts";
import type { SearchBudget } from "./search-budget.ts";

/** A part of a text that the parser takes for one run of words and marks: a paragraph, a heading, a row. */
export interface InlineOptions {
  text: string;
  start: number;
  end: number;
  /** The parts of GFM that are attached, bits of `gfmPart`. */
  parts: number;
  budget: SearchBudget;
}

// What one unit of each kind of search takes, in steps of ten nanoseconds; measured with the families of
// test/spec/pathological.test.ts.
const perMark = 2.5;
const perCharacterRead = 4;
const perCharacterMatched = 0.25;
const perLabelCharacter = 0.2;
const perTrail = 12;

/**
 * Charges a paragraph for the searches that the parser will make in it. It is a bound from above, at times a generous
 * one: a mark that can close is charged for all marks before it, whether or not an opening one stands close by, as one
 * that seems to may itself lie inside code or be taken already.
 *
 * @throws ContentError when the budget is used up
 */
export function chargeInline({ text, start: from, end, parts, budget }: InlineOptions): void {
  budget.startParagraph();
  const start = endOfDefinitions(text, from, end);
  let marks = 0;
  let firstBracket = -1;
  let address = false;
  const ends = new Map<string, number>();

  const charge = (steps: number, offset: number): void => budget.spend(steps, offset, "delimiters");

  /** The search for the end of a comment, an instruction, a declaration. */
  function chargeMarkup(offset: number, closing: string): void {
    let close = ends.get(closing) ?? start;
    if (close !== -1 && close < offset) {
      close = text.indexOf(closing, offset);
      if (close >= end) close = -1;
      ends.set(closing, close);
    }
    if (close === -1) charge((end - offset) * perCharacterRead, offset);
  }

  function chargeTrails(from: number, to: number): void {
    for (let index = from; index < to; index++) {
      const first = index;
      while (index < to && (isTrail(text.charCodeAt(index)) || isEmphasis(text.charCodeAt(index)))) index++;
      if (index - first >= 8) charge((index - first) ** 2 * perTrail, first);
    }
  }

  for (let index = start; index < end; ) {
    const code = text.charCodeAt(index);
    switch (code) {
      case 10: // line ending
      case 38: // &
        marks++;
        break;
      case 92: // backslash
        marks++;
        if (isPunctuation(text.charCodeAt(index + 1))) index++;
        break;
      case 42: // *
      case 95: // _
      case 126: {
        // ~
        const after = endOfRun(text, index, end);
        const size = after - index;
        marks += 2;
        const before = index === start ? 32 : text.charCodeAt(index - 1);
        const isActive = code !== 126 || (parts & gfmPart.strikethrough) !== 0;
        const inWord = code === 95 && isWord(before) && after < end && isWord(text.charCodeAt(after));
        if (isActive && !inWord && !isSpace(before)) {
          charge(Math.ceil(size / 2) * (marks + size) * perMark, index);
        }
        if (address && size >= 8) charge(size * size * perTrail, index);
        index = after;
        continue;
      }
      case 96: {
        // backtick
        const after = endOfRun(text, index, end);
        const close = closingRun(text, after, end, after - index);
        marks += 2;
        charge(
          close === -1 ? (end - after) * perCharacterRead : (close - after) * perCharacterMatched,
          index,
        );
        index = after;
        continue;
      }
      case 60: // <
        marks++;
        if (text.startsWith("<!--", index)) chargeMarkup(index, "-->");
        else if (text.startsWith("<![CDATA[", index)) chargeMarkup(index, "]]>");
        else if (text.charCodeAt(index + 1) === 63) chargeMarkup(index, "?>");
        else if (text.charCodeAt(index + 1) === 33) chargeMarkup(index, ">");
        break;
      case 91: // [
        marks += 2;
        if (firstBracket === -1) firstBracket = index;
        break;
      case 93: // ]
        marks += 2;
        if (firstBracket === -1) break;
        charge(marks * perMark + (index - firstBracket) * perLabelCharacter, index);
        if (text.charCodeAt(index + 1) === 40) {
          charge((endOfResource(text, index + 2, end) - index) * perCharacterRead, index);
        }
        break;
      case 64: // @
        if (firstBracket !== -1 && parts & gfmPart.email) charge(marks * perMark, index);
        address = true;
        break;
      case 72: // H
      case 87: // W
      case 104: // h
      case 119: // w
        if (parts & gfmPart.url && beginsAddress(text, index)) {
          address = true;
          marks++;
          if (firstBracket !== -1) charge(marks * perMark, index);
          else if (index === start || isSpace(text.charCodeAt(index - 1))) {
            // What is a link takes in the marks in it, as in a query of a thousand asterisks.
            const after = endOfAddress(text, index, end);
            chargeTrails(index, after);
            index = Math.max(index + 1, after);
            continue;
          }
        }
        break;
      default:
        if (address && isTrail(code)) {
          let after = index + 1;
          while (after < end && isTrail(text.charCodeAt(after))) after++;
          const size = after - index;
          if (size >= 8) charge(size * size * perTrail, index);
          index = after;
          continue;
        }
    }
    index++;
  }
}

/**
 * A definition without a title, whose URL has no brackets of any kind: a plain one, about which there is no doubt. The
 * marks in its URL are none.
 */
const plainDefinition: RegExp =
  /\[(?!\^)[^[\]\\\n\r]{1,500}\]:[ \t]*(?:\r?\n[ \t]*)?[^\s<>()"'\\[\]][^\s<>()\\[\]]*[ \t]*(?:\r?\n|$)/y;

/** Where the definitions at the start of a paragraph end. */
function endOfDefinitions(text: string, start: number, end: number): number {
  let index = start;
  while (text.charCodeAt(index) === 91) {
    plainDefinition.lastIndex = index;
    const found = plainDefinition.exec(text);
    if (found === null || index + found[0].trimEnd().length > end) break;
    index = Math.min(index + found[0].length, end);
    while (index < end && isSpace(text.charCodeAt(index))) index++;
  }
  return index;
}

function endOfRun(text: string, start: number, end: number): number {
  const code = text.charCodeAt(start);
  let index = start + 1;
  while (index < end && text.charCodeAt(index) === code) index++;
  return index;
}

/** Where the next run of exactly so many backticks begins, or -1. */
function closingRun(text: string, from: number, end: number, size: number): number {
  for (let index = text.indexOf("`", from); index !== -1 && index < end; ) {
    const after = endOfRun(text, index, end);
    if (after - index === size) return index;
    index = text.indexOf("`", after);
  }
  return -1;
}

/** How far the parser reads for the URL and the title behind `](`. */
function endOfResource(text: string, from: number, end: number): number {
  let index = skipSpace(text, from, end);
  if (text.charCodeAt(index) === 60) {
    for (index++; index < end; index++) {
      const code = text.charCodeAt(index);
      if (code === 92) index++;
      else if (code === 60 || code === 10 || code === 13) return index;
      else if (code === 62) break;
    }
    index++;
  } else {
    let open = 0;
    for (; index < end; index++) {
      const code = text.charCodeAt(index);
      if (code === 92) index++;
      else if (code <= 32) break;
      else if (code === 40 && ++open > 32) return index;
      else if (code === 41 && --open < 0) return index;
    }
  }
  index = skipSpace(text, index, end);
  const quote = text.charCodeAt(index);
  if (quote !== 34 && quote !== 39 && quote !== 40) return Math.min(index, end);
  const closing = quote === 40 ? 41 : quote;
  for (index++; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code === 92) index++;
    else if (code === closing) break;
  }
  return Math.min(index, end);
}

function skipSpace(text: string, from: number, end: number): number {
  let index = from;
  while (index < end && isSpace(text.charCodeAt(index))) index++;
  return index;
}

/** `www.`, `http://`, `https://`. */
function beginsAddress(text: string, index: number): boolean {
  return /^(?:www\.|https?:\/\/)/i.test(text.slice(index, index + 8));
}

/** Where the link ends that begins here; here, when its domain is none. Punctuation behind it is left out. */
function endOfAddress(text: string, from: number, end: number): number {
  let index = from;
  while (index < end && !isSpace(text.charCodeAt(index)) && !isLinkEnd(text.charCodeAt(index))) index++;
  if (
    !/^(?:https?:\/\/)?[a-z\d-]+(?:\.[a-z\d-]+)+(?![\w.])/i.test(
      text.slice(from, Math.min(index, from + 300)),
    )
  )
    return from;
  while (index > from && isPunctuation(text.charCodeAt(index - 1))) index--;
  return index;
}

/** `<` and `]`. */
function isLinkEnd(code: number): boolean {
  return code === 60 || code === 93;
}

/** What may trail an address and is then no part of it. */
function isTrail(code: number): boolean {
  return (
    code === 33 ||
    code === 34 ||
    code === 38 ||
    code === 39 ||
    code === 41 ||
    code === 44 ||
    code === 46 ||
    code === 58 ||
    code === 59 ||
    code === 63
  );
}

/** `*`, `_`, `~`: behind an address they may trail it too. */
function isEmphasis(code: number): boolean {
  return code === 42 || code === 95 || code === 126;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function isPunctuation(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  );
}

/** A letter or a digit of ASCII. */
function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

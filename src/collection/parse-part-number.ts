import { hanNumeralPattern, numeralPattern, partNumeral } from "./part-numeral.ts";

/** What a title says about its place in a series. */
export interface PartNumber {
  /** The title without the number, and without the subtitle behind it; `""` when the title begins with the number. */
  base: string;
  /** Number of the part, when the title has one. */
  part?: number;
  /** How many parts the title says there are. */
  total?: number;
  /** What stands behind the number. */
  subtitle?: string;
}

/** Longer titles are taken as they are: no writer numbers them, and an attacker must not buy time with them. */
const maxLength = 1_000;

/** Keywords that a number follows. Longer spellings stand before shorter ones. */
const keywords = "part|pt|chapter|episode|ep|volume|vol|week|day|teil|partie|parte|パート|その";

const keywordNumber: RegExp = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?<keyword>${keywords})(?<dot>\\.?) {0,3}(?:#|no\\. ?)?(?<number>${numeralPattern})(?![\\p{L}\\p{N}\\p{M}_])`,
  "giu",
);

const totalBehind: RegExp = new RegExp(
  `^ {0,3}[([]?(?:/|of|out of|von|sur|de|di) {0,3}(?<total>${numeralPattern})(?![\\p{L}\\p{N}\\p{M}_]|[.,]\\d)[)\\]]?`,
  "iu",
);

/** `(2/5)`, `[2 of 5]`. Brackets are needed: `1/2` alone is a half, `24/7` always. */
const fraction: RegExp = /[([](?<number>\d{1,3}) {0,2}(?:\/| of ) {0,2}(?<total>\d{1,3})[)\]]/giu;

/** `(2)`: only where a title or a subtitle ends. */
const parenthesised: RegExp = new RegExp(`\\((?<number>\\d{1,2}|${hanNumeralPattern})\\)`, "gu");

/** `第3回`, `第十二章`. The counters that a text is divided by; not 次, 世代, 期 and others that count the world. */
const ordinal: RegExp = new RegExp(
  `[第제] {0,1}(?<number>\\d{1,4}|${hanNumeralPattern}) {0,1}(?:部分|[回篇章部話话集节節弾讲講課课]|편|부|회|화|장)(?![작의])`,
  "gu",
);

/** Meetings are numbered too: `第3回 ブラウザー勉強会` is no third part, nor is a report of having spoken there. */
const meetings: RegExp =
  /勉強会|研究会|大会|会議|カンファレンス|セミナー|ミートアップ|コンテスト|meetup|conference|(?:発表|登壇|参加)して/iu;

/** `3편`, `2부`: after a space or a bracket, and not glued to a particle (`3편의 영화` are three films). */
const korean: RegExp = /(?<![^ ([\-:|,])(?:제 ?)?(?<number>\d{1,3}) ?[편부](?![\p{L}\p{N}])/gu;

/** `#3`: at the end, or before a separator. */
const hash: RegExp = /(?<![^ ([])#(?<number>\d{1,4})(?![\p{L}\p{N}_]|[.,]\d)/gu;

/** What `#1234` counts behind these words is no part: `closes issue #1234`. */
const countedThings: RegExp =
  /(?:^|[^\p{L}])(?:issue|issues|pr|prs|pull|request|bug|bugs|ticket|fix|fixes|closes|rfc|top|room|patch|number)$/iu;

/** What every form has one of; nearly all titles have none and are done with. */
const hint: RegExp = new RegExp(`\\d|${keywords}|[〇零一二两三四五六七八九十]`, "iu");

const separator = /[:;,.|/~·•・–—―\-_、。!?…]/u;
const opening = "([{「『【";
const closing = ")]}」』】";

interface Found {
  start: number;
  end: number;
  part: number;
  total?: number;
}

/**
 * Reads the number of a part out of a title, and what is left of the title without it.
 *
 * It reads `Part 3`, `Pt. 3`, `part 3 of 5`, `Part III`, `Part Three`, `Chapter 3`, `Episode 3`, `Vol. 3`, `(3/5)`, `(3)`,
 * `#3`, `第3回`, `第三章`, `（三）`, `3편`, `3부`, `Teil 3`, `Partie 3`, `Parte 3`, `パート3`, `その3`, with full-width digits and
 * no-break spaces. It would rather miss a number than invent one: versions (`Vue 3`, `Jekyll 3.1`), years, sequels
 * (`World War II`), ranges (`Parts 1 and 2`) and issues (`issue #12`) are left alone.
 *
 * @param title - one title, plain text
 * @returns `base` is the whole title when no number was found
 * @example
 * ```ts
 * import { parsePartNumber } from "galley/collection";
 *
 * console.log(JSON.stringify(parsePartNumber("A Tool from Scratch: Part 3 of 5 (The Foundation)")));
 * console.log(JSON.stringify(parsePartNumber("What is new in Vue 3")));
 * // → {"base":"A Tool from Scratch","part":3,"total":5,"subtitle":"The Foundation"}
 * // → {"base":"What is new in Vue 3"}
 * ```
 */
export function parsePartNumber(title: string): PartNumber {
  if (title.length > maxLength) return { base: title };
  // One character for one, so that places in the folded title are places in the title.
  const folded = fold(title);
  const found = hint.test(folded) ? findPart(folded) : undefined;
  if (found === undefined) return { base: title.trim() };
  return divide(title, folded, found);
}

/** A dash as exports of other systems write it. */
const dashEntity: RegExp = /&(?:#821[12]|#x201[34]|ndash|mdash);/gi;

/** Full-width forms to ASCII, every kind of space to a space, entities for dashes to dashes. Lengths stay. */
function fold(title: string): string {
  // Nearly every title: nothing to fold.
  if (/^[ -%'-~]*$/.test(title)) return title;
  return (title.includes("&") ? title.replace(dashEntity, (entity) => "–".padStart(entity.length)) : title)
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, " ");
}

/** The forms, the most outspoken first; of one form the last in the title. */
function findPart(title: string): Found | undefined {
  return (
    last(title, keywordNumber, readKeyword) ??
    last(title, fraction, readFraction) ??
    last(title, ordinal, readOrdinal) ??
    last(title, korean, readBare) ??
    last(title, parenthesised, readParenthesised) ??
    last(title, hash, readHash)
  );
}

type Reader = (title: string, found: RegExpMatchArray & { index: number }) => Found | undefined;

function last(title: string, pattern: RegExp, read: Reader): Found | undefined {
  let found: Found | undefined;
  for (const match of title.matchAll(pattern)) {
    found = read(title, match as RegExpMatchArray & { index: number }) ?? found;
  }
  return found;
}

function readKeyword(title: string, match: RegExpMatchArray & { index: number }): Found | undefined {
  const { keyword = "", dot, number = "" } = match.groups ?? {};
  const start = match.index;
  let end = start + match[0].length;
  const part = partNumeral(number);
  if (part === undefined) return undefined;
  const isDigits = /^\d/.test(number);
  // Kana know no case.
  const isCapital = keyword.charAt(0) !== keyword.charAt(0).toLowerCase() || /^[パそ]/.test(keyword);
  const isPart = /^(?:part|pt|パート|その)$/i.test(keyword);
  const before = title.slice(0, start).trimEnd();
  const stands = before === "" || separator.test(before.slice(-1)) || opening.includes(before.slice(-1));
  // "Ion, week 3" is a report of a series; "from day 1" is a phrase.
  if (/^(?:week|day)$/i.test(keyword) && !(isDigits && stands)) return undefined;
  // `ep` and `vol` are words of their own only with a dot or a capital; "multi-part 2" is one word.
  if (!isCapital && dot === "" && /^(?:ep|vol|pt)$/i.test(keyword) && !isDigits) return undefined;
  if (!isCapital && /[\p{L}\p{N}]-$/u.test(title.slice(Math.max(0, start - 2), start))) return undefined;

  let rest = title.slice(end);
  // A version ("Part 1.5"), a range ("Part 1-3", "Part 1 & 2", "Part 1, 2 and 3").
  if (/^(?:[.,\-–]\d| ?[&+] ?\d| (?:and|und|et|y|to|bis) \d|, ?\d{1,2}(?: ?,| and))/iu.test(rest))
    return undefined;
  const found: Found = { start, end, part };
  const behind = totalBehind.exec(rest);
  if (behind) {
    const total = partNumeral(behind.groups?.total ?? "");
    if (total !== undefined && total > 0) found.total = total;
    end += behind[0].length;
    found.end = end;
    rest = title.slice(end);
  }
  if (isBoundary(rest) || found.total !== undefined) return found;
  // A word follows. "Part 2 Channels" is a heading, "part 2 of the plan" is a sentence.
  if (!isPart || !isCapital || !isDigits || !stands) return undefined;
  return /^ +(?:\p{Lu}|\p{Lo}|\p{N}|["“‘`'])/u.test(rest) || /^ +of (?:a|an|the|my|our|this)\b/iu.test(rest)
    ? found
    : undefined;
}

function readFraction(_title: string, match: RegExpMatchArray & { index: number }): Found | undefined {
  const part = partNumeral(match.groups?.number ?? "");
  const total = partNumeral(match.groups?.total ?? "");
  if (part === undefined || total === undefined || total < 2 || part > total) return undefined;
  return { start: match.index, end: match.index + match[0].length, part, total };
}

function readBare(_title: string, match: RegExpMatchArray & { index: number }): Found | undefined {
  const part = partNumeral(match.groups?.number ?? "");
  return part === undefined ? undefined : { start: match.index, end: match.index + match[0].length, part };
}

function readOrdinal(title: string, match: RegExpMatchArray & { index: number }): Found | undefined {
  const found = readBare(title, match);
  if (!found) return undefined;
  const rest = title.slice(found.end);
  // `第3回potatotips`: what is glued to 回 is the name of what took place for the third time.
  if (match[0].endsWith("回") && /^[\p{L}\p{N}「『]/u.test(rest)) return undefined;
  return meetings.test(rest) ? undefined : found;
}

function readParenthesised(title: string, match: RegExpMatchArray & { index: number }): Found | undefined {
  const found = readBare(title, match);
  const before = title.slice(0, found?.start).trimEnd();
  if (!found || before === "") return undefined;
  // "（三）" may stand between words; behind a day of the month it is a Wednesday.
  if (!/\d/.test(match[0]) && !/[日号]$/.test(before)) return found;
  return isBoundary(title.slice(found.end)) ? found : undefined;
}

function readHash(title: string, match: RegExpMatchArray & { index: number }): Found | undefined {
  const found = readBare(title, match);
  if (!found || !isBoundary(title.slice(found.end))) return undefined;
  return countedThings.test(title.slice(0, found.start).trimEnd()) ? undefined : found;
}

/** Whether a number may end here: at the end, before a separator, or before or behind a bracket. */
function isBoundary(rest: string): boolean {
  const next = rest.trimStart();
  if (next === "") return true;
  const first = next.charAt(0);
  return separator.test(first) || opening.includes(first) || closing.includes(first);
}

/** Cuts the title at the number. Everything is cut from the original: the folded title only lends the places. */
function divide(title: string, folded: string, { start, end, part, total }: Found): PartNumber {
  const open = enclosing(folded, start);
  const isInFront = (to: number): boolean => !/^(?: *[:\-–—|]| *$)/.test(folded.slice(to));
  if (open === undefined) {
    // "(2/3) Channels": a bracket in front leaves the title whole.
    if (start === 0 && opening.includes(folded.charAt(0)) && isInFront(end)) {
      return partNumber(title.slice(end), part, total, []);
    }
    return partNumber(title.slice(0, start), part, total, [title.slice(end)]);
  }
  // Inside brackets: "A (Part 2)", "A (Part 2: B)", "A (B, part 2)", "[Part 2] A".
  const close = closingOf(folded, end);
  const head = trimSeparators(title.slice(open + 1, start));
  const inner = title.slice(end, close);
  const tail = title.slice(close + 1);
  if (head !== "") {
    return partNumber(title.slice(0, open + 1) + head + title.slice(close), part, total, [inner]);
  }
  if (title.slice(0, open).trim() === "" && inner.trim() === "" && isInFront(close + 1)) {
    return partNumber(tail, part, total, []);
  }
  return partNumber(title.slice(0, open), part, total, [inner, tail]);
}

function partNumber(base: string, part: number, total: number | undefined, behind: string[]): PartNumber {
  const number: PartNumber = { base: trimSeparators(base), part };
  if (total !== undefined) number.total = total;
  const subtitle = behind
    .map((text) => unwrap(trimSeparators(text)))
    .filter((text) => text !== "")
    .join(" ");
  if (subtitle !== "") number.subtitle = subtitle;
  return number;
}

/** Where the innermost bracket opens that is still open at a place. */
function enclosing(title: string, place: number): number | undefined {
  const stack: number[] = [];
  for (let index = 0; index < place; index++) {
    const character = title.charAt(index);
    if (opening.includes(character)) stack.push(index);
    else if (closing.includes(character)) stack.pop();
  }
  return stack.pop();
}

/** Where the bracket that is open at a place closes; the end of the title when it never does. */
function closingOf(title: string, place: number): number {
  let depth = 1;
  for (let index = place; index < title.length; index++) {
    const character = title.charAt(index);
    if (opening.includes(character)) depth++;
    else if (closing.includes(character) && --depth === 0) return index;
  }
  return title.length;
}

/** White space and separators off both ends; a full stop, question or exclamation mark is the end of a sentence and stays. */
function trimSeparators(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end) {
    const entity = /^&[#a-z\d]{3,6};/i.exec(text.slice(start, start + 8))?.[0] ?? "";
    if (isDash(entity)) start += entity.length;
    else if (/[\s:;,.|/~·•・–—―\-_、。!?)\]：，；｜）]/u.test(text.charAt(start))) start++;
    else break;
  }
  while (end > start) {
    const entity = /&#?[a-z\d]{1,10};$/i.exec(text.slice(Math.max(start, end - 13), end))?.[0] ?? "";
    if (isDash(entity)) end -= entity.length;
    else if (entity === "" && /[\s:;,|/~·•・–—―\-_、：，；｜]/u.test(text.charAt(end - 1))) end--;
    else break;
  }
  return text.slice(start, end);
}

function isDash(entity: string): boolean {
  return entity !== "" && entity.replace(dashEntity, "") === "";
}

/** "(B)" → "B", when the brackets hold all of it. */
function unwrap(text: string): string {
  const folded = fold(text);
  if (text.length < 2 || !opening.includes(folded.charAt(0))) return text;
  return closingOf(folded, 1) === text.length - 1 ? text.slice(1, -1).trim() : text;
}

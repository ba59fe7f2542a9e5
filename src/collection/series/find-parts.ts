/** The words for 0 to 20. */
const words: readonly string[] = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen twenty"
).split(" ");

/** I to XXXIX. C, D, L and M are left out: “Part C” and “Part D” are not numbers. */
const roman: RegExp = /^(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$/i;
const romanOnes: readonly string[] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];

/** A numeral, for building patterns: digits, a roman numeral, a word, or one of the characters Ⅰ to Ⅻ and ① to ⑳. */
export const numeralPattern: string = `\\d{1,4}|[ivx]{1,7}|[\u2160-\u216B\u2460-\u2473]|${words.join("|")}`;

/** A numeral of Chinese characters, for building patterns: 一 to 九十九, also 〇 and 零. */
const hanNumeralPattern: string = "[〇零一二两三四五六七八九十]{1,3}";

/** A number in a title that may be the number of a part, and where it is. */
export interface FoundPart {
  start: number;
  end: number;
  /** The text before the number and before the word that counts, or with that word when the number needs evidence. */
  before: string;
  part: number;
  total?: number;
  /** 下 is the second of two parts, but the third after 中. */
  isLast?: boolean;
  /** What the titles of other posts must show before the number counts; `undefined` when the title is enough. */
  evidence?: Evidence;
}

/** At least `count` consecutive numbers of titles that have the same text before them; the first is at most `first`. */
export interface Evidence {
  count: number;
  first: number;
  /** The text after the number, which must be the same as well. */
  after?: string;
}

type Match = RegExpMatchArray & { index: number };

/** Words that the number of a part follows. Longer spellings come before shorter ones. */
const partWords = "part|pt|chapter|episode|ep|volume|vol|teil|deel|partie|parte|часть|część|část|パート|その";

/** Words that only count between separators: “Diary, week 4” has a number, “from day 1” is a phrase. */
const stepWords = "week|day|month|take|step|lesson";

const separator: RegExp = /[:;,.|/~·•・–—―\-_、。!?…]/u;
export const opening = "([{「『【";
export const closing = ")]}」』】";

/** The forms that are numbers of parts by themselves, the most explicit first. */
const forms: readonly [pattern: RegExp, read: (title: string, match: Match) => FoundPart | undefined][] = [
  // `Part 3`
  [
    new RegExp(
      `(?<![\\p{L}\\p{N}_])(?<word>${partWords}|${stepWords})(?<dot>\\.?) {0,3}(?:#|no\\. ?)?(?<number>${numeralPattern})(?![\\p{L}\\p{N}\\p{M}_])`,
      "giu",
    ),
    readWord,
  ],
  // `(2/5)`, `[2 of 5]`. Brackets are required: `1/2` alone is a half, `24/7` means always.
  [/[([](?<number>\d{1,3}) {0,2}(?:\/| of ) {0,2}(?<total>\d{1,3})[)\]]/giu, readFraction],
  // `第3回`, `第十二章`: the counters that divide a text; not 次, 世代, 期 and others that count other things.
  [
    new RegExp(
      `[第제] {0,1}(?<number>\\d{1,4}|${hanNumeralPattern}) {0,1}(?:部分|[回篇章部話话集節节弾讲講課课]|편|부|회|화|장)(?![작의])`,
      "gu",
    ),
    readOrdinal,
  ],
  // `3편`, `2부`: after a space or a bracket, and without a particle (`3편의 영화` are three films).
  [/(?<![^ ([\-:|,])(?:제 ?)?(?<number>\d{1,3}) ?[편부](?![\p{L}\p{N}])/gu, readNumber],
  // `(2)`, `(二)`, `(II)`
  [new RegExp(`\\((?<number>\\d{1,2}|[IVX]{2,5}|${hanNumeralPattern})\\)`, "gu"), readParenthesized],
  // `#3`
  [/(?<![^ ([])#(?<number>\d{1,4})(?![\p{L}\p{N}_]|[.,]\d)/gu, readHash],
  // `(上)`, `下篇`, `【前編】`, `(하)`
  [/(?<![\p{L}\p{N}])(?<half>[上中下前後后상중하])(?<piece>[篇編编部卷巻편])?(?![\p{L}\p{N}])/gu, readHalf],
];

/** Every form has one of these. Most titles have none and need no further search. */
const hint: RegExp = new RegExp(
  `\\d|(?<![\\p{L}\\p{N}])(?:${numeralPattern})(?![\\p{L}\\p{N}])|[〇零一二两三四五六七八九十上中下前後后상중하]`,
  "iu",
);

const totalAfter: RegExp = new RegExp(
  `^ {0,3}[([]?(?:/|of|out of|von|van|sur|de|di|из|z) {0,3}(?<total>${numeralPattern})(?![\\p{L}\\p{N}\\p{M}_]|[.,]\\d)[)\\]]?`,
  "iu",
);

/** Words before a `#1234` that is not a part: `closes issue #1234`. */
const countedThings: RegExp =
  /(?:^|[^\p{L}])(?:issue|issues|pr|prs|pull|request|bug|bugs|ticket|fix|fixes|closes|rfc|top|room|patch|number)$/iu;

/** A numeral between spaces, brackets and separators that is not an amount, a version, a date or a fraction. */
const numeral: RegExp = new RegExp(
  `(?<![\\p{L}\\p{N}\\p{M}\\p{Sc}_.#/+&'’\\-]|\\d[ ,])(?<number>\\d{1,3}|(?!\\d)(?:${numeralPattern}|${hanNumeralPattern}))(?![\\p{L}\\p{N}\\p{M}_%$/+°'’]|[.,:\\-]\\p{N}|-\\p{L})`,
  "giu",
);

/** Titles of releases have versions. */
const releases: RegExp =
  /\b(?:v\d|versions?|releas\w+|alphas?|betas?|rc|previews?|editions?|upgrad\w+|migrat\w+)\b/i;

/** The name of a month before the number of a day. */
const month: RegExp =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? *$/i;

/**
 * Finds the numbers in a title that may be the number of a part: first those that need no evidence, the most explicit
 * first and of one form the last in the title first; then those that do.
 *
 * @param title - a title after `foldWidth`
 */
export function findParts(title: string): FoundPart[] {
  if (!hint.test(title)) return [];
  const found: FoundPart[] = [];
  for (const [pattern, read] of forms) {
    const parts = [...title.matchAll(pattern)].flatMap((match) => read(title, match as Match) ?? []);
    found.push(...parts.reverse());
  }
  if (releases.test(title)) return found;
  for (const match of title.matchAll(numeral)) {
    const part = readBare(title, match as Match);
    if (part && !found.some(({ start, end }) => start < part.end && part.start < end)) found.push(part);
  }
  return found;
}

function readWord(title: string, match: Match): FoundPart | undefined {
  const { word = "", dot, number = "" } = match.groups ?? {};
  const found = readNumber(title, match);
  if (found === undefined) return undefined;
  const isDigits = /^\d/.test(number);
  // Kana have no case.
  const isCapital = word.charAt(0) !== word.charAt(0).toLowerCase() || /^[パそ]/.test(word);
  const before = title.slice(0, found.start).trimEnd();
  const isSetApart = before === "" || separator.test(before.slice(-1)) || opening.includes(before.slice(-1));
  if (new RegExp(`^(?:${stepWords})$`, "i").test(word) && !(isDigits && isSetApart)) return undefined;
  // "Why I love Part 2" talks about a part. In a title in capitals the word before is one, too.
  if (word === "Part" && !isSetApart && /(?<![\p{L}\p{N}])\p{Ll}\p{L}*$/u.test(before)) return undefined;
  // Without a dot or a capital `ep` and `vol` are not such words; "multi-part 2" is one word.
  if (!isCapital && dot === "" && /^(?:ep|vol|pt)$/i.test(word) && !isDigits) return undefined;
  if (!isCapital && /[\p{L}\p{N}]-$/u.test(title.slice(Math.max(0, found.start - 2), found.start))) {
    return undefined;
  }
  const after = title.slice(found.end);
  // A version ("Part 1.5") or a range ("Part 1-3", "Part 1 & 2", "Part 1, 2 and 3").
  if (/^(?:[.,\-–]\d| ?[&+] ?\d| (?:and|und|et|y|to|bis) \d|, ?\d{1,2}(?: ?,| and))/iu.test(after)) {
    return undefined;
  }
  const ofTotal = totalAfter.exec(after);
  const total = readNumeral(ofTotal?.groups?.total ?? "");
  found.end += ofTotal?.[0].length ?? 0;
  if (total !== undefined && total > 0) return { ...found, total };
  const rest = title.slice(found.end);
  if (isBoundary(rest)) return found;
  // A word follows. "Part 2 Channels" is a heading, "part 2 of the plan" is a sentence.
  if (!/^(?:part|pt|パート|その)$/i.test(word) || !isCapital || !isDigits || !isSetApart) return undefined;
  return /^ +(?:\p{Lu}|\p{Lo}|\p{N}|["“‘`'])/u.test(rest) || /^ +of (?:a|an|the|my|our|this)\b/iu.test(rest)
    ? found
    : undefined;
}

function readNumber(title: string, { index, 0: text, groups }: Match): FoundPart | undefined {
  const part = readNumeral(groups?.number ?? "");
  const before = title.slice(0, index);
  return part === undefined ? undefined : { start: index, end: index + text.length, before, part };
}

function readFraction(title: string, match: Match): FoundPart | undefined {
  const found = readNumber(title, match);
  const total = readNumeral(match.groups?.total ?? "");
  if (found === undefined || total === undefined || total < 2 || found.part > total) return undefined;
  return { ...found, total };
}

/** `第3回 ブラウザー勉強会` and `第3回potatotips` are meetings: at the start of a title, text may not follow at once. */
function readOrdinal(title: string, match: Match): FoundPart | undefined {
  const found = readNumber(title, match);
  const after = title.slice(found?.end);
  const isFirst = !/[\p{L}\p{N}]/u.test(title.slice(0, match.index));
  if (match[0].endsWith("回") && /^[\p{L}\p{N}「『]/u.test(after)) return undefined;
  return isFirst && !/^ *(?:$|[:\-–—―|、])/u.test(after) ? undefined : found;
}

function readParenthesized(title: string, match: Match): FoundPart | undefined {
  const before = title.slice(0, match.index).trimEnd();
  if (before === "") return undefined;
  const found = readNumber(title, match);
  // "（三）" may be between words; after a day of the month it is a Wednesday.
  if (!/[\dIVX]/.test(match[0]) && !/[日号]$/.test(before)) return found;
  return isBoundary(title.slice(found?.end)) ? found : undefined;
}

function readHash(title: string, match: Match): FoundPart | undefined {
  const found = readNumber(title, match);
  if (!isBoundary(title.slice(found?.end))) return undefined;
  return countedThings.test(title.slice(0, match.index).trimEnd()) ? undefined : found;
}

function readHalf(title: string, { index, 0: text, groups }: Match): FoundPart | undefined {
  const { half = "", piece } = groups ?? {};
  const isBracketed = opening.includes(title.charAt(index - 1) || " ");
  if (index === 0 || (piece === undefined && !isBracketed)) return undefined;
  const isFirst = /[上前상]/.test(half);
  const isLast = !isFirst && !/[中중]/.test(half);
  const before = title.slice(0, index);
  return { start: index, end: index + text.length, before, part: isFirst ? 1 : 2, ...(isLast && { isLast }) };
}

/**
 * Reads a number that only other titles can explain: with a word that counts ("Tool: Month 3"), set apart ("Foo - 2"),
 * or at the end of words ("Status Report 2").
 */
function readBare(title: string, match: Match): FoundPart | undefined {
  const number = match[0];
  const found = readNumber(title, match);
  const after = title.slice(match.index + number.length);
  if (found === undefined) return undefined;
  const { before } = found;
  if (month.test(before)) return undefined;
  // Roman numerals in lower case are words, or the letters of something else.
  if (/^[ivx]+$/.test(number)) return undefined;
  if (!isBoundary(after)) {
    return /\p{L}/u.test(before) ? { ...found, evidence: { count: 3, first: 1, after } } : undefined;
  }
  if (before.trim() === "" || /[:;,|·•・–—―\-、([{「『【] *$/u.test(before)) {
    return { ...found, evidence: { count: 2, first: 3 } };
  }
  const word = /(?:[:;,|·•・–—―\-、] +|[([{「『【、])(\p{L}[\p{L}\p{M}]* +)$/u.exec(before)?.[1];
  if (word !== undefined) {
    return { ...found, start: found.start - word.length, evidence: { count: 2, first: 3 } };
  }
  // "Vue 2" and "Vue 3" are versions.
  const isProduct = /^\d/.test(number) && !/[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]/u.test(before);
  return { ...found, evidence: { count: 2, first: isProduct ? 1 : 3 } };
}

/** Whether a number may end here: at the end of the title, before a separator, or before a bracket. */
function isBoundary(rest: string): boolean {
  const next = rest.trimStart().charAt(0);
  return next === "" || separator.test(next) || opening.includes(next) || closing.includes(next);
}

/** Reads a numeral that matches one of the two patterns; a year is not one. */
export function readNumeral(text: string): number | undefined {
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    return number >= 1900 && number < 2100 ? undefined : number;
  }
  const code = text.charCodeAt(0);
  if (code >= 0x2160 && code <= 0x216b) return code - 0x215f;
  if (code >= 0x2460 && code <= 0x2473) return code - 0x245f;
  const word = words.indexOf(text.toLowerCase());
  if (word !== -1) return word;
  const [, tens = "", ones = ""] = roman.exec(text) ?? [];
  if (tens + ones !== "") return tens.length * 10 + romanOnes.indexOf(ones.toLowerCase());
  return readHanNumeral(text);
}

function readHanNumeral(text: string): number | undefined {
  const [, tens = "", ten, ones = ""] = /^(.?)(十)(.?)$/u.exec(text) ?? [];
  if (ten === undefined) return hanDigit(text);
  const [first, last] = [tens === "" ? 1 : hanDigit(tens), ones === "" ? 0 : hanDigit(ones)];
  return first === undefined || first < 1 || last === undefined ? undefined : first * 10 + last;
}

function hanDigit(character: string): number | undefined {
  const digit = ["〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九"].findIndex((digits) =>
    digits.includes(character),
  );
  return digit === -1 || character.length !== 1 ? undefined : digit;
}

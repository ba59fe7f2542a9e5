import { hanNumeralPattern, numeralPattern, readNumeral } from "./numerals.ts";

/** A part number in a title, and where it is. */
export interface FoundPart {
  start: number;
  end: number;
  part: number;
  total?: number;
}

type Match = RegExpMatchArray & { index: number };

/** One way to write a part number. */
interface Form {
  pattern: RegExp;
  read: (title: string, match: Match) => FoundPart | undefined;
}

/** Words that a number follows. Longer spellings come before shorter ones. */
const keywords = "part|pt|chapter|episode|ep|volume|vol|week|day|teil|partie|parte|パート|その";

const separator = /[:;,.|/~·•・–—―\-_、。!?…]/u;
export const opening = "([{「『【";
export const closing = ")]}」』】";

/** The forms, the most explicit first. */
const forms: readonly Form[] = [
  // `Part 3`
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_])(?<keyword>${keywords})(?<dot>\\.?) {0,3}(?:#|no\\. ?)?(?<number>${numeralPattern})(?![\\p{L}\\p{N}\\p{M}_])`,
      "giu",
    ),
    read: readKeyword,
  },
  // `(2/5)`, `[2 of 5]`. Brackets are required: `1/2` alone is a half, `24/7` means always.
  {
    pattern: /[([](?<number>\d{1,3}) {0,2}(?:\/| of ) {0,2}(?<total>\d{1,3})[)\]]/giu,
    read: readFraction,
  },
  // `第3回`, `第十二章`: the counters that divide a text; not 次, 世代, 期 and others that count other things.
  {
    pattern: new RegExp(
      `[第제] {0,1}(?<number>\\d{1,4}|${hanNumeralPattern}) {0,1}(?:部分|[回篇章部話话集節节弾讲講課课]|편|부|회|화|장)(?![작의])`,
      "gu",
    ),
    read: readOrdinal,
  },
  // `3편`, `2부`: after a space or a bracket, and without a particle (`3편의 영화` are three films).
  {
    pattern: /(?<![^ ([\-:|,])(?:제 ?)?(?<number>\d{1,3}) ?[편부](?![\p{L}\p{N}])/gu,
    read: readNumber,
  },
  // `(2)`
  { pattern: new RegExp(`\\((?<number>\\d{1,2}|${hanNumeralPattern})\\)`, "gu"), read: readParenthesized },
  // `#3`
  { pattern: /(?<![^ ([])#(?<number>\d{1,4})(?![\p{L}\p{N}_]|[.,]\d)/gu, read: readHash },
];

/** A digit or word that every form contains. Most titles have none and need no further search. */
const hint: RegExp = new RegExp(`\\d|${keywords}|[〇零一二两三四五六七八九十]`, "iu");

const totalAfter: RegExp = new RegExp(
  `^ {0,3}[([]?(?:/|of|out of|von|sur|de|di) {0,3}(?<total>${numeralPattern})(?![\\p{L}\\p{N}\\p{M}_]|[.,]\\d)[)\\]]?`,
  "iu",
);

/** Meetings are numbered too: `第3回 ブラウザー勉強会` is not a third part, nor is a report of a talk there. */
const meetings: RegExp =
  /勉強会|研究会|大会|会議|カンファレンス|セミナー|ミートアップ|コンテスト|meetup|conference|(?:発表|登壇|参加)して/iu;

/** Words before a `#1234` that is not a part: `closes issue #1234`. */
const countedThings: RegExp =
  /(?:^|[^\p{L}])(?:issue|issues|pr|prs|pull|request|bug|bugs|ticket|fix|fixes|closes|rfc|top|room|patch|number)$/iu;

/**
 * Finds the part number in a title: the most explicit form, and of one form the last in the title.
 *
 * @param title - a title after `foldWidth`
 */
export function findPart(title: string): FoundPart | undefined {
  if (!hint.test(title)) return undefined;
  for (const { pattern, read } of forms) {
    let found: FoundPart | undefined;
    for (const match of title.matchAll(pattern)) found = read(title, match as Match) ?? found;
    if (found !== undefined) return found;
  }
  return undefined;
}

function readKeyword(title: string, match: Match): FoundPart | undefined {
  const { keyword = "", dot, number = "" } = match.groups ?? {};
  const found = readNumber(title, match);
  if (found === undefined) return undefined;
  const isDigits = /^\d/.test(number);
  // Kana have no case.
  const isCapital = keyword.charAt(0) !== keyword.charAt(0).toLowerCase() || /^[パそ]/.test(keyword);
  const before = title.slice(0, found.start).trimEnd();
  const isSetApart = before === "" || separator.test(before.slice(-1)) || opening.includes(before.slice(-1));
  // "Ion, week 3" reports on a series; "from day 1" is a phrase.
  if (/^(?:week|day)$/i.test(keyword) && !(isDigits && isSetApart)) return undefined;
  // Without a dot or a capital `ep` and `vol` are not keywords; "multi-part 2" is one word.
  if (!isCapital && dot === "" && /^(?:ep|vol|pt)$/i.test(keyword) && !isDigits) return undefined;
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
  if (!/^(?:part|pt|パート|その)$/i.test(keyword) || !isCapital || !isDigits || !isSetApart) return undefined;
  return /^ +(?:\p{Lu}|\p{Lo}|\p{N}|["“‘`'])/u.test(rest) || /^ +of (?:a|an|the|my|our|this)\b/iu.test(rest)
    ? found
    : undefined;
}

function readNumber(_title: string, { index, 0: text, groups }: Match): FoundPart | undefined {
  const part = readNumeral(groups?.number ?? "");
  return part === undefined ? undefined : { start: index, end: index + text.length, part };
}

function readFraction(title: string, match: Match): FoundPart | undefined {
  const found = readNumber(title, match);
  const total = readNumeral(match.groups?.total ?? "");
  if (found === undefined || total === undefined || total < 2 || found.part > total) return undefined;
  return { ...found, total };
}

function readOrdinal(title: string, match: Match): FoundPart | undefined {
  const found = readNumber(title, match);
  const after = title.slice(found?.end);
  // `第3回potatotips`: text directly after 回 names an event that took place for the third time.
  if (match[0].endsWith("回") && /^[\p{L}\p{N}「『]/u.test(after)) return undefined;
  return meetings.test(after) ? undefined : found;
}

function readParenthesized(title: string, match: Match): FoundPart | undefined {
  const before = title.slice(0, match.index).trimEnd();
  if (before === "") return undefined;
  const found = readNumber(title, match);
  // "（三）" may be between words; after a day of the month it is a Wednesday.
  if (!/\d/.test(match[0]) && !/[日号]$/.test(before)) return found;
  return isBoundary(title.slice(found?.end)) ? found : undefined;
}

function readHash(title: string, match: Match): FoundPart | undefined {
  const found = readNumber(title, match);
  if (!isBoundary(title.slice(found?.end))) return undefined;
  return countedThings.test(title.slice(0, match.index).trimEnd()) ? undefined : found;
}

/** Whether a number may end here: at the end of the title, before a separator, or before a bracket. */
function isBoundary(rest: string): boolean {
  const next = rest.trimStart().charAt(0);
  return next === "" || separator.test(next) || opening.includes(next) || closing.includes(next);
}

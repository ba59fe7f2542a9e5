/** A number in a title that may be the number of a part, and where it is. */
export interface FoundPart {
  start: number;
  end: number;
  /** The text before the number and before the word that counts, or with that word when the number needs evidence. */
  before: string;
  part: number;
  total?: number | undefined;
  /** 下 is the second of two parts, but the third after 中. */
  isLast?: boolean;
  /** What the titles of other posts must have for the number to count; `undefined` when the title is enough. */
  evidence?: Evidence;
}

/** At least `count` consecutive numbers of titles that have the same text before them; the first is at most `first`. */
interface Evidence {
  count: number;
  first: number;
  /** The text after the number, which must be the same as well. */
  after?: string;
}

/** A match of one of the patterns below. */
interface Match extends FoundPart {
  text: string;
  after: string;
  groups: Readonly<Record<string, string | undefined>>;
}

const words = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen twenty"
).split(" ");
words.push(...words.slice(1, 10).map((one) => `twenty-${one}`));

/** Numerals and ordinals that only count beside a word for a part: “Second Part”, “Teil zwei”, “часть вторая”. */
const besideWords = [
  "first second third fourth fifth sixth seventh eighth ninth tenth",
  "eins zwei drei vier fünf",
  "erster zweiter dritter vierter fünfter",
  "un deux trois quatre cinq",
  "première deuxième troisième quatrième cinquième",
  "uno dos tres cuatro cinco",
  "primera segunda tercera cuarta quinta",
  "primeira segunda terceira quarta quinta",
  "uno due tre quattro cinque",
  "prima seconda terza quarta quinta",
  "один два три четыре пять",
  "первая вторая третья четвёртая пятая",
  "pierwsza druga trzecia czwarta piąta",
  "eerste tweede derde vierde vijfde",
  "een twee drie vier vijf",
  "ett två tre fyra fem",
  "перша друга третя четверта п’ята",
  "první druhá třetí čtvrtá pátá",
  "πρώτο δεύτερο τρίτο τέταρτο πέμπτο",
  "α β γ δ ε",
  "א ב ג ד ה",
  "اول دوم سوم چهارم پنجم",
  "الأول الثاني الثالث الرابع الخامس",
];
const romanOnes = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
const hanDigits = [..."〇一二三四五六七八九"];

/** Numerals other than digits, in lists where each has its number as index; `_` is not a numeral. */
const numeralLists: readonly string[][] = [
  words,
  // To XXXIX. C, D, L and M are left out: “Part C” and “Part D” are not numbers.
  Array.from({ length: 40 }, (_, number) => "x".repeat(Math.floor(number / 10)) + romanOnes[number % 10]),
  [..."_ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"],
  [..."_①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"],
  Array.from({ length: 100 }, (_, number) => {
    const tens = number < 20 ? "" : hanDigits[Math.floor(number / 10)];
    const ones = number >= 10 && number % 10 === 0 ? "" : hanDigits[number % 10];
    return number < 10 ? `${ones}` : `${tens}十${ones}`;
  }),
  [..."_壱弐参"],
  ...besideWords.map((list) => ["_", ...list.split(" ")]),
];
const besidePattern = besideWords.join("|").replaceAll(" ", "|");
const onlyBeside = new RegExp(`^(?:${besidePattern})$`, "iu");
const numerals = new Map(numeralLists.flatMap((list) => [...list.entries()].map(([at, text]) => [text, at])));

/** Reads a numeral that matches one of the two patterns below; a year is not one. */
export function readNumeral(text = ""): number | undefined {
  if (text === "") return undefined;
  if (!/^\d/.test(text)) return numerals.get(text.toLowerCase().replace("两", "二").replace("零", "〇"));
  const number = Number(text);
  return number >= 1900 && number < 2100 ? undefined : number;
}

/** For building patterns: digits, a roman numeral, a word, or one of the characters Ⅰ to Ⅻ and ① to ⑳. */
export const numeralPattern: string = `\\d{1,4}|[ivx]{1,7}|[Ⅰ-Ⅻ①-⑳]|${words.toReversed().join("|")}`;

/** The same for Chinese characters: 一 to 九十九, also 〇 and 零. */
const hanPattern = "[〇零一二两三四五六七八九十壱弐参]{1,3}";

/** Words that the number of a part follows. Longer spellings come before shorter ones. */
const partWords =
  "part|pt|chapter|ch|episode|ep|volume|vol|teil|kapitel|folge|deel|partie|chapitre|épisode|parte|capítulo|episodio|" +
  "capitolo|puntata|episódio|часть|глава|выпуск|ч|частина|część|cz|odcinek|část|díl|bölüm|phần|bagian|μέρος|חלק|" +
  "الجزء|قسمت|भाग|পর্ব|பகுதி|ตอนที่|ตอน|partea|bahagian|パート|その";

/** Words that only count between separators: “Diary, week 4” has a number, “from day 1” is a phrase. */
const stepWords =
  "week|day|month|take|step|lesson|tag|woche|jour|semaine|leçon|día|semana|lección|dia|aula|giorno|lezione|день|урок|" +
  "dag|del|osa|ders|bài";

const wordBefore = `(?<![\\p{L}\\p{N}_])(?<word>${partWords}|${stepWords})(?<dot>\\.?)(?: ?- ?| {0,3}(?:#|no\\. ?)?)`;

/** Not the beginning of a version ("Part 1.5") or of a range ("Part 1-3", "Part 1 & 2", "Part 1, 2 and 3"). */
const wholeNumber =
  `(?<number>${numeralPattern}|${besidePattern})(?![\\p{L}\\p{N}\\p{M}_])` +
  "(?![.,\\-–]\\d| ?[&+] ?\\d| (?:and|und|et|y|to|bis) \\d|, ?\\d{1,2}(?: ?,| and))";

/** `of 5`, `/5`, `(of 5)` */
const totalAfter =
  "(?: {0,3}[([]?(?:/|of|out of|von|van|sur|de|di|av|af|из|z) {0,3}" +
  `(?<total>${numeralPattern})(?![\\p{L}\\p{N}\\p{M}_]|[.,]\\d)[)\\]]?)?`;

/** `second part`, `2nd part`, `2. Teil`, `2e partie`, `the first part` */
const ordinalBefore =
  "(?<![\\p{L}\\p{N}_])(?:(?:the|der|la) )?" +
  `(?<number>${besidePattern}|[ivx]{1,5}|\\d{1,2}(?=\\p{L}|\\.|-))(?:st|nd|rd|th|\\.|[ªa]|r?e|ère|[eè]me|-я)? ` +
  "(?:part|chapter|episode|teil|deel|partie|parte|часть|частина|część|díl|část|bölüm|rész|osa|del)(?![\\p{L}\\p{M}\\p{N}])";

export const opening = "([{「『【";
export const closing = ")]}」』】";

/** Whether the text before a number ends, or the text after it begins, with a separator or bracket. */
const setApart = /(?:^|[:;,.|/~·•・–—―→»›\-_、،。!?…([{「『【]) *$/u;
const boundary = /^ *(?:$|[:;,.|/~·•・–—―→»›\-_、،。!?…([{「『【)\]}」』】])/u;

/** A number that counts something else: `closes issue #1234`. */
const countedThing =
  /(?<!\p{L})(?:issues?|prs?|pull|request|bugs?|ticket|fix|fixes|closes|rfc|top|room|patch|number) *$/iu;

/** The forms of numbers that the title alone explains, the most explicit first, each with a further condition. */
const forms: readonly [pattern: RegExp, isPart: (match: Match) => boolean][] = [
  // `Part 3`, `Part 3 of 5`
  [new RegExp(wordBefore + wholeNumber + totalAfter, "giu"), isAfterPartWord],
  // `Second Part`
  [
    new RegExp(ordinalBefore, "giu"),
    ({ before, after, text }) => (setApart.test(before) || /^\d+\. /.test(text)) && boundary.test(after),
  ],
  // `(2/5)`, `[2 of 5]`. Brackets are required: `1/2` alone is a half, `24/7` means always.
  [
    /[([](?<number>\d{1,3}) {0,2}(?:\/| of ) {0,2}(?<total>\d{1,3})[)\]]/giu,
    ({ part, total = 0 }) => total > 1 && part <= total,
  ],
  // `第3回`, `第十二章`: the counters that divide a text; not 次, 世代, 期 and others that count other things.
  [
    new RegExp(
      `[第제] ?(?<number>\\d{1,4}|${hanPattern}) ?(?:部分|回(?![\\p{L}\\p{N}「『])|[篇章部話话集節节弾讲講課课]|편|부|회|화|장)(?![작의])`,
      "gu",
    ),
    // At the start of a title text may not follow at once: `第3回 ブラウザー勉強会` is a meeting, but `第三章 はじめに` a chapter.
    ({ before, after, text }) =>
      /[\p{L}\p{N}]/u.test(before) ||
      /^ *(?:$|[:\-–—―|、])/u.test(after) ||
      (/[章篇部話话節节장편]$/.test(text) && after.startsWith(" ")),
  ],
  // `3편`, `2부`: after a space or a bracket, and without a particle (`3편의 영화` are three films).
  [/(?<![^ ([\-:|,])(?:제 ?)?(?<number>\d{1,3}) ?[편부탄](?![\p{L}\p{N}])/gu, () => true],
  // `(2)`, `(二)`, `(II)`
  [new RegExp(`\\((?<number>\\d{1,2}|[IVX]{2,5}|${hanPattern})\\)`, "gu"), isParenthesized],
  // `#3`
  [
    /(?<![^ ([])#(?<number>\d{1,4})(?![\p{L}\p{N}_]|[.,]\d)/gu,
    ({ before, after }) => boundary.test(after) && !countedThing.test(before),
  ],
  // `(上)`, `下篇`, `【前編】`, `(하)`
  [
    /(?<![\p{L}\p{N}])(?<half>[上中下前後后상중하])(?<piece>[篇編编部卷巻편])?(?![\p{L}\p{N}])/gu,
    ({ before, groups }) => (groups.piece === undefined ? /[([{「『【]$/.test(before) : before !== ""),
  ],
];

/** Every form has one of these. Most titles have none and need no further search. */
const hint = new RegExp(
  `\\d|(?<![\\p{L}\\p{N}])(?:${numeralPattern}|${besidePattern})(?![\\p{L}\\p{N}])|[①-⑳〇零一二两三四五六七八九十壱弐参上中下前後后상중하]`,
  "iu",
);

/** A numeral between spaces, brackets and separators that is not an amount, a version, a date or a fraction. */
const bareNumeral = new RegExp(
  `(?<![\\p{L}\\p{N}\\p{M}\\p{Sc}_.#/+&'’\\-]|\\d[ ,])(?<number>\\d{1,3}|(?!\\d)(?:${numeralPattern}|${hanPattern}))(?![\\p{L}\\p{N}\\p{M}_%$/+°'’]|[.,:\\-]\\p{N}|-\\p{L})`,
  "giu",
);

/** Other forms that only the titles of other posts can explain. */
const doubtfulForms: readonly [pattern: RegExp, isPart: (match: Match) => boolean][] = [
  // `Foo 2/3`, `Foo 2 of 3`
  [
    /(?<![\p{L}\p{N}\p{Sc}_.,/+-])(?<number>\d{1,2})(?: ?\/ ?| of )(?<total>\d{1,2})(?![\p{L}\p{N}_%/]|[.,]\d)/gu,
    ({ part, total = 0 }) => total > 1 && part <= total,
  ],
  // `第1回 はじめに`, `3日目`, `3화`
  [
    new RegExp(
      `(?<!\\d)(?:[第제] ?)?(?<number>\\d{1,3}|${hanPattern}) ?(?:日目|[天回章話话課课]|일차|[화회장])(?![\\p{L}\\p{N}])`,
      "gu",
    ),
    () => true,
  ],
  // `系列之三`, `入門その三`, `入門③`
  [new RegExp(`(?:之|その)?(?<number>(?<=之|その)${hanPattern}(?!\\p{L})|[①-⑳])`, "gu"), () => true],
  // `03 Foo`
  [/^(?<number>0\d)(?= \p{L})/gu, () => true],
  // `Devlog #3 Shaders`
  [/(?<![^ ([])#(?<number>\d{1,4})(?= )/gu, ({ before }) => !countedThing.test(before)],
];

/** Titles of releases have versions. */
const releases = /\b(?:v\d|versions?|releas\w+|alphas?|betas?|rc|previews?|editions?|upgrad\w+|migrat\w+)\b/i;

/** The name of a month before the number of a day. */
const month =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? *$/i;

/**
 * Finds the numbers in a title that may be the number of a part: first those that need no evidence, the most explicit
 * first and of one form the last in the title first; then those that do.
 *
 * @param title - a title after `foldWidth`
 */
export function findParts(title: string): FoundPart[] {
  if (!hint.test(title)) return [];
  const found: FoundPart[] = forms.flatMap(([pattern, isPart]) =>
    findMatches(title, pattern).filter(isPart).reverse(),
  );
  if (releases.test(title)) return found;
  const doubtful = doubtfulForms.flatMap(([pattern, isPart]) => findMatches(title, pattern).filter(isPart));
  for (const part of [
    ...doubtful.map((match) => ({ ...match, evidence: { count: 2, first: 3 } })),
    ...findMatches(title, bareNumeral).flatMap((match) => readBare(match) ?? []),
  ]) {
    if (!found.some(({ start, end }) => start < part.end && part.start < end)) found.push(part);
  }
  return found;
}

function findMatches(title: string, pattern: RegExp): Match[] {
  return [...title.matchAll(pattern)].flatMap(({ 0: text, index, groups = {} }) => {
    const { number, total, half = "" } = groups;
    const isLast = /[下後后하]/.test(half);
    const part = half === "" ? readNumeral(number) : /[上前상]/.test(half) ? 1 : 2;
    if (part === undefined) return [];
    const [start, end] = [index, index + text.length];
    const [before, after] = [title.slice(0, start), title.slice(end)];
    return { start, end, before, after, text, groups, part, total: readNumeral(total) || undefined, isLast };
  });
}

function isAfterPartWord({ before, after, total, groups: { word = "", dot, number = "" } }: Match): boolean {
  const isDigits = /^\d/.test(number);
  // Kana have no case.
  const isCapital = /^[\p{Lu}パそ]/u.test(word);
  const isSetApart = setApart.test(before);
  const isNumeral = isDigits || onlyBeside.test(number);
  if (stepWords.split("|").includes(word.toLowerCase()) && !(isNumeral && isSetApart)) return false;
  // "Why I love Part 2" talks about a part. In a title in capitals the word before is one, too.
  if (word === "Part" && !isSetApart && /(?<![\p{L}\p{N}])\p{Ll}\p{L}* *$/u.test(before)) return false;
  // Without a dot or a capital `ep` and `vol` are not such words; "multi-part 2" is one word.
  if (!isCapital && dot === "" && /^(?:ch|ep|vol|pt|cz|ч)$/i.test(word) && !isDigits) return false;
  if (!isCapital && /[\p{L}\p{N}]-$/u.test(before)) return false;
  if (total !== undefined || boundary.test(after)) return true;
  // A word follows. "Part 2 Channels" is a heading, "part 2 of the plan" is a sentence.
  const isHeading = /^(?:part|pt|パート|その)$/i.test(word) && isCapital && isDigits && isSetApart;
  return isHeading && /^ +(?:[\p{Lu}\p{Lo}\p{N}"“‘`']|of (?:a|an|the|my|our|this)\b)/u.test(after);
}

function isParenthesized({ before, after, text }: Match): boolean {
  if (before.trim() === "") return false;
  // "（三）" may be between words; after a day of the month it is a Wednesday.
  return boundary.test(after) || !(/[\dIVX]/.test(text) || /[日号] *$/.test(before));
}

/**
 * Reads a number that only other titles can explain: with a word that counts ("Tool: Month 3"), set apart ("Foo - 2"),
 * or at the end of words ("Status Report 2").
 */
function readBare(match: Match): FoundPart | undefined {
  const { start, before, after, text } = match;
  // Roman numerals in lower case are words, or the letters of something else.
  if (month.test(before) || /^[ivx]+$/.test(text)) return undefined;
  if (!boundary.test(after)) {
    return /\p{L}/u.test(before) ? { ...match, evidence: { count: 3, first: 1, after } } : undefined;
  }
  if (/(?:^|[:;,|·•・–—―\-、([{「『【]) *$/u.test(before)) {
    return { ...match, evidence: { count: 2, first: 3 } };
  }
  const word = /(?:[:;,|·•・–—―\-、] +|[([{「『【、])(\p{L}[\p{L}\p{M}]* +)$/u.exec(before)?.[1] ?? "";
  // "Vue 2" and "Vue 3" are versions.
  const isProduct =
    word === "" && /^\d/.test(text) && !/[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]/u.test(before);
  return { ...match, start: start - word.length, evidence: { count: 2, first: isProduct ? 1 : 3 } };
}

import { withoutUndefined } from "../../core/without-undefined.ts";
import { closing, type FoundPart, findParts, opening } from "./find-parts.ts";

/** The part number in a title. */
export interface PartNumber {
  /** The title without the number and the subtitle after it; `""` when the title begins with the number. */
  base: string;
  /** The number, when the title has one. */
  part?: number;
  /** The number of parts, when the title says it. */
  total?: number;
  /** The text after the number. */
  subtitle?: string;
}

/** Longer titles are returned as they are: they have no part numbers in practice, and hostile ones would take time. */
const maxLength = 1_000;

/**
 * Reads the part number from a title, and what is left of the title without it.
 *
 * It reads `Part 3`, `Pt. 3`, `part 3 of 5`, `Part III`, `Part Three`, `Chapter 3`, `Episode 3`, `Vol. 3`, `(3/5)`, `(3)`,
 * `#3`, `第3回`, `第三章`, `（三）`, `（下）`, `3편`, `3부`, `Teil 3`, `Partie 3`, `часть 3`, `パート3`, `その3`, and between separators
 * `second part`, `2. Teil`, `week 3`, `month 3`, `take 3`, `step 3`, `lesson 3`. A number in doubt is not read: versions
 * (`Vue 3`, `Jekyll 3.1`), years, sequels (`World War II`), ranges (`Parts 1 and 2`) and issues (`issue #12`) are not part
 * numbers. `orderSeries` knows the titles of the other posts, and reads more.
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
  const [found] = possibleParts(title);
  return found === undefined || found.evidence ? { base: title.trim() } : divide(title, found);
}

/** The numbers in a title that may be the number of a part, the most certain first. */
function possibleParts(title: string): FoundPart[] {
  // Folding keeps the length, so that offsets in the folded title are offsets in the title.
  return title.length > maxLength ? [] : findParts(foldWidth(title));
}

/** A dash as exported by other systems. */
const dashEntity: RegExp = /&(?:#821[12]|#x201[34]|ndash|mdash);/gi;

/** Turns full-width forms and all digits into ASCII, each kind of space into a space, and entities for dashes into dashes. */
function foldWidth(title: string): string {
  // Most titles need no folding.
  if (/^[ -%'-~]*$/.test(title)) return title;
  return (title.includes("&") ? title.replace(dashEntity, (entity) => "–".padStart(entity.length)) : title)
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[^\P{Nd}\u{10000}-\u{10FFFF}]/gu, (digit) => `${digitOf(digit)}`)
    .replace(/\s/g, " ");
}

/** The value of a digit. The ten digits of a script begin at a code point that ends with 0 or 6. */
function digitOf(digit: string): number {
  const code = digit.charCodeAt(0);
  return /\p{Nd}/u.test(String.fromCharCode(code & ~15)) ? code & 15 : (code & 15) - 6;
}

/** Splits the title at the number. The folded title is only used for offsets. */
function divide(title: string, { start, end, part, total }: FoundPart): PartNumber {
  const folded = foldWidth(title);
  const open = findBracket(folded, start - 1, -1);
  const isInside = open !== -1;
  const close = isInside ? findBracket(folded, end, 1) : end;
  const from = isInside ? open : start;
  const to = isInside ? close + 1 : end;
  const inner = title.slice(end, close);
  const tail = title.slice(to);
  const head = isInside ? trimSeparators(title.slice(open + 1, start)) : "";
  let base = title.slice(0, from);
  let subtitles = [inner, tail];
  if (head !== "") {
    // "A (B, part 2)"
    base = title.slice(0, open + 1) + head + title.slice(close);
    subtitles = [inner];
  } else if (opening.includes(folded.charAt(from)) && base.trim() === "" && inner.trim() === "") {
    // "(2/3) Channels": without a separator the rest is the base.
    if (!/^ *(?:[:\-–—|]|$)/.test(folded.slice(to))) [base, subtitles] = [tail, []];
  }
  const subtitle = subtitles.map((text) => unwrap(trimSeparators(text))).filter(Boolean);
  return withoutUndefined<PartNumber>({
    base: trimSeparators(base),
    part,
    total,
    subtitle: subtitle.join(" ") || undefined,
  });
}

/**
 * Finds the bracket around an offset: forwards the one that closes, or the end of the text; backwards the one that opens,
 * or -1.
 */
function findBracket(text: string, offset: number, step: 1 | -1): number {
  const [outer, inner] = step === 1 ? [closing, opening] : [opening, closing];
  let depth = 1;
  let index = offset;
  for (; index >= 0 && index < text.length; index += step) {
    if (inner.includes(text.charAt(index))) depth++;
    else if (outer.includes(text.charAt(index)) && --depth === 0) break;
  }
  return index;
}

const leadingSeparators = /^[\s:;,.|/~·•・–—―→»›\-_、،。!?)\]]*/u;

/** Excludes marks that end a sentence, and the semicolon of an entity. */
const trailingSeparators = /(?:[\s:,|/~·•・–—―→»›\-_、،]|(?<!&#?[a-z\d]{1,10});)*$/iu;

/** Removes white space and separators from both ends. */
function trimSeparators(text: string): string {
  const folded = foldWidth(text);
  const start = leadingSeparators.exec(folded)?.[0].length ?? 0;
  return text.slice(start, start + folded.slice(start).search(trailingSeparators));
}

/** "(B)" → "B", when the brackets enclose the whole text. */
function unwrap(text: string): string {
  const folded = foldWidth(text);
  const isWrapped = opening.includes(folded.charAt(0)) && findBracket(folded, 1, 1) === text.length - 1;
  return isWrapped ? text.slice(1, -1).trim() : text;
}

/**
 * Reads the part numbers of titles in the context of the others: "Status Report 2" is a second part if there is a "Status
 * Report 1", and of two numbers in a title, the one that more titles use is chosen.
 *
 * @param titles - the titles of one series, or of a whole blog; those of drafts and scheduled posts do not affect others
 * @param names - the names of the series; a number after one of them counts: "ReCon 3: Names"
 * @returns for each title what `parsePartNumber` returns
 */
export function readTitles(
  titles: readonly { title: string; isPending: boolean }[],
  names?: readonly (string | undefined)[],
): PartNumber[] {
  const known = new Set(names?.map((name) => compact(name)));
  known.delete("");
  const all = titles.map(({ title, isPending }) => {
    const parts = possibleParts(title).map((found) => ({
      found,
      key: keyOf(title, found, names !== undefined),
    }));
    return { title, isPending, parts };
  });
  const published = all.filter(({ isPending }) => !isPending);
  const counted = new Map<string, Set<number>>();
  for (const { found, key } of published.flatMap(({ parts }) => parts)) {
    counted.set(key, (counted.get(key) ?? new Set()).add(countOf(found)));
  }
  // A title without a number may be the first: "Status Report" beside "Status Report 2".
  const firsts = new Set<string>();
  for (const { title, parts } of published) {
    if (counted.size > 0 && parts.length === 0) firsts.add(`${looseKey(title)}\0`);
  }

  return all.map(({ title, parts }) => {
    let best: FoundPart | undefined;
    let most = 0;
    for (const { found, key } of parts) {
      const numbers = new Set(counted.get(key)).add(countOf(found));
      if (firsts.has(key) && found.evidence?.first !== 1) numbers.add(1);
      if (numbers.size <= most || !(isExplained(found, numbers) || isNamed(title, found))) continue;
      most = numbers.size;
      best = found.isLast && numbers.has(2) ? { ...found, part: 3 } : found;
    }
    return best ? divide(title, best) : { base: title.trim() };
  });

  /** Whether the number stands after a name of the series. */
  function isNamed(title: string, { start, evidence }: FoundPart): boolean {
    return evidence?.after === undefined && known.has(compact(title.slice(0, start)));
  }
}

/** Adjusts a number to the others of its series: 下 is the third part if there is a second. */
function countOf({ part, isLast }: FoundPart): number {
  return isLast ? 3 : part;
}

/** The text that titles with different numbers must share. In a blog, all titles that begin with a number look alike. */
function keyOf(title: string, { before, end, evidence }: FoundPart, isSeries: boolean): string {
  const key = looseKey(before);
  const after = evidence?.after ?? (key === "" && !isSeries ? title.slice(end) : "");
  return `${key}\0${looseKey(after)}`;
}

function isExplained({ evidence }: FoundPart, numbers: ReadonlySet<number>): boolean {
  if (evidence === undefined) return true;
  const lowest = Math.min(...numbers);
  const run = Array.from({ length: evidence.count }, (_, index) => lowest + index);
  return lowest <= evidence.first && run.every((number) => numbers.has(number));
}

/** `ReConLangMo`, `recon-lang-mo` and `Re Con Lang Mo` are the same name. */
function compact(name = ""): string {
  return looseKey(name).replaceAll(" ", "");
}

/** The letters and digits of a text, to compare texts without case, punctuation and spaces. */
export function looseKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

import { withoutUndefined } from "../../core/without-undefined.ts";
import { closing, type Evidence, type FoundPart, findParts, opening } from "./find-parts.ts";

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
 * `#3`, `第3回`, `第三章`, `（三）`, `（下）`, `3편`, `3부`, `Teil 3`, `Partie 3`, `Parte 3`, `Deel 3`, `часть 3`, `パート3`, `その3`,
 * and between separators `week 3`, `month 3`, `take 3`, `step 3`, `lesson 3`. A number in doubt is not read: versions
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

/** A dash as other systems export it. */
const dashEntity: RegExp = /&(?:#821[12]|#x201[34]|ndash|mdash);/gi;

/** Turns full-width forms into ASCII, every kind of space into a space, and entities for dashes into dashes. */
function foldWidth(title: string): string {
  // Most titles have nothing to fold.
  if (/^[ -%'-~]*$/.test(title)) return title;
  return (title.includes("&") ? title.replace(dashEntity, (entity) => "–".padStart(entity.length)) : title)
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, " ");
}

/** Splits the title at the number. The folded title only gives the offsets. */
function divide(title: string, { start, end, part, total }: FoundPart): PartNumber {
  const folded = foldWidth(title);
  const open = enclosing(folded, start);
  const isInFront = (to: number): boolean => !/^(?: *[:\-–—|]| *$)/.test(folded.slice(to));
  if (open === undefined) {
    // "(2/3) Channels": after a number in brackets at the start, the rest is the base.
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

function partNumber(base: string, part: number, total: number | undefined, after: string[]): PartNumber {
  const subtitle = after
    .map((text) => unwrap(trimSeparators(text)))
    .filter((text) => text !== "")
    .join(" ");
  return withoutUndefined<PartNumber>({
    base: trimSeparators(base),
    part,
    total,
    subtitle: subtitle || undefined,
  });
}

/** The offset of the innermost bracket that is open at an offset. */
function enclosing(title: string, offset: number): number | undefined {
  const stack: number[] = [];
  for (let index = 0; index < offset; index++) {
    const character = title.charAt(index);
    if (opening.includes(character)) stack.push(index);
    else if (closing.includes(character)) stack.pop();
  }
  return stack.pop();
}

/** Where the bracket that is open at an offset closes; the end of the title when it does not. */
function closingOf(title: string, offset: number): number {
  let depth = 1;
  for (let index = offset; index < title.length; index++) {
    const character = title.charAt(index);
    if (opening.includes(character)) depth++;
    else if (closing.includes(character) && --depth === 0) return index;
  }
  return title.length;
}

const leadingSeparators: RegExp = /^[\s:;,.|/~·•・–—―\-_、。!?)\]]*/u;

/** Not the mark that ends a sentence, and not the semicolon of an entity. */
const trailingSeparators: RegExp = /(?:[\s:,|/~·•・–—―\-_、]|(?<!&#?[a-z\d]{1,10});)*$/iu;

/** Removes white space and separators from both ends. */
function trimSeparators(text: string): string {
  const folded = foldWidth(text);
  const start = leadingSeparators.exec(folded)?.[0].length ?? 0;
  return text.slice(start, start + folded.slice(start).search(trailingSeparators));
}

/** "(B)" → "B", when the brackets enclose the whole text. */
function unwrap(text: string): string {
  const folded = foldWidth(text);
  if (text.length < 2 || !opening.includes(folded.charAt(0))) return text;
  return closingOf(folded, 1) === text.length - 1 ? text.slice(1, -1).trim() : text;
}

/** A title among others. */
interface GivenTitle {
  title: string;
  /** The title of a draft or a scheduled post says nothing about those of published posts. */
  isPending: boolean;
}

/**
 * Reads the part numbers of titles that explain each other: "Status Report 2" is a second part if there is a "Status
 * Report 1", and of two numbers in a title the one that more titles count is meant.
 *
 * @param titles - the titles of one series, or of a whole blog
 * @param names - the names of the series; a number after one of them counts: "ReCon 3: Names"
 * @returns for each title what `parsePartNumber` returns
 */
export function readTitles(titles: readonly GivenTitle[], names?: readonly string[]): PartNumber[] {
  const known = new Set(names?.map(compact));
  known.delete("");
  const all = titles.map(({ title }) =>
    possibleParts(title).map((found) => ({ found, key: keyOf(title, found, names !== undefined) })),
  );
  const counted = new Map<string, Set<number>>();
  const middles = new Set<string>();
  for (const [index, parts] of all.entries()) {
    if (titles[index]?.isPending) continue;
    for (const { found, key } of parts) {
      counted.set(key, (counted.get(key) ?? new Set()).add(found.part));
      if (found.part === 2 && !found.isLast) middles.add(key);
    }
  }
  // A title without a number may be the first: "Status Report" beside "Status Report 2".
  const firsts = new Set<string>();
  for (const [index, { title, isPending }] of titles.entries()) {
    if (counted.size > 0 && all[index]?.length === 0 && !isPending) firsts.add(`${looseKey(title)}\0`);
  }

  return titles.map(({ title }, index) => {
    let best: FoundPart | undefined;
    let most = 0;
    for (const { found, key } of all[index] ?? []) {
      const { evidence } = found;
      const numbers = new Set(counted.get(key)).add(found.part);
      if (firsts.has(key) && evidence?.first !== 1) numbers.add(1);
      const isSure = evidence === undefined || hasEvidence(numbers, evidence) || isNamed(title, found);
      if (!isSure || numbers.size <= most) continue;
      best = found.isLast && middles.has(key) ? { ...found, part: 3 } : found;
      most = numbers.size;
    }
    return best ? divide(title, best) : { base: title.trim() };
  });

  /** Whether the number stands after a name of the series. */
  function isNamed(title: string, { start, evidence }: FoundPart): boolean {
    return evidence?.after === undefined && known.has(compact(title.slice(0, start)));
  }
}

/** What titles with different numbers must have in common. In a blog, all titles that begin with a number are alike. */
function keyOf(title: string, { before, end, evidence }: FoundPart, isSeries: boolean): string {
  const key = looseKey(before);
  const after = evidence?.after ?? (key === "" && !isSeries ? title.slice(end) : "");
  return `${key}\0${looseKey(after)}`;
}

function hasEvidence(numbers: ReadonlySet<number>, { count, first }: Evidence): boolean {
  let number = [...numbers].reduce((a, b) => Math.min(a, b));
  if (number > first) return false;
  for (let run = 1; run < count; run++) if (!numbers.has(++number)) return false;
  return true;
}

/** `ReConLangMo`, `recon-lang-mo` and `Re Con Lang Mo` are one name. */
function compact(name: string): string {
  return looseKey(name).replaceAll(" ", "");
}

/** The letters and digits of a text, to compare texts without case, punctuation and spaces. */
export function looseKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

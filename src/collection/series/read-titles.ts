import type { Evidence, FoundPart } from "./find-parts.ts";
import { divide, type PartNumber, possibleParts } from "./parse-part-number.ts";
import { looseKey } from "./short-title.ts";

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

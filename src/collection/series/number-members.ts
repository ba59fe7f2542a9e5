import { compareText } from "../../core/compare-text.ts";
import { numeralPattern, readNumeral } from "./find-parts.ts";
import { looseKey } from "./parse-part-number.ts";
import type { Gathered, Member } from "./series.ts";

/**
 * Gives each member its number and puts the members in reading order: the declared list first, then by number. A post
 * without a number is placed by its date. When no published post has a number, all are counted, scheduled posts
 * and then drafts last, so that no published number depends on a pending post.
 *
 * @param given - by date, then slug
 */
export function numberMembers<P>(given: readonly Member<P>[]): Member<P>[] {
  // `10-name` is a number where other files are named `01-name`. Drafts do not count.
  const isZeroLed = given.some(
    (member) => !member.isPending && /^0\d{1,2}(?=[-_. ]|$)/.test(fileNameOf(member)),
  );
  const members = given.map((member): Member<P> => {
    const { membership, titleNumber, listIndex } = member;
    const listed = listIndex === undefined ? undefined : listIndex + 1;
    const part =
      membership?.part ?? titleNumber.part ?? listed ?? partFromName(fileNameOf(member), isZeroLed);
    return { ...member, part, shown: part };
  });
  const step = spacing(members.filter(({ part, isPending }) => part !== undefined && !isPending));
  for (const member of members)
    if (member.part !== undefined) member.part = member.shown = member.part / step;
  const first = unnumberedFirst(members);
  if (first) first.part = first.shown = 1;

  // Sorting is stable, so dates and slugs decide between equal numbers.
  const numbered = members
    .filter(({ part }) => part !== undefined)
    .sort((a, b) => compareNumbers(a.listIndex, b.listIndex) || compareNumbers(a.part, b.part));
  const others = members
    .filter(({ part }) => part === undefined)
    .sort((a, b) => Number(a.isPending) - Number(b.isPending));
  if (numbered.every(({ isPending }) => isPending)) {
    others.sort((a, b) => Number(a.isDraft) - Number(b.isDraft));
    for (const [index, member] of others.entries()) member.shown = index + 1;
    return [...others, ...numbered];
  }
  const ordered = [...numbered];
  for (const other of others) {
    // No order in public depends on a pending post: published ones are placed first, and among published ones.
    const counts = (member: Member<P>): boolean => other.isPending || !member.isPending;
    const isDated = numbered.some((member) => counts(member) && member.time !== undefined);
    const isBefore = (member: Member<P>): boolean =>
      member.listIndex !== undefined || !isDated || compareNumbers(member.time, other.time) <= 0;
    ordered.splice(ordered.findLastIndex((member) => counts(member) && isBefore(member)) + 1, 0, other);
  }
  return ordered;
}

/** What to divide numbers by: weights in front matter are often 10, 20, 25, to leave room for others. */
function spacing<P>(numbered: readonly Member<P>[]): number {
  const lowest = Math.min(...numbered.map(({ membership }) => membership?.part ?? 1));
  const isSpaced = numbered.every(
    ({ membership, titleNumber }) =>
      ((membership?.part ?? 1) / lowest) % 0.5 === 0 && titleNumber.part !== membership?.part,
  );
  return isSpaced && numbered.length > 1 && (lowest === 10 || lowest === 100) ? lowest : 1;
}

/** Compares numbers; a missing one comes last. */
export function compareNumbers(
  a: number = Number.POSITIVE_INFINITY,
  b: number = Number.POSITIVE_INFINITY,
): number {
  return a === b ? 0 : a - b;
}

/** The post that is part 1 though nothing says so: its title begins with what the others repeat before their number. */
function unnumberedFirst<P>(members: readonly Member<P>[]): Member<P> | undefined {
  const published = members.filter(({ isPending }) => !isPending);
  const numbered = published.filter(({ part }) => part !== undefined);
  const second = secondPart(numbered);
  if (second === undefined || members.some(({ listIndex }) => listIndex !== undefined)) return undefined;
  const bases = new Set(numbered.map(({ titleNumber }) => looseKey(titleNumber.base)));
  bases.delete("");
  return published.find((member) => {
    const title = `${looseKey(member.title)} `;
    const isNamed = [...bases].some((base) => title.startsWith(`${base} `));
    return member.part === undefined && isNamed && isNotNewer(member, second);
  });
}

/** The part with the lowest number if that is 2, so that part 1 is missing. */
export function secondPart<P>(members: readonly Member<P>[]): Member<P> | undefined {
  const partOf = ({ part, titleNumber }: Member<P>): number => part ?? titleNumber.part ?? 1;
  const [lowest] = members.toSorted((a, b) => partOf(a) - partOf(b));
  return lowest && partOf(lowest) === 2 ? lowest : undefined;
}

/** Whether a post may come before another one. */
export function isNotNewer<P>(post: Member<P>, other: Member<P>): boolean {
  return compareNumbers(post.time ?? 0, other.time) <= 0;
}

/** The name of the file without date and extension; of an `index` file, that of its folder. */
function fileNameOf<P>({ path, slug }: Member<P>): string {
  const segments = (path ?? slug).slice(-1_000).split(/[\\/]/);
  const file = (segments.pop() ?? "").replace(/\.[a-z]{1,8}$/i, "");
  const name = /^_?index$/i.test(file) ? (segments.pop() ?? "") : file;
  return name.replace(/^\d{4}[-_.]?\d{2}[-_.]?\d{2}[-_. ]+/, "");
}

const partInName = new RegExp(
  `(?:^|[-_. ])(?:part|pt|chapter|ch|episode|ep|volume|vol|teil|partie|parte)[-_. ]?(${numeralPattern})(?=$|[-_ ]|\\.(?!\\d))`,
  "iu",
);

/** Reads the number in the name of a file: `part-3`, `03-foundation`, and `10-reasons` beside such names. */
function partFromName(name: string, isZeroLed: boolean): number | undefined {
  const digits = /^\d{1,3}(?=[-_. ]|$)/.exec(name)?.[0] ?? "";
  const leading = isZeroLed || /^0\d/.test(digits) ? digits : "";
  return readNumeral(partInName.exec(name)?.[1]) ?? (leading === "" ? undefined : Number(leading));
}

/**
 * Separates translations. Posts in two languages with the same number or slug are translations of each other, and a
 * reader of one language must not be sent to the next part in another, so each language becomes a series of its own. A
 * series whose parts merely change language stays whole. Drafts do not count.
 */
export function splitByLanguage<P>(gathered: Gathered<P>): Gathered<P>[] {
  const { members } = gathered;
  const languages = new Set(members.map(({ lang }) => lang));
  if (languages.size < 2) return [gathered];
  const languageOf = new Map<string | number, string>();
  const isTranslated = numberMembers(members.filter(({ isPending }) => !isPending)).some(
    ({ part, lang, slug }) =>
      [slug, part ?? slug].some((key) => {
        if (!languageOf.has(key)) languageOf.set(key, lang);
        return languageOf.get(key) !== lang;
      }),
  );
  if (!isTranslated) return [gathered];
  return [...languages].sort(compareText).map((lang) => ({
    ...gathered,
    members: members.filter((member) => member.lang === lang),
    ...(lang !== "" && { lang }),
  }));
}

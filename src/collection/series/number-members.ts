import { compareText } from "../../core/compare-text.ts";
import { numeralPattern, readNumeral } from "./find-parts.ts";
import { looseKey } from "./parse-part-number.ts";
import type { Gathered, Member } from "./series.ts";

/**
 * Gives each member its number and puts the members in reading order: the declared list first, then by number. A post
 * without a number is placed by its date. When no published post has a number, all are counted, scheduled posts
 * and then drafts last, so that no published number depends on a pending post.
 *
 * @param members - by date, then slug
 */
export function numberMembers<P>(members: readonly Member<P>[]): Member<P>[] {
  const paths = members.map(({ path, slug }) => partFromPath(path ?? slug));
  // `10-name` is a number where other files are named `01-name`. Drafts do not count.
  const hasZeroLed = paths.some((path, index) => path?.kind === "zero-led" && !members[index]?.isPending);
  const all = members.map((member, index): Member<P> => {
    const { membership, titleNumber, ownsTitleNumber, listIndex } = member;
    const path = paths[index];
    const part =
      membership?.part ??
      (ownsTitleNumber ? titleNumber.part : undefined) ??
      (listIndex === undefined ? undefined : listIndex + 1) ??
      (path?.kind === "bare" && !hasZeroLed ? undefined : path?.part);
    return { ...member, part, shown: part };
  });
  const first = unnumberedFirst(all);
  if (first) first.part = first.shown = 1;

  // The input is sorted by date and slug, and sorting is stable.
  const last = Number.POSITIVE_INFINITY;
  const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
  const numbered = all
    .filter(({ part }) => part !== undefined)
    .sort(
      (a, b) => compare(a.listIndex ?? last, b.listIndex ?? last) || compare(a.part ?? last, b.part ?? last),
    );
  const others = all.filter(({ part }) => part === undefined);
  if (numbered.every(({ isPending }) => isPending)) {
    others.sort((a, b) => pendingRank(a) - pendingRank(b));
    for (const [index, member] of others.entries()) member.shown = index + 1;
    return [...others, ...numbered];
  }
  const ordered = [...numbered];
  // Published posts are placed among published ones first, so that no order in public depends on a pending post.
  for (const pending of [false, true]) {
    const counts = (member: Member<P>): boolean => pending || !member.isPending;
    const isDated = numbered.some((member) => counts(member) && member.time !== undefined);
    for (const other of others.filter(({ isPending }) => isPending === pending)) {
      const time = isDated ? (other.time ?? last) : last;
      const isBefore = (member: Member<P>): boolean =>
        counts(member) && (member.listIndex !== undefined || time === last || (member.time ?? last) <= time);
      ordered.splice(ordered.findLastIndex(isBefore) + 1, 0, other);
    }
  }
  return ordered;
}

/** Published, scheduled, draft. */
function pendingRank<P>({ isPending, isDraft }: Member<P>): number {
  return isDraft ? 2 : Number(isPending);
}

/** The post that is part 1 though nothing says so: its title begins with what the others repeat before their number. */
function unnumberedFirst<P>(members: readonly Member<P>[]): Member<P> | undefined {
  if (members.some(({ listIndex }) => listIndex !== undefined)) return undefined;
  const published = members.filter(({ isPending }) => !isPending);
  const numbered = published.filter(({ part }) => part !== undefined);
  const older = published.filter((member) => member.part === undefined && mayBeFirst(member, numbered));
  const bases = new Set(numbered.map(({ titleNumber }) => looseKey(titleNumber.base)));
  return older.find((member) => {
    const title = looseKey(member.title);
    return bases.has(title) || [...bases].some((base) => base !== "" && title.startsWith(`${base} `));
  });
}

/** Whether a post without a number may be the first part: the others begin with part 2, which is not older. */
export function mayBeFirst<P>({ time }: Member<P>, numbered: readonly Member<P>[]): boolean {
  const partOf = ({ part, titleNumber }: Member<P>): number => part ?? titleNumber.part ?? 1;
  const first = numbered.reduce<Member<P> | undefined>(
    (a, b) => (a === undefined || partOf(b) < partOf(a) ? b : a),
    undefined,
  );
  return (
    first !== undefined && partOf(first) === 2 && (time ?? 0) <= (first.time ?? Number.POSITIVE_INFINITY)
  );
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
  const published = members.filter(({ isPending }) => !isPending);
  const isTranslated = numberMembers(published).some(({ part, lang, slug }) => {
    return [slug, part ?? slug].some((key) => {
      const first = languageOf.get(key);
      if (first === undefined) languageOf.set(key, lang);
      return first !== undefined && first !== lang;
    });
  });
  if (!isTranslated) return [gathered];
  return [...languages].sort(compareText).map((lang) => ({
    ...gathered,
    members: members.filter((member) => member.lang === lang),
    ...(lang !== "" && { lang }),
  }));
}

/** A number in the name of a file. */
interface PathNumber {
  part: number;
  /**
   * How it is written: after a word (`part-3`), in front with a zero (`03-foundation`), or in front without one
   * (`10-reasons`), which only counts beside files with a zero.
   */
  kind: "keyword" | "zero-led" | "bare";
}

const datePrefix: RegExp = /^\d{4}[-_.]?\d{2}[-_.]?\d{2}[-_. ]+/;

const pathKeyword: RegExp = new RegExp(
  `(?:^|[-_. ])(?:part|pt|chapter|ch|episode|ep|volume|vol|teil|partie|parte)[-_. ]?(${numeralPattern})(?=$|[-_ ]|\\.(?!\\d))`,
  "iu",
);

/** Reads the number of a part from the name of a post's file, or of its folder when the file is an `index`. */
function partFromPath(path: string): PathNumber | undefined {
  const segments = path.slice(-1_000).split(/[\\/]/);
  const file = (segments.pop() ?? "").replace(/\.[a-z]{1,8}$/i, "");
  const name = (/^_?index$/i.test(file) ? (segments.pop() ?? "") : file).replace(datePrefix, "");
  const part = readNumeral(pathKeyword.exec(name)?.[1] ?? "");
  if (part !== undefined) return { part, kind: "keyword" };
  const digits = /^(\d{1,3})(?=[-_. ]|$)/.exec(name)?.[1];
  if (digits === undefined) return undefined;
  return { part: Number(digits), kind: /^0\d/.test(digits) ? "zero-led" : "bare" };
}

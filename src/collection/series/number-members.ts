import { compareText } from "../../core/compare-text.ts";
import type { Gathered, Member } from "./gather-series.ts";
import { numeralPattern, readNumeral } from "./numerals.ts";

/** A member with its number, if it has one. */
export interface NumberedMember<P> extends Member<P> {
  part?: number | undefined;
  /** The number to show: `part`, else one that is counted. */
  shown: number;
}

/**
 * Gives each member its number and puts the members in reading order: the declared list first, then by number, then by
 * date and slug. Unnumbered scheduled posts come after everything that is published, and unnumbered drafts after
 * those. They are counted in this order, so that no published number depends on a pending post.
 *
 * @param members - by date, then slug
 */
export function numberMembers<P>(members: readonly Member<P>[]): NumberedMember<P>[] {
  const paths = members.map(({ fields }) => partFromPath(fields.path ?? fields.slug));
  // `10-name` is a number where other files are named `01-name`. Drafts do not count.
  const hasZeroLed = paths.some((path, index) => path?.kind === "zero-led" && !members[index]?.isPending);
  const numbered = members.map((member, index): NumberedMember<P> => {
    const { membership, titleNumber, ownsTitleNumber, listIndex } = member;
    const path = paths[index];
    const part =
      membership?.part ??
      (ownsTitleNumber ? titleNumber.part : undefined) ??
      (listIndex === undefined ? undefined : listIndex + 1) ??
      (path?.kind === "bare" && !hasZeroLed ? undefined : path?.part);
    return { ...member, part, shown: part ?? 0 };
  });

  // The input is sorted by date and slug, and sorting is stable.
  const last = Number.POSITIVE_INFINITY;
  const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
  numbered.sort(
    (a, b) =>
      compare(a.listIndex ?? last, b.listIndex ?? last) ||
      compare(a.part ?? last, b.part ?? last) ||
      (a.part === undefined ? pendingRank(a) - pendingRank(b) : 0),
  );

  let count = 0;
  for (const { part, isPending } of numbered) {
    if (part !== undefined && !isPending) count = Math.max(count, Math.floor(part));
  }
  for (const member of numbered) if (member.part === undefined) member.shown = ++count;
  return numbered;
}

/** Published, scheduled, draft. */
function pendingRank<P>({ isPending, fields }: Member<P>): number {
  return fields.isDraft ? 2 : Number(isPending);
}

/**
 * Separates translations. Posts in two languages with the same number are translations of each other, and a reader of
 * one language must not be sent to the next part in another, so each language becomes a series of its own. A series
 * whose parts merely change language stays whole. Drafts do not count.
 */
export function splitByLanguage<P>(gathered: Gathered<P>): (Gathered<P> & { lang?: string })[] {
  const { members } = gathered;
  const languages = new Set(members.map(({ fields }) => fields.lang));
  if (languages.size < 2) return [gathered];
  const languageOf = new Map<number, string>();
  const isTranslated = numberMembers(members).some(({ part, isPending, fields: { lang } }) => {
    if (part === undefined || isPending) return false;
    const first = languageOf.get(part);
    if (first === undefined) languageOf.set(part, lang);
    return first !== undefined && first !== lang;
  });
  if (!isTranslated) return [gathered];
  return [...languages].sort(compareText).map((lang) => ({
    ...gathered,
    members: members.filter(({ fields }) => fields.lang === lang),
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

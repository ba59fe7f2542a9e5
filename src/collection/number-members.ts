import type { Member } from "./gather-series.ts";
import { partFromPath } from "./part-from-path.ts";
import type { SeriesPost } from "./series.ts";

/** Where a part's number comes from. */
type NumberSource = "front matter" | "title" | "list" | "file name";

/** A member with its number, if it has one. */
export interface NumberedMember<P> extends Member<P> {
  part?: number;
  source?: NumberSource;
  /** The number to show: `part`, else one that is counted. */
  shown: number;
}

/**
 * Gives each member its number and puts the members in reading order: the declared list first, then by number, then
 * by date and slug. What has no number and is scheduled comes after everything that is out, and drafts after that, and
 * they are counted so, that no published number depends on what is not, and no scheduled one on a draft.
 *
 * @param members - by date, then slug
 */
export function numberMembers<P extends SeriesPost>(members: readonly Member<P>[]): NumberedMember<P>[] {
  const paths = members.map(({ fields }) => partFromPath(fields.path ?? fields.slug));
  // `10-name` is a number where the other files are `01-name`. Drafts have no say.
  const hasZeroLed = paths.some((path, index) => path?.kind === "zero-led" && !members[index]?.isPending);
  const numbered = members.map((member, index): NumberedMember<P> => {
    const { membership, titleNumber, ownsTitleNumber, listIndex } = member;
    const path = paths[index];
    const declared = membership?.part;
    if (declared !== undefined) {
      return { ...member, part: declared, source: "front matter", shown: declared };
    }
    if (ownsTitleNumber && titleNumber.part !== undefined) {
      return { ...member, part: titleNumber.part, source: "title", shown: titleNumber.part };
    }
    if (listIndex !== undefined)
      return { ...member, part: listIndex + 1, source: "list", shown: listIndex + 1 };
    if (path && (path.kind !== "bare" || hasZeroLed)) {
      return { ...member, part: path.part, source: "file name", shown: path.part };
    }
    return { ...member, shown: 0 };
  });

  // The input is by date and slug, and sorting is stable.
  const last = Number.POSITIVE_INFINITY;
  numbered.sort((a, b) => {
    const [listA, listB] = [a.listIndex ?? last, b.listIndex ?? last];
    if (listA !== listB) return listA - listB;
    const [partA, partB] = [a.part ?? last, b.part ?? last];
    if (partA !== partB) return partA - partB;
    return a.part === undefined ? rankOf(a) - rankOf(b) : 0;
  });

  let count = 0;
  for (const { part, isPending } of numbered) {
    if (part !== undefined && !isPending) count = Math.max(count, Math.floor(part));
  }
  for (const member of numbered) if (member.part === undefined) member.shown = ++count;
  return numbered;
}

/** Out, scheduled, draft. */
function rankOf<P>({ isPending, fields }: Member<P>): number {
  return fields.isDraft ? 2 : Number(isPending);
}

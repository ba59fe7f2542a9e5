import { compareText } from "../core/compare-text.ts";
import type { Gathered } from "./gather-series.ts";
import type { NumberedMember } from "./number-members.ts";
import type { SeriesPost, SeriesStatus } from "./series.ts";

/** What is known of a series as a whole. */
export interface SeriesFacts {
  title: string;
  description?: string;
  status: SeriesStatus | "unknown";
  /** Parts planned, when someone said so. */
  total?: number;
}

/**
 * Settles title, description, status and total. The declaration wins; then what posts say: the title most of them
 * give, the description of the earliest part that has one, the status and the total of the latest, for plans change.
 *
 * @param members - in reading order, upcoming ones left out: a draft decides nothing in public
 */
export function seriesFacts<P extends SeriesPost>(
  { slug, declaration }: Pick<Gathered<P>, "slug" | "declaration">,
  members: readonly NumberedMember<P>[],
): SeriesFacts {
  const said = members.flatMap(({ membership }) => membership ?? []);
  const latest = [...said].reverse();
  const facts: SeriesFacts = {
    title:
      declaration?.title ??
      mostFrequent(said.flatMap(({ title }) => title ?? [])) ??
      // A name that is no slug is a title.
      mostFrequent(said.flatMap((ref) => (ref.name === ref.slug ? [] : ref.name))) ??
      inferredTitle(members) ??
      slug,
    status: declaration?.status ?? latest.find(({ status }) => status !== undefined)?.status ?? "unknown",
  };
  const description =
    declaration?.description ?? said.find((ref) => ref.description !== undefined)?.description;
  if (description !== undefined) facts.description = description;
  const total =
    declaration?.total ?? latest.find((ref) => ref.total !== undefined)?.total ?? titleTotal(members);
  if (total !== undefined) facts.total = total;
  return facts;
}

/** "of 4" in the title of the latest part that has it. */
function titleTotal<P>(members: readonly NumberedMember<P>[]): number | undefined {
  return [...members].reverse().find(isTotalOwner)?.titleNumber.total;
}

/** Whether "of 4" in the title speaks of this series. */
export function isTotalOwner<P>({ titleNumber, ownsTitleNumber }: NumberedMember<P>): boolean {
  return ownsTitleNumber && titleNumber.total !== undefined;
}

/** The base of the titles, for a series that nobody named. */
function inferredTitle<P>(members: readonly NumberedMember<P>[]): string | undefined {
  if (members.some(({ membership, listIndex }) => membership !== undefined || listIndex !== undefined)) {
    return undefined;
  }
  return mostFrequent(members.map(({ titleNumber }) => titleNumber.base));
}

/** The value that occurs most; of those that occur as often, the first in code order. */
export function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: string | undefined;
  for (const [value, count] of counts) {
    const bestCount = best === undefined ? 0 : (counts.get(best) ?? 0);
    if (count > bestCount || (count === bestCount && compareText(value, best ?? "") < 0)) best = value;
  }
  return best;
}

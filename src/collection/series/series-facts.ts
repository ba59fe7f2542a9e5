import { compareText } from "../../core/compare-text.ts";
import { collectTags, mostFrequent, type TagReader } from "../groups/group-by-tag.ts";
import type { NumberedMember } from "./number-members.ts";
import type { SeriesStatus } from "./series.ts";
import type { Gathered } from "./series-fields.ts";

/** What is known about a series as a whole. */
export interface SeriesFacts {
  title: string;
  description: string | undefined;
  status: SeriesStatus | "unknown";
  /** Number of parts planned, when someone says it. */
  total: number | undefined;
}

/**
 * Decides title, description, status and total. The declaration wins. Otherwise the posts decide: the most frequent
 * title, the description of the earliest part that has one, and status and total of the latest part, because plans
 * change.
 *
 * @param members - in reading order, without upcoming ones: a draft must not change what is public
 */
export function seriesFacts<P>(
  { slug, declaration }: Gathered<P>,
  members: readonly NumberedMember<P>[],
): SeriesFacts {
  const memberships = members.flatMap(({ membership }) => membership ?? []);
  const latest = memberships.toReversed();
  return {
    title:
      declaration?.title ??
      mostFrequent(memberships.flatMap(({ title }) => title ?? [])) ??
      // A name that is not just the slug is a title.
      mostFrequent(memberships.flatMap((own) => (own.name === own.slug ? [] : own.name))) ??
      inferredTitle(members) ??
      slug,
    description:
      declaration?.description ?? memberships.find((own) => own.description !== undefined)?.description,
    status: declaration?.status ?? latest.find(({ status }) => status !== undefined)?.status ?? "unknown",
    total:
      declaration?.total ??
      latest.find(({ total }) => total !== undefined)?.total ??
      members.map(titleTotal).findLast((total) => total !== undefined),
  };
}

/** The total in a member's title ("of 4"), when it is about this series. */
export function titleTotal<P>({ titleNumber, ownsTitleNumber }: NumberedMember<P>): number | undefined {
  return ownsTitleNumber ? titleNumber.total : undefined;
}

/** The base of the titles, for a series without a name. */
function inferredTitle<P>(members: readonly NumberedMember<P>[]): string | undefined {
  if (members.some(({ membership, listIndex }) => membership !== undefined || listIndex !== undefined)) {
    return undefined;
  }
  return mostFrequent(members.map(({ titleNumber }) => titleNumber.base));
}

/** The tags of the members, the most frequent first. */
export function seriesTags<P>(members: readonly NumberedMember<P>[], readTag: TagReader): string[] {
  const fields = members.map((member) => member.fields);
  return collectTags(fields, readTag)
    .sort((a, b) => b.posts.length - a.posts.length || compareText(a.slug, b.slug))
    .map(({ label }) => label);
}

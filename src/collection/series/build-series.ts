import { compareText } from "../../core/compare-text.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { collectTags, mostFrequent, type TagReader } from "../groups/group-by-tag.ts";
import { checkSeries, type SeriesFacts } from "./check-series.ts";
import { numberMembers } from "./number-members.ts";
import { looseKey, type PartNumber } from "./parse-part-number.ts";
import type { Gathered, Member, Series, SeriesPart, SeriesPost, UpcomingPart } from "./series.ts";

/** Makes the record of a series; `undefined` when none of its posts is published. */
export function buildSeries<P extends SeriesPost>(
  gathered: Gathered<P>,
  label: (number: number, post: P) => string,
  readTag: TagReader,
  withUpcoming: boolean,
): Series<P> | undefined {
  const members = numberMembers(gathered.members);
  const published = members.filter(({ isUpcoming }) => !isUpcoming);
  if (published.length === 0) return undefined;
  const facts = seriesFacts(gathered, published);
  const parts = toParts(published, facts.title, label);
  const times = published.flatMap(({ time }) => time ?? []).sort((a, b) => a - b);
  const dateOf = (time: number | undefined): Date | undefined =>
    time === undefined ? undefined : new Date(time);
  const upcoming = members.filter(({ isUpcoming }) => isUpcoming).map((member) => toUpcoming(member, label));
  return withoutUndefined<Series<P>>({
    ...facts,
    slug: gathered.slug,
    parts,
    total: facts.total ?? parts.length,
    minutes: published.reduce((sum, { minutes }) => sum + minutes, 0),
    tags: seriesTags(published, readTag),
    messages: checkSeries(gathered, members, facts),
    lang: gathered.lang,
    firstDate: dateOf(times[0]),
    lastDate: dateOf(times.at(-1)),
    upcoming: withUpcoming ? upcoming : undefined,
  });
}

function toParts<P extends SeriesPost>(
  members: readonly Member<P>[],
  seriesTitle: string,
  labelOf: (number: number, post: P) => string,
): SeriesPart<P>[] {
  const names = members.flatMap(({ membership }) => [membership?.name ?? "", membership?.title ?? ""]);
  const repeated = repeatedTexts(
    members.map(({ titleNumber }) => titleNumber),
    new Set([seriesTitle, ...names]),
  );
  return members.map((member, index) => {
    const { post, part, titleNumber } = member;
    const label = toLabel(member, labelOf);
    return withoutUndefined<SeriesPart<P>>({
      post,
      position: index + 1,
      label,
      shortTitle: shortTitle(member.title || member.slug, titleNumber, repeated, label),
      part,
      previous: members[index - 1]?.post,
      next: members[index + 1]?.post,
    });
  });
}

/** A post without a number among numbered ones gets none, so that no published label ever changes. */
function toLabel<P>({ post, title, shown }: Member<P>, labelOf: (number: number, post: P) => string): string {
  return shown === undefined ? title || "Aside" : labelOf(shown, post);
}

/** Title, date and number only: no other content of an unpublished post may reach a page. */
function toUpcoming<P extends SeriesPost>(
  member: Member<P>,
  labelOf: (number: number, post: P) => string,
): UpcomingPart {
  const { post, title, slug, time, part } = member;
  return withoutUndefined<UpcomingPart>({
    title: title || slug,
    label: toLabel(member, labelOf),
    date: time === undefined ? undefined : new Date(time),
    dateOnly: time === undefined ? undefined : post.dateOnly,
    part,
  });
}

/**
 * Decides title, description, status and total. The declaration wins. Otherwise the posts decide: the most frequent
 * title, the description of the earliest part that has one, and status and total of the latest part, because plans
 * change.
 *
 * @param members - in reading order, without upcoming ones: a draft must not change what is public
 */
function seriesFacts<P>({ slug, declaration }: Gathered<P>, members: readonly Member<P>[]): SeriesFacts {
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
      members
        .map(({ ownsTitleNumber, titleNumber }) => (ownsTitleNumber ? titleNumber.total : undefined))
        .findLast((total) => total !== undefined),
  };
}

/** The base of the titles, for a series without a name. */
function inferredTitle<P>(members: readonly Member<P>[]): string | undefined {
  if (members.some(({ membership, listIndex }) => membership !== undefined || listIndex !== undefined)) {
    return undefined;
  }
  return mostFrequent(members.map(({ titleNumber }) => titleNumber.base));
}

/** The tags of the members, the most frequent first. */
function seriesTags<P>(members: readonly Member<P>[], readTag: TagReader): string[] {
  return collectTags(members, readTag)
    .sort((a, b) => b.posts.length - a.posts.length || compareText(a.slug, b.slug))
    .map(({ label }) => label);
}

/** Where a title may be split: at a colon, or at a dash, bar or dot with spaces around it. */
const joint: RegExp = /[:：]\s|：|\s[-–—|·•]\s/gu;

/** How many joints are tried from each end; ordinary titles do not have more. */
const maxJoints = 4;

/** The texts that the titles of a series repeat: its names, whole bases, and beginnings before a colon or dash. */
function repeatedTexts(titles: readonly PartNumber[], names: Iterable<string>): Set<string> {
  const repeated = new Set(Array.from(names, looseKey));
  const seen = new Set<string>();
  for (const { base } of titles) {
    const heads = new Set([base, ...joints(base).map(({ head }) => head)].map(looseKey));
    for (const head of heads) (seen.has(head) ? repeated : seen).add(head);
  }
  repeated.delete("");
  return repeated;
}

/**
 * The title without what the series repeats.
 *
 * @param number - what `parsePartNumber` read from the title
 * @param repeated - see `repeatedTexts`
 * @param label - the result when nothing is left
 */
function shortTitle(title: string, number: PartNumber, repeated: ReadonlySet<string>, label: string): string {
  const base = withoutRepeated(number.base, repeated);
  if (number.part === undefined) return base || title;
  // "Part 2: Foo: Bar" repeats after the number what other titles have before it.
  if (base === "") return withoutRepeated(number.subtitle ?? "", repeated) || label;
  return number.subtitle === undefined ? base : `${base}: ${number.subtitle}`;
}

function withoutRepeated(text: string, repeated: ReadonlySet<string>): string {
  if (repeated.has(looseKey(text))) return "";
  const places = joints(text);
  // Removes the longest repeated beginning, else the longest repeated end.
  for (const { head, tail } of [...places].reverse()) if (repeated.has(looseKey(head))) return tail.trim();
  for (const { head, tail } of places) if (repeated.has(looseKey(tail))) return head.trim();
  const bracket = /^([^()]+)\(([^()]+)\)$/.exec(text);
  if (bracket && repeated.has(looseKey(bracket[2] ?? ""))) return (bracket[1] ?? "").trim();
  return text;
}

function joints(text: string): { head: string; tail: string }[] {
  if (text.length > 1_000) return [];
  const all = [...text.matchAll(joint)].map((match) => ({
    head: text.slice(0, match.index),
    tail: text.slice(match.index + match[0].length),
  }));
  return all.length <= maxJoints * 2 ? all : [...all.slice(0, maxJoints), ...all.slice(-maxJoints)];
}

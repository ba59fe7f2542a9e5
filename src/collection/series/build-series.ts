import { compareText } from "../../core/compare-text.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { collectTags, mostFrequent, type TagReader } from "../groups/group-by-tag.ts";
import { checkSeries, type SeriesFacts } from "./check-series.ts";
import { numberMembers } from "./number-members.ts";
import { looseKey } from "./parse-part-number.ts";
import {
  type Gathered,
  type Member,
  numberOf,
  type Series,
  type SeriesPart,
  type SeriesPost,
  type UpcomingPart,
} from "./series.ts";

/** Creates the record of a series; `undefined` when none of its posts is published. */
export function buildSeries<P extends SeriesPost>(
  gathered: Gathered<P>,
  makeLabel: (number: number, post: P) => string,
  readTag: TagReader,
  withUpcoming: boolean,
): Series<P> | undefined {
  const members = numberMembers(gathered.members);
  const published = members.filter(({ isUpcoming }) => !isUpcoming);
  if (published.length === 0) return undefined;
  const facts = readFacts(gathered, published);
  // A post without a number among numbered ones gets no number, so that published labels never change.
  const labelOf = ({ shown, post, title }: Member<P>): string =>
    shown === undefined ? title || "Aside" : makeLabel(shown, post);
  const shorten = createShortener(published, facts.title);
  const posts = published.map(({ post }) => post);
  const parts = published.map((member, index) =>
    withoutUndefined<SeriesPart<P>>({
      post: member.post,
      part: member.part,
      position: index + 1,
      label: labelOf(member),
      shortTitle: shorten(member) || labelOf(member),
      previous: posts[index - 1],
      next: posts[index + 1],
    }),
  );
  // Only title, date and number: no other content of an unpublished post may appear on a page.
  const upcoming = members
    .filter(({ isUpcoming }) => isUpcoming)
    .map((member) =>
      withoutUndefined<UpcomingPart>({
        title: member.title || member.slug,
        label: labelOf(member),
        date: member.time === undefined ? undefined : new Date(member.time),
        dateOnly: member.time === undefined ? undefined : member.post.dateOnly,
        part: member.part,
      }),
    );
  const dates = published
    .flatMap(({ time }) => time ?? [])
    .sort((a, b) => a - b)
    .map((time) => new Date(time));
  const tags = collectTags(posts, readTag).sort(
    (a, b) => b.posts.length - a.posts.length || compareText(a.slug, b.slug),
  );
  return withoutUndefined<Series<P>>({
    ...facts,
    slug: gathered.slug,
    lang: gathered.lang,
    parts,
    total: facts.total ?? parts.length,
    upcoming: withUpcoming ? upcoming : undefined,
    firstDate: dates[0],
    lastDate: dates.at(-1),
    minutes: posts.reduce((sum, { readingTime }) => sum + (numberOf(readingTime?.minutes) ?? 0), 0),
    tags: tags.map(({ label }) => label),
    messages: checkSeries(gathered, members, facts),
  });
}

/**
 * Determines title, description, status and total. The declaration takes precedence. Otherwise: the most frequent
 * title, the description of the earliest part that has one, and status and total of the latest part, because plans
 * change.
 *
 * @param members - in reading order, without upcoming ones: a draft must not change published data
 */
function readFacts<P>({ slug, declaration }: Gathered<P>, members: readonly Member<P>[]): SeriesFacts {
  const memberships = members.flatMap(({ membership }) => membership ?? []);
  const latest = memberships.toReversed();
  const isInferred = members.every(
    ({ membership, listIndex }) => membership === undefined && listIndex === undefined,
  );
  return {
    title:
      declaration?.title ??
      mostFrequent(memberships.flatMap(({ title }) => title ?? [])) ??
      // A name that differs from the slug is a title.
      mostFrequent(memberships.flatMap((own) => (own.name === own.slug ? [] : own.name))) ??
      (isInferred ? mostFrequent(members.map(({ titleNumber }) => titleNumber.base)) : undefined) ??
      slug,
    description: declaration?.description ?? memberships.flatMap(({ description }) => description ?? [])[0],
    status: declaration?.status ?? latest.flatMap(({ status }) => status ?? [])[0] ?? "unknown",
    total:
      declaration?.total ??
      latest.flatMap(({ total }) => total ?? [])[0] ??
      members.flatMap(({ titleNumber }) => titleNumber.total ?? []).at(-1),
  };
}

/**
 * Creates a function that removes from a title the number and what the series repeats: its names, and the bases of
 * titles, or their beginnings before a colon or dash, that two titles have. The result is empty when nothing is left.
 */
function createShortener<P>(
  members: readonly Member<P>[],
  seriesTitle: string,
): (member: Member<P>) => string {
  const names = members.flatMap(({ membership }) => [membership?.name ?? "", membership?.title ?? ""]);
  const repeated = new Set([seriesTitle, ...names].map(looseKey));
  const seen = new Set<string>();
  for (const { base } of members.map(({ titleNumber }) => titleNumber)) {
    const heads = new Set([base, ...splitAtJoints(base).map(([head]) => head)].map(looseKey));
    for (const head of heads) (seen.has(head) ? repeated : seen).add(head);
  }
  repeated.delete("");
  const isRepeated = (text: string): boolean => repeated.has(looseKey(text));
  const withoutRepeated = (text: string): string => {
    if (isRepeated(text)) return "";
    const splits = splitAtJoints(text);
    const beginning = splits.findLast(([head]) => isRepeated(head));
    if (beginning !== undefined) return beginning[1].trim();
    const [, before, inBrackets] = /^([^()]+)\(([^()]+)\)$/.exec(text) ?? [];
    if (before !== undefined && inBrackets !== undefined) splits.push([before, inBrackets]);
    return splits.find(([, tail]) => isRepeated(tail))?.[0].trim() ?? text;
  };
  return ({ title, slug, titleNumber: { base, part, subtitle = "" } }) => {
    const short = withoutRepeated(base);
    // "Part 2: Foo: Bar" repeats after the number what other titles have before it.
    if (short === "") return withoutRepeated(subtitle) || (part === undefined ? title || slug : "");
    return subtitle === "" ? short : `${short}: ${subtitle}`;
  };
}

/** How many separators are tried from each end; ordinary titles do not have more. */
const maxJoints = 4;

/** Splits a title in two at each colon, and at each dash, bar or dot with spaces around it. */
function splitAtJoints(title: string): [head: string, tail: string][] {
  if (title.length > 1_000) return [];
  const splits = [...title.matchAll(/[:：]\s|：|\s[-–—|·•]\s/gu)].map(
    ({ 0: joint, index }): [string, string] => [title.slice(0, index), title.slice(index + joint.length)],
  );
  return splits.filter((_, index) => index < maxJoints || index >= splits.length - maxJoints);
}

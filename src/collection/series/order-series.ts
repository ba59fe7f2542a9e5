import {
  checkChoice,
  checkFields,
  checkOptions,
  checkStrings,
  checkWholeNumber,
  type Kinds,
  type OptionKinds,
  show,
} from "../../core/check-options.ts";
import { compareText } from "../../core/compare-text.ts";
import { checkMoment, checkPosts, type PostField } from "../../core/post-fields.ts";
import { readTime } from "../../core/read-date.ts";
import { createTagReader, type TagReader } from "../groups/group-by-tag.ts";
import { checkSeries, checkSpelling } from "./check-series.ts";
import { gatherSeries } from "./gather-series.ts";
import { type NumberedMember, numberMembers, splitByLanguage } from "./number-members.ts";
import type { Series, SeriesDeclaration, SeriesPart, SeriesPost, UpcomingPart } from "./series.ts";
import { seriesFacts, seriesTags } from "./series-facts.ts";
import { type Candidate, type Gathered, readSeriesFields } from "./series-fields.ts";
import { repeatedTexts, shortTitle } from "./short-title.ts";

/** How to find and order series. */
export interface OrderSeriesOptions<P> {
  /** Declarations of series; they take precedence over the posts. */
  series?: readonly SeriesDeclaration[];
  /**
   * Also make series of posts that name none, when at least two titles have the same base and different part numbers.
   * A first part without a number counts when it is older than part 2.
   *
   * @default false
   */
  inferFromTitles?: boolean;
  /**
   * Lists unpublished parts in `Series.upcoming`, with title and date only: a list of posts that are not among `posts`
   * (such as `scheduled` of `selectPublished`), or `true` for the drafts among `posts`, and with `now` the scheduled
   * ones too. By default drafts among `posts` are ordinary parts, for a preview.
   *
   * @default false
   */
  upcoming?: boolean | readonly P[];
  /** Posts dated after this moment, a `Date` or ISO 8601 text, are not published yet. */
  now?: Date | string;
  /**
   * Makes the label of a part, for other languages. A post without a number among numbered ones has its title as label.
   *
   * @param number - the number of the part, or its place when no part has a number
   * @default `Part ${number}`
   */
  label?: (number: number, post: P) => string;
}

const defaultLabel = (number: number): string => `Part ${number}`;

/**
 * Finds the series among posts and puts their parts in reading order: as the declaration lists them, then by number,
 * then by date and slug. The number comes from the post's `part`, else from its title, else from the declared list,
 * else from the file name. It reads more numbers in titles than `parsePartNumber` does: a number after the name of the
 * series ("ReCon 3: Names"), and consecutive numbers in otherwise equal titles ("Status Report 1", "… 2").
 *
 * `part` is the number that the author gave; it may start at 0 and have gaps. `position` counts the parts. `label` uses
 * `part`, so that “Part 3” stays “Part 3” when part 2 is withdrawn.
 *
 * @param posts - any records with a slug, in any order; they are not changed
 * @param options - declarations, inference, upcoming parts
 * @returns the series with at least one part, the most recent first; each has its problems in `messages`
 * @throws TypeError when a declaration or a post has no slug, or a field that cannot be read
 * @example
 * ```ts
 * import { orderSeries } from "galley/collection";
 *
 * const [series] = orderSeries([
 *   { slug: "vm", title: "A Tool from Scratch: Part 2 (The Machine)", series: "A Tool from Scratch" },
 *   { slug: "die-hard", title: "A Tool from Scratch: Part 1 (Die Hard)", series: "A Tool from Scratch" },
 *   { slug: "liveness", title: "A Tool from Scratch: Part 4 (Liveness)", series: "A Tool from Scratch" },
 * ]);
 * for (const { position, label, shortTitle } of series?.parts ?? []) console.log(position, label, shortTitle);
 * console.log(series?.messages[0]?.reason);
 * // → 1 Part 1 Die Hard
 * // → 2 Part 2 The Machine
 * // → 3 Part 4 Liveness
 * // → “A Tool from Scratch” has no part 3
 * ```
 */
export function orderSeries<P extends SeriesPost>(
  posts: readonly P[],
  options: OrderSeriesOptions<P> = {},
): Series<P>[] {
  checkPosts(posts, seriesPostFields);
  checkOptions(options, optionKinds);
  checkMoment("now", options.now);
  const { series: declarations = [], inferFromTitles = false, label = defaultLabel, upcoming } = options;
  if (Array.isArray(upcoming)) checkPosts(upcoming, seriesPostFields, "upcoming");
  for (const [index, declaration] of declarations.entries()) {
    checkFields(declaration, declarationKinds, `series[${index}]`);
    checkStrings(`series[${index}].posts`, declaration.posts);
    checkStrings(`series[${index}].aliases`, declaration.aliases);
    const { slug, total, status } = declaration;
    if (total !== undefined) checkWholeNumber(`series[${index}].total`, total, { min: 0 });
    if (status !== undefined)
      checkChoice(`series[${index}].status`, status, ["ongoing", "complete", "paused"]);
    if (typeof slug === "string" && slug !== "") continue;
    throw new TypeError(`Expected each declared series to have a \`slug\`, received ${show(slug)}`);
  }
  const build: BuildOptions<P> = { label, readTag: createTagReader(), withUpcoming: Boolean(upcoming) };
  const all = gatherSeries(candidatesOf(posts, options), declarations, inferFromTitles)
    .flatMap(splitByLanguage)
    .flatMap((gathered) => buildSeries(gathered, build) ?? []);
  checkSpelling(all);
  return all.sort(
    (a, b) =>
      (readTime(b.lastDate) ?? 0) - (readTime(a.lastDate) ?? 0) ||
      compareText(a.slug, b.slug) ||
      compareText(a.lang ?? "", b.lang ?? ""),
  );
}

const seriesPostFields: readonly PostField[] = [
  "slug",
  "title",
  "path",
  "lang",
  "date",
  "draft",
  "published",
  "tags",
];

const optionKinds: OptionKinds<OrderSeriesOptions<never>> = {
  series: "array",
  inferFromTitles: "boolean",
  upcoming: "boolean or array",
  now: "any",
  label: "function",
};

const declarationKinds: { readonly [Name in keyof SeriesDeclaration]?: Kinds } = {
  title: "string",
  posts: "array",
  aliases: "array",
};

function candidatesOf<P extends SeriesPost>(
  posts: readonly P[],
  { upcoming = false, now }: OrderSeriesOptions<P>,
): Candidate<P>[] {
  const moment = readTime(now) ?? Number.POSITIVE_INFINITY;
  const candidates = posts.map((post): Candidate<P> => {
    const fields = readSeriesFields(post);
    const isPending = fields.isDraft || (fields.time ?? Number.NEGATIVE_INFINITY) > moment;
    return { post, fields, isPending, isUpcoming: isPending && upcoming === true };
  });
  if (typeof upcoming !== "object") return candidates;
  const given = new Set(posts);
  for (const post of upcoming) {
    if (given.has(post)) continue;
    candidates.push({ post, fields: readSeriesFields(post), isPending: true, isUpcoming: true });
  }
  return candidates;
}

interface BuildOptions<P> {
  label: (number: number, post: P) => string;
  readTag: TagReader;
  withUpcoming: boolean;
}

function buildSeries<P extends SeriesPost>(
  gathered: Gathered<P> & { lang?: string },
  { label, readTag, withUpcoming }: BuildOptions<P>,
): Series<P> | undefined {
  const members = numberMembers(gathered.members);
  const published = members.filter(({ isUpcoming }) => !isUpcoming);
  if (published.length === 0) return undefined;
  const facts = seriesFacts(gathered, published);
  const parts = toParts(published, facts.title, label);
  const series: Series<P> = {
    slug: gathered.slug,
    title: facts.title,
    status: facts.status,
    parts,
    total: facts.total ?? parts.length,
    minutes: published.reduce((sum, { fields }) => sum + fields.minutes, 0),
    tags: seriesTags(published, readTag),
    messages: checkSeries(gathered, members, facts),
  };
  if (facts.description !== undefined) series.description = facts.description;
  if (gathered.lang !== undefined) series.lang = gathered.lang;
  const times = published.flatMap(({ fields }) => fields.time ?? []);
  if (times.length > 0) {
    series.firstDate = new Date(times.reduce((a, b) => Math.min(a, b)));
    series.lastDate = new Date(times.reduce((a, b) => Math.max(a, b)));
  }
  if (withUpcoming) {
    series.upcoming = members
      .filter(({ isUpcoming }) => isUpcoming)
      .map((member) => toUpcoming(member, label));
  }
  return series;
}

function toParts<P extends SeriesPost>(
  members: readonly NumberedMember<P>[],
  seriesTitle: string,
  labelOf: (number: number, post: P) => string,
): SeriesPart<P>[] {
  const names = members.flatMap(({ membership }) => [membership?.name ?? "", membership?.title ?? ""]);
  const repeated = repeatedTexts(
    members.map(({ titleNumber }) => titleNumber),
    new Set([seriesTitle, ...names]),
  );
  return members.map((member, index) => {
    const { post, fields, part, titleNumber } = member;
    const label = toLabel(member, labelOf);
    const title = fields.title || fields.slug;
    const made: SeriesPart<P> = {
      post,
      position: index + 1,
      label,
      shortTitle: shortTitle(title, titleNumber, repeated, label),
    };
    if (part !== undefined) made.part = part;
    const previous = members[index - 1]?.post;
    const next = members[index + 1]?.post;
    if (previous !== undefined) made.previous = previous;
    if (next !== undefined) made.next = next;
    return made;
  });
}

/** A post without a number among numbered ones gets none, so that no published label ever changes. */
function toLabel<P>(
  { post, fields, shown }: NumberedMember<P>,
  labelOf: (number: number, post: P) => string,
): string {
  return shown === undefined ? fields.title || "Aside" : labelOf(shown, post);
}

/** Title, date and number only: no other content of an unpublished post may reach a page. */
function toUpcoming<P extends SeriesPost>(
  member: NumberedMember<P>,
  labelOf: (number: number, post: P) => string,
): UpcomingPart {
  const { post, fields, part } = member;
  const made: UpcomingPart = { title: fields.title || fields.slug, label: toLabel(member, labelOf) };
  if (fields.time !== undefined) made.date = new Date(fields.time);
  if (post.dateOnly !== undefined && made.date !== undefined) made.dateOnly = post.dateOnly;
  if (part !== undefined) made.part = part;
  return made;
}

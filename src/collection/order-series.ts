import { compareText } from "../core/compare-text.ts";
import { checkSeries } from "./check-series.ts";
import { checkSpelling } from "./check-spelling.ts";
import { createTagSlugs } from "./create-tag-slugs.ts";
import { type Candidate, type Gathered, gatherSeries } from "./gather-series.ts";
import { type NumberedMember, numberMembers } from "./number-members.ts";
import { readSeriesFields, type SeriesFields } from "./read-series-fields.ts";
import type { Series, SeriesDeclaration, SeriesPart, SeriesPost, UpcomingPart } from "./series.ts";
import { mostFrequent, seriesFacts } from "./series-facts.ts";
import { repeatedTexts, shortTitle } from "./short-title.ts";
import { splitByLanguage } from "./split-by-language.ts";
import { timeOf } from "./time-of.ts";

/** How to find and order series. */
export interface OrderSeriesOptions<P> {
  /** Series declared in one place; they win over what posts say. */
  series?: readonly SeriesDeclaration[];
  /**
   * Also make a series of posts that name none, when two or more have titles of one base and different part numbers.
   *
   * @default false
   */
  inferFromTitles?: boolean;
  /**
   * Parts to come, told in `Series.upcoming` by title and date alone: posts that are not among `posts` (what
   * `selectPublished` calls `scheduled`), or `true` to take the drafts out of `posts`, and with `now` the scheduled
   * ones too. Unset, drafts among `posts` are ordinary parts, as a preview wants them.
   *
   * @default false
   */
  upcoming?: boolean | readonly P[];
  /** Posts dated after this moment are not out yet. */
  now?: Date;
  /**
   * Words of a label, for other languages.
   *
   * @param number - the part's number, or one counted for it
   * @default `Part ${number}`
   */
  label?: (number: number, post: P) => string;
}

const defaultLabel = (number: number): string => `Part ${number}`;

/**
 * Finds the series among posts, and puts their parts in reading order: as the declaration lists them, then by number,
 * then by date and slug. A number comes from the post's own `part`, from its title (see `parsePartNumber`), from the
 * declared list or from the file's name, in this order.
 *
 * Two numbers are kept apart. `part` is what the author gave and may start at 0 or have gaps; `position` counts the
 * parts there are. `label` uses the first, so that “Part 3” stays “Part 3” when part 2 is withdrawn.
 *
 * @param posts - any records with a slug, in any order; they are not changed
 * @param options - declarations, inference, upcoming parts
 * @returns the series that have a part, the most recent first; each with what is wrong with it in `messages`
 * @throws TypeError when a declaration has no slug
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
  const { series: declarations = [], inferFromTitles = false, label = defaultLabel } = options;
  for (const { slug } of declarations) {
    if (typeof slug !== "string" || slug === "") {
      throw new TypeError(`Expected each declared series to have a slug, received ${String(slug)}`);
    }
  }
  const gathered = gatherSeries(candidatesOf(posts, options), declarations, inferFromTitles).flatMap(
    splitByLanguage,
  );
  const withUpcoming = options.upcoming !== undefined && options.upcoming !== false;
  const slugOfTag = createTagSlugs();
  const built = gathered.flatMap((one) => buildSeries(one, withUpcoming, label, slugOfTag) ?? []);
  checkSpelling(built);
  return built.sort(
    (a, b) =>
      (timeOf(b.lastDate) ?? 0) - (timeOf(a.lastDate) ?? 0) ||
      compareText(a.slug, b.slug) ||
      compareText(a.lang ?? "", b.lang ?? ""),
  );
}

function candidatesOf<P extends SeriesPost>(
  posts: readonly P[],
  { upcoming = false, now }: OrderSeriesOptions<P>,
): Candidate<P>[] {
  const moment = timeOf(now) ?? Number.POSITIVE_INFINITY;
  const candidates = posts.map((post): Candidate<P> => {
    const fields = readSeriesFields(post);
    const isPending = fields.isDraft || (fields.time ?? Number.NEGATIVE_INFINITY) > moment;
    return { post, fields, isPending, isUpcoming: isPending && upcoming === true };
  });
  if (typeof upcoming !== "object") return candidates;
  const given = new Set(posts);
  const extra = upcoming.filter((post) => !given.has(post));
  return candidates.concat(
    extra.map((post) => ({ post, fields: readSeriesFields(post), isPending: true, isUpcoming: true })),
  );
}

function buildSeries<P extends SeriesPost>(
  gathered: Gathered<P> & { lang?: string },
  withUpcoming: boolean,
  label: (number: number, post: P) => string,
  slugOfTag: (tag: string) => string,
): Series<P> | undefined {
  const members = numberMembers(gathered.members);
  const out = members.filter(({ isUpcoming }) => !isUpcoming);
  if (out.length === 0) return undefined;
  const facts = seriesFacts(gathered, out);
  const names = out.flatMap(({ membership }) => [membership?.name ?? "", membership?.title ?? ""]);
  const repeated = repeatedTexts(
    out.map(({ titleNumber }) => titleNumber),
    [facts.title, ...new Set(names)],
  );

  const parts = out.map(({ post, fields, part, shown, titleNumber }, index): SeriesPart<P> => {
    const text = label(shown, post);
    const title = fields.title || fields.slug;
    const made: SeriesPart<P> = {
      post,
      position: index + 1,
      label: text,
      shortTitle: shortTitle(title, titleNumber, repeated, text),
    };
    if (part !== undefined) made.part = part;
    const previous = out[index - 1]?.post;
    const next = out[index + 1]?.post;
    if (previous !== undefined) made.previous = previous;
    if (next !== undefined) made.next = next;
    return made;
  });

  const series: Series<P> = {
    slug: gathered.slug,
    title: facts.title,
    status: facts.status,
    parts,
    total: facts.total ?? parts.length,
    minutes: out.reduce((sum, { fields }) => sum + fields.minutes, 0),
    tags: tagsOf(
      out.map(({ fields }) => fields),
      slugOfTag,
    ),
    messages: checkSeries(gathered, members, facts),
  };
  if (facts.description !== undefined) series.description = facts.description;
  if (gathered.lang !== undefined) series.lang = gathered.lang;
  const times = out.flatMap(({ fields }) => fields.time ?? []);
  if (times.length > 0) {
    series.firstDate = new Date(times.reduce((a, b) => Math.min(a, b)));
    series.lastDate = new Date(times.reduce((a, b) => Math.max(a, b)));
  }
  if (withUpcoming) {
    series.upcoming = members
      .filter(({ isUpcoming }) => isUpcoming)
      .map((member) => upcomingPart(member, label));
  }
  return series;
}

/** Title and date, and the number: nothing of a post that is not out may reach a page. */
function upcomingPart<P extends SeriesPost>(
  { post, fields, part, shown }: NumberedMember<P>,
  label: (number: number, post: P) => string,
): UpcomingPart {
  const made: UpcomingPart = { title: fields.title || fields.slug, label: label(shown, post) };
  if (fields.time !== undefined) made.date = post.date as Date;
  if (post.dateOnly !== undefined && made.date !== undefined) made.dateOnly = post.dateOnly;
  if (part !== undefined) made.part = part;
  return made;
}

/** Tags by how many parts have them. */
function tagsOf(posts: readonly SeriesFields[], slugOf: (tag: string) => string): string[] {
  const tags = new Map<string, { count: number; spellings: string[] }>();
  for (const post of posts) {
    const own = new Set<string>();
    for (const tag of post.tags) {
      const slug = slugOf(tag);
      if (slug === "") continue;
      let known = tags.get(slug);
      if (known === undefined) tags.set(slug, (known = { count: 0, spellings: [] }));
      if (!own.has(slug)) known.count++;
      own.add(slug);
      known.spellings.push(tag.trim());
    }
  }
  return [...tags]
    .sort(([a, tagA], [b, tagB]) => tagB.count - tagA.count || compareText(a, b))
    .map(([slug, { spellings }]) => mostFrequent(spellings) ?? slug);
}

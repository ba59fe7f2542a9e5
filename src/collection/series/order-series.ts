import {
  checkChoice,
  checkFields,
  checkOptions,
  checkStrings,
  checkWholeNumber,
  type OptionKinds,
  show,
} from "../../core/check-options.ts";
import { compareText } from "../../core/compare-text.ts";
import { checkMoment, checkPosts, type PostField } from "../../core/post-fields.ts";
import { isDraft, publishingTime } from "../../core/publishing.ts";
import { readTime } from "../../core/read-date.ts";
import { createTagReader } from "../groups/group-by-tag.ts";
import { textOf } from "../post-record.ts";
import { buildSeries } from "./build-series.ts";
import { checkSpelling } from "./check-series.ts";
import { gatherSeries } from "./gather-series.ts";
import { splitByLanguage } from "./number-members.ts";
import {
  type Member,
  type Series,
  type SeriesDeclaration,
  type SeriesPost,
  seriesMemberships,
  statuses,
} from "./series.ts";

/** How to find and order series. */
export interface OrderSeriesOptions<P> {
  /** Declarations of series; they take precedence over the posts. */
  series?: readonly SeriesDeclaration[] | undefined;
  /**
   * Also make series of posts that name none, when at least two titles have the same base and different part numbers.
   * A first part without a number counts when it is older than part 2.
   *
   * @default false
   */
  inferFromTitles?: boolean | undefined;
  /**
   * Lists unpublished parts in `Series.upcoming`, with title and date only: a list of posts that are not among `posts`
   * (such as `scheduled` of `selectPublished`), or `true` for the drafts among `posts`, and with `now` the scheduled
   * ones too. By default drafts among `posts` are ordinary parts, for a preview.
   *
   * @default false
   */
  upcoming?: boolean | readonly P[] | undefined;
  /** Posts dated after this moment, a `Date` or ISO 8601 text, are not published yet. */
  now?: Date | string | undefined;
  /**
   * Makes the label of a part, for other languages. A post without a number among numbered ones has its title as label.
   *
   * @param number - the number of the part, or its place when no part has a number
   * @default `Part ${number}`
   */
  label?: ((number: number, post: P) => string) | undefined;
}

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
  checkPosts(posts, fields);
  checkOptions(options, optionKinds);
  const { series: declarations = [], inferFromTitles = false, upcoming = false } = options;
  const { label = (number: number): string => `Part ${number}` } = options;
  const now = checkMoment("now", options.now) ?? Number.POSITIVE_INFINITY;
  if (Array.isArray(upcoming)) checkPosts(upcoming, fields, "upcoming");
  for (const [index, declaration] of declarations.entries())
    checkDeclaration(`series[${index}]`, declaration);

  const given = new Set(posts);
  const others = typeof upcoming === "object" ? upcoming.filter((post) => !given.has(post)) : [];
  const members = [
    ...posts.map((post) => readPost(post, now, upcoming === true)),
    ...others.map((post) => ({ ...readPost(post, now, true), isPending: true, isUpcoming: true })),
  ];
  const readTag = createTagReader();
  const all = gatherSeries(members, declarations, inferFromTitles)
    .flatMap(splitByLanguage)
    .flatMap((gathered) => buildSeries(gathered, label, readTag, upcoming !== false) ?? []);
  checkSpelling(all);
  return all.sort(
    (a, b) =>
      (readTime(b.lastDate) ?? 0) - (readTime(a.lastDate) ?? 0) ||
      compareText(a.slug, b.slug) ||
      compareText(a.lang ?? "", b.lang ?? ""),
  );
}

const fields: readonly PostField[] = ["slug", "title", "path", "lang", "date", "draft", "published", "tags"];

const optionKinds: OptionKinds<OrderSeriesOptions<never>> = {
  series: "array",
  inferFromTitles: "boolean",
  upcoming: "boolean or array",
  now: "any",
  label: "function",
};

function checkDeclaration(name: string, declaration: SeriesDeclaration): void {
  checkFields(declaration, { title: "string", posts: "array", aliases: "array" }, name);
  const { slug, total, status, posts, aliases } = declaration;
  checkStrings(`${name}.posts`, posts);
  checkStrings(`${name}.aliases`, aliases);
  if (total !== undefined) checkWholeNumber(`${name}.total`, total, { min: 0 });
  if (status !== undefined) checkChoice(`${name}.status`, status, statuses);
  if (typeof slug === "string" && slug !== "") return;
  throw new TypeError(`Expected each declared series to have a \`slug\`, received ${show(slug)}`);
}

/** Reads the fields of a post. Those of another type are ignored. */
function readPost<P extends SeriesPost>(post: P, now: number, listsUpcoming: boolean): Member<P> {
  const title = textOf(post.title);
  const time = readTime(post.date);
  const isPending = isDraft(post) || (publishingTime(post) ?? now) > now;
  return {
    post,
    slug: post.slug,
    title,
    path: post.path ?? undefined,
    lang: textOf(post.lang),
    time,
    isDraft: isDraft(post),
    isPending,
    isUpcoming: isPending && listsUpcoming,
    memberships: seriesMemberships(post),
    titleNumber: { base: title },
  };
}

import { appendTo } from "../../core/append-to.ts";
import { wrongKind } from "../../core/check-options.ts";
import { compareText } from "../../core/compare-text.ts";
import { checkList, checkPost } from "../../core/post-fields.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { type Series, type SeriesPart, type SeriesPost, seriesMemberships } from "./series.ts";

/** The data for the series banner of a post. */
export interface SeriesContext<P> {
  series: Series<P>;
  /** The post as a part: `part.label` is "Part 3". */
  part: SeriesPart<P>;
  /** The number of other parts. */
  others: number;
  previous?: P;
  next?: P;
  /** The same part in other languages, by language. */
  translations: readonly P[];
}

/**
 * Finds the series for the banner of a post: the first series of the post that has other parts. For the pages of a
 * whole site use `buildBlog`, which reads the series once.
 *
 * @param allSeries - what `orderSeries` returned
 * @param post - one of the posts that were given to `orderSeries`
 * @returns `undefined` when the post is in no series, or is the only part; `seriesContexts` includes the latter
 * @throws TypeError when `allSeries` is not what `orderSeries` returned, or the post has no slug
 * @example
 * ```ts
 * import { orderSeries, seriesContext } from "galley/collection";
 *
 * const posts = [
 *   { slug: "rings", title: "Rings", series: [{ name: "Lock-free", part: 1 }] },
 *   { slug: "queues", title: "Queues", series: [{ name: "Lock-free", part: 2 }] },
 * ];
 * const context = seriesContext(orderSeries(posts), posts[1]);
 * console.log(`${context?.part.label} • ${context?.series.title}, + ${context?.others} more`);
 * console.log(context?.previous?.slug, context?.next);
 * // → Part 2 • Lock-free, + 1 more
 * // → rings undefined
 * ```
 */
export function seriesContext<P extends SeriesPost>(
  allSeries: readonly Series<P>[],
  post: Pick<P, "slug"> & Partial<SeriesPost>,
): SeriesContext<P> | undefined {
  return seriesContexts(allSeries, post).find(({ others }) => others > 0);
}

/**
 * Finds every series of a post, in the order in which the post names them. For the pages of a whole site use
 * `buildBlog`, which reads the series once.
 *
 * @param allSeries - what `orderSeries` returned
 * @param post - one of the posts that were given to `orderSeries`; a copy is found by its slug, language and path
 * @returns one context for each series, even if the post is its only part
 * @throws TypeError when `allSeries` is not what `orderSeries` returned, or the post has no slug
 * @example
 * ```ts
 * import { orderSeries, seriesContexts } from "galley/collection";
 *
 * const post = { slug: "rings", series: ["Lock-free", "Zig by example"] };
 * for (const { series, others } of seriesContexts(orderSeries([post]), post)) console.log(series.slug, others);
 * // → lock-free 0
 * // → zig-by-example 0
 * ```
 */
export function seriesContexts<P extends SeriesPost>(
  allSeries: readonly Series<P>[],
  post: Pick<P, "slug"> & Partial<SeriesPost>,
): SeriesContext<P>[] {
  checkSeriesList("allSeries", allSeries);
  checkPost(post, ["slug"]);
  return createSeriesIndex(allSeries)(post);
}

/** Checks an argument that should be what `orderSeries` returned. */
export function checkSeriesList(name: string, list: unknown): void {
  checkList(list, name, "the array that orderSeries returned");
  const wrong = list.findIndex((series) => !Array.isArray((series as { parts?: unknown } | null)?.parts));
  if (wrong !== -1) throw wrongKind(`${name}[${wrong}]`, list[wrong], "a series that orderSeries returned");
}

/** Creates `seriesContexts` for many posts: it reads the series once, and each call is a lookup. */
export function createSeriesIndex<P extends SeriesPost>(
  allSeries: readonly Series<P>[],
): (post: Pick<P, "slug"> & Partial<SeriesPost>) => SeriesContext<P>[] {
  // The series of other languages have the same slug; a part is found there by its number, else by the slug of its post.
  const samePart = (series: Series<P>, { part, post }: SeriesPart<P>): string =>
    JSON.stringify([series.slug, part ?? post.slug]);
  const inLanguages = new Map<string, { lang: string; post: P }[]>();
  for (const series of allSeries) {
    for (const part of series.parts) {
      appendTo(inLanguages, samePart(series, part), { lang: series.lang ?? "", post: part.post });
    }
  }
  const byPost = new Map<unknown, SeriesContext<P>[]>();
  for (const series of allSeries) {
    for (const part of series.parts) {
      const translations = (inLanguages.get(samePart(series, part)) ?? [])
        .filter(({ lang }) => lang !== (series.lang ?? ""))
        .sort((a, b) => compareText(a.lang, b.lang));
      const context = withoutUndefined<SeriesContext<P>>({
        series,
        part,
        others: series.parts.length - 1,
        previous: part.previous,
        next: part.next,
        translations: translations.map(({ post }) => post),
      });
      for (const key of [part.post, identityOf(part.post)]) {
        // If two parts of a series have the same key, the first is used.
        if (byPost.get(key)?.at(-1)?.series !== series) appendTo(byPost, key, context);
      }
    }
  }
  return (post) => {
    const contexts = byPost.get(post) ?? byPost.get(identityOf(post)) ?? [];
    const named = seriesMemberships(post).map(({ slug }) => slug);
    const rank = ({ series }: SeriesContext<P>): number =>
      named.includes(series.slug) ? named.indexOf(series.slug) : named.length;
    return contexts.toSorted((a, b) => rank(a) - rank(b));
  };
}

/** A copy of a post has the same. */
function identityOf({ slug, lang, path }: Partial<SeriesPost>): string {
  return JSON.stringify([slug, lang, path]);
}

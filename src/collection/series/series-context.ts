import { wrongKind } from "../../core/check-options.ts";
import { compareText } from "../../core/compare-text.ts";
import { checkList, checkPost } from "../../core/post-fields.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { type Series, type SeriesPart, type SeriesPost, seriesMemberships } from "./series.ts";

/** What the series banner of a post shows. */
export interface SeriesContext<P> {
  series: Series<P>;
  /** The post as a part: `part.label` is "Part 3". */
  part: SeriesPart<P>;
  /** How many other parts there are. */
  others: number;
  previous?: P;
  next?: P;
  /** The same part in other languages, by language. */
  translations: readonly P[];
}

/**
 * Finds the series for the banner of a post: the first that the post names and that has other parts. For the pages of a
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
 * @returns one context for each series, also when the post is its only part
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

/** Makes `seriesContexts` for many posts: it reads the series once, and each answer is a lookup. */
export function createSeriesIndex<P extends SeriesPost>(
  allSeries: readonly Series<P>[],
): (post: Pick<P, "slug"> & Partial<SeriesPost>) => SeriesContext<P>[] {
  const byPost = groupParts(allSeries, (post) => post);
  let byIdentity: ReadonlyMap<unknown, SeriesContext<P>[]> | undefined;
  return (post) => {
    let contexts = byPost.get(post);
    if (contexts === undefined) {
      // Only needed for copies of posts.
      byIdentity ??= groupParts(allSeries, identityOf);
      contexts = byIdentity.get(identityOf(post)) ?? [];
    }
    if (contexts.length < 2) return [...contexts];
    const named = seriesMemberships(post).map(({ slug }) => slug);
    const rank = ({ series }: SeriesContext<P>): number => {
      const index = named.indexOf(series.slug);
      return index === -1 ? named.length : index;
    };
    return contexts.toSorted((a, b) => rank(a) - rank(b));
  };
}

/** The parts by a key of their post; of two parts in one series with the same key the first counts. */
function groupParts<P extends { slug: string }>(
  allSeries: readonly Series<P>[],
  keyOf: (post: P) => unknown,
): ReadonlyMap<unknown, SeriesContext<P>[]> {
  const groups = new Map<unknown, SeriesContext<P>[]>();
  const translationsOf = groupTranslations(allSeries);
  for (const series of allSeries) {
    for (const part of series.parts) {
      const key = keyOf(part.post);
      const contexts = groups.get(key) ?? [];
      groups.set(key, contexts);
      if (contexts.at(-1)?.series === series) continue;
      const translations = translationsOf(series, part);
      const { previous, next } = part;
      const others = series.parts.length - 1;
      contexts.push(
        withoutUndefined<SeriesContext<P>>({ series, part, others, previous, next, translations }),
      );
    }
  }
  return groups;
}

/** Finds a part in the series of other languages, which have the same slug: by its number, else by the slug of its post. */
function groupTranslations<P extends { slug: string }>(
  allSeries: readonly Series<P>[],
): (series: Series<P>, part: SeriesPart<P>) => P[] {
  const keyOf = (series: Series<P>, { part, post }: SeriesPart<P>): string =>
    JSON.stringify([series.slug, part ?? post.slug]);
  const groups = new Map<string, { lang: string; post: P }[]>();
  const translated = new Set(allSeries.flatMap(({ slug, lang }) => (lang === undefined ? [] : slug)));
  for (const series of allSeries) {
    if (!translated.has(series.slug)) continue;
    for (const part of series.parts) {
      const key = keyOf(series, part);
      groups.set(key, [...(groups.get(key) ?? []), { lang: series.lang ?? "", post: part.post }]);
    }
  }
  return (series, part) =>
    (groups.get(keyOf(series, part)) ?? [])
      .filter(({ lang }) => lang !== (series.lang ?? ""))
      .sort((a, b) => compareText(a.lang, b.lang))
      .map(({ post }) => post);
}

function identityOf({ slug, lang, path }: Partial<SeriesPost>): string {
  return JSON.stringify([slug, lang, path]);
}

import type { Series, SeriesPart, SeriesPost } from "./series.ts";
import type { SeriesContext } from "./series-context.ts";
import { seriesMemberships } from "./series-memberships.ts";

/**
 * Finds every series that a post is a part of, those first that the post names first. Each call looks through all
 * series; for the pages of a whole site make one `createSeriesIndex`.
 *
 * @param allSeries - what `orderSeries` returned
 * @param post - one of the posts that were given to `orderSeries`; a copy is known by its slug, language and path
 * @returns one context a series, also where the post is alone
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
  const contexts: SeriesContext<P>[] = [];
  for (const series of allSeries) {
    const part =
      series.parts.find((one) => (one.post as unknown) === post) ??
      series.parts.find(
        ({ post: other }) => other.slug === post.slug && other.lang === post.lang && other.path === post.path,
      );
    if (part === undefined) continue;
    contexts.push(contextOf(series, part));
  }
  return sortContexts(contexts, post);
}

/** A part with its way on. */
export function contextOf<P>(series: Series<P>, part: SeriesPart<P>): SeriesContext<P> {
  const context: SeriesContext<P> = { series, part, others: series.parts.length - 1 };
  if (part.previous !== undefined) context.previous = part.previous;
  if (part.next !== undefined) context.next = part.next;
  return context;
}

/** Those first that the post names first. */
export function sortContexts<P>(
  contexts: SeriesContext<P>[],
  post: Pick<SeriesPost, "series">,
): SeriesContext<P>[] {
  if (contexts.length < 2) return contexts;
  const named = seriesMemberships(post).map(({ slug }) => slug);
  const rank = ({ series }: SeriesContext<P>): number => {
    const index = named.indexOf(series.slug);
    return index === -1 ? named.length : index;
  };
  return contexts.sort((a, b) => rank(a) - rank(b));
}

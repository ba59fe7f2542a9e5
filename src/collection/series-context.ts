import type { Series, SeriesPart, SeriesPost } from "./series.ts";
import { seriesContexts } from "./series-contexts.ts";

/** What a banner in a post needs. */
export interface SeriesContext<P> {
  series: Series<P>;
  /** The post as a part: `part.label` is "Part 3". */
  part: SeriesPart<P>;
  /** How many other parts there are. */
  others: number;
  previous?: P;
  next?: P;
}

/**
 * Finds the series that a post's banner is to show. Of several it is the one that the post names first. A post that
 * is the only part of its series gets no banner. For the pages of a whole site make one `createSeriesIndex`.
 *
 * @param allSeries - what `orderSeries` returned
 * @param post - one of the posts that were given to `orderSeries`
 * @returns `undefined` when the post is in no series, or alone in it; `seriesContexts` tells those too
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

import type { Series, SeriesPart, SeriesPost } from "./series.ts";
import type { SeriesContext } from "./series-context.ts";
import { contextOf, sortContexts } from "./series-contexts.ts";

/**
 * Prepares `seriesContexts` for many posts: it reads the series once, and each answer is a look-up.
 *
 * @param allSeries - what `orderSeries` returned
 * @returns a function from a post to the series it is a part of, those first that the post names first; a copy of a
 *   post is known by its slug, language and path
 * @example
 * ```ts
 * import { createSeriesIndex, orderSeries } from "galley/collection";
 *
 * const posts = [
 *   { slug: "rings", series: "Lock-free" },
 *   { slug: "queues", series: ["Lock-free", "Zig by example"] },
 *   { slug: "css" },
 * ];
 * const contextsOf = createSeriesIndex(orderSeries(posts));
 * for (const post of posts) console.log(post.slug, contextsOf(post).map(({ series }) => series.slug).join(" "));
 * // → rings lock-free
 * // → queues lock-free zig-by-example
 * // → css
 * ```
 */
export function createSeriesIndex<P extends SeriesPost>(
  allSeries: readonly Series<P>[],
): (post: Pick<P, "slug"> & Partial<SeriesPost>) => SeriesContext<P>[] {
  const byPost = indexParts(allSeries, ({ post }): unknown => post);
  // Only copies of posts are looked up by name.
  let byName: ReadonlyMap<unknown, Place<P>[]> | undefined;
  return (post) => {
    let places = byPost.get(post);
    if (places === undefined) {
      byName ??= indexParts(allSeries, (part) => nameOf(part.post));
      places = byName.get(nameOf(post)) ?? [];
    }
    return sortContexts(
      places.map(({ series, part }) => contextOf(series, part)),
      post,
    );
  };
}

interface Place<P> {
  series: Series<P>;
  part: SeriesPart<P>;
}

/** The parts by a key, each series once: of two posts that are one by name the first counts. */
function indexParts<P>(
  allSeries: readonly Series<P>[],
  keyOf: (part: SeriesPart<P>) => unknown,
): ReadonlyMap<unknown, Place<P>[]> {
  const index = new Map<unknown, Place<P>[]>();
  for (const series of allSeries) {
    for (const part of series.parts) {
      const key = keyOf(part);
      const places = index.get(key);
      if (places === undefined) index.set(key, [{ series, part }]);
      else if (places.at(-1)?.series !== series) places.push({ series, part });
    }
  }
  return index;
}

function nameOf({ slug, lang, path }: Partial<SeriesPost>): string {
  return JSON.stringify([slug, lang, path]);
}

export type { VFileMessage } from "vfile-message";
export { backlinksOf } from "./backlinks-of.ts";
export {
  createLinkResolver,
  type LinkablePost,
  type LinkResolverOptions,
  type LinkTarget,
} from "./create-link-resolver.ts";
export { createNeighborIndex } from "./create-neighbor-index.ts";
export {
  createRelatedIndex,
  type RelatablePost,
  type RelatedIndexOptions,
  type RelatedLimit,
  type RelatedPost,
  type RelatedReason,
} from "./create-related-index.ts";
export { createSeriesIndex } from "./create-series-index.ts";
export { findSimilarTags } from "./find-similar-tags.ts";
export { type Backlink, groupBacklinks, type LinkingPost } from "./group-backlinks.ts";
export { groupByMonth, type MonthGroup } from "./group-by-month.ts";
export { type GroupByTagOptions, groupByTag, type TagGroup, type TaggedPost } from "./group-by-tag.ts";
export { type DatedPost, type GroupByDateOptions, groupByYear, type YearGroup } from "./group-by-year.ts";
export { type Neighbors, type NeighborsOptions, neighborsOf } from "./neighbors-of.ts";
export { type OrderSeriesOptions, orderSeries } from "./order-series.ts";
export { type PageNumbersOptions, pageNumbers } from "./page-numbers.ts";
export { type Page, type PaginateOptions, paginate } from "./paginate.ts";
export { type PartNumber, parsePartNumber } from "./parse-part-number.ts";
export { type RelatedPostsOptions, relatedPosts } from "./related-posts.ts";
export {
  type PublishablePost,
  type PublishedSelection,
  type SelectPublishedOptions,
  selectPublished,
} from "./select-published.ts";
export type {
  Series,
  SeriesDeclaration,
  SeriesMembership,
  SeriesPart,
  SeriesPost,
  SeriesStatus,
  UpcomingPart,
} from "./series.ts";
export { type SeriesContext, seriesContext } from "./series-context.ts";
export { seriesContexts } from "./series-contexts.ts";
export { type SortablePost, type SortPostsOptions, sortPosts } from "./sort-posts.ts";

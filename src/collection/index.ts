export type { VFileMessage } from "vfile-message";
export type { PublishingFields } from "../core/publishing.ts";
export { findSimilarTags } from "./groups/find-similar-tags.ts";
export {
  type DatedPost,
  type GroupByDateOptions,
  groupByMonth,
  groupByYear,
  type MonthGroup,
  type YearGroup,
} from "./groups/group-by-date.ts";
export { type GroupByTagOptions, groupByTag, type TagGroup, type TaggedPost } from "./groups/group-by-tag.ts";
export { type Backlink, backlinksOf, type LinkingPost } from "./links/backlinks.ts";
export {
  createLinkResolver,
  type LinkablePost,
  type LinkResolverOptions,
  type LinkTarget,
} from "./links/create-link-resolver.ts";
export { type Neighbors, type NeighborsOptions, neighborsOf } from "./order/neighbors-of.ts";
export {
  type Page,
  type PageNumbersOptions,
  type PaginateOptions,
  pageNumbers,
  paginate,
} from "./order/paginate.ts";
export {
  type PublishablePost,
  type PublishedSelection,
  type SelectPublishedOptions,
  selectPublished,
} from "./order/select-published.ts";
export { type SortablePost, type SortPostsOptions, sortPosts } from "./order/sort-posts.ts";
export {
  type RelatablePost,
  type RelatedLimit,
  type RelatedPost,
  type RelatedPostsOptions,
  type RelatedReason,
  relatedPosts,
} from "./related/related-posts.ts";
export { type OrderSeriesOptions, orderSeries } from "./series/order-series.ts";
export { type PartNumber, parsePartNumber } from "./series/parse-part-number.ts";
export type {
  Series,
  SeriesDeclaration,
  SeriesMembership,
  SeriesPart,
  SeriesPost,
  SeriesStatus,
  UpcomingPart,
} from "./series/series.ts";
export { type SeriesContext, seriesContext, seriesContexts } from "./series/series-context.ts";

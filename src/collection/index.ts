export { type GroupByTagOptions, groupByTag, type TagGroup, type TaggedPost } from "./group-by-tag.ts";
export { type OrderSeriesOptions, orderSeries } from "./order-series.ts";
export { type PageNumbersOptions, pageNumbers } from "./page-numbers.ts";
export { type Page, type PaginateOptions, paginate } from "./paginate.ts";
export { type PartNumber, parsePartNumber } from "./parse-part-number.ts";
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

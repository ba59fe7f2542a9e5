export { dateFromPath } from "./dates/date-from-path.ts";
export { type FormatDateOptions, formatDate } from "./dates/format-date.ts";
export { type ParsedDate, parseDate } from "./dates/parse-date.ts";
export type { FrontMatterFormat } from "./find-front-matter.ts";
export { defaultAliases, type FrontMatterAliases } from "./front-matter-aliases.ts";
export {
  type FrontMatterData,
  type FrontMatterOptions,
  type ParsedFrontMatter,
  parseFrontMatter,
  parseFrontMatterSync,
} from "./parse-front-matter.ts";
export type { Author, PostMeta, SeriesRef } from "./post-meta.ts";
export {
  type SplitFrontMatter,
  type SplitFrontMatterOptions,
  splitFrontMatter,
} from "./split-front-matter.ts";

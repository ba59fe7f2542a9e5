export { type FormatDateOptions, formatDate } from "./format-date.ts";
export { defaultAliases, type FrontMatterAliases } from "./front-matter-aliases.ts";
export { dateFromPath, type ParsedDate, parseDate } from "./parse-date.ts";
export {
  type FrontMatterData,
  type FrontMatterOptions,
  type ParsedFrontMatter,
  parseFrontMatter,
  parseFrontMatterSync,
} from "./parse-front-matter.ts";
export type { Author, PostMeta, SeriesRef } from "./post-meta.ts";
export type { FrontMatterFormat } from "./split-front-matter.ts";
export {
  type SplitFrontMatter,
  type SplitFrontMatterOptions,
  splitFrontMatter,
} from "./split-front-matter.ts";

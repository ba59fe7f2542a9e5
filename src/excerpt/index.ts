export type { Excerpt, ExcerptOptions, ExcerptSource } from "./excerpt-options.ts";
export { extractExcerpt, extractExcerptFromHtml } from "./extract-excerpt.ts";
export { type TruncatedText, type TruncateOptions, truncateText } from "./truncate-text.ts";

export type { Excerpt, ExcerptSource } from "./excerpt.ts";
export { type ExcerptOptions, extractExcerpt } from "./extract-excerpt.ts";
export { extractExcerptFromHtml } from "./extract-excerpt-from-html.ts";
export { type TruncatedText, type TruncateOptions, truncateText } from "./truncate-text.ts";

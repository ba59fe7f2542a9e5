export type { Root as HastRoot } from "hast";
export type { Root as MdastRoot } from "mdast";
export { parseHtml } from "../html/parse-html.ts";
export {
  createMarkdownParser,
  type MarkdownFile,
  type MarkdownOptions,
  type MarkdownParser,
} from "./create-markdown-parser.ts";
export { extractHeadings, type Heading } from "./extract-headings.ts";
export { extractImages, type Image } from "./extract-images.ts";
export { extractLinks, type Link } from "./extract-links.ts";
export { isSafeUrl } from "./is-safe-url.ts";
export type { MarkdownLimits } from "./limits.ts";
export { type NestedHeading, nestHeadings } from "./nest-headings.ts";
export { parseMarkdown } from "./parse-markdown.ts";
export { type RenderHtmlOptions, renderHtml } from "./render-html.ts";
export { type RawHtmlPolicy, type ToHastOptions, toHast } from "./to-hast.ts";
export { type PlainTextOptions, toPlainText } from "./to-plain-text.ts";

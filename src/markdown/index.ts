export type { Root as HastRoot } from "hast";
export type { Root as MdastRoot } from "mdast";
export type { AllowedNames, AllowOptions } from "../html/allow-list.ts";
export { type Heading, type NestedHeading, nestHeadings } from "../html/headings.ts";
export { parseHtml } from "../html/parse-html.ts";
export type { PlainTextOptions } from "../html/plain-text.ts";
export { type RenderHtmlOptions, renderHtml } from "../html/render-html.ts";
export { rewriteUrls, type UrlPlace } from "../html/rewrite-urls.ts";
export type { Image, Link } from "../html/tree-pass.ts";
export { isSafeUrl } from "../html/urls.ts";
export {
  createMarkdownParser,
  type MarkdownFile,
  type MarkdownOptions,
  type MarkdownParser,
  parseMarkdown,
} from "./create-markdown-parser.ts";
export { extractHeadings, extractImages, extractLinks, toPlainText } from "./extract.ts";
export type { MarkdownLimits } from "./limits.ts";
export { type RawHtmlPolicy, type ToHastOptions, toHast } from "./to-hast.ts";

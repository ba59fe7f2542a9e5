export {
  createMarkdownParser,
  type MarkdownFile,
  type MarkdownOptions,
  type MarkdownParser,
} from "./create-markdown-parser.ts";
export type { MarkdownLimits } from "./limits.ts";
export { parseMarkdown } from "./parse-markdown.ts";

import type { Root } from "mdast";
import { createMarkdownParser, type MarkdownFile, type MarkdownOptions } from "./create-markdown-parser.ts";

/**
 * Turns Markdown into a syntax tree. To read many texts with the same options, make a parser of them once with
 * `createMarkdownParser`.
 *
 * @param text - Markdown without front matter; line endings and a byte order mark of any kind
 * @param options - how it is read, and what file it is
 * @returns an mdast tree, plugins applied
 * @throws ContentError past a limit; TypeError when a plugin is asynchronous
 * @example
 * ```ts
 * import { parseMarkdown } from "galley/markdown";
 *
 * const tree = parseMarkdown("# Queues\n\n- [x] Measure\n- [ ] Shed load\n");
 * console.log(tree.children.map((node) => node.type).join(" "));
 * // → heading list
 * ```
 */
export function parseMarkdown(text: string, options: MarkdownOptions & MarkdownFile = {}): Root {
  return createMarkdownParser(options).sync(text, options);
}

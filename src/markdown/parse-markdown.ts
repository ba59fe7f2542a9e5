import type { Root } from "mdast";
import { checkKind, type OptionKinds } from "../core/check-options.ts";
import {
  bindMarkdownParser,
  checkMarkdownOptions,
  fileKinds,
  type MarkdownFile,
  type MarkdownOptions,
  type MarkdownParser,
  markdownKinds,
} from "./create-markdown-parser.ts";
import type { ToHastOptions } from "./to-hast.ts";

/** Options of `toHast` may be in the same object. */
const optionKinds: OptionKinds<MarkdownOptions & MarkdownFile & ToHastOptions> = {
  ...markdownKinds,
  ...fileKinds,
  rawHtml: "any",
  allow: "any",
  handlers: "any",
  footnotePrefix: "any",
  idPrefix: "any",
};

/** Without options, one parser serves all: it keeps nothing of a text. */
let plain: MarkdownParser | undefined;

/**
 * Turns Markdown into a syntax tree. To parse many texts with the same options, use `createMarkdownParser`.
 *
 * @param text - Markdown without front matter; line endings and a byte order mark of any kind
 * @param options - how it is read, and what file it is
 * @returns an mdast tree, plugins applied
 * @throws ContentError when a limit is exceeded; TypeError when a plugin is asynchronous
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
  checkKind("text", text, "string");
  checkMarkdownOptions(options, optionKinds);
  const { gfm, cjkFriendly, singleTilde, remarkPlugins, limits, parser } = options;
  const isPlain = [gfm, cjkFriendly, singleTilde, remarkPlugins, limits, parser].every(
    (option) => option === undefined,
  );
  if (!isPlain) return bindMarkdownParser(options).sync(text, options);
  plain ??= bindMarkdownParser({});
  return plain.sync(text, options);
}

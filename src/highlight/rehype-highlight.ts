import type { Root } from "hast";
import type { VFile } from "vfile";
import type { VFileMessage } from "vfile-message";
import { highlightSoon } from "./highlight-tree.ts";
import type { Highlighter } from "./highlighter.ts";

/** Options of {@linkcode rehypeHighlight}. */
export interface RehypeHighlightOptions {
  highlighter: Highlighter;
  /** Path of the post, for messages; without it the file's. */
  path?: string;
  /** Takes the messages; without it they go to `file.messages`. */
  onMessage?: (message: VFileMessage) => void;
}

/**
 * A plugin for unified that highlights code. It waits for nothing when every language is loaded, so that `runSync`
 * works then.
 *
 * @param options - the highlighter, and where messages go
 * @returns the transformer
 * @example
 * ```ts
 * import { createHighlighter, rehypeHighlight } from "galley/highlight";
 * import rehypeStringify from "rehype-stringify";
 * import remarkParse from "remark-parse";
 * import remarkRehype from "remark-rehype";
 * import { unified } from "unified";
 *
 * const highlighter = await createHighlighter({ themes: "github-light", mode: "class" });
 * const processor = unified().use(remarkParse).use(remarkRehype).use(rehypeHighlight, { highlighter }).use(rehypeStringify);
 * const file = await processor.process("```pyhton\n1\n```");
 * console.log(file.messages[0]?.reason, file.messages[0]?.note);
 * // → No language is called "pyhton", so its code is shown without colours Did you mean "python"?
 * ```
 */
export function rehypeHighlight(
  options: RehypeHighlightOptions,
): (tree: Root, file?: VFile) => Promise<void> | undefined {
  const { highlighter, path, onMessage } = options;
  return (tree, file) =>
    highlightSoon(tree, {
      highlighter,
      path: path ?? file?.path,
      onMessage: onMessage ?? ((message) => file?.messages.push(message)),
    });
}

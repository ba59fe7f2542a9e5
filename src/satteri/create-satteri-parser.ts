import type { Root } from "mdast";
import { markdownToMdast } from "satteri";
import { checkOptions } from "../core/check-options.ts";

/** Options of `createSatteriParser`. */
export interface SatteriParserOptions {
  /**
   * GitHub Flavored Markdown, as in `createPostParser`.
   *
   * @default true
   */
  gfm?: boolean | undefined;
}

/**
 * Creates a parser for the option `parser` of `createPostParser` and `createMarkdownParser`. satteri, which is written
 * in Rust, creates the tree in a fraction of remark-parse's time, with the few differences that docs/satteri.md lists.
 * It is native code for Node, Bun and Deno: install `satteri` 0.10, an optional peer, along with this library.
 *
 * The limits of the library apply before and after it. Plugins that add syntax (`remark-math`, `remark-directive`) need
 * remark-parse and do nothing here; plugins that change the tree run.
 *
 * @throws TypeError or RangeError for an unknown or invalid option
 * @returns a synchronous function from Markdown to mdast with places; it does not throw for any text within the limits
 * @example
 * ```ts
 * import { createPostParser } from "galley";
 * import { createSatteriParser } from "galley/satteri";
 *
 * // The parser is code, so a cache needs a name for it, version included.
 * const parsePost = createPostParser({ parser: createSatteriParser(), fingerprint: "satteri 0.10" });
 * const post = parsePost.sync("# Queues\n\nA queue moves work *in time*.\n");
 * console.log(post.title, "·", post.excerpt.html);
 * // → Queues · <p>A queue moves work <em>in time</em>.</p>
 * ```
 */
export function createSatteriParser(options: SatteriParserOptions = {}): (text: string) => Root {
  checkOptions(options, { gfm: "boolean" });
  const { gfm = true } = options;
  const features = { gfm, frontmatter: false };
  // The specification replaces NUL with U+FFFD. satteri drops it, which would shift the positions of everything after
  // it by one.
  return (text) => markdownToMdast(text.replaceAll("\0", "\uFFFD"), { features }) as Root;
}

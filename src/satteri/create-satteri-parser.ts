import type { Root } from "mdast";
import { markdownToMdast } from "satteri";

/** What `createSatteriParser` takes. */
export interface SatteriParserOptions {
  /**
   * GitHub flavoured Markdown, as in `createPostParser`.
   *
   * @default true
   */
  gfm?: boolean | undefined;
}

/**
 * A parser in Rust for the option `parser` of `createPostParser` and `createMarkdownParser`: satteri makes the tree
 * in a small part of remark-parse's time, for the same posts but for the few differences that docs/satteri.md lists.
 * It is native code: for Node, Bun and Deno, where `satteri` (0.10, an optional peer) is installed beside this library.
 *
 * The limits of the library hold before and after it. Plugins that add syntax (`remark-math`, `remark-directive`) need
 * remark-parse and do nothing here; plugins that change the tree run.
 *
 * @returns from Markdown to mdast, with places; synchronous
 * @throws never on any text that the limits let through
 * @example
 * ```ts
 * import { createPostParser } from "galley";
 * import { createSatteriParser } from "galley/satteri";
 *
 * // The parser is code, so a cache wants a name for it, version included.
 * const parsePost = createPostParser({ parser: createSatteriParser(), fingerprint: "satteri 0.10" });
 * const post = parsePost.sync("# Queues\n\nA queue moves work *in time*.\n");
 * console.log(post.title, "·", post.excerpt.html);
 * // → Queues · <p>A queue moves work <em>in time</em>.</p>
 * ```
 */
export function createSatteriParser(options: SatteriParserOptions = {}): (text: string) => Root {
  const { gfm = true } = options;
  const features = { gfm, frontmatter: false };
  // The specification puts U+FFFD in the place of NUL, which satteri drops, and with it the places of what follows.
  return (text) => markdownToMdast(text.replaceAll("\0", "\uFFFD"), { features }) as Root;
}

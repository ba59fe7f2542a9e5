import type { Highlighter } from "./highlighter.ts";
import type { HighlighterOptions } from "./highlighter-options.ts";

/**
 * Creates a highlighter. Themes are loaded immediately, the engine and grammars when a block first needs them.
 *
 * Code is tokenized once for all themes, a block has the same HTML wherever and whenever it is highlighted, and no time
 * limit influences the result.
 *
 * @param options - themes and more; the object is neither kept nor changed
 * @returns the highlighter, for {@linkcode rehypeHighlight} and {@linkcode highlightCode}
 * @throws RangeError or TypeError for an unknown theme or language, or an option that is not known or not valid
 * @example
 * ```ts
 * import { createHighlighter, highlightCode } from "galley/highlight";
 *
 * const highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });
 * console.log(await highlightCode(highlighter, "let x = 1", { lang: "js" }));
 * // → <pre class="shiki shiki-themes github-light github-dark" style="background-color:#fff;--shiki-dark-bg:#24292e;color:#24292e;--shiki-dark:#e1e4e8" tabindex="0" data-language="js"><code class="language-js"><span class="line"><span style="color:#D73A49;--shiki-dark:#F97583">let</span> x <span style="color:#D73A49;--shiki-dark:#F97583">=</span><span style="color:#005CC5;--shiki-dark:#79B8FF"> 1</span></span></code></pre>
 * ```
 */
export async function createHighlighter(options: HighlighterOptions): Promise<Highlighter> {
  // Loads shiki and everything that writes colors on demand, so that `import "galley"` without highlighting stays fast.
  const { buildHighlighter } = await import("./build-highlighter.ts");
  return buildHighlighter(options);
}

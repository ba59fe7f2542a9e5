import type { VFileMessage } from "vfile-message";
import { checkKind, checkOptions, type OptionKinds, wrongKind } from "../core/check-options.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { type Highlighter, toCore } from "./highlighter.ts";
import type { LanguageName } from "./highlighter-options.ts";

/** Options of {@linkcode highlightCode}. */
export interface HighlightCodeOptions {
  /**
   * Language, in any spelling of the first word of a fence.
   *
   * @defaultValue `"text"`
   */
  lang?: LanguageName | undefined;
  /** Meta text, as after the language of a fence; see {@linkcode parseFenceMeta}. */
  meta?: string | null | undefined;
  /**
   * Returns only a `code` element, for inline code.
   *
   * @defaultValue `false`
   */
  inline?: boolean | undefined;
  /** Path of a post, for messages. */
  path?: string | undefined;
  /** Receives the problems of the code. */
  onMessage?: ((message: VFileMessage) => void) | undefined;
}

const optionKinds: OptionKinds<HighlightCodeOptions> = {
  lang: "string",
  meta: "any",
  inline: "boolean",
  path: "string",
  onMessage: "function",
};

/**
 * Highlights code and returns its HTML.
 *
 * @param highlighter - made by {@linkcode createHighlighter}
 * @param code - the code; a trailing newline shows an empty line, as in shiki
 * @param options - its language and meta text
 * @returns a `pre` element, in a `figure` when the code has a title
 * @throws TypeError or RangeError for an argument of the wrong kind
 * @example
 * ```ts
 * import { createHighlighter, highlightCode } from "galley/highlight";
 *
 * const highlighter = await createHighlighter({ themes: "github-light", mode: "class" });
 * const html = await highlightCode(highlighter, "push(1)", { lang: "text", meta: 'title="queue.log" {1}' });
 * console.log(html);
 * // → <figure class="shiki-figure github-light sa"><figcaption class="shiki-title">queue.log</figcaption><pre class="shiki github-light sa has-highlighted" tabindex="0" data-language="text"><code class="language-text"><span class="line highlighted"><span class="shiki-label" data-label="highlighted: "></span>push(1)</span></code></pre></figure>
 * ```
 */
export async function highlightCode(
  highlighter: Highlighter,
  code: string,
  options: HighlightCodeOptions = {},
): Promise<string> {
  checkKind("code", code, "string");
  checkOptions(options, optionKinds);
  if (typeof options.meta !== "string" && options.meta !== null && options.meta !== undefined) {
    throw wrongKind("meta", options.meta, "a string");
  }
  const { lang = "text", meta, inline = false, path, onMessage } = options;
  const core = toCore(highlighter);
  const source = { code, word: lang, meta: meta ?? "", inline };
  await core.tryLoad(core.missing(source));
  const { html, findings } = core.highlight(source);
  for (const { ruleId, reason, note, line, column = 0 } of findings) {
    const place = line === undefined ? undefined : { line: line + 1, column: column + 1 };
    onMessage?.(createMessage(ruleId, { reason, note, path, place }));
  }
  return html;
}

import type { Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { checkKind } from "../core/check-options.ts";
import { countTags, findTooDeep, HtmlBound, isHarmless } from "./html-bound.ts";
import { createHtmlTokenizer, isTextElement } from "./html-tokenizer.ts";
import { repairSrcsets } from "./urls.ts";

/**
 * Parses a fragment of HTML the way a browser does. It never throws on content and takes linear time: HTML that nests
 * hundreds of elements deep, or nests so badly that a parser would repeat its tags many times, is read as plain
 * text.
 *
 * @param html - HTML from any source, a fragment of a page's body
 * @returns a hast tree; nothing is sanitized
 * @example
 * ```ts
 * import { parseHtml, renderHtml } from "galley/markdown";
 *
 * console.log(renderHtml(parseHtml("<p>One<p>Two &amp; <b>three")));
 * // → <p>One</p><p>Two &#x26; <b>three</b></p>
 * ```
 */
export function parseHtml(html: string): Root {
  checkKind("html", html, "string");
  const bound = new HtmlBound();
  if (!isHarmless(countTags(html), html.length)) bound.html(html);
  const tree = bound.problem === undefined ? parse(html, bound) : undefined;
  if (tree === undefined || findTooDeep(tree) !== undefined) {
    return { type: "root", children: [{ type: "text", value: textOf(html) }] };
  }
  repairSrcsets(tree);
  return tree;
}

function parse(html: string, { mayBeTooDeep }: HtmlBound): Root | undefined {
  try {
    return fromHtml(html, { fragment: true });
  } catch (error) {
    // The tree is too deep for the stack. If it is not deep, the caller has used up the stack.
    if (error instanceof RangeError && mayBeTooDeep) return undefined;
    throw error;
  }
}

/** The text of HTML without its tags, a line for each piece. */
function textOf(html: string): string {
  const lines = [""];
  let isHidden = false;
  const startLine = (): void => {
    if (lines.at(-1) !== "") lines.push("");
  };
  const tokenizer = createHtmlTokenizer(
    {
      onStartTag({ tagName }) {
        startLine();
        isHidden = isTextElement(tagName);
      },
      onEndTag() {
        startLine();
        isHidden = false;
      },
      onText(text) {
        if (!isHidden) lines[lines.length - 1] += text;
      },
      onComment: startLine,
      mayBeMarkup: () => false,
    },
    false,
  );
  tokenizer.write(html, true);
  return lines.join("\n");
}

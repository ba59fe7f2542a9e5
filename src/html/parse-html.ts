import type { Root } from "hast";
import { fromParse5 } from "hast-util-from-parse5";
import { VFile } from "vfile";
import { checkKind } from "../core/check-options.ts";
import { ContentError } from "../diagnostics/content-error.ts";
import { HtmlBound } from "./html-bound.ts";
import { createHtmlTokenizer, isTextElement } from "./html-tokenizer.ts";

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
  bound.allow(html.length);
  const parser = bound.createParser();
  try {
    parser.tokenizer.write(html, true);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { type: "root", children: [{ type: "text", value: textOf(html) }] };
  }
  return fromParse5(parser.getFragment(), { file: new VFile(html) }) as Root;
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

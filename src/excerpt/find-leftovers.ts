import { type CodeSpan, findShortcodes } from "./find-shortcodes.ts";

/** Lines that are markup of some other system: `:::note`, `!!! tip`, `[!NOTE]`, `[[toc]]`, `{: .class }`. */
const markupLine: RegExp =
  /^[ \t]*(?::{3,}[^\n]*|[!?]{3}\+? [^\n]*|\[!\w+\][^\n]*|\[\[?_?toc_?\]\]?|\{:[^\n]*\})[ \t]*$/gimu;
const mayHaveMarkup: RegExp = /:::|!!!|\?\?\?|\[!|\[_?toc|\{:/i;

/**
 * Finds what other systems' markup leaves in a text that nobody expanded: shortcodes, and whole lines.
 *
 * @param raw - the text of a paragraph; a vertical tab stands for a hard line break
 * @param code - spans of code, which are left alone
 * @returns the spans to take out, in order and apart; `opens` names a shortcode around code that is left open
 */
export function findLeftovers(
  raw: string,
  code: readonly CodeSpan[],
): { spans: CodeSpan[]; opens?: string | undefined } {
  const { spans, opens } = raw.includes("{") ? findShortcodes(raw, code) : { spans: [], opens: undefined };
  if (!mayHaveMarkup.test(raw)) return { spans, opens };
  const lines = raw.replace(/\v/g, "\n");
  for (const { 0: line, index } of lines.matchAll(markupLine))
    spans.push({ start: index, end: index + line.length });
  // kramdown's attributes may end the last line.
  const length = lines.trimEnd().length;
  const start = lines[length - 1] === "}" ? lines.lastIndexOf("{:") : -1;
  if (start >= 0 && !lines.slice(start, length - 1).includes("}")) spans.push({ start, end: length });
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: CodeSpan[] = [];
  let next = 0;
  for (const span of spans) {
    while (next < code.length && code[next]!.end <= span.start) next++;
    if (next < code.length && code[next]!.start < span.end) continue;
    if (span.start >= (apart.at(-1)?.end ?? 0)) apart.push(span);
  }
  return { spans: apart, opens };
}

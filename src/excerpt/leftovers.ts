/** A part of a text. */
export interface Span {
  start: number;
  end: number;
}

/** The maximum length of a tag. */
const maxTag = 2000;

/** Paired tags whose content is code or not for readers. */
const codeTags = /^(?:highlight|codeblock|code|prism|mermaid|comment|math|chart|gist|codetabs)$/i;

const delimiters: readonly (readonly [open: string, close: string])[] = [
  ["{{<", ">}}"],
  ["{{%", "%}}"],
  ["{{", "}}"],
  ["{%", "%}"],
  ["{#", "#}"],
];

/** Lines of markup from other systems: `:::note`, `!!! tip`, `[!NOTE]`, `[[toc]]`, `{: .class }`. */
const markupLine =
  /^[ \t]*(?::{3,}[^\n]*|[!?]{3}\+? [^\n]*|\[!\w+\][^\n]*|\[\[?_?toc_?\]\]?|\{:[^\n]*\})[ \t]*$/gimu;
const mayHaveMarkup = /:::|!!!|\?\?\?|\[!|\[_?toc|\{:/i;

/**
 * Finds markup of other systems that was not expanded: shortcodes and whole lines.
 *
 * @param raw - the text of a paragraph; a vertical tab stands for a hard line break
 * @param code - spans of code, which are skipped
 * @returns the spans to remove, in order and not overlapping; `opens` names a shortcode around code that is not closed
 */
export function findLeftovers(
  raw: string,
  code: readonly Span[],
): { spans: Span[]; opens?: string | undefined } {
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
  const apart: Span[] = [];
  let next = 0;
  for (const span of spans) {
    while (next < code.length && code[next]!.end <= span.start) next++;
    if (next < code.length && code[next]!.start < span.end) continue;
    if (span.start >= (apart.at(-1)?.end ?? 0)) apart.push(span);
  }
  return { spans: apart, opens };
}

/**
 * Finds template syntax in a text: `{{< >}}` of Hugo, `{% %}` and `{{ }}` of Liquid and Nunjucks. Paired tags around
 * code are removed with the code; the content of others stays.
 */
function findShortcodes(text: string, code: readonly Span[]): { spans: Span[]; opens?: string } {
  const spans: Span[] = [];
  let next = 0;
  let from = 0;
  while (true) {
    const start = text.indexOf("{", from);
    if (start < 0) return { spans };
    while (next < code.length && code[next]!.end <= start) next++;
    if (next < code.length && code[next]!.start <= start) {
      from = code[next]!.end;
      continue;
    }
    const pair = delimiters.find(([open]) => text.startsWith(open, start));
    if (pair === undefined) {
      from = start + 1;
      continue;
    }
    const [open, close] = pair;
    const stop = text.slice(start, start + maxTag).indexOf(close, open.length);
    if (stop < 0) {
      from = start + open.length;
      continue;
    }
    let end = start + stop + close.length;
    // A tag does not reach into code.
    if (next < code.length && code[next]!.start < end) {
      from = start + open.length;
      continue;
    }
    const name = /^[-~\s]*([\w-]+)/.exec(text.slice(start + open.length, start + open.length + 60))?.[1];
    if (name !== undefined && open !== "{{" && codeTags.test(name)) {
      const closing = findClosing(text, end, name);
      if (closing < 0) {
        spans.push({ start, end: text.length });
        return { spans, opens: name };
      }
      end = closing;
    }
    spans.push(withLink(text, { start, end }, spans));
    from = spans.at(-1)!.end;
  }
}

/** The index after the tag that closes `name`, or -1: `{% endname %}`, `{{< /name >}}`. */
export function findClosing(text: string, from: number, name: string): number {
  for (const spelling of [`end${name}`, `/${name}`, `/ ${name}`]) {
    const at = text.indexOf(spelling, from);
    if (at < 0) continue;
    const end = text.indexOf("}", at);
    return end < 0 ? text.length : text[end + 1] === "}" ? end + 2 : end + 1;
  }
  return -1;
}

/** `[text]({% link … %})` is not a link in Markdown: the brackets are removed with the tag, the text stays. */
function withLink(text: string, span: Span, spans: Span[]): Span {
  if (!text.startsWith("](", span.start - 2)) return span;
  // A title may follow: `[text]({{< ref "x" >}} "Title")`.
  const rest = /^(?:\s{1,9}["“'‘][^"”'’\n]{0,200}["”'’])?\s{0,9}\)/.exec(
    text.slice(span.end, span.end + 240),
  );
  if (rest === null) return span;
  const open = text.lastIndexOf("[", span.start - 2);
  const least = spans.at(-1)?.end ?? 0;
  if (open < least || span.start - open > 300) return span;
  spans.push({ start: open, end: open + 1 });
  return { start: span.start - 2, end: span.end + rest[0].length };
}

/** A line break between two characters of a script without spaces is not a space. */
const wideBreak =
  /(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff01-\uff60])[ \t]*\n[ \t\n]*(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff01-\uff60])/gu;

/**
 * Turns the text of a paragraph into one line: markup of other systems is removed, white space is collapsed.
 *
 * @param raw - text from the tree; a vertical tab stands for a hard line break
 * @param code - where code is
 */
export function cleanText(raw: string, code: readonly Span[]): { text: string; opens?: string | undefined } {
  const { spans, opens } = findLeftovers(raw, code);
  const text = withoutSpans(raw, 0, spans)
    .replace(wideBreak, "")
    .replace(/[\t\n\v\f\r ]+/g, " ")
    .replace(/\s{2,}/g, " ")
    .trim()
    .toWellFormed();
  return { text, opens };
}

/** Removes spans from a part of a text; they are positions in the whole text, and the part begins at `offset`. */
export function withoutSpans(piece: string, offset: number, spans: readonly Span[]): string {
  const end = offset + piece.length;
  let kept = "";
  let from = offset;
  for (const span of spans) {
    if (span.end <= from) continue;
    if (span.start >= end) break;
    kept += piece.slice(from - offset, Math.max(0, span.start - offset));
    from = Math.min(end, Math.max(from, span.end));
  }
  return kept + piece.slice(from - offset);
}

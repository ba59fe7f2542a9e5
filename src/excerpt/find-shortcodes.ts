/** A stretch of code within a text: nothing in it is a shortcode. */
export interface CodeSpan {
  start: number;
  end: number;
}

/** The longest tag that is looked for. */
const maxTag: number = 2000;

/** Paired tags whose content is code, or nothing for a reader. */
const codeTags: RegExp = /^(?:highlight|codeblock|code|prism|mermaid|comment|math|chart|gist|codetabs)$/i;

const closers: readonly (readonly [open: string, close: string])[] = [
  ["{{<", ">}}"],
  ["{{%", "%}}"],
  ["{{", "}}"],
  ["{%", "%}"],
  ["{#", "#}"],
];

/**
 * Finds what template languages leave in a text when nothing expands them: Hugo's `{{< >}}`, Liquid's and Nunjucks's
 * `{% %}` and `{{ }}`. Paired tags around code take the code along; of others the content stays.
 *
 * @param text - text of one block
 * @param code - spans of code, which are left alone
 * @returns the spans to take out, in order; `opens` names a tag around code that the block does not close
 */
export function findShortcodes(
  text: string,
  code: readonly CodeSpan[],
): { spans: CodeSpan[]; opens?: string } {
  const spans: CodeSpan[] = [];
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
    const pair = closers.find(([open]) => text.startsWith(open, start));
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

/** Index behind the tag that closes `name`, or -1: `{% endname %}`, `{{< /name >}}`. */
export function findClosing(text: string, from: number, name: string): number {
  for (const spelling of [`end${name}`, `/${name}`, `/ ${name}`]) {
    const at = text.indexOf(spelling, from);
    if (at < 0) continue;
    const end = text.indexOf("}", at);
    return end < 0 ? text.length : text[end + 1] === "}" ? end + 2 : end + 1;
  }
  return -1;
}

/** `[text]({% link … %})` is no link in Markdown: the brackets go with the tag, the text stays. */
function withLink(text: string, span: CodeSpan, spans: CodeSpan[]): CodeSpan {
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

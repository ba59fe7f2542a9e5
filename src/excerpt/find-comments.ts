/** A comment within a piece of raw HTML. */
export interface HtmlComment {
  text: string;
  start: number;
  end: number;
}

/** Elements whose content is text: no comment is in it. */
const rawText: RegExp = /^<(script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext)(?![\w-])/i;

/**
 * Finds the comments in raw HTML, but none in an attribute, nor in a script, a style or a text field.
 *
 * @param html - the value of an `html` node
 */
export function findComments(html: string): HtmlComment[] {
  const comments: HtmlComment[] = [];
  let index = html.indexOf("<");
  while (index >= 0) {
    if (html.startsWith("<!--", index)) {
      const close = html.indexOf("-->", index + 4);
      if (close < 0) break;
      comments.push({ text: html.slice(index + 4, close), start: index, end: close + 3 });
      index = html.indexOf("<", close + 3);
      continue;
    }
    if (!/[a-z/]/i.test(html[index + 1] ?? "")) {
      index = html.indexOf("<", index + 1);
      continue;
    }
    const end = endOfTag(html, index);
    if (end < 0) break;
    const name = rawText.exec(html.slice(index, index + 12))?.[1];
    index = end;
    if (name !== undefined) {
      index = indexOfClosing(html, end, name);
      if (index < 0) break;
    }
    index = html.indexOf("<", index === end ? end : index + 1);
  }
  return comments;
}

/** Index behind the `>` of a tag, past quoted attributes, or -1. */
function endOfTag(html: string, start: number): number {
  let quote = "";
  for (let index = start + 1; index < html.length; index++) {
    const char = html[index]!;
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (char === ">") {
      return index + 1;
    }
  }
  return -1;
}

function indexOfClosing(html: string, from: number, name: string): number {
  const closing = new RegExp(`</${name}(?![\\w-])`, "gi");
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? -1;
}

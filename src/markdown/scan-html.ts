/** What `scanHtml` hands out, in order. */
export interface HtmlHandler {
  /**
   * A start tag.
   *
   * @param name - in lower case
   * @param tag - the tag as it is written
   * @param attributes - how many attributes it has
   * @returns `true` when the content of the element is markup although its name says it is text (in SVG)
   */
  start(name: string, tag: string, attributes: number, offset: number): boolean;
  /** An end tag. */
  end(name: string, offset: number): void;
  /** Text between tags, references not decoded. */
  text(text: string): void;
  /**
   * A `<![CDATA[`.
   *
   * @returns whether it ends at `]]>`, as in SVG; elsewhere it ends at `>`
   */
  cdata(offset: number): boolean;
}

/** What is still open at the end of a piece of HTML. */
export interface UnclosedHtml {
  /** A comment, a tag without its `>`, or the name of an element whose content is text up to its end tag. */
  kind: "comment" | "tag" | (string & {});
  /** Where it begins. */
  offset: number;
}

/** Elements whose content is text, tags included, up to their own end tag. */
const rawText: ReadonlySet<string> = new Set([
  "iframe",
  "noembed",
  "noframes",
  "script",
  "style",
  "textarea",
  "title",
  "xmp",
]);

const space: RegExp = /[\t\n\f\r ]/;
const notSpace: RegExp = /[^\t\n\f\r /]/g;
const nameEnd: RegExp = /[\t\n\f\r />]/g;
const attributeEnd: RegExp = /[\t\n\f\r />=]/g;
const valueEnd: RegExp = /[\t\n\f\r >]/g;

/**
 * Splits HTML into tags and text, as the tokenizer of a browser does and in linear time. It builds nothing: it is for
 * judging HTML before a parser takes it in.
 *
 * @param html - a piece of HTML
 * @param handler - is told each tag
 * @returns what is open at the end, if anything
 */
export function scanHtml(html: string, handler: HtmlHandler): UnclosedHtml | undefined {
  const { length } = html;
  const find = finder(html);
  let textStart = 0;
  let at = html.indexOf("<");

  function flush(end: number): void {
    if (end > textStart) handler.text(html.slice(textStart, end));
  }

  for (; at !== -1; at = html.indexOf("<", at)) {
    const next = html.charAt(at + 1);
    if (html.startsWith("<!--", at)) {
      flush(at);
      const end = commentEnd(html, at, find);
      textStart = length;
      if (end === -1) return { kind: "comment", offset: at };
      textStart = at = end;
    } else if (next === "!" || next === "?" || (next === "/" && !isLetter(html.charCodeAt(at + 2)))) {
      flush(at);
      const mark = html.startsWith("<![CDATA[", at) && handler.cdata(at) ? "]]>" : ">";
      const end = html.indexOf(mark, at + 2);
      textStart = length;
      if (end === -1) return { kind: "comment", offset: at };
      textStart = at = end + mark.length;
    } else if (next === "/" || isLetter(html.charCodeAt(at + 1))) {
      flush(at);
      textStart = length;
      const isEnd = next === "/";
      const tag = readTag(html, at, isEnd ? at + 2 : at + 1);
      if (tag === undefined) return { kind: "tag", offset: at };
      const offset = at;
      textStart = at = tag.end;
      if (isEnd) handler.end(tag.name, offset);
      else if (!handler.start(tag.name, html.slice(offset, tag.end), tag.attributes, offset)) {
        if (tag.name === "plaintext") return { kind: "plaintext", offset };
        if (rawText.has(tag.name)) {
          const end = tag.name === "script" ? scriptEnd(html, tag.end) : elementEnd(html, tag.name, tag.end);
          if (end === -1) return { kind: tag.name, offset };
          textStart = at = end;
        }
      }
    } else {
      at += 1;
    }
  }
  flush(length);
  return undefined;
}

/** `indexOf` that remembers what it has not found, so that asking again is free. */
function finder(html: string): (what: string, from: number) => number {
  const missing = new Set<string>();
  return (what, from) => {
    if (missing.has(what)) return -1;
    const index = html.indexOf(what, from);
    if (index === -1) missing.add(what);
    return index;
  };
}

function commentEnd(html: string, start: number, find: (what: string, from: number) => number): number {
  if (html.startsWith(">", start + 4)) return start + 5;
  if (html.startsWith("->", start + 4)) return start + 6;
  const plain = find("-->", start + 4);
  // Never more than up to the plain end, else many comments before one `--!>` would each look that far.
  const odd = html.slice(start + 4, plain === -1 ? undefined : plain).indexOf("--!>");
  if (odd !== -1) return start + 4 + odd + 4;
  return plain === -1 ? -1 : plain + 3;
}

function elementEnd(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}[\\t\\n\\f\\r />]`, "gi");
  close.lastIndex = from;
  return close.exec(html)?.index ?? -1;
}

/** A script may hold a comment, and that another script, whose end tag is not the end. */
function scriptEnd(html: string, from: number): number {
  const mark = /<!--|-->|<(\/?)script[\t\n\f\r />]/gi;
  mark.lastIndex = from;
  let depth = 0;
  for (let found = mark.exec(html); found !== null; found = mark.exec(html)) {
    const [text, slash] = found;
    if (text === "-->") depth = 0;
    else if (text === "<!--") {
      if (depth === 0) depth = 1;
      // `<!-->` opens and closes at once.
      mark.lastIndex = found.index + 2;
    } else if (slash === "") {
      if (depth === 1) depth = 2;
    } else if (depth === 2) depth = 1;
    else return found.index;
  }
  return -1;
}

interface Tag {
  name: string;
  attributes: number;
  /** Just behind the `>`. */
  end: number;
}

function readTag(html: string, start: number, nameStart: number): Tag | undefined {
  const { length } = html;
  let at = search(nameEnd, html, nameStart);
  const tag: Tag = { name: html.slice(nameStart, at).toLowerCase(), attributes: 0, end: start };
  while (at < length) {
    at = search(notSpace, html, at);
    if (at >= length) break;
    if (html.charAt(at) === ">") {
      tag.end = at + 1;
      return tag;
    }
    tag.attributes += 1;
    at = search(attributeEnd, html, at + 1);
    const equals = skipSpace(html, at);
    if (html.charAt(equals) !== "=") continue;
    at = skipSpace(html, equals + 1);
    const quote = html.charAt(at);
    if (quote === '"' || quote === "'") {
      const end = html.indexOf(quote, at + 1);
      if (end === -1) break;
      at = end + 1;
    } else if (quote !== ">") {
      at = search(valueEnd, html, at);
    }
  }
  return undefined;
}

function search(pattern: RegExp, html: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? html.length;
}

function skipSpace(html: string, from: number): number {
  let at = from;
  while (at < html.length && space.test(html.charAt(at))) at += 1;
  return at;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

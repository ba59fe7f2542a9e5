import type { Nodes, Parents, Root } from "hast";
import type { Raw } from "mdast-util-to-hast";
import type { Point } from "unist";
import type { VFileMessage } from "vfile-message";
import { walk } from "../core/walk.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { createHtmlTokenizer, isTextElement } from "./html-tokenizer.ts";

/** Elements that contain all that follows, up to their end tag; their content is not part of a page's text. */
const swallowing: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "applet",
  "math",
  "object",
  "svg",
  "template",
]);

/** Messages of this kind that one post gets at most. */
const maxMessages = 20;

/** Where `closeRaw` reports what it closes. */
export interface CloseRawOptions {
  path?: string | undefined;
  onMessage?: ((message: VFileMessage) => void) | undefined;
}

interface Opened {
  raw: Raw;
  /** What is parsed instead of its value. */
  html: string;
  offset: number;
}

/**
 * Closes what raw HTML opens and never closes, where it would swallow the rest of the post: a comment, a tag without
 * its `>`, a `<script>` or `<title>` that was meant as text. Each is reported.
 *
 * @param tree - hast with raw nodes; it is not changed
 * @param options - where to report it
 * @returns the HTML of each raw node, closed
 */
export function closeRaw(tree: Root, { path, onMessage }: CloseRawOptions = {}): Map<Raw, string> {
  const values = new Map<Raw, string>();
  let reported = 0;

  function report({ raw, html, offset }: Opened, what: string): void {
    reported += 1;
    if (reported > maxMessages) return;
    onMessage?.(
      createMessage("html-unclosed", {
        reason: `${what} is opened in raw HTML and never closed`,
        note: "Close it; if it is meant as text, put it in backticks or write `&lt;` for `<`.",
        path,
        place: placeInRaw(raw, html, offset),
      }),
    );
  }

  function closeChildren(parent: Parents): void {
    const opened = new Map<string, Opened[]>();
    for (const child of parent.children as Nodes[]) {
      if (child.type === "raw") values.set(child, closeOne(child, opened));
    }
    for (const [name, places] of opened) {
      for (const place of places) {
        report(place, `<${name}>`);
        values.set(place.raw, `${values.get(place.raw)}</${name}>`);
      }
    }
  }

  function closeOne(raw: Raw, opened: Map<string, Opened[]>): string {
    // Whatever comes after it is text to the end of the page; shown as text it does no harm.
    const html = raw.value.replace(/<(?=plaintext[\t\n\f\r />])/gi, "&lt;");
    const isForeign = (): boolean =>
      (opened.get("svg")?.length ?? 0) > 0 || (opened.get("math")?.length ?? 0) > 0;
    const open = (name: string, offset: number): void => {
      const places = opened.get(name);
      if (places) places.push({ raw, html, offset });
      else opened.set(name, [{ raw, html, offset }]);
    };
    /** The element whose content is text, while it is open. */
    let text: { name: string; offset: number } | undefined;
    let tokenEnd = 0;
    let unclosed: { offset: number; end: string } | undefined;
    const tokenizer = createHtmlTokenizer(
      {
        onStartTag({ tagName, selfClosing, location }) {
          const { startOffset: offset, endOffset } = location!;
          tokenEnd = endOffset;
          const foreign = isForeign();
          if (isTextElement(tagName) && !foreign) text = { name: tagName, offset };
          if (swallowing.has(tagName) && !(foreign && selfClosing)) open(tagName, offset);
        },
        onEndTag({ tagName, location }) {
          tokenEnd = location!.endOffset;
          text = undefined;
          opened.get(tagName)?.pop();
        },
        onComment(location, isUnclosed) {
          const { startOffset: offset, endOffset } = location!;
          tokenEnd = endOffset;
          const isComment = html.startsWith("<!--", offset);
          if (isComment ? isUnclosed : !html.includes(">", offset)) {
            unclosed = { offset, end: isComment ? "-->" : "]]>" };
          }
        },
        onUnclosed(kind) {
          if (kind === "section") unclosed = { offset: html.lastIndexOf("<!"), end: "]]>" };
          else if (kind === "tag") {
            const start = html.slice(tokenEnd).search(/<\/?[a-z]/i);
            if (start !== -1) unclosed = { offset: tokenEnd + start, end: "" };
          } else if (html.endsWith("</")) unclosed = { offset: html.length - 2, end: "]]>" };
        },
        mayBeMarkup: isForeign,
        isForeign,
      },
      true,
    );
    tokenizer.write(html, true);
    if (text !== undefined) {
      // Its end tag may be a node of its own in the same line.
      if (isInline(raw)) open(text.name, text.offset);
      else {
        report({ raw, html, offset: text.offset }, `<${text.name}>`);
        return `${html}</${text.name}>`;
      }
    } else if (unclosed !== undefined) {
      const { offset, end } = unclosed;
      const isTag = end === "";
      const length = isTag ? 20 : end === "-->" ? 4 : 2;
      report({ raw, html, offset }, `${isTag ? "The tag " : ""}"${html.slice(offset, offset + length)}"`);
      return isTag ? html.slice(0, offset) : html + end;
    }
    return html;
  }

  walk<Nodes>(tree, (node) => {
    if ("children" in node) closeChildren(node);
  });
  return values;
}

/**
 * The place of something in a raw node. In quotes and lists the columns of later lines are those of the HTML.
 *
 * @param raw - the node
 * @param html - its value, closed or not
 * @param offset - index into the HTML
 */
export function placeInRaw(raw: Raw, html: string, offset: number): Point | undefined {
  const start = raw.position?.start;
  if (start === undefined) return undefined;
  const before = html.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = start.line;
  for (let at = before.indexOf("\n"); at !== -1; at = before.indexOf("\n", at + 1)) line += 1;
  const column = lineStart === 0 ? start.column + offset : offset - lineStart + 1;
  return { line, column, offset: start.offset === undefined ? undefined : start.offset + offset };
}

function isInline(raw: Raw): boolean {
  return (raw.data as { galleyInline?: boolean } | undefined)?.galleyInline === true;
}

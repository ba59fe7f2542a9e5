import type { Nodes, Parents, Root } from "hast";
import type { Raw } from "mdast-util-to-hast";
import type { Point } from "unist";
import type { VFileMessage } from "vfile-message";
import { walk } from "../core/walk.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { scanHtml } from "./scan-html.ts";

/** Elements that take in all that follows, up to their end tag; their content is no part of a page's text. */
const swallowing: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "applet",
  "math",
  "object",
  "svg",
  "template",
]);

/** Messages of this kind that one post is given at most. */
const maxMessages = 20;

/** What `closeRaw` needs to tell. */
export interface CloseRawOptions {
  path?: string | undefined;
  onMessage?: ((message: VFileMessage) => void) | undefined;
}

interface Opened {
  raw: Raw;
  offset: number;
}

/**
 * Closes what raw HTML opens and never closes, where it would swallow the rest of the post: a comment, a tag without
 * its `>`, a `<script>` or `<title>` that was meant as text. Each is told.
 *
 * @param tree - hast with raw nodes, a copy of the caller's own; it is changed
 * @param options - where to tell it
 */
export function closeRaw(tree: Root, { path, onMessage }: CloseRawOptions = {}): void {
  let told = 0;

  function tell(raw: Raw, offset: number, what: string): void {
    told += 1;
    if (told > maxMessages) return;
    onMessage?.(
      createMessage("html-unclosed", {
        reason: `${what} is opened in raw HTML and never closed`,
        note: "Close it; if it is meant as text, put it in backticks or write `&lt;` for `<`.",
        path,
        place: placeInRaw(raw, offset),
      }),
    );
  }

  function closeChildren(parent: Parents): void {
    const opened = new Map<string, Opened[]>();
    for (const child of parent.children as Nodes[]) {
      if (child.type === "raw") closeOne(child, opened);
    }
    for (const [name, places] of opened) {
      for (const { raw, offset } of places) {
        tell(raw, offset, `<${name}>`);
        raw.value += `</${name}>`;
      }
    }
  }

  function closeOne(raw: Raw, opened: Map<string, Opened[]>): void {
    // Whatever comes after it is text to the end of the page; shown as text it does no harm.
    raw.value = raw.value.replace(/<(?=plaintext[\t\n\f\r />])/gi, "&lt;");
    const isForeign = (): boolean =>
      (opened.get("svg")?.length ?? 0) > 0 || (opened.get("math")?.length ?? 0) > 0;
    const open = (name: string, offset: number): void => {
      const places = opened.get(name);
      if (places) places.push({ raw, offset });
      else opened.set(name, [{ raw, offset }]);
    };
    const unclosed = scanHtml(raw.value, {
      start(name, tag, _, offset) {
        const foreign = isForeign();
        if (swallowing.has(name) && !(foreign && tag.endsWith("/>"))) open(name, offset);
        return foreign;
      },
      end(name) {
        opened.get(name)?.pop();
      },
      text() {},
      cdata: isForeign,
    });
    if (unclosed === undefined) return;
    const { kind, offset } = unclosed;
    if (kind === "tag") {
      tell(raw, offset, `The tag "${raw.value.slice(offset, offset + 20)}"`);
      raw.value = raw.value.slice(0, offset);
    } else if (kind === "comment") {
      const isComment = raw.value.startsWith("<!--", offset);
      tell(raw, offset, `"${raw.value.slice(offset, offset + (isComment ? 4 : 2))}"`);
      raw.value += isComment ? "-->" : "]]>";
    } else if (isInline(raw)) {
      // Its end tag may be a node of its own in the same line.
      open(kind, offset);
    } else {
      tell(raw, offset, `<${kind}>`);
      raw.value += `</${kind}>`;
    }
  }

  walk<Nodes>(tree, (node) => {
    if ("children" in node) closeChildren(node);
  });
}

/**
 * The place of something in a raw node. In quotes and lists the columns of later lines are those of the HTML.
 *
 * @param raw - the node
 * @param offset - index into its value
 */
export function placeInRaw(raw: Raw, offset: number): Point | undefined {
  const start = raw.position?.start;
  if (start === undefined) return undefined;
  const before = raw.value.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = start.line;
  for (let at = before.indexOf("\n"); at !== -1; at = before.indexOf("\n", at + 1)) line += 1;
  const column = lineStart === 0 ? start.column + offset : offset - lineStart + 1;
  return { line, column, offset: start.offset === undefined ? undefined : start.offset + offset };
}

function isInline(raw: Raw): boolean {
  return (raw.data as { galleyInline?: boolean } | undefined)?.galleyInline === true;
}

import type { Heading, Html, Nodes, Root, Text } from "mdast";
import { walk } from "../core/walk.ts";

/** The start of an id. */
const opening = /\{[ \t]*#|\{\/\*|<!--[ \t]*#/;

/**
 * Removes `{#id}` or `{ #id }` from the end of headings and sets that id: `data.hProperties.id`. So are a comment
 * `{/* #id *\/}` or `<!-- #id -->`, and one without spaces, `{/*the-id*\/}`, which is not a note of the author. Anything else in
 * braces (`{#id .class}`, `{.class}`, `{#}`) is text and stays, as do `\{#id}` and a heading that contains nothing else.
 */
export function markHeadingIds(tree: Root, source: string): void {
  if (!opening.test(source)) return;
  walk<Nodes>(tree, (node) => {
    if (node.type === "heading") markHeading(node, source);
  });
}

function markHeading(heading: Heading, source: string): void {
  const last = heading.children.at(-1);
  if (last?.type === "html") markComment(heading, last, source);
  if (last?.type !== "text") return;
  const open = last.value.lastIndexOf("{");
  if (open === -1) return;
  const id = /^\{[ \t]*#([^\s{}]+)[ \t]*\}$/.exec(last.value.slice(open).trimEnd())?.[1];
  if (id === undefined || isEscaped(last, open, source)) return;
  const rest = last.value.slice(0, open).trimEnd();
  if (rest === "" && heading.children.length === 1) return;
  if (rest === "") heading.children.pop();
  else last.value = rest;
  heading.data = { ...heading.data, hProperties: { ...heading.data?.hProperties, id } };
}

function markComment(heading: Heading, comment: Html, source: string): void {
  const [, hash, words = ""] = /^<!--[ \t]*(#?)([^\s{}<>]+)[ \t]*-->$/.exec(comment.value) ?? [];
  const { start, end } = comment.position ?? {};
  const isId = hash || (/^[a-z\d]+(?:-[a-z\d]+)+$/.test(words) && comment.value === `<!--${words}-->`);
  if (words === "" || !isId || heading.children.length === 1) return;
  if (!hash && !source.slice(start?.offset, end?.offset).trimEnd().endsWith("*/}")) return;
  heading.children.pop();
  const before = heading.children.at(-1);
  if (before?.type === "text") before.value = before.value.trimEnd();
  heading.data = { ...heading.data, hProperties: { ...heading.data?.hProperties, id: words } };
}

/** Whether the brace or hash was escaped or a character reference: then the source differs from the tree there. */
function isEscaped(text: Text, open: number, source: string): boolean {
  const end = text.position?.end.offset;
  if (end === undefined) return false;
  const start = end - (text.value.length - open);
  return source.slice(start, end) !== text.value.slice(open) || source.charAt(start - 1) === "\\";
}

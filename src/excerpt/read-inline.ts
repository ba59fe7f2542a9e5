import type { ElementContent, Nodes, Text } from "hast";
import type { Role } from "../html/node-data.ts";
import { formulaSource, textOf } from "../html/plain-text.ts";
import { roleOf } from "../html/roles.ts";
import { cleanText, findLeftovers, type Span, withoutSpans } from "./leftovers.ts";

/** The text of a paragraph. */
export interface InlineText {
  /** Plain text in one line, without shortcodes; `""` if the paragraph has no words. */
  text: string;
  /** A shortcode that begins here and whose content, in later blocks, is code. */
  opens?: string | undefined;
  /** Whether it contains an image or other media. */
  media: boolean;
  /** Whether all of its text is emphasized, as in a caption. */
  emphasized: boolean;
  /** Whether all of its text is links, except for punctuation between them. */
  linked: boolean;
  /** Whether it was cut because of its length. */
  cut: boolean;
}

/** Blocks that may stand in an element of a line, such as one that nobody closed. */
const blocks: ReadonlySet<Role> = new Set<Role>([
  "paragraph",
  "container",
  "list",
  "item",
  "quote",
  "table",
  "cell",
]);
const emphasis: ReadonlySet<string> = new Set(["em", "i", "small", "figcaption", "cite"]);
const wordCharacter = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/**
 * Reads the text of a paragraph or another line of text.
 *
 * @param nodes - the paragraph's children
 * @param budget - code units after which reading stops: a paragraph may be as long as a book
 * @param alt - whether images are replaced by their alternative text
 */
export function readInline(nodes: readonly Nodes[], budget: number, alt = false): InlineText {
  let raw = "";
  let media = false;
  let outside = false;
  let linked = true;
  let hasLink = false;
  let cut = false;
  const code: Span[] = [];
  const stack: { node: Nodes; emphasized: boolean; link: boolean }[] = [];
  const push = (children: readonly Nodes[], emphasized: boolean, link: boolean): void => {
    for (let index = children.length - 1; index >= 0; index--)
      stack.push({ node: children[index] as Nodes, emphasized, link });
  };
  push(nodes, false, false);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, emphasized, link } = next;
    if (raw.length > budget) {
      cut = true;
      break;
    }
    if (node.type === "text") {
      const { value } = node;
      raw += value.length > budget ? value.slice(0, budget + 1) : value;
      if (!emphasized && /\S/.test(value)) outside = true;
      if (link) hasLink = true;
      else if (wordCharacter.test(value)) linked = false;
      continue;
    }
    if (node.type !== "element") continue;
    const role = roleOf(node);
    if (role === "inline-code" || role === "formula") {
      const value = role === "formula" ? formulaSource(node) : textOf(node);
      code.push({ start: raw.length, end: raw.length + value.length });
      raw += value;
      outside = true;
      if (!link) linked = false;
    } else if (role === "line-break") {
      raw += "\v";
    } else if (role === "media") {
      media = true;
      const { alt: text } = node.properties;
      if (alt && typeof text === "string") {
        raw += text;
        outside = true;
        if (!link) linked = false;
      }
    } else if (role === "inline" || blocks.has(role)) {
      if (role !== "inline" && raw !== "") raw += "\v";
      push(node.children, emphasized || emphasis.has(node.tagName), link || node.tagName === "a");
    }
  }
  return { ...cleanText(raw, code), media, emphasized: !outside, linked: linked && hasLink, cut };
}

/**
 * Finds the shortcodes in the text nodes of a paragraph, even if emphasis or links split them.
 *
 * @returns the text of each text node without them; `undefined` if there are none
 */
export function textsWithoutLeftovers(children: readonly ElementContent[]): Map<Text, string> | undefined {
  const texts: { node: Text; start: number }[] = [];
  const code: Span[] = [];
  let raw = "";
  const stack = [...children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === "text") {
      texts.push({ node, start: raw.length });
      raw += node.value;
    } else if (node.type === "element") {
      const role = roleOf(node);
      if (role === "inline-code" || role === "formula") {
        // Any text will do, as none of it is read.
        code.push({ start: raw.length, end: raw.length + 4 });
        raw += "code";
      } else if (role === "line-break") raw += "\v";
      else if (role === "inline") stack.push(...[...node.children].reverse());
    }
  }
  const { spans } = findLeftovers(raw, code);
  if (spans.length === 0) return undefined;
  return new Map(texts.map(({ node, start }) => [node, withoutSpans(node.value, start, spans)]));
}

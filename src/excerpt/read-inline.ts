import { cleanText } from "./clean-text.ts";
import type { CodeSpan } from "./find-shortcodes.ts";
import { roleOf } from "./role-of.ts";
import type { TreeNode } from "./tree-node.ts";

/** What a paragraph says. */
export interface InlineText {
  /** Plain text in one line, without shortcodes; `""` when the paragraph has no words. */
  text: string;
  /** A shortcode that begins here and whose content, further on, is code. */
  opens?: string;
  /** Whether it holds an image or the like. */
  media: boolean;
  /** Whether all of its text is emphasised: what a caption is. */
  emphasised: boolean;
  /** Whether all of its text is links, but for signs between them. */
  linked: boolean;
  /** Whether it was cut for its length. */
  cut: boolean;
}

const emphasis: ReadonlySet<string> = new Set(["emphasis", "em", "i", "small", "figcaption", "cite"]);
const links: ReadonlySet<string> = new Set(["link", "linkReference", "a"]);
/** Elements whose raw tags in Markdown hide what stands between them. */
const hiding: RegExp = /^<(script|style|template|textarea|svg|button|select|figcaption|summary)(?![\w-])/i;

/**
 * Reads the text of a paragraph, or of anything that stands in a line.
 *
 * @param node - of either tree
 * @param budget - code units after which reading stops: a paragraph may be as long as a book
 * @param alt - whether images give their alternative text
 */
export function readInline(node: TreeNode | readonly TreeNode[], budget: number, alt = false): InlineText {
  let raw = "";
  let media = false;
  let outside = false;
  let linked = true;
  let hasLink = false;
  let cut = false;
  let hiddenTill: string | undefined;
  const code: CodeSpan[] = [];
  const stack: { node: TreeNode; emphasised: boolean; link: boolean }[] = [];
  const push = (children: readonly TreeNode[], emphasised: boolean, link: boolean): void => {
    for (let index = children.length - 1; index >= 0; index--)
      stack.push({ node: children[index]!, emphasised, link });
  };
  push("type" in node ? (node.children ?? []) : node, false, false);
  while (stack.length > 0) {
    const { node: part, emphasised, link } = stack.pop()!;
    if (raw.length > budget) {
      cut = true;
      break;
    }
    const role = roleOf(part);
    if (role === "raw") {
      const value = part.value ?? "";
      if (hiddenTill !== undefined) {
        if (value.toLowerCase().startsWith(`</${hiddenTill}`)) hiddenTill = undefined;
      } else if (/^<br(?![\w-])/i.test(value)) {
        raw += "\v";
      } else if (/^<(?:img|video|iframe|picture|audio)(?![\w-])/i.test(value)) {
        media = true;
      } else {
        hiddenTill = hiding.exec(value)?.[1]?.toLowerCase();
      }
      continue;
    }
    if (hiddenTill !== undefined) continue;
    if (role === "text") {
      const value = part.value ?? "";
      raw += value.length > budget ? value.slice(0, budget + 1) : value;
      if (!emphasised && /\S/.test(value)) outside = true;
      if (link) hasLink = true;
      else if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(value)) linked = false;
    } else if (role === "inline-code" || role === "formula") {
      const value = role === "formula" ? formulaSource(part) : (part.value ?? textBelow(part));
      code.push({ start: raw.length, end: raw.length + value.length });
      raw += value;
      outside = true;
      if (!link) linked = false;
    } else if (role === "line-break") {
      raw += "\v";
    } else if (role === "media") {
      media = true;
      const text = part.alt ?? part.properties?.alt;
      if (alt && typeof text === "string") {
        raw += text;
        outside = true;
        if (!link) linked = false;
      }
    } else if (role === "directive") {
      // `10:30` is no directive, whatever a plugin thinks of it, unless another plugin has given it a meaning.
      if (part.data?.hName === undefined) raw += `:${part.name ?? ""}`;
      outside = true;
      push(part.children ?? [], emphasised, link);
    } else if (role === "inline" || role === "paragraph" || role === "container" || role === "item") {
      const gap = role !== "inline";
      if (gap && raw !== "") raw += "\v";
      const name = part.tagName ?? part.type;
      push(part.children ?? [], emphasised || emphasis.has(name), link || links.has(name));
    }
  }
  const { text, opens } = cleanText(raw, code);
  return {
    text,
    media,
    emphasised: !outside,
    linked: linked && hasLink,
    cut,
    ...(opens !== undefined && { opens }),
  };
}

/** A formula once: its TeX, which KaTeX and MathJax leave beside the signs, else what can be read. */
export function formulaSource(node: TreeNode): string {
  if (node.value !== undefined) return node.value;
  let plain = "";
  const stack = [node];
  while (stack.length > 0) {
    const part = stack.pop()!;
    if (part.tagName === "annotation") return textBelow(part).trim();
    if (part.type === "text") plain += part.value ?? "";
    const { children = [] } = part;
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index]!);
  }
  return plain.trim();
}

function textBelow(node: TreeNode): string {
  let text = "";
  const stack = [node];
  while (stack.length > 0) {
    const part = stack.pop()!;
    if (part.type === "text") text += part.value ?? "";
    const { children = [] } = part;
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index]!);
  }
  return text;
}

import type { Html, Nodes, Parents, Root, RootContent, Text } from "mdast";
import type { VFileMessage } from "vfile-message";
import { escapeAttribute } from "../core/escape.ts";
import { shorten } from "../core/shorten.ts";
import { walk } from "../core/walk.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { findTemplateTags, mayHaveTemplate, resolveTemplateUrl } from "../tool-syntax/template-tags.ts";

/** A text with placeholders for its template tags, which Markdown reads as words. */
export interface MaskedTemplates {
  /** Of the same length and with the same lines, so that places stay correct. */
  text: string;
  /** What was replaced. */
  pieces: readonly string[];
  /** Which of them are comments of MDX. */
  comments: ReadonlySet<number>;
}

// A placeholder is a private-use character of Unicode, its number, and padding.
const begin = "\uFDD0";
const filling = "\uFDD1";
const firstNumber = 0xe000;
const maxPieces = 6400;
const mask: RegExp = /\uFDD0([\uE000-\uF8FF])\uFDD1*/g;

/** Markdown syntax that a tag would hide: the end of code, of a link, of HTML, the start of a block. */
const hides: RegExp = /`|~~~|\]\(|-->|<!--|[^{]<\/|\n[ \t>]*(?:[-+*|#]|\d+[.)]|:::)/;

/**
 * Hides template tags from the parser, to which `[a]({{ site.url }}/)` is not a link and `{{<figure>}}` contains a tag of
 * HTML. {@linkcode restoreTemplates} puts them back, including those in code.
 *
 * @returns `undefined` if there are none, as in most texts
 */
export function maskTemplates(source: string): MaskedTemplates | undefined {
  if (!mayHaveTemplate(source) || source.includes(begin) || source.includes(filling)) return undefined;
  const pieces: string[] = [];
  const comments = new Set<number>();
  const parts: string[] = [];
  let kept = 0;
  for (const { start, end, kind } of findTemplateTags(source)) {
    const tag = source.slice(start, end);
    // `{{</name>}}` itself is fine, and so is Markdown in an argument: `{{<figure caption="A [link](/x)">}}`.
    if (hides.test(tag.slice(3).replace(/=\s*(?:"[^"\n]*"|'[^'\n]*')/g, ""))) continue;
    const isQuoted =
      tag.includes("\n") && source.slice(source.lastIndexOf("\n", start) + 1, start).includes(">");
    // Quote markers and line ends stay in place; `>}}` is the end of the tag.
    const line = isQuoted ? /(^|\n(?:[ \t]|>(?!\}))*)([^\n]+)/g : /(^|\n[ \t]*)([^\n]+)/g;
    for (const { 0: whole, 1: indent = "", index } of tag.matchAll(line)) {
      const at = start + index + indent.length;
      const length = whole.length - indent.length;
      if (length < 2 || pieces.length === maxPieces) continue;
      parts.push(
        source.slice(kept, at),
        begin + String.fromCharCode(firstNumber + pieces.length) + filling.repeat(length - 2),
      );
      if (kind === "mdx-comment") comments.add(pieces.length);
      pieces.push(source.slice(at, at + length));
      kept = at + length;
    }
  }
  return pieces.length === 0 ? undefined : { text: parts.join("") + source.slice(kept), pieces, comments };
}

/** Where {@linkcode restoreTemplates} reports. */
export interface RestoreOptions {
  path?: string | undefined;
  onMessage?: ((message: VFileMessage) => void) | undefined;
}

const fields = ["value", "url", "title", "alt", "label", "identifier", "lang", "meta"] as const;

/**
 * Puts template tags back. An address whose meaning is known becomes that address; an MDX comment, which readers should
 * not see, becomes an HTML comment.
 */
export function restoreTemplates(
  tree: Root,
  { pieces, comments }: MaskedTemplates,
  options: RestoreOptions,
): void {
  const guessed: Guess[] = [];
  const written = (value: string): string =>
    value.replace(mask, (_, number: string) => pieces[number.charCodeAt(0) - firstNumber] ?? "");

  function resolve(url: string, node: Nodes): string {
    const to = resolveTemplateUrl(url);
    if (to === undefined) return url;
    guessed.push({ node, from: url, to });
    return to;
  }

  /** Attributes get the tag as text, whatever markup it contains, and it never begins an HTML tag. */
  function restoreHtml(node: Html): string {
    if (/^\s*<(?:script|style|!)/i.test(node.value)) return written(node.value);
    const html = node.value.replace(attribute, (whole, name: string, value: string) => {
      if (!value.includes(begin)) return whole;
      const text = written(value.replace(/^(["'])(.*)\1$/s, "$2"));
      return `${name}="${escapeAttribute(urlAttribute.test(name) ? resolve(text, node) : text)}"`;
    });
    return html.replace(mask, (_, number: string) => {
      const index = number.charCodeAt(0) - firstNumber;
      const piece = pieces[index] ?? "";
      return comments.has(index) ? `<!--${commentText(piece)}-->` : piece.replaceAll("<", "&lt;");
    });
  }

  /** Turns the comments in a text into nodes. */
  function splitText(text: Text): (Text | Html)[] {
    const parts: (Text | Html)[] = [];
    let from = 0;
    const addText = (end: number): void => {
      const value = written(text.value.slice(from, end));
      if (value !== "") parts.push({ ...text, value });
    };
    for (const { 0: run, 1: number = "", index } of text.value.matchAll(mask)) {
      const piece = number.charCodeAt(0) - firstNumber;
      if (!comments.has(piece)) continue;
      addText(index);
      from = index + run.length;
      const html: Html = { type: "html", value: `<!--${commentText(pieces[piece] ?? "")}-->` };
      if (text.position !== undefined) html.position = text.position;
      parts.push(html);
    }
    addText(text.value.length);
    return parts;
  }

  /** Turns the comments below a node into nodes. A paragraph that contains only comments is unwrapped. */
  function restoreComments(parent: Parents): boolean {
    let hasComment = false;
    parent.children = (parent.children as RootContent[]).flatMap((child) => {
      if (child.type === "paragraph" && restoreComments(child)) {
        const isBare = child.children.every(
          (part) => part.type === "html" || (part.type === "text" && part.value.trim() === ""),
        );
        return isBare ? child.children.filter(({ type }) => type === "html") : child;
      }
      if (child.type !== "text" || !child.value.includes(begin)) return child;
      const parts = splitText(child);
      hasComment ||= parts.some(({ type }) => type === "html");
      return parts;
    }) as typeof parent.children;
    return hasComment;
  }

  walk<Nodes>(tree, (node) => {
    if (comments.size > 0 && "children" in node) restoreComments(node);
    if (node.type === "html") {
      if (node.value.includes(begin)) node.value = restoreHtml(node);
      return;
    }
    const record = node as unknown as Record<(typeof fields)[number], unknown>;
    for (const field of fields) {
      const value = record[field];
      if (typeof value !== "string" || !value.includes(begin)) continue;
      record[field] = field === "url" ? resolve(written(value), node) : written(value);
    }
  });
  if (guessed.length > 0) report(guessed as [Guess, ...Guess[]], options);
}

const attribute: RegExp = /(?<=\s)([\w:.-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)/g;
const urlAttribute: RegExp = /^(?:href|src|poster|data|cite)$/i;

/** The text of a comment, or of a line of it. */
function commentText(piece: string): string {
  return piece.replace(/^\{\s*\/\*|\*\/\s*\}$/g, "").replaceAll("--", "- -");
}

/** An address that was read as the author most likely meant it. */
interface Guess {
  node: Nodes;
  from: string;
  to: string;
}

function report([first, ...others]: [Guess, ...Guess[]], { path, onMessage }: RestoreOptions): void {
  const more = others.length > 0 ? `, and ${others.length} more in the same way` : "";
  onMessage?.(
    createMessage("template-leftover", {
      severity: "info",
      reason: `The address "${shorten(first.from)}" was read as "${shorten(first.to)}"${more}`,
      note: "The root of the site was read as `/`, and the name of a file as a link to it. If that is wrong, write the address without a template.",
      actual: shorten(first.from),
      path,
      place: first.node.position,
    }),
  );
}

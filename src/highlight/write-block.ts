import { escapeAttribute, escapeHtml } from "../core/escape.ts";
import type { MarkedBlock } from "./marks/mark-line.ts";
import { splitAtWords, type WordToken } from "./marks/mark-words.ts";
import type { ReadBlock } from "./read-block.ts";
import type { Paint } from "./themes/paint.ts";
import { plainStyle } from "./composite-theme/style-table.ts";
import type { PaintedToken } from "./tokenize-code.ts";

/** Words that screen readers say before a marked line; an empty one is left out. */
export interface LineLabels {
  /** @defaultValue `"inserted"` */
  inserted: string;
  /** @defaultValue `"deleted"` */
  deleted: string;
  /** @defaultValue `"highlighted"` */
  highlighted: string;
  /** @defaultValue `"error"` */
  error: string;
  /** @defaultValue `"warning"` */
  warning: string;
  /** @defaultValue `"note"` */
  info: string;
}

/** Hides text from view and from what is copied, but not from screen readers. */
export const hiddenStyle =
  "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;user-select:none";

/** Class name of hidden text. */
export const labelClass = "shiki-label";

/** Writes a marked block, or a piece of inline code, as HTML. */
export type BlockWriter = (read: ReadBlock, block: MarkedBlock) => string;

/** Writes a start tag; attributes without a value are left out. */
function startTag(name: string, attributes: Readonly<Record<string, string | number | undefined>>): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? "" : ` ${key}="${escapeAttribute(String(value))}"`,
  );
  return `<${name}${written.join("")}>`;
}

/**
 * Joins neighboring tokens that look alike, and white space with the token after it: a space shows no color, and the HTML
 * becomes much smaller. White space that is underlined or has a background stays as it is.
 */
function joinTokens(tokens: readonly PaintedToken[], paint: Paint): PaintedToken[] {
  const joined: PaintedToken[] = [];
  let blank = "";
  tokens.forEach((token, index) => {
    const decorated = paint.isDecorated(token.style);
    if (!decorated && index < tokens.length - 1 && token.content.trim() === "") {
      blank += token.content;
      return;
    }
    let { content } = token;
    const last = joined.at(-1);
    if (blank !== "" && !decorated) content = blank + content;
    else if (blank !== "") {
      if (last && !paint.isDecorated(last.style))
        joined.splice(-1, 1, { ...last, content: last.content + blank });
      else joined.push({ content: blank, style: plainStyle });
    }
    blank = "";
    const before = joined.at(-1);
    if (before && paint.token(before.style) === paint.token(token.style)) {
      joined.splice(-1, 1, { ...before, content: before.content + content });
    } else joined.push({ content, style: token.style });
  });
  return joined;
}

/** Creates the writer of a highlighter. */
export function createBlockWriter(paint: Paint, labels: LineLabels): BlockWriter {
  const { root } = paint;
  const labelTag = startTag("span", { class: labelClass, style: root.style && hiddenStyle });

  function labelOf(classes: ReadonlySet<string>): string {
    if (classes.has("add")) return labels.inserted;
    if (classes.has("remove")) return labels.deleted;
    for (const level of ["error", "warning", "info"] as const) {
      if (classes.has(level)) return labels[level];
    }
    return classes.has("highlighted") ? labels.highlighted : "";
  }

  // Parts of the HTML are collected in a list and joined once: a sum of strings keeps all of them in memory.
  function writeTokens(parts: string[], tokens: readonly WordToken[]): void {
    tokens.forEach(({ content, style, word }, index) => {
      if (word !== undefined && tokens[index - 1]?.word !== word)
        parts.push('<span class="highlighted-word">');
      const tag = paint.token(style);
      if (tag === "") parts.push(escapeHtml(content));
      else parts.push(tag, escapeHtml(content), "</span>");
      if (word !== undefined && tokens[index + 1]?.word !== word) parts.push("</span>");
    });
  }

  return ({ inline, lang, title, meta }, block) => {
    const parts: string[] = [];
    const firstNumber = meta.lineNumbers?.start;
    const languageClass = lang === undefined ? undefined : `language-${lang}`;
    if (inline) {
      const classes = [...root.class, languageClass].filter(Boolean).join(" ");
      parts.push(startTag("code", { class: classes, style: root.style, "data-language": lang }));
    } else {
      const classes = [...root.class, ...block.classes].join(" ");
      if (title !== undefined) {
        parts.push('<figure class="shiki-figure"><figcaption class="shiki-title">', escapeHtml(title));
        parts.push("</figcaption>");
      }
      parts.push(startTag("pre", { class: classes, style: root.style, tabindex: 0, "data-language": lang }));
      parts.push(startTag("code", { class: languageClass }));
    }
    let count = 0;
    block.lines.forEach(({ tokens, classes, removed }, index) => {
      if (removed) return;
      const number = firstNumber === undefined ? undefined : firstNumber + count;
      if (count++ > 0) parts.push("\n");
      if (!inline) {
        const isPlain = classes.size === 0 && number === undefined;
        const attributes = { class: ["line", ...classes].join(" "), "data-line": number };
        parts.push(isPlain ? '<span class="line">' : startTag("span", attributes));
        const label = labelOf(classes);
        if (label !== "") parts.push(labelTag, escapeHtml(label), ": </span>");
      }
      const words = block.words.filter(({ from, to }) => index >= from && index < to);
      const joined = joinTokens(tokens, paint);
      writeTokens(parts, words.length > 0 ? splitAtWords(joined, words) : joined);
      if (!inline) parts.push("</span>");
    });
    parts.push(inline ? "</code>" : title === undefined ? "</code></pre>" : "</code></pre></figure>");
    return parts.join("");
  };
}

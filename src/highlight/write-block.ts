import { escapeHtml } from "../core/escape.ts";
import {
  type Attributes,
  foldAttributes,
  type LayoutOptions,
  layoutBlock,
  lineAttributes,
  lineLabels,
  startTag,
  wordClasses,
} from "./block-layout.ts";
import { type Fold, type MarkedBlock, splitAtWords, type WordToken } from "./marks/mark-line.ts";
import type { ReadBlock } from "./read-block.ts";
import type { Paint } from "./themes/paint.ts";
import { plainStyle, type StyleId } from "./tokens/composite-theme.ts";
import type { PaintedToken } from "./tokens/tokenize-code.ts";

/** Writes a marked block, or a piece of inline code, as HTML. */
export type BlockWriter = (read: ReadBlock, block: MarkedBlock, more?: Attributes) => string;

/**
 * Joins neighboring tokens that look alike, and white space with the token after it: a space shows no color, and the HTML
 * becomes much smaller. White space that is underlined or has a background stays as it is.
 */
function joinTokens(tokens: readonly PaintedToken[], paint: Paint): PaintedToken[] {
  const joined: PaintedToken[] = [];
  function add(content: string, style: StyleId): void {
    const last = joined.at(-1);
    const isAlike = last !== undefined && paint.token(last.style) === paint.token(style);
    if (isAlike) joined[joined.length - 1] = { content: last.content + content, style: last.style };
    else joined.push({ content, style });
  }
  let blank = "";
  tokens.forEach(({ content, style }, index) => {
    const isDecorated = paint.isDecorated(style);
    if (!isDecorated && index < tokens.length - 1 && content.trim() === "") {
      blank += content;
      return;
    }
    if (blank !== "" && isDecorated) {
      const last = joined.at(-1);
      add(blank, last && !paint.isDecorated(last.style) ? last.style : plainStyle);
      blank = "";
    }
    add(blank + content, style);
    blank = "";
  });
  return joined;
}

export function createBlockWriter(paint: Paint, options: LayoutOptions): BlockWriter {
  const { root } = paint;
  const { labels } = options;

  // Parts of the HTML are collected in a list and joined once: concatenated strings would keep all parts in memory.
  function writeTokens(parts: string[], tokens: readonly WordToken[]): void {
    tokens.forEach(({ content, style, word }, index) => {
      if (word && tokens[index - 1]?.word !== word) parts.push(`<span class="${wordClasses[word.mark]}">`);
      const tag = paint.token(style);
      if (tag === "") parts.push(escapeHtml(content));
      else parts.push(tag, escapeHtml(content), "</span>");
      if (word && tokens[index + 1]?.word !== word) parts.push("</span>");
    });
  }

  function writeLines(parts: string[], { meta: { lineNumbers } }: ReadBlock, { lines }: MarkedBlock): void {
    let open: Fold | undefined;
    lines.forEach((line, index) => {
      if (open && line.fold !== open) parts.push("</details>");
      if (index > 0) parts.push("\n");
      if (line.fold && line.fold !== open) {
        const summary = startTag("summary", foldAttributes(line.fold, labels));
        parts.push('<details class="shiki-collapse">', summary, "</summary>");
      }
      open = line.fold;
      const attributes = lineAttributes(line, lineNumbers && lineNumbers.start + index);
      parts.push(attributes ? startTag("span", attributes) : '<span class="line">');
      for (const label of lineLabels(line, labels)) parts.push(startTag("span", label), "</span>");
      const joined = joinTokens(line.tokens, paint);
      writeTokens(parts, line.words.length > 0 ? splitAtWords(joined, line.words) : joined);
      parts.push("</span>");
    });
    if (open) parts.push("</details>");
  }

  function writeInline({ lang }: ReadBlock, { lines }: MarkedBlock): string {
    const classes = [...root.class, ...(lang === undefined ? [] : [`language-${lang}`])].join(" ");
    const parts = [startTag("code", { class: classes, style: root.style, "data-language": lang })];
    lines.forEach(({ tokens }, index) => {
      if (index > 0) parts.push("\n");
      writeTokens(parts, joinTokens(tokens, paint));
    });
    return `${parts.join("")}</code>`;
  }

  return (read, block, more) => {
    if (read.inline) return writeInline(read, block);
    const { attributes, classes, frame } = layoutBlock(read, block, root, options, more);
    const names = [...root.class, ...classes].join(" ");
    const parts = [
      startTag("pre", { class: names, style: root.style, ...attributes }),
      startTag("code", { class: read.lang === undefined ? undefined : `language-${read.lang}` }),
    ];
    writeLines(parts, read, block);
    parts.push("</code></pre>");
    return frame(parts.join(""));
  };
}

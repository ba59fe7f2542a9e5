import type { CodeBlock, CodeLine } from "./code-block.ts";
import type { Markup } from "./markup.ts";
import { createOpening, type Opening } from "./opening.ts";
import type { Paint } from "./paint.ts";

/** Words for what a line's colour says, read out by screen readers; an empty one is left out. */
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

/** Hides text from the eye, and from what is copied, but not from a screen reader. */
export const hiddenStyle =
  "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;user-select:none";

/** Class name of hidden text. */
export const labelClass = "shiki-label";

const figure = createOpening("figure", { class: ["shiki-figure"] });
const caption = createOpening("figcaption", { class: ["shiki-title"] });
const word = createOpening("span", { class: ["highlighted-word"] });
const simpleLine = createOpening("span", { class: ["line"] });

/** Writes a block, or a piece of inline code. */
export interface BlockWriter {
  block(block: CodeBlock, markup: Markup): void;
  inline(block: CodeBlock, markup: Markup): void;
}

/** Makes the writer of a highlighter. */
export function createBlockWriter(paint: Paint, labels: LineLabels): BlockWriter {
  const { root } = paint;
  const label = createOpening("span", { class: [labelClass], style: root.style && hiddenStyle });

  function labelOf(classes: readonly string[]): string {
    if (classes.includes("add")) return labels.inserted;
    if (classes.includes("remove")) return labels.deleted;
    for (const level of ["error", "warning", "info"] as const) {
      if (classes.includes(level)) return labels[level];
    }
    return classes.includes("highlighted") ? labels.highlighted : "";
  }

  function writeTokens({ tokens }: CodeLine, markup: Markup): void {
    tokens.forEach((token, index) => {
      const marked = token.word !== undefined;
      if (marked && tokens[index - 1]?.word !== token.word) markup.open(word);
      const opening = paint.token(token.style);
      if (opening) markup.open(opening);
      markup.text(token.content);
      if (opening) markup.close(opening);
      if (marked && tokens[index + 1]?.word !== token.word) markup.close(word);
    });
  }

  function writeLine(line: CodeLine, number: number | undefined, markup: Markup): void {
    const { classes } = line;
    const opening: Opening =
      classes.length === 0 && number === undefined
        ? simpleLine
        : createOpening("span", { class: ["line", ...classes], "data-line": number });
    markup.open(opening);
    const text = labelOf(classes);
    if (text !== "") {
      markup.open(label);
      markup.text(`${text}: `);
      markup.close(label);
    }
    writeTokens(line, markup);
    markup.close(opening);
  }

  function languageClass({ lang }: CodeBlock): string[] {
    return lang === undefined ? [] : [`language-${lang}`];
  }

  return {
    block(block, markup) {
      const { title, lang, lines, firstNumber } = block;
      if (title !== undefined) {
        markup.open(figure);
        markup.open(caption);
        markup.text(title);
        markup.close(caption);
      }
      const pre = createOpening("pre", {
        class: [...(root.class ?? []), ...block.classes],
        style: root.style,
        tabindex: 0,
        "data-language": lang,
      });
      const code = createOpening("code", { class: languageClass(block) });
      markup.open(pre);
      markup.open(code);
      lines.forEach((line, index) => {
        if (index > 0) markup.text("\n");
        writeLine(line, firstNumber === undefined ? undefined : firstNumber + index, markup);
      });
      markup.close(code);
      markup.close(pre);
      if (title !== undefined) markup.close(figure);
    },
    inline(block, markup) {
      const code = createOpening("code", {
        class: [...(root.class ?? []), ...languageClass(block)],
        style: root.style,
        "data-language": block.lang,
      });
      markup.open(code);
      block.lines.forEach((line, index) => {
        if (index > 0) markup.text("\n");
        writeTokens(line, markup);
      });
      markup.close(code);
    },
  };
}

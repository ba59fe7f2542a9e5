import { escapeAttribute, escapeHtml } from "../core/escape.ts";
import {
  lineClasses,
  type Mark,
  type MarkedBlock,
  type MarkedLine,
  marksOf,
  splitAtWords,
  type WordRange,
  type WordToken,
} from "./marks/mark-line.ts";
import type { ReadBlock } from "./read-block.ts";
import type { Paint } from "./themes/paint.ts";
import { plainStyle } from "./tokens/composite-theme.ts";
import type { PaintedToken } from "./tokens/tokenize-code.ts";

/** Words that readers see or that screen readers say; an empty one is left out. */
export interface LineLabels {
  /** Said before an inserted line. @defaultValue `"inserted"` */
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
  /**
   * Name of a block for screen readers, in which `{language}` is replaced by its language. With a name, a block has the role
   * `group`.
   *
   * @defaultValue `""`
   */
  block: string;
  /** On the copy button. @defaultValue `"Copy"` */
  copy: string;
  /** On the copy button, once the code is copied. @defaultValue `"Copied"` */
  copied: string;
  /** Title of a terminal that has no other. @defaultValue `"Terminal"` */
  terminal: string;
  /** On folded lines; `{count}` is their number. @defaultValue `"{count} lines"` */
  collapsed: string;
}

/** What a writer adds to blocks. */
export interface BlockWriterOptions {
  readonly labels: LineLabels;
  readonly copyButton: boolean;
  readonly frames: boolean;
  readonly wrap: boolean;
}

/** Attributes of an element; `true` is one without a value, `false` and `undefined` are none. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes a marked block, or a piece of inline code, as HTML. */
export type BlockWriter = (read: ReadBlock, block: MarkedBlock, more?: Attributes) => string;

/** Grammars whose blocks are terminals. */
const terminals: ReadonlySet<string> = new Set([
  "bat",
  "fish",
  "nushell",
  "powershell",
  "shellscript",
  "shellsession",
]);

/** Writes a start tag. */
function startTag(name: string, attributes: Attributes): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined || value === false
      ? ""
      : value === true
        ? ` ${key}`
        : ` ${key}="${escapeAttribute(String(value))}"`,
  );
  return `<${name}${written.join("")}>`;
}

/**
 * Names that must not become `data-…` as they are: this library's own attributes, and those that libraries on the page
 * take as instructions. Those of several words (`data-hx-get`) are never used as they are.
 */
const reserved: ReadonlySet<string> = new Set(
  (
    "language line label copied digits meta action behavior confirm controller dismiss method module reflex remote " +
    "src target toggle trigger turbo url"
  ).split(" "),
);

/** The `data-…` attributes for meta text that is not understood. */
function toDataAttributes({ extra, unnamed }: ReadBlock): Attributes {
  const attributes = Object.entries(extra).map(([name, value]): [string, string] => {
    const kebab = name
      .replace(/([a-z])(?=[A-Z])/g, "$1-")
      .replaceAll("_", "-")
      .toLowerCase();
    const isFree = /^[a-z][a-z0-9]*$/.test(kebab) && !reserved.has(kebab);
    return [`data-${isFree ? "" : "meta-"}${kebab.replace(/^-+/, "")}`, value === true ? "" : value];
  });
  return { ...Object.fromEntries(attributes), "data-meta": unnamed || undefined };
}

/** What screen readers say before a line, by what it is marked as. */
const labelNames: Readonly<Partial<Record<Mark, keyof LineLabels>>> = {
  insert: "inserted",
  delete: "deleted",
  highlight: "highlighted",
  error: "error",
  warning: "warning",
  info: "info",
};

/** Class names of marked words. */
export const wordClasses: Readonly<Record<WordRange["mark"], string>> = {
  highlight: "highlighted-word",
  insert: "highlighted-word inserted",
  delete: "highlighted-word deleted",
};

/** Attributes of the `span` of a line; `undefined` for those of most lines. */
export function lineAttributes(line: MarkedLine, number: number | undefined): Attributes | undefined {
  if (line.marks.size === 0 && number === undefined) return undefined;
  return { class: ["line", ...lineClasses(line)].join(" "), "data-line": number };
}

/** Elements before the text of a line. They have no text: what they say is in an attribute, which is not copied. */
export function lineLabels(line: MarkedLine, labels: LineLabels): Attributes[] {
  const [mark] = line.marks.size === 0 ? [] : marksOf(line);
  const name = mark && labelNames[mark];
  const said = name && labels[name];
  return [
    ...(said ? [{ class: "shiki-label", "data-label": `${said}: ` }] : []),
    ...(line.label ? [{ class: "shiki-note", "data-label": line.label }] : []),
  ];
}

/** Attributes of `pre`, and what the block is inside of. */
export interface BlockLayout {
  readonly attributes: Attributes;
  readonly classes: readonly string[];
  /** Class names of the frame; missing when there is none. */
  readonly frame?: string;
  readonly caption: string;
  readonly copyButton: boolean;
}

/** Decides how a block is laid out. */
export function blockLayout(
  read: ReadBlock,
  { classes, lines }: MarkedBlock,
  { labels, copyButton, frames, wrap }: BlockWriterOptions,
): BlockLayout {
  const { lang, grammar, title, meta, extra } = read;
  const isTerminal = meta.frame === "terminal" || (meta.frame !== "code" && terminals.has(grammar));
  const isFramed = meta.frame !== "none" && (frames || meta.frame !== undefined);
  const caption = title ?? (isFramed && isTerminal ? labels.terminal : "");
  const hasButton = copyButton && extra.copy !== "false";
  const last = (meta.lineNumbers?.start ?? 0) + lines.length - 1;
  const digits = meta.lineNumbers && last >= 100 ? String(last).length : undefined;
  const isWrapped = meta.wrap ?? wrap;
  return {
    attributes: {
      tabindex: 0,
      "data-language": lang,
      ...(labels.block && {
        role: "group",
        "aria-label": labels.block.replaceAll("{language}", lang ?? "text"),
      }),
      "data-digits": digits,
      ...toDataAttributes(read),
    },
    classes: [...classes, ...(isWrapped ? ["shiki-wrap"] : [])],
    caption,
    copyButton: hasButton,
    ...((isFramed || caption !== "" || hasButton) && {
      frame: isFramed && isTerminal ? "shiki-figure shiki-terminal" : "shiki-figure",
    }),
  };
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
export function createBlockWriter(paint: Paint, options: BlockWriterOptions): BlockWriter {
  const { root } = paint;
  const { labels } = options;

  // Parts of the HTML are collected in a list and joined once: a sum of strings keeps all of them in memory.
  function writeTokens(parts: string[], tokens: readonly WordToken[]): void {
    tokens.forEach(({ content, style, word }, index) => {
      if (word && tokens[index - 1]?.word !== word) parts.push(`<span class="${wordClasses[word.mark]}">`);
      const tag = paint.token(style);
      if (tag === "") parts.push(escapeHtml(content));
      else parts.push(tag, escapeHtml(content), "</span>");
      if (word && tokens[index + 1]?.word !== word) parts.push("</span>");
    });
  }

  function writeLines(parts: string[], read: ReadBlock, block: MarkedBlock): void {
    const { lineNumbers, collapse = [] } = read.meta;
    let count = 0;
    let end = 0;
    block.lines.forEach((line, index) => {
      if (line.removed) return;
      const number = lineNumbers && lineNumbers.start + count;
      if (index >= end && end > 0) {
        parts.push("</details>");
        end = 0;
      }
      if (count++ > 0) parts.push("\n");
      const range = collapse.find(([from, to]) => index >= from - 1 && index < to);
      if (range && end === 0) {
        end = range[1];
        const label = labels.collapsed.replaceAll("{count}", String(end - index));
        parts.push(
          '<details class="shiki-collapse">',
          startTag("summary", { "data-label": label }),
          "</summary>",
        );
      }
      const attributes = lineAttributes(line, number);
      parts.push(attributes ? startTag("span", attributes) : '<span class="line">');
      for (const label of lineLabels(line, labels)) parts.push(startTag("span", label), "</span>");
      const joined = joinTokens(line.tokens, paint);
      writeTokens(parts, line.words.length > 0 ? splitAtWords(joined, line.words) : joined);
      parts.push("</span>");
    });
    if (end > 0) parts.push("</details>");
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

  return (read, block, { class: moreClasses, ...more } = {}) => {
    if (read.inline) return writeInline(read, block);
    const layout = blockLayout(read, block, options);
    const names = [...root.class, ...layout.classes, ...(moreClasses ? [moreClasses] : [])].join(" ");
    const parts = [
      startTag("pre", { class: names, style: root.style, ...layout.attributes, ...more }),
      startTag("code", { class: read.lang === undefined ? undefined : `language-${read.lang}` }),
    ];
    writeLines(parts, read, block);
    parts.push("</code></pre>");
    return writeFrame(parts.join(""), layout, root, labels);
  };
}

/**
 * Writes the frame around a block. It has the colors of the block, so that the title belongs to it; the button is hidden
 * until {@linkcode copyScript} runs.
 */
export function writeFrame(
  html: string,
  { frame, caption, copyButton }: BlockLayout,
  { class: names, style }: Paint["root"],
  labels: LineLabels,
): string {
  if (frame === undefined) return html;
  const themes = names.filter((name) => name !== "shiki");
  const parts = [startTag("figure", { class: [frame, ...themes].join(" "), style })];
  if (caption !== "") parts.push('<figcaption class="shiki-title">', escapeHtml(caption), "</figcaption>");
  parts.push(html);
  if (copyButton) {
    const attributes = { class: "shiki-copy", type: "button", hidden: true, "data-copied": labels.copied };
    parts.push(startTag("button", attributes), escapeHtml(labels.copy), "</button>");
  }
  parts.push("</figure>");
  return parts.join("");
}

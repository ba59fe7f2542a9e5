import { escapeAttribute, escapeHtml } from "../core/escape.ts";
import {
  type Fold,
  lineClasses,
  type Mark,
  type MarkedBlock,
  type MarkedLine,
  marksOf,
  type WordRange,
} from "./marks/mark-line.ts";
import type { ReadBlock } from "./read-block.ts";
import type { Paint } from "./themes/paint.ts";

/** Words that readers see or that screen readers announce; empty ones are left out. */
export interface LineLabels {
  /** Announced before an inserted line. @defaultValue `"inserted"` */
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
   * Name of a block for screen readers, in which `{language}` is replaced with its language. With a name, a block has
   * the role `group`.
   *
   * @defaultValue `""`
   */
  block: string;
  /** On the copy button. @defaultValue `"Copy"` */
  copy: string;
  /** On the copy button, once the code is copied. @defaultValue `"Copied"` */
  copied: string;
  /** Title of a terminal without a title of its own. @defaultValue `"Terminal"` */
  terminal: string;
  /** On folded lines; `{count}` is their number. @defaultValue `"{count} lines"` */
  collapsed: string;
}

/** The elements around and next to the code of blocks. */
export interface LayoutOptions {
  readonly labels: LineLabels;
  readonly copyButton: boolean;
  readonly frames: boolean;
  readonly wrap: boolean;
}

/** Attributes of an element; `true` is one without a value, `false` and `undefined` are none. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export function startTag(name: string, attributes: Attributes): string {
  const written = Object.entries(attributes).map(([key, value]) => {
    if (value === undefined || value === false) return "";
    return value === true ? ` ${key}` : ` ${key}="${escapeAttribute(String(value))}"`;
  });
  return `<${name}${written.join("")}>`;
}

/** Grammars whose blocks are terminals. */
const terminals: ReadonlySet<string> = new Set(
  "bat fish nushell powershell shellscript shellsession".split(" "),
);

/**
 * Names that must not become `data-…` unchanged: this library's own attributes, and those that libraries on the page
 * interpret. Names of several words (`data-hx-get`) are never used unchanged.
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

/** Attributes of `pre`, and the element around the block. */
export interface BlockLayout {
  /** All attributes but `class` and `style`. */
  readonly attributes: Attributes;
  readonly classes: readonly string[];
  /**
   * Puts the HTML of `pre` into its frame, if it has one. The frame has the colors of the block, so that the title
   * belongs to it. The button is hidden until {@linkcode copyScript} runs.
   */
  frame(html: string): string;
}

/**
 * Decides how a block is laid out.
 *
 * @param more - attributes that a hook adds
 */
export function layoutBlock(
  read: ReadBlock,
  { classes, lines }: MarkedBlock,
  root: Paint["root"],
  { labels, copyButton, frames, wrap }: LayoutOptions,
  { class: moreClasses, ...more }: Attributes = {},
): BlockLayout {
  const { lang, grammar, meta } = read;
  const isTerminal = meta.frame === "terminal" || (meta.frame !== "code" && terminals.has(grammar));
  const isFramed = meta.frame !== "none" && (frames || meta.frame !== undefined);
  const isTitled = isFramed && isTerminal;
  const caption = read.title ?? (isTitled ? labels.terminal : "");
  const hasButton = copyButton && read.extra.copy !== "false";
  const last = (meta.lineNumbers?.start ?? 0) + lines.length - 1;
  return {
    attributes: {
      tabindex: 0,
      "data-language": lang,
      ...(labels.block && {
        role: "group",
        "aria-label": labels.block.replaceAll("{language}", lang ?? "text"),
      }),
      "data-digits": meta.lineNumbers && last >= 100 ? String(last).length : undefined,
      ...toDataAttributes(read),
      ...more,
    },
    classes: [
      ...classes,
      ...((meta.wrap ?? wrap) ? ["shiki-wrap"] : []),
      ...(moreClasses ? [String(moreClasses)] : []),
    ],
    frame(html) {
      if (!isFramed && caption === "" && !hasButton) return html;
      const themes = root.class.filter((name) => name !== "shiki");
      const names = ["shiki-figure", ...(isTitled ? ["shiki-terminal"] : []), ...themes];
      const button = { class: "shiki-copy", type: "button", hidden: true, "data-copied": labels.copied };
      return [
        startTag("figure", { class: names.join(" "), style: root.style }),
        caption && `<figcaption class="shiki-title">${escapeHtml(caption)}</figcaption>`,
        html,
        hasButton && `${startTag("button", button)}${escapeHtml(labels.copy)}</button>`,
        "</figure>",
      ]
        .filter(Boolean)
        .join("");
    },
  };
}

/** What screen readers announce before a line, by mark. */
const labelNames: Readonly<Partial<Record<Mark, keyof LineLabels>>> = {
  insert: "inserted",
  delete: "deleted",
  highlight: "highlighted",
  error: "error",
  warning: "warning",
  info: "info",
};

/** Attributes of the `span` of a line; `undefined` for those of most lines. */
export function lineAttributes(line: MarkedLine, number: number | undefined): Attributes | undefined {
  if (line.marks.size === 0 && number === undefined) return undefined;
  return { class: ["line", ...lineClasses(line)].join(" "), "data-line": number };
}

/** Elements before the text of a line. Their text is in an attribute, so that it is not copied. */
export function lineLabels(line: MarkedLine, labels: LineLabels): Attributes[] {
  const [mark] = line.marks.size === 0 ? [] : marksOf(line);
  const name = mark && labelNames[mark];
  const said = name && labels[name];
  return [
    ...(said ? [{ class: "shiki-label", "data-label": `${said}: ` }] : []),
    ...(line.label ? [{ class: "shiki-note", "data-label": line.label }] : []),
  ];
}

/** Attributes of the `summary` of folded lines. */
export function foldAttributes({ count }: Fold, { collapsed }: LineLabels): Attributes {
  const label = collapsed.replaceAll("{count}", String(count));
  return { "data-label": label === "1 lines" ? "1 line" : label };
}

/** Class names of marked words. */
export const wordClasses: Readonly<Record<WordRange["mark"], string>> = {
  highlight: "highlighted-word",
  insert: "highlighted-word inserted",
  delete: "highlighted-word deleted",
};

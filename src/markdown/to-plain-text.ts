import type { Element, Nodes as HastNodes } from "hast";
import type { Nodes as MdastNodes } from "mdast";
import { htmlTagOf } from "./html-tag.ts";
import { walk } from "./walk.ts";

/** What `toPlainText` puts in besides the text. */
export interface PlainTextOptions {
  /**
   * Whether an image is read as its alternative text.
   *
   * @default false
   */
  imageAlt?: boolean | undefined;
}

type AnyNode = HastNodes | MdastNodes;

/** Elements that begin and end a line. */
const blocks: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure " +
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p section summary table tbody " +
    "tfoot thead tr ul"
  ).split(" "),
);

/** Elements without text for a reader. */
const silent: ReadonlySet<string> = new Set(
  "audio canvas datalist head iframe noembed noframes noscript object script select style svg template textarea title video".split(
    " ",
  ),
);

const mdastBlocks: ReadonlySet<string> = new Set([
  "blockquote",
  "containerDirective",
  "heading",
  "leafDirective",
  "list",
  "listItem",
  "mdxJsxFlowElement",
  "paragraph",
  "table",
  "tableRow",
  "thematicBreak",
]);

const mdastSilent: ReadonlySet<string> = new Set([
  "definition",
  "footnoteDefinition",
  "footnoteReference",
  "mdxFlowExpression",
  "mdxTextExpression",
  "mdxjsEsm",
  "toml",
  "yaml",
]);

/**
 * Reads a tree as text: what a visitor reads, without code blocks, footnotes and their marks, tags, scripts and the
 * labels of alerts. Each block, list item and row is a line; cells of a row stand apart; a formula appears once, as its
 * TeX; other white space is one space.
 *
 * @param node - a tree or a part of one, mdast or hast; it is not changed
 * @param options - whether alternative texts of images belong to it
 * @returns text without markup, references like `&amp;` decoded
 * @example
 * ```ts
 * import { parseMarkdown, toPlainText } from "galley/markdown";
 *
 * console.log(toPlainText(parseMarkdown("# A & B\n\nSet `my_var` to _10:30_.[^1]\n\n- one\n- two\n\n[^1]: Note")));
 * // → A & B
 * // → Set my_var to 10:30.
 * // → one
 * // → two
 * ```
 */
export function toPlainText(node: HastNodes | MdastNodes, options: PlainTextOptions = {}): string {
  const lines = new Lines();
  type Step = AnyNode | "\n" | " ";
  const stack: Step[] = [node];

  function open(children: readonly AnyNode[], gap: "\n" | " " | ""): void {
    if (gap !== "") {
      lines.part(gap);
      stack.push(gap);
    }
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index] as AnyNode);
  }

  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if (typeof step === "string") {
      lines.part(step);
      continue;
    }
    switch (step.type) {
      case "text":
      case "inlineCode":
        lines.add(step.value);
        break;
      case "element":
        readElement(step);
        break;
      case "break":
        lines.part("\n");
        break;
      case "code":
        lines.part("\n");
        break;
      case "image":
      case "imageReference":
        if (options.imageAlt) lines.add(step.alt ?? "");
        break;
      case "html":
        if (blocks.has(htmlTagOf(step.value)?.name ?? "") || htmlTagOf(step.value)?.name === "br")
          lines.part("\n");
        break;
      case "tableCell":
        open(step.children, " ");
        break;
      case "comment":
      case "doctype":
        break;
      default:
        // A raw node is markup of another's making.
        if ((step.type as string) !== "raw") readOther(step);
    }
  }
  return lines.text;

  function readElement(element: Element): void {
    const { tagName, properties, children } = element;
    if (silent.has(tagName) || isMark(element)) return;
    if (tagName === "br") lines.part("\n");
    else if (tagName === "img") lines.add(options.imageAlt ? String(properties.alt ?? "") : "");
    else if (tagName === "td" || tagName === "th") open(children, " ");
    else if (tagName === "math" || hasClass(element, "katex")) lines.add(formulaOf(element));
    else if (tagName === "pre") open(children.filter(isFormula), "\n");
    else open(children, blocks.has(tagName) ? "\n" : "");
  }

  /** Nodes of mdast, and of plugins. */
  function readOther(other: AnyNode): void {
    const { type } = other as { type: string };
    if (mdastSilent.has(type) || isAlertTitle(other)) return;
    if (type === "math") {
      lines.part("\n");
      stack.push("\n");
    }
    if (type === "textDirective" && other.data === undefined)
      lines.add(`:${(other as { name?: string }).name ?? ""}`);
    if ("children" in other) open(readableChildren(other.children), mdastBlocks.has(type) ? "\n" : "");
    else if ("value" in other && typeof other.value === "string") lines.add(other.value);
  }
}

/** Text that grows; white space is decided when the next word comes. */
class Lines {
  text = "";
  #gap: "" | " " | "\n" = "";

  part(gap: "\n" | " "): void {
    if (this.#gap !== "\n") this.#gap = gap;
  }

  add(value: string): void {
    const words = value.replace(/[ \t\n\f\r]+/g, " ");
    if (words.startsWith(" ")) this.part(" ");
    const start = words.startsWith(" ") ? 1 : 0;
    const end = words.endsWith(" ") ? words.length - 1 : words.length;
    if (end > start) {
      this.text += (this.text === "" ? "" : this.#gap) + words.slice(start, end);
      this.#gap = "";
    }
    if (words.endsWith(" ")) this.part(" ");
  }
}

function hasClass(node: Element, name: string): boolean {
  const { className } = node.properties;
  return (Array.isArray(className) ? className : String(className ?? "").split(/\s+/)).includes(name);
}

/** References to footnotes, the footnotes, links back from them, labels of alerts, anchors beside headings. */
function isMark(element: Element): boolean {
  const { tagName, properties, children } = element;
  if (tagName === "sup")
    return children.length === 1 && children[0]?.type === "element" && isMark(children[0]);
  if (tagName === "a") {
    return (
      isSet(properties.dataFootnoteRef) ||
      isSet(properties.dataFootnoteBackref) ||
      String(properties.ariaHidden) === "true"
    );
  }
  if (tagName === "section") return isSet(properties.dataFootnotes);
  return tagName === "p" && hasClass(element, "markdown-alert-title");
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

function isAlertTitle(node: AnyNode): boolean {
  const className = (node.data as { hProperties?: { className?: unknown } } | undefined)?.hProperties
    ?.className;
  return Array.isArray(className) && className.includes("markdown-alert-title");
}

/** `<code class="language-math">` is a formula still to be set. */
function isFormula(node: HastNodes): node is Element {
  return node.type === "element" && (hasClass(node, "language-math") || hasClass(node, "math-display"));
}

/** The TeX that KaTeX and MathML carry along; without it, the signs of the formula. */
function formulaOf(formula: Element): string {
  let annotation: Element | undefined;
  let shown = "";
  walk<HastNodes>(formula, (node) => {
    if (node.type === "element" && node.tagName === "annotation") annotation ??= node;
    return annotation === undefined;
  });
  walk<HastNodes>(annotation ?? formula, (node) => {
    if (node.type === "text") shown += node.value;
  });
  return shown;
}

/** The children of a node, without what stands between `<script>` and `</script>` and the like in a line. */
function readableChildren(children: readonly AnyNode[]): readonly AnyNode[] {
  if (!children.some((child) => child.type === "html")) return children;
  const tags = children.map((child) => (child.type === "html" ? htmlTagOf(child.value) : undefined));
  /** Where the last end tag of each name stands; what is never closed hides nothing. */
  const lastEnd = new Map<string, number>();
  tags.forEach((tag, index) => {
    if (tag?.kind === "close") lastEnd.set(tag.name, index);
  });
  let until: string | undefined;
  return children.filter((_, index) => {
    const tag = tags[index];
    if (until === undefined) {
      if (tag?.kind === "open" && silent.has(tag.name) && (lastEnd.get(tag.name) ?? -1) > index)
        until = tag.name;
      return until === undefined;
    }
    if (tag?.kind === "close" && tag.name === until) until = undefined;
    return false;
  });
}

import type { Element, ElementContent, Properties, Root, RootContent, Text } from "hast";
import { escapeHtml } from "../core/escape.ts";
import { formulaSource } from "../html/plain-text.ts";
import { renderHtml } from "../html/render-html.ts";
import { type Role, roleOf } from "../html/roles.ts";
import type { ResolvedExcerptOptions } from "./excerpt-options.ts";
import { isPicture } from "./flatten-blocks.ts";
import { textsWithoutSyntax } from "./read-inline.ts";
import { cutText } from "./truncate-text.ts";

/** Attributes that name or refer to an element of the page; they mean nothing on another page. */
const references: ReadonlySet<string> = new Set(
  (
    "id name htmlFor headers form list ariaControls ariaDescribedBy ariaDetails ariaFlowTo ariaLabelledBy ariaOwns " +
    "dataFootnotes dataFootnoteRef dataFootnoteBackref"
  ).split(" "),
);

/** Elements that are removed if they have no content. */
const needContent: ReadonlySet<string> = new Set(
  (
    "p a em strong b i u s del ins mark small sub sup span code div section article figure blockquote ul ol li dl dt dd " +
    "h1 h2 h3 h4 h5 h6 details summary"
  ).split(" "),
);

/** Roles of elements that may contain text, except headings. */
const hasLines: ReadonlySet<Role> = new Set<Role>(["paragraph", "container", "item", "quote", "cell"]);

/** Elements in which leading and trailing white space and line breaks are not visible. */
const trimmed: ReadonlySet<string> = new Set("p dt h1 h2 h3 h4 h5 h6 figcaption".split(" "));

/**
 * Writes blocks of a safe tree as HTML for a list of posts: no ids, no links into the post, no footnotes, comments or
 * leftover shortcodes, links and images as the options say, no empty elements. The nodes are not changed. What an author
 * wrote or marked keeps every sentence.
 */
export function writeExcerpt(
  blocks: readonly RootContent[],
  options: Pick<ResolvedExcerptOptions, "links" | "images">,
  isAuto = false,
): string {
  const children: ElementContent[] = [];
  const tidy = new Tidy(options, isAuto);
  // A sentence ends with its block, but a tag may be closed in a later one.
  tidy.dropSyntax(blocks as ElementContent[], false);
  for (const node of tidy.all(blocks as ElementContent[])) {
    // Blocks are separated by one line break, whatever stood between them.
    if (node.type === "text" && !/\S/.test(node.value)) continue;
    if (children.length > 0) append(children, { type: "text", value: "\n" });
    append(children, node);
  }
  return renderHtml({ type: "root", children } as Root);
}

/**
 * Writes the blocks of an automatic excerpt, as many as `maxHtmlLength` allows. If not even the first one fits, the
 * result is a paragraph with the beginning of the text.
 */
export function writeBounded(
  blocks: readonly Element[],
  text: string,
  options: ResolvedExcerptOptions,
): { html: string; truncated: boolean } {
  const { maxHtmlLength, locale, ellipsis } = options;
  if (maxHtmlLength === Number.POSITIVE_INFINITY)
    return { html: writeExcerpt(blocks, options, true), truncated: false };
  let html = "";
  for (const block of blocks) {
    const written = writeExcerpt([block], options, true);
    const longer = html === "" || written === "" ? html + written : `${html}\n${written}`;
    if (longer.length > maxHtmlLength && html !== "") return { html, truncated: true };
    if (longer.length > maxHtmlLength) break;
    html = longer;
  }
  if (html !== "") return { html, truncated: false };
  let budget = maxHtmlLength - "<p></p>".length;
  while (budget > 0) {
    const cut = cutText(text, { maxLength: budget, locale, ellipsis }).text;
    html = `<p>${escapeHtml(cut)}</p>`;
    if (html.length <= maxHtmlLength) return { html, truncated: true };
    // A reference such as `&amp;` and a grapheme such as a flag take more than one code unit.
    budget -= Math.max(1, Math.ceil((html.length - maxHtmlLength) / 8));
  }
  return { html: "", truncated: true };
}

class Tidy {
  readonly #options: Pick<ResolvedExcerptOptions, "links" | "images">;
  readonly #isAuto: boolean;
  /** Text nodes without their shortcodes. */
  readonly #texts = new Map<Text, string>();

  constructor(options: Pick<ResolvedExcerptOptions, "links" | "images">, isAuto: boolean) {
    this.#options = options;
    this.#isAuto = isAuto;
  }

  /** Records the texts of a line without leftover shortcodes. */
  dropSyntax(line: readonly ElementContent[], dropsHoles: boolean): void {
    for (const [text, value] of textsWithoutSyntax(line, this.#options.images, dropsHoles) ?? [])
      this.#texts.set(text, value);
  }

  all(nodes: readonly ElementContent[]): ElementContent[] {
    const result: ElementContent[] = [];
    for (const node of nodes) for (const tidied of this.#one(node)) append(result, tidied);
    return result;
  }

  #one(node: ElementContent): ElementContent[] {
    if (node.type === "text") {
      const value = (this.#texts.get(node)?.replace(/(?<![ \t])[ \t]+(?=\n)/g, "") ?? node.value).replace(
        /\r\n?/g,
        "\n",
      );
      return [{ type: "text", value }];
    }
    if (node.type !== "element") return [];
    const role = roleOf(node);
    const { tagName } = node;
    if (role === "hidden" || role === "note-mark" || role === "notes") return [];
    if (isFormula(node)) return [withTex(node)];
    if (role === "media") return this.#media(node);
    if (this.#options.images === "drop" && isPicture(node)) return [];
    // Paragraphs in it have sentences of their own.
    const isLine = !node.children.some((child) => child.type === "element" && child.tagName === "p");
    if (hasLines.has(role)) this.dropSyntax(node.children, this.#isAuto && isLine);
    let children = this.all(node.children);
    if (trimmed.has(tagName)) children = trim(children);
    if (needContent.has(tagName) && !hasContent(children)) return [];
    const { href } = node.properties;
    const isUnwrapped = this.#options.links === "unwrap" || typeof href !== "string" || href.startsWith("#");
    if (tagName === "a" && isUnwrapped) return children;
    return [{ type: "element", tagName, properties: withoutReferences(node), children }];
  }

  #media(node: Element): ElementContent[] {
    const { images } = this.#options;
    if (images === "drop") return [];
    if (images === "keep") {
      return [{ ...node, properties: withoutReferences(node), children: this.all(node.children) }];
    }
    const isImage = (child: ElementContent): boolean => child.type === "element" && child.tagName === "img";
    const image = isImage(node) ? node : (node.children.find(isImage) as Element | undefined);
    const alt = image?.properties.alt;
    return typeof alt === "string" && alt !== "" ? [{ type: "text", value: alt }] : [];
  }
}

/** Whether an element is a formula rendered by KaTeX, MathJax or MathML. */
export function isFormula(node: Element): boolean {
  const role = roleOf(node);
  return role === "formula" || (role === "code" && node.tagName === "span");
}

/** A formula that KaTeX wrote twice, as symbols and as MathML, becomes its TeX, once. */
export function withTex(node: Element): Element {
  const className = ["language-math", roleOf(node) === "code" ? "math-display" : "math-inline"];
  const children: Text[] = [{ type: "text", value: formulaSource(node) }];
  return { type: "element", tagName: "code", properties: { className }, children };
}

function withoutReferences({ properties }: Element): Properties {
  const kept: Properties = {};
  for (const name in properties) {
    // Broken tags have attribute names that HTML cannot represent.
    if (!references.has(name) && !/[^\w:.-]/.test(name)) kept[name] = properties[name];
  }
  return kept;
}

/** Two adjacent texts would be one when the HTML is parsed again. */
function append(nodes: ElementContent[], node: ElementContent): void {
  const last = nodes.at(-1);
  if (node.type === "text" && last?.type === "text") {
    nodes[nodes.length - 1] = { type: "text", value: last.value + node.value };
  } else if (node.type !== "text" || node.value !== "") {
    nodes.push(node);
  }
}

function trim(nodes: readonly ElementContent[]): ElementContent[] {
  const isBlank = (node: ElementContent): boolean =>
    node.type === "text" ? !/\S/.test(node.value) : node.type === "element" && node.tagName === "br";
  const first = nodes.findIndex((node) => !isBlank(node));
  const kept = first === -1 ? [] : nodes.slice(first, nodes.findLastIndex((node) => !isBlank(node)) + 1);
  const [head] = kept;
  if (head?.type === "text") kept[0] = { ...head, value: head.value.trimStart() };
  const tail = kept.at(-1);
  if (tail?.type === "text") kept[kept.length - 1] = { ...tail, value: tail.value.trimEnd() };
  return kept;
}

function hasContent(nodes: readonly ElementContent[]): boolean {
  return nodes.some((node) =>
    node.type === "text"
      ? /\S/.test(node.value)
      : node.type === "element" && !/^(?:br|wbr|input)$/.test(node.tagName),
  );
}

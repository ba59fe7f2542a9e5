import type { Element, Nodes, Root, RootContent } from "hast";
import { escapeXmlText, voidElements } from "../../core/escape.ts";
import { walk } from "../../core/walk.ts";
import { parseHtml } from "../../html/parse-html.ts";
import { formulaSource, textOf } from "../../html/plain-text.ts";
import { isSet, roleOf } from "../../html/roles.ts";
import { dropBroken } from "../fields.ts";
import { toPageUrl } from "../urls.ts";
import { codeCells, languageAround, type PlainCode, readCodeBlock } from "./code.ts";
import {
  attribute,
  droppedElements,
  embeddingElements,
  keptElements,
  lazySourceOf,
  paragraphEnders,
  renamedElements,
  sourceOf,
  writeAttributes,
} from "./elements.ts";
import {
  controlText,
  embeddedUrl,
  imagesIn,
  isAnchor,
  isCopyLabel,
  isFormula,
  isFurniture,
  isHeading,
  isSelfLink,
  isShownBySibling,
  isTexScript,
  labelOf,
  pictureText,
} from "./furniture.ts";
import { fits, isInside, type Place, tableParts } from "./place.ts";
import { References } from "./references.ts";

/** Below this depth, only the text is kept; no article is nested this deep. */
const maxDepth = 200;

/** Elements besides `paragraphEnders` that separate words. */
const partingElements: RegExp = /^(?:br|caption|img|t[dhr])$/;

export function writeFeedHtml(tree: Root, url: string): string {
  const writer = new FeedHtmlWriter(url);
  writer.writeAll(tree.children, { tagName: "", depth: 0 });
  return writer.finish();
}

class FeedHtmlWriter {
  readonly #pieces: string[] = [];
  readonly #url: string;
  readonly #references: References;
  /** Ids of elements that are not written, inside a table, where only cells may have content. */
  #waitingIds: string[] = [];
  /** URLs of the images written. */
  readonly #images: Set<string> = new Set();
  /** Whether the text so far ends with white space or a block, and whether the next text must be separated from it. */
  #isApart = true;
  #mustPart = false;

  constructor(url: string) {
    this.#url = url;
    this.#references = new References(url, this.#pieces);
  }

  finish(): string {
    this.#references.finish();
    return dropBroken(this.#pieces.join(""));
  }

  writeAll(nodes: readonly RootContent[], place: Place): void {
    for (const [index, node] of nodes.entries()) {
      if (node.type === "text") this.#writeText(node.value);
      else if (node.type === "element" && !isShownBySibling(node, nodes, index))
        this.#writeElement(node, place);
    }
  }

  #writeText(text: string): void {
    if (text === "") return;
    if (this.#mustPart && !this.#isApart && /^\S/.test(text)) this.#pieces.push(" ");
    this.#mustPart = false;
    this.#pieces.push(escapeXmlText(text));
    this.#isApart = /\s$/.test(text);
  }

  #writeElement(element: Element, place: Place): void {
    const { tagName, properties } = element;
    if (place.depth >= maxDepth) {
      this.#writeText(textOf(element));
    } else if (tagName === "template" && isSet(properties.shadowRootMode ?? properties.shadowrootmode)) {
      this.writeAll(element.content?.children ?? [], { ...place, depth: place.depth + 1 });
    } else if (isTexScript(element)) {
      this.#writeFormula(textOf(element).trim(), place);
    } else if (droppedElements.has(tagName) || isFurniture(element) || isAnchor(element, place.headingText)) {
      this.#keepIds(element, place);
    } else if (isFormula(element)) {
      this.#keepIds(element, place);
      this.#writeFormula(formulaSource(element), place);
    } else if (embeddingElements.has(tagName) || tagName.includes("-")) {
      this.#mustPart = true;
      this.#writeEmbedded(element, place);
      this.#mustPart = true;
    } else if (tagName !== "noscript" || !this.#isShown(element)) {
      this.#writeContent(element, place);
    }
  }

  /** Writes an element, or the text, the code or the contents that replace it. */
  #writeContent(element: Element, place: Place): void {
    const { tagName } = element;
    const text = tagName === "svg" ? pictureText(element) : controlText(element);
    if (text !== undefined) {
      this.#keepIds(element, place);
      this.#mustPart = true;
      this.#writeText(text);
      this.#mustPart = true;
      return;
    }
    const block =
      tagName === "pre" && fits("pre", place) ? readCodeBlock(element, place.language) : undefined;
    if (block !== undefined) {
      this.#keepIds(element, place);
      // Line numbers of a highlighter in a separate block leave no text.
      if (block.code.trim() === "" && textOf(element).trim() !== "") return;
      const language = block.language === undefined ? "" : attribute("class", `language-${block.language}`);
      this.#pieces.push(`<pre><code${language}>${this.#codeHtml(block)}</code></pre>`);
      this.#isApart = true;
      return;
    }
    const cells = tagName === "table" ? codeCells(element) : undefined;
    if (cells === undefined) this.#writeKept(element, place);
    else for (const cell of cells) this.writeAll(cell.children, place);
  }

  #codeHtml({ code, links }: PlainCode): string {
    let html = "";
    let from = 0;
    for (const { start, end, element } of links) {
      const attributes = writeAttributes(element, "a", keptElements.get("a") ?? [], this.#url, undefined);
      const text = escapeXmlText(code.slice(start, end));
      html += escapeXmlText(code.slice(from, start));
      html += attributes === undefined ? text : `<a${attributes}>${text}</a>`;
      from = end;
    }
    return html + escapeXmlText(code.slice(from));
  }

  /** Writes an element's tags, if readers support it, and its contents. */
  #writeKept(element: Element, place: Place): void {
    const tagName = renamedElements.get(element.tagName) ?? element.tagName;
    const { children, properties } = element;
    const id = String(properties.id ?? (element.tagName === "a" ? (properties.name ?? "") : ""));
    const fragment = tagName === "a" ? this.#references.fragmentOf(properties.href) : undefined;
    const inner: Place = {
      tagName,
      outer: place,
      depth: place.depth + 1,
      headingText: isHeading(tagName) ? textOf(element).trim() : place.headingText,
      language: languageAround(element) ?? place.language,
      mark: tagName === "sup" && roleOf(element) === "note-mark" ? { id: properties.id } : place.mark,
    };
    const names = keptElements.get(tagName);
    const isAllowed = names !== undefined && fits(tagName, place) && !isSelfLink(element, place.headingText);
    const attributes = isAllowed ? writeAttributes(element, tagName, names, this.#url, fragment) : undefined;
    if (attributes === undefined || (tagName === "img" && !this.#isNewImage(element))) {
      const parts = paragraphEnders.has(tagName) || /^(?:button|caption|t[dhr])$/.test(tagName);
      this.#keepId(id, place);
      this.#mustPart ||= parts;
      this.writeAll(children, { ...inner, tagName: place.tagName, outer: place.outer });
      this.#mustPart ||= parts;
      if (attributes === undefined && element.tagName === "img")
        this.#writeText(String(properties.alt ?? ""));
      return;
    }
    const isMark = fragment !== undefined && isNoteMark(element, place);
    if (isMark) this.#references.addNote(fragment, properties.id ?? place.mark?.id);
    // A footnote reference is written inside a `sup`, not around it.
    const sup = isMark && !isInside(place, ["sup"]) ? onlySup(element) : undefined;
    this.#pieces.push(sup === undefined ? `<${tagName}` : `<sup><${tagName}`);
    this.#references.addId(id, "attribute");
    this.#pieces.push(attributes);
    if (fragment !== undefined) this.#references.addLink(fragment);
    this.#pieces.push(">");
    const parts = paragraphEnders.has(tagName) || partingElements.test(tagName);
    if (parts) this.#isApart = true;
    if (voidElements.has(tagName)) return;
    if (/^(?:td|th|caption)$/.test(tagName)) this.#writeWaitingIds();
    const start = this.#pieces.push("") - 1;
    this.writeAll(sup ?? children, inner);
    // Parsers drop a line feed right after the start tag.
    if (
      tagName === "pre" &&
      this.#pieces
        .slice(start)
        .find((piece) => piece !== "")
        ?.startsWith("\n")
    )
      this.#pieces[start] = "\n";
    this.#pieces.push(sup === undefined ? `</${tagName}>` : `</${tagName}></sup>`);
    if (parts) this.#isApart = true;
    if (tagName === "table") this.#writeWaitingIds();
  }

  /** Keeps the ids of an element that is replaced, for links that lead to them. */
  #keepIds(element: Element, place: Place): void {
    walk<Nodes>(element, (node) => {
      if (node.type === "element") this.#keepId(node.properties.id, place);
    });
  }

  #keepId(id: unknown, place: Place): void {
    if (typeof id !== "string" || id === "") return;
    if (tableParts.test(place.tagName)) this.#waitingIds.push(id);
    else this.#references.addId(id, "element");
  }

  #writeWaitingIds(): void {
    for (const id of this.#waitingIds) this.#references.addId(id, "element");
    this.#waitingIds = [];
  }

  /** Whether an image must be written: a lazy-loaded image may already have been written from its `noscript`. */
  #isNewImage(element: Element): boolean {
    const url = this.#imageUrl(element);
    const isLazy = url !== "" && url === toPageUrl(lazySourceOf(element, "src"), this.#url);
    if (isLazy && this.#images.has(url)) return false;
    this.#images.add(url);
    return true;
  }

  /** Whether a `noscript` contains only images that have already been written. */
  #isShown(noscript: Element): boolean {
    const images = imagesIn(noscript);
    return (
      images.length > 0 &&
      textOf(noscript).trim() === "" &&
      images.every((image) => this.#images.has(this.#imageUrl(image)))
    );
  }

  #imageUrl(image: Element): string {
    return toPageUrl(sourceOf(image, "src"), this.#url) ?? "";
  }

  /** Writes a link to what an element shows, or its label, unless its contents do that; and its contents. */
  #writeEmbedded(element: Element, place: Place): void {
    const { tagName, properties } = element;
    if (/(?:^|-)(?:img|image)$/.test(tagName)) {
      this.#writeKept({ ...element, tagName: "img", children: [] }, place);
      return;
    }
    this.#keepId(properties.id, place);
    if (tagName === "iframe" && typeof properties.srcDoc === "string") {
      // Counts as much deeper, to limit nested pages.
      this.writeAll(parseHtml(properties.srcDoc).children, { ...place, depth: place.depth + 41 });
      return;
    }
    const raw = embeddedUrl(element);
    const url = typeof raw === "string" && raw.trim() !== "" ? toPageUrl(raw, this.#url) : undefined;
    const at = this.#pieces.push("") - 1;
    const gap = this.#isApart ? "" : " ";
    // What is in an `iframe` is for browsers that do not know it.
    if (tagName !== "iframe") this.writeAll(element.children, { ...place, depth: place.depth + 1 });
    const contents = this.#pieces.slice(at).join("");
    if (/<(?:a|img|video|audio)[ >]/.test(contents)) return;
    const label = labelOf(element);
    if (url === undefined && (contents.trim() !== "" || label === undefined || isCopyLabel(label))) return;
    const text = escapeXmlText(label ?? url ?? "");
    const isLink = url !== undefined && !isInside(place, ["a"]);
    const link = gap + (isLink ? `<a${attribute("href", url)}>${text}</a>` : text);
    this.#pieces[at] = contents === "" ? link : `${link} `;
    this.#isApart = false;
  }

  #writeFormula(formula: string, place: Place): void {
    if (formula === "") return;
    const isCode = isInside(place, ["pre", "code"]);
    if (!isCode) this.#pieces.push("<code>");
    this.#writeText(formula);
    if (!isCode) this.#pieces.push("</code>");
  }
}

/** Whether a link is a footnote reference, not a back reference. */
function isNoteMark(link: Element, place: Place): boolean {
  const { dataFootnoteBackref, role } = link.properties;
  if (isSet(dataFootnoteBackref) || role === "doc-backlink") return false;
  return place.mark !== undefined || roleOf(link) === "note-mark";
}

/** The contents of a link that will be inside a `sup`, without the `sup` inside it. */
function onlySup({ children }: Element): RootContent[] {
  const [only, ...others] = children;
  return only?.type === "element" && only.tagName === "sup" && others.length === 0 ? only.children : children;
}

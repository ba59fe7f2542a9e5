import type { Element, Root, RootContent } from "hast";
import { escapeXmlText } from "../../core/escape.ts";
import { parseHtml } from "../../html/parse-html.ts";
import { findElement, formulaSource, textOf } from "../../html/plain-text.ts";
import { classesOf, isSet, roleOf } from "../../html/roles.ts";
import { dropBroken } from "../fields.ts";
import { toPageUrl } from "../urls.ts";
import { codeCells, languageAround, readCodeBlock } from "./code.ts";
import {
  attribute,
  droppedElements,
  embeddingElements,
  itemScopes,
  keptElements,
  lazySourceOf,
  paragraphEnders,
  paragraphScopes,
  renamedElements,
  requiredParents,
  sourceOf,
  voidElements,
  writeAttributes,
} from "./elements.ts";
import {
  controlText,
  embeddedUrl,
  isAnchor,
  isFurniture,
  isHeading,
  isSelfLink,
  labelOf,
  pictureText,
} from "./furniture.ts";
import { References } from "./references.ts";

/** Deeper than this only the text is kept; no article nests so deep. */
const maxDepth = 200;

/** Elements that hold parts of a table and nothing else. */
const tableParts: RegExp = /^(?:table|thead|tbody|tfoot|tr|colgroup)$/;

/** Where something is written. */
interface Place {
  /** The element around it, of those that are written; `""` at the top. */
  tagName: string;
  outer?: Place;
  /** Elements around it, written or not. */
  depth: number;
  /** Text of the heading around it. */
  headingText?: string | undefined;
  /** Language that an element around it names for code. */
  language?: string | undefined;
  /** Whether it is the mark of a footnote: its id. */
  mark?: { id: unknown } | undefined;
}

/** Writes a tree as HTML for feed readers. */
export function writeFeedHtml(tree: Root, url: string): string {
  const writer = new FeedHtmlWriter(url);
  writer.writeAll(tree.children, { tagName: "", depth: 0 });
  return writer.finish();
}

class FeedHtmlWriter {
  readonly #pieces: string[] = [];
  /** URL of the post. */
  readonly #url: string;
  readonly #references: References;
  /** Ids of what is not written, in a table where only cells may hold something. */
  #waitingIds: string[] = [];
  /** URLs of the images written, and of those that are loaded by a script. */
  readonly #images: Set<string> = new Set();
  #lastLazy = Number.NEGATIVE_INFINITY;
  /** Whether the text so far ends with white space or a block, and whether what comes next must not join it. */
  #isApart = true;
  #mustPart = false;

  constructor(url: string) {
    this.#url = url;
    this.#references = new References(url);
  }

  finish(): string {
    this.#references.finish(this.#pieces);
    return dropBroken(this.#pieces.join(""));
  }

  writeAll(nodes: readonly RootContent[], place: Place): void {
    for (const [index, node] of nodes.entries()) {
      if (node.type === "text") this.#writeText(node.value);
      else if (node.type === "element" && !hasTwin(node, nodes, index)) this.#writeElement(node, place);
    }
  }

  #writeText(text: string): void {
    if (text === "") return;
    if (this.#mustPart && !this.#isApart && /^\S/.test(text)) this.#pieces.push(" ");
    this.#mustPart = false;
    this.#pieces.push(escapeXmlText(text));
    this.#isApart = /\s$/.test(text);
  }

  /** Writes what was apart on the page, such as a button, so that it does not join the words around it. */
  #writeApart(write: () => void): void {
    this.#mustPart = true;
    write();
    this.#mustPart = true;
  }

  #writeElement(element: Element, place: Place): void {
    const { tagName, properties } = element;
    if (place.depth >= maxDepth) {
      this.#writeText(textOf(element));
      return;
    }
    if (tagName === "template" && isSet(properties.shadowRootMode ?? properties.shadowrootmode)) {
      this.writeAll(element.content?.children ?? [], { ...place, depth: place.depth + 1 });
      return;
    }
    if (isTexScript(element)) {
      this.#writeFormula(textOf(element).trim(), place);
      return;
    }
    if (droppedElements.has(tagName) || isFurniture(element) || isAnchor(element, place.headingText)) {
      this.#keepIds(element, place);
      return;
    }
    if (isFormula(element)) {
      this.#keepIds(element, place);
      this.#writeFormula(formulaSource(element), place);
      return;
    }
    const text = tagName === "svg" ? pictureText(element) : controlText(element);
    if (text !== undefined) {
      this.#keepIds(element, place);
      this.#writeApart(() => this.#writeText(text));
      return;
    }
    if (embeddingElements.has(tagName) || tagName.includes("-")) {
      this.#writeApart(() => this.#writeEmbedded(element, place));
      return;
    }
    if (tagName === "noscript" && this.#isShown(element)) return;
    if (tagName === "pre" && fits("pre", place)) {
      const block = readCodeBlock(element, place.language);
      if (block !== undefined) {
        this.#keepIds(element, place);
        // A highlighter's line numbers in a block of their own leave no text.
        if (block.code.trim() !== "" || textOf(element).trim() === "")
          this.#writeCode(block.code, block.language);
        return;
      }
    }
    const cells = tagName === "table" ? codeCells(element) : undefined;
    if (cells !== undefined) for (const cell of cells) this.writeAll(cell.children, place);
    else this.#writeKept(element, place);
  }

  #writeKept(element: Element, place: Place): void {
    const tagName = renamedElements.get(element.tagName) ?? element.tagName;
    const { children, properties } = element;
    const names = keptElements.get(tagName);
    const isKept = names !== undefined && fits(tagName, place) && !isSelfLink(element, place.headingText);
    const fragment = tagName === "a" ? this.#references.fragmentOf(properties.href) : undefined;
    const id = String(properties.id ?? (element.tagName === "a" ? (properties.name ?? "") : ""));
    const inner = {
      depth: place.depth + 1,
      headingText: isHeading(tagName) ? textOf(element).trim() : place.headingText,
      language: languageAround(element) ?? place.language,
      mark: tagName === "sup" && roleOf(element) === "note-mark" ? { id: properties.id } : place.mark,
    };
    const kept = isKept ? writeAttributes(element, tagName, names, this.#url) : undefined;
    const isBroken =
      kept === undefined || (tagName === "a" && fragment === undefined && !kept.includes(" href="));
    if (isBroken || (tagName === "img" && !this.#isNewImage(element))) {
      this.#keepId(id, place);
      const isBlock = paragraphEnders.has(tagName) || /^(?:caption|t[dhr])$/.test(tagName);
      this.#mustPart ||= isBlock;
      this.writeAll(children, { ...place, ...inner });
      this.#mustPart ||= isBlock;
      if (isBroken && element.tagName === "img") this.#writeText(String(properties.alt ?? ""));
      return;
    }
    const isMark = fragment !== undefined && isNoteMark(element, place);
    const wrapper = isMark && !isInside(place, ["sup"]) ? onlySup(element) : undefined;
    if (isMark) this.#references.addNote(fragment, properties.id ?? place.mark?.id);
    this.#pieces.push(wrapper === undefined ? `<${tagName}` : `<sup><${tagName}`);
    this.#references.addId(id, "attribute", this.#pieces);
    if (fragment === undefined) this.#pieces.push(`${kept}>`);
    else {
      this.#pieces.push(kept.replace(/ href="[^"]*"$/, ""));
      this.#references.addLink(fragment, this.#pieces);
      this.#pieces.push(">");
    }
    this.#passTag(tagName);
    if (voidElements.has(tagName)) return;
    if (tagName === "td" || tagName === "th" || tagName === "caption") this.#writeWaitingIds();
    // Parsers drop a line feed right after the start tag.
    const [first] = children;
    if (tagName === "pre" && first?.type === "text" && first.value.startsWith("\n")) this.#pieces.push("\n");
    this.writeAll(wrapper ?? children, { tagName, outer: place, ...inner });
    this.#pieces.push(wrapper === undefined ? `</${tagName}>` : `</${tagName}></sup>`);
    this.#passTag(tagName);
    if (tagName === "table") this.#writeWaitingIds();
  }

  #passTag(tagName: string): void {
    if (paragraphEnders.has(tagName) || /^(?:br|caption|t[dhr]|img)$/.test(tagName)) this.#isApart = true;
  }

  /** Keeps the ids of an element that is replaced, for links that lead to them. */
  #keepIds(element: Element, place: Place): void {
    this.#keepId(element.properties.id, place);
    findElement(element, ({ properties }) => {
      this.#keepId(properties.id, place);
      return false;
    });
  }

  #keepId(id: unknown, place: Place): void {
    if (typeof id !== "string" || id === "") return;
    if (tableParts.test(place.tagName)) this.#waitingIds.push(id);
    else this.#references.addId(id, "element", this.#pieces);
  }

  #writeWaitingIds(): void {
    for (const id of this.#waitingIds) this.#references.addId(id, "element", this.#pieces);
    this.#waitingIds = [];
  }

  /** Whether an image is to be written: one that a script loads may already have been shown by its `noscript`. */
  #isNewImage(element: Element): boolean {
    const url = toPageUrl(sourceOf(element, "src"), this.#url) ?? "";
    const isLazy = url !== "" && url === toPageUrl(lazySourceOf(element, "src"), this.#url);
    if (isLazy && this.#images.has(url)) return false;
    this.#images.add(url);
    if (isLazy) this.#lastLazy = this.#pieces.length;
    return true;
  }

  /** Whether a `noscript` shows the image again that was written before it. */
  #isShown(noscript: Element): boolean {
    if (textOf(noscript).trim() !== "" || this.#images.size === 0) return false;
    const images: Element[] = [];
    findElement(noscript, (inner) => {
      if (inner.tagName === "img") images.push(inner);
      return false;
    });
    // A few pieces at most: the image, and the ends of elements around it.
    const since =
      this.#pieces.length - this.#lastLazy > 12 ? "" : this.#pieces.slice(this.#lastLazy).join("");
    const isTwin = images.length === 1 && /^<img[^>]*>(?:<\/\w+>|\s)*$/.test(since);
    return (
      images.length > 0 &&
      (isTwin ||
        images.every((image) => this.#images.has(toPageUrl(sourceOf(image, "src"), this.#url) ?? "?")))
    );
  }

  /** Writes a link to what an element shows, unless its contents do that; and its contents. */
  #writeEmbedded(element: Element, place: Place): void {
    const { tagName, properties } = element;
    if (/(?:^|-)(?:img|image)$/.test(tagName)) {
      this.#writeKept({ ...element, tagName: "img", children: [] }, place);
      return;
    }
    this.#keepId(properties.id, place);
    const inner = { ...place, depth: place.depth + 1 };
    if (tagName === "iframe" && typeof properties.srcDoc === "string") {
      this.writeAll(parseHtml(properties.srcDoc).children, { ...inner, depth: place.depth + 40 });
      return;
    }
    const raw = embeddedUrl(element);
    const url = typeof raw === "string" && raw.trim() !== "" ? toPageUrl(raw, this.#url) : undefined;
    const at = this.#pieces.push("") - 1;
    const before = this.#pieces.length;
    // What is in an `iframe` is for browsers that do not know it.
    if (tagName !== "iframe") this.writeAll(element.children, inner);
    const contents = this.#pieces.slice(before).join("");
    if (url === undefined || /<(?:a|img|video|audio)[ >]/.test(contents)) return;
    const label = escapeXmlText(labelOf(element) ?? url);
    const link = isInside(place, ["a"]) ? label : `<a${attribute("href", url)}>${label}</a>`;
    this.#pieces[at] = contents === "" ? link : `${link} `;
    this.#isApart = false;
  }

  #writeCode(code: string, language: string | undefined): void {
    const name = language === undefined ? "" : attribute("class", `language-${language}`);
    this.#pieces.push(`<pre><code${name}>${escapeXmlText(code)}</code></pre>`);
    this.#passTag("pre");
  }

  #writeFormula(formula: string, place: Place): void {
    if (formula === "") return;
    const isCode = isInside(place, ["pre", "code"]);
    if (!isCode) this.#pieces.push("<code>");
    this.#writeText(formula);
    if (!isCode) this.#pieces.push("</code>");
  }
}

/**
 * Whether a sibling of an element shows the same: the image of a `noscript`, for one whose URL only a
 * script knows, and the formula that MathJax made, for its TeX.
 */
function hasTwin(element: Element, nodes: readonly RootContent[], index: number): boolean {
  if (element.tagName === "img") {
    const { src } = element.properties;
    if (
      lazySourceOf(element, "src") !== undefined ||
      (typeof src === "string" && !/^\s*(?:data:|$)/i.test(src))
    )
      return false;
    const next = nodes.slice(index + 1).find((node) => node.type === "element");
    return (
      next?.tagName === "noscript" && findElement(next, ({ tagName }) => tagName === "img") !== undefined
    );
  }
  if (!isTexScript(element)) return false;
  const previous = nodes.slice(0, index).findLast((node) => node.type === "element");
  return previous !== undefined && isFormula(previous);
}

/** Whether an element can be opened here without a parser closing or moving others. */
function fits(tagName: string, place: Place): boolean {
  if (tableParts.test(place.tagName) && !requiredParents.has(tagName)) return false;
  if (tagName === "a" && isInside(place, ["a"])) return false;
  if (tagName === "li" && isInside(place, ["li"], itemScopes)) return false;
  if ((tagName === "dd" || tagName === "dt") && isInside(place, ["dd", "dt"], itemScopes)) return false;
  if (isHeading(tagName) && isHeading(place.tagName)) return false;
  if (paragraphEnders.has(tagName) && isInside(place, ["p"], paragraphScopes)) return false;
  return requiredParents.get(tagName)?.includes(place.tagName) ?? true;
}

/** Whether one of the elements is open around a place, in the same scope. */
function isInside(place: Place, tagNames: readonly string[], scopes?: ReadonlySet<string>): boolean {
  for (let at: Place | undefined = place; at !== undefined; at = at.outer) {
    if (tagNames.includes(at.tagName)) return true;
    if (scopes?.has(at.tagName)) return false;
  }
  return false;
}

/** Whether a link is the mark of a footnote, not the way back from one. */
function isNoteMark(link: Element, place: Place): boolean {
  const { dataFootnoteBackref, role } = link.properties;
  if (isSet(dataFootnoteBackref) || role === "doc-backlink") return false;
  return place.mark !== undefined || roleOf(link) === "note-mark";
}

/** The contents of a link that is to be inside of a `sup`, without the `sup` in it. */
function onlySup({ children }: Element): RootContent[] {
  const [only, ...others] = children;
  return only?.type === "element" && only.tagName === "sup" && others.length === 0 ? only.children : children;
}

/** A formula written for KaTeX, MathJax or MathML; readers show none of them well. */
function isFormula(element: Element): boolean {
  const { tagName } = element;
  if (tagName === "math" || tagName === "mjx-container") return true;
  return classesOf(element).some((name) =>
    /^(?:katex|MathJax(?:_Display|_CHTML|_SVG|_SVG_Display)?|MJXc-display)$/.test(name),
  );
}

function isTexScript({ tagName, properties }: Element): boolean {
  return tagName === "script" && /^math\//i.test(String(properties.type ?? ""));
}

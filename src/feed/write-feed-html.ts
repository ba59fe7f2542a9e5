import type { Element, Properties, Root, RootContent } from "hast";
import { looksUnsafe } from "../html/sanitizer.ts";
import { readSrcset } from "../html/srcset.ts";
import { cleanText } from "./clean-text.ts";
import {
  commonAttributes,
  droppedElements,
  embeddingElements,
  itemShields,
  keptElements,
  paragraphEnders,
  renamedElements,
  requiredParents,
  tableParts,
  urlAttributes,
  voidElements,
} from "./feed-elements.ts";
import { toFeedUrl, toPageUrl } from "./feed-url.ts";
import { formulaSource, textOf } from "./formula-source.ts";
import { classNames, isCodeFurniture, isFurniture } from "./is-furniture.ts";
import { findElement, languageOf, readCodeBlock } from "./plain-code.ts";

/** Deeper than this only the text is kept; no article nests so deep. */
const maxDepth = 200;

/** What is around the place where something is written: an element in the wrong place would be torn apart by parsers. */
interface Place {
  parent: string;
  depth: number;
  link: boolean;
  paragraph: boolean;
  listItem: boolean;
  term: boolean;
  heading: boolean;
  /** In a `pre` that holds no code. */
  verbatim: boolean;
  /** Text of the heading around it. */
  headingText?: string | undefined;
  language?: string | undefined;
}

/** A post's HTML on its way into a feed. */
interface Writer {
  pieces: string[];
  /** URL of the post. */
  url: string;
  /** Ids that links of the post lead to, and that are therefore kept, with what makes them unique among posts. */
  targets: ReadonlySet<string>;
  idPrefix: string;
}

/** Writes the tree as HTML for feed readers. */
export function writeFeedHtml(tree: Root, url: string): string {
  const writer: Writer = { pieces: [], url, targets: fragmentTargets(tree), idPrefix: idPrefixOf(url) };
  const place: Place = {
    parent: "",
    depth: 0,
    link: false,
    paragraph: false,
    listItem: false,
    term: false,
    heading: false,
    verbatim: false,
  };
  writeAll(tree.children, place, writer);
  return writer.pieces.join("");
}

function writeAll(nodes: readonly RootContent[], place: Place, writer: Writer): void {
  for (const node of nodes) {
    if (node.type === "text") {
      if (!tableParts.has(place.parent) || node.value.trim() === "")
        writer.pieces.push(escapeText(node.value));
    } else if (node.type === "element") writeElement(node, place, writer);
  }
}

function writeElement(element: Element, place: Place, writer: Writer): void {
  const { tagName } = element;
  if (place.depth >= maxDepth) {
    writer.pieces.push(escapeText(textOf(element)));
    return;
  }
  if (tableParts.has(place.parent) && !requiredParents.has(tagName)) return;
  if (tagName === "input" && element.properties.type === "checkbox") {
    // The box of a task.
    writer.pieces.push(element.properties.checked ? "☑" : "☐");
    return;
  }
  if (droppedElements.has(tagName) || isFurniture(element) || isAnchor(element, place)) return;
  const formula = formulaSource(element);
  if (formula !== undefined) {
    const text = escapeText(formula);
    writer.pieces.push(place.verbatim ? text : `<code>${text}</code>`);
    return;
  }
  const embedded = embeddingElements.get(tagName);
  if (embedded !== undefined) {
    writeEmbedded(element, embedded, place, writer);
    return;
  }
  if (tagName === "pre" && !place.paragraph) {
    const block = readCodeBlock(element, place.language);
    if (block !== undefined) {
      // A highlighter's line numbers in a block of their own leave nothing behind.
      if (block.code.trim() !== "" || textOf(element).trim() === "")
        writeCode(block.code, block.language, writer);
      return;
    }
  }
  if (tagName === "table" && isCodeTable(element)) {
    for (const cell of codeCells(element)) writeAll(cell.children, place, writer);
    return;
  }
  writeKept(element, place, writer);
}

function writeKept(element: Element, place: Place, writer: Writer): void {
  const tagName = renamedElements.get(element.tagName) ?? element.tagName;
  const attributes = keptElements.get(tagName);
  const inner = placeInside(element, tagName, place);
  const isKept = attributes !== undefined && fits(tagName, place) && !isSelfLink(element, place);
  const written = isKept ? writeAttributes(element, tagName, attributes, writer) : undefined;
  if (written === undefined) {
    writeAll(element.children, { ...inner, ...unwrapped(place) }, writer);
    if (element.tagName === "img") writer.pieces.push(escapeText(String(element.properties.alt ?? "")));
    return;
  }
  writer.pieces.push(`<${tagName}${written}>`);
  if (voidElements.has(tagName)) return;
  // A parser drops a line end right after the start tag.
  if (tagName === "pre" && startsWithLineEnd(element)) writer.pieces.push("\n");
  writeAll(element.children, inner, writer);
  writer.pieces.push(`</${tagName}>`);
}

/** For the children of an element that is not written itself, hardly anything changes. */
function unwrapped(place: Place): Partial<Place> {
  const { parent, link, paragraph, listItem, term, heading, verbatim } = place;
  return { parent, link, paragraph, listItem, term, heading, verbatim };
}

function placeInside(element: Element, tagName: string, place: Place): Place {
  const isCell = tagName === "td" || tagName === "th" || tagName === "caption";
  const isShield = itemShields.has(tagName);
  return {
    parent: tagName,
    depth: place.depth + 1,
    link: place.link || tagName === "a",
    paragraph: tagName === "p" || (place.paragraph && !isCell),
    listItem: tagName === "li" || (place.listItem && !isShield),
    term: tagName === "dd" || tagName === "dt" || (place.term && !isShield),
    heading: isHeading(tagName),
    verbatim: place.verbatim || tagName === "pre",
    headingText: isHeading(tagName) ? textOf(element).trim() : place.headingText,
    language: languageAround(element) ?? place.language,
  };
}

/** Whether the element may be opened here without a parser closing or moving others. */
function fits(tagName: string, place: Place): boolean {
  if (tagName === "a" && place.link) return false;
  if (tagName === "li" && place.listItem) return false;
  if ((tagName === "dd" || tagName === "dt") && place.term) return false;
  if (isHeading(tagName) && place.heading) return false;
  if (place.paragraph && paragraphEnders.has(tagName)) return false;
  const parents = requiredParents.get(tagName);
  return parents === undefined ? !tableParts.has(place.parent) : parents.has(place.parent);
}

function isHeading(tagName: string): boolean {
  return /^h[1-6]$/.test(tagName);
}

/** Writes the attributes that are kept; `undefined` when the element is nothing without the one that is missing. */
function writeAttributes(
  element: Element,
  tagName: string,
  names: readonly string[],
  writer: Writer,
): string | undefined {
  const { properties } = element;
  let written = "";
  const { id } = properties;
  if (typeof id === "string" && writer.targets.has(id)) written += attribute("id", writer.idPrefix + id);
  for (const name of [...commonAttributes, ...names]) {
    const value = name === "src" ? sourceOf(element) : properties[name];
    if (value === undefined || value === null || value === false) continue;
    if (value === true) written += ` ${name.toLowerCase()}`;
    else if (name === "srcSet") written += writeSrcset(String(value), writer.url);
    else if (urlAttributes.has(name)) {
      const url = resolve(String(value), name, writer.url);
      if (url !== undefined) written += attribute(name, url);
    } else if (!looksUnsafe(name, value as Properties[string]))
      written += attribute(name.toLowerCase(), String(value));
  }
  if (tagName === "a" && !written.includes(" href=")) return undefined;
  if ((tagName === "img" || tagName === "source" || tagName === "track") && !/ src(?:set)?=/.test(written)) {
    return undefined;
  }
  // A player without controls cannot be started without its script.
  if ((tagName === "video" || tagName === "audio") && !/ controls(?: |$)/.test(written))
    written += " controls";
  return written;
}

/** Pictures that a script is to load name their source elsewhere. */
function sourceOf({ tagName, properties }: Element): unknown {
  const { src, dataSrc } = properties;
  const isPlaceholder = typeof src !== "string" || src === "" || /^\s*data:/i.test(src);
  return tagName === "img" && isPlaceholder && typeof dataSrc === "string" ? dataSrc : src;
}

function resolve(raw: string, name: string, base: string): string | undefined {
  return name === "href" ? toFeedUrl(raw, base) : raw.trim() === "" ? undefined : toPageUrl(raw, base);
}

function writeSrcset(text: string, base: string): string {
  const candidates = readSrcset(text).flatMap(({ url, descriptor }) => {
    const absolute = toPageUrl(url, base);
    if (absolute === undefined || !/^(?:\d+(?:\.\d+)?[wxh](?: \d+h)?)?$/.test(descriptor)) return [];
    // A comma at the end of a URL would end the candidate.
    return [`${absolute.replace(/,$/, "%2C")}${descriptor && ` ${descriptor}`}`];
  });
  return candidates.length === 0 ? "" : attribute("srcset", candidates.join(", "));
}

function writeEmbedded(element: Element, source: string, place: Place, writer: Writer): void {
  const raw = element.properties[source];
  const url = typeof raw === "string" && raw.trim() !== "" ? toPageUrl(raw, writer.url) : undefined;
  if (url === undefined) return;
  const { title } = element.properties;
  const label = escapeText(typeof title === "string" && title.trim() !== "" ? title.trim() : url);
  writer.pieces.push(place.link ? label : `<a${attribute("href", url)}>${label}</a>`);
}

function writeCode(code: string, language: string | undefined, writer: Writer): void {
  const name = language === undefined ? "" : attribute("class", `language-${language}`);
  writer.pieces.push(`<pre><code${name}>${escapeText(code)}</code></pre>`);
}

/** Whether a link is an anchor, by which a page lets readers link to a heading: a sign, or a text beside the heading's. */
function isAnchor(element: Element, { headingText }: Pick<Place, "headingText">): boolean {
  const { href } = element.properties;
  if (element.tagName !== "a" || typeof href !== "string" || !href.includes("#")) return false;
  const isMarked = /(?:^|[\s_-])(?:anchor|permalink|hash-link)/i.test(classNames(element).join(" "));
  if (!(isMarked || href.startsWith("#")) || findElement(element, "img") !== undefined) return false;
  const text = textOf(element).trim();
  if (text === "") return true;
  return headingText !== undefined && (isMarked ? text !== headingText : !/[\p{L}\p{N}]/u.test(text));
}

/** Whether a heading is nothing but a link to itself. */
function isSelfLink(element: Element, { headingText }: Pick<Place, "headingText">): boolean {
  const { href } = element.properties;
  if (element.tagName !== "a" || headingText === undefined || headingText !== textOf(element).trim())
    return false;
  return typeof href === "string" && href.startsWith("#");
}

/** The language that a wrapper of a code block names. */
function languageAround(element: Element): string | undefined {
  if (element.tagName !== "div" && element.tagName !== "figure" && element.tagName !== "section")
    return undefined;
  const named = languageOf(element);
  if (named !== undefined) return named;
  // Hexo: `<figure class="highlight js">`.
  const [first, second] = element.tagName === "figure" ? classNames(element) : [];
  return first === "highlight" && second !== undefined && /^[\w+#-]{1,20}$/.test(second) ? second : undefined;
}

/** A table that sets line numbers beside code, as Hexo, Rouge and Chroma write it. */
function isCodeTable(table: Element): boolean {
  const isMarked =
    classNames(table).some((name) => /^(?:lntable|rouge-table|highlighttable|hljs-ln)$/.test(name)) ||
    (findElement(table, "td") !== undefined && codeCells(table).length > 0);
  return isMarked && findElement(table, "pre") !== undefined;
}

function codeCells(table: Element): Element[] {
  const cells: Element[] = [];
  const walk = (element: Element): void => {
    for (const child of element.children) {
      if (child.type !== "element") continue;
      if (child.tagName === "td") cells.push(child);
      else if (child.tagName !== "table") walk(child);
    }
  };
  walk(table);
  const numbers = cells.filter((cell) => isCodeFurniture(cell) || isNumberBlock(cell));
  return numbers.length === 0 ? [] : cells.filter((cell) => !numbers.includes(cell));
}

/** Whether a cell is a block of line numbers. */
function isNumberBlock(cell: Element): boolean {
  return findElement(cell, "pre") !== undefined && /^[\d\s]+$/.test(textOf(cell));
}

function startsWithLineEnd({ children: [first] }: Element): boolean {
  return first?.type === "text" && first.value.startsWith("\n");
}

/** The fragments that links of the text lead to; a heading's anchor is none. */
function fragmentTargets(tree: Root): Set<string> {
  const targets = new Set<string>();
  const stack: { node: RootContent; headingText?: string | undefined }[] = tree.children.map((node) => ({
    node,
  }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, headingText } = next;
    if (node.type !== "element") continue;
    const { href } = node.properties;
    if (typeof href === "string" && href.startsWith("#") && href.length > 1) {
      const place = { headingText };
      if (!isAnchor(node, place) && !isSelfLink(node, place)) addTarget(href.slice(1), targets);
    }
    const inner = isHeading(node.tagName) ? textOf(node).trim() : headingText;
    for (const child of node.children) stack.push({ node: child, headingText: inner });
  }
  return targets;
}

function addTarget(fragment: string, targets: Set<string>): void {
  targets.add(fragment);
  try {
    targets.add(decodeURIComponent(fragment));
  } catch {
    // As it is written is all there is.
  }
}

/** Posts stand side by side in a reader, and many have a footnote 1: the path of the post tells them apart. */
function idPrefixOf(url: string): string {
  const path = new URL(url).pathname.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-/, "");
  return path === "" || path === "-" ? "post-" : path.endsWith("-") ? path : `${path}-`;
}

/**
 * Writes an attribute. The standard lets `<` and `=` stand bare; tools that look for tags and attributes with a pattern
 * are misled by them. And sanitisers drop a text that could end a comment, a CDATA section or a script; an invisible
 * word joiner lets it pass.
 */
function attribute(name: string, value: string): string {
  const clean = cleanText(value);
  if (urlAttributes.has(name)) return ` ${name}="${escapeWith(clean, /[&<>"]/g)}"`;
  const apart = clean.replace(/(--!?|\])(?=>)/g, "$1\u2060").replace(/<(?=\/[a-z])/gi, "<\u2060");
  return ` ${name}="${escapeWith(apart, /[&<>"=]/g)}"`;
}

function escapeWith(text: string, signs: RegExp): string {
  return text.replace(signs, (sign) => references[sign] as string);
}

const references: Record<string, string> = {
  "=": "&#x3D;",
  "&": "&#x26;",
  "<": "&#x3C;",
  ">": "&#x3E;",
  '"': "&#x22;",
};

function escapeText(text: string): string {
  const clean = cleanText(text);
  return /[&<>]/.test(clean) ? clean.replace(/[&<>]/g, (sign) => references[sign] as string) : clean;
}

import type { Element, Properties, Root, RootContent } from "hast";
import { escapeXml, escapeXmlText, toXmlCharacters } from "../../core/escape.ts";
import { formulaSource, textOf } from "../../html/plain-text.ts";
import { classesOf } from "../../html/roles.ts";
import { looksUnsafe } from "../../html/sanitizer.ts";
import { readSrcset } from "../../html/srcset.ts";
import { isUrlProperty } from "../../html/urls.ts";
import { toFeedUrl, toPageUrl } from "../urls.ts";
import { codeCells, languageAround, readCodeBlock } from "./code.ts";
import {
  commonAttributes,
  droppedElements,
  embeddingElements,
  itemScopes,
  keptElements,
  paragraphEnders,
  paragraphScopes,
  renamedElements,
  requiredParents,
  voidElements,
} from "./elements.ts";
import { isFurniture } from "./furniture.ts";
import { fragmentTargets, idPrefixOf, isAnchor, isHeading, isSelfLink } from "./references.ts";

/** Deeper than this only the text is kept; no article nests so deep. */
const maxDepth = 200;

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
}

/** A post's HTML on its way into a feed. */
interface Writer {
  pieces: string[];
  /** URL of the post. */
  url: string;
  /** Ids that links of the post lead to; only these are kept. */
  targets: ReadonlySet<string>;
  idPrefix: string;
}

/** Writes a tree as HTML for feed readers. */
export function writeFeedHtml(tree: Root, url: string): string {
  const writer: Writer = { pieces: [], url, targets: fragmentTargets(tree), idPrefix: idPrefixOf(url) };
  writeAll(tree.children, { tagName: "", depth: 0 }, writer);
  return writer.pieces.join("");
}

function writeAll(nodes: readonly RootContent[], place: Place, writer: Writer): void {
  for (const node of nodes) {
    if (node.type === "element") writeElement(node, place, writer);
    else if (node.type === "text") writer.pieces.push(escapeText(node.value));
  }
}

function writeElement(element: Element, place: Place, writer: Writer): void {
  const { tagName, properties } = element;
  if (place.depth >= maxDepth) {
    writer.pieces.push(escapeText(textOf(element)));
    return;
  }
  if (tagName === "input" && properties.type === "checkbox") {
    // The box of a task.
    writer.pieces.push(properties.checked ? "☑" : "☐");
    return;
  }
  if (droppedElements.has(tagName) || isFurniture(element) || isAnchor(element, place.headingText)) return;
  const formula = isFormula(element) ? formulaSource(element) : undefined;
  if (formula !== undefined) {
    const text = escapeText(formula);
    writer.pieces.push(isInside(place, ["pre"]) ? text : `<code>${text}</code>`);
    return;
  }
  const urlName = embeddingElements.get(tagName);
  if (urlName !== undefined) {
    writeEmbedded(properties, properties[urlName], place, writer);
    return;
  }
  if (tagName === "pre" && fits("pre", place)) {
    const block = readCodeBlock(element, place.language);
    if (block !== undefined) {
      // A highlighter's line numbers in a block of their own leave nothing behind.
      if (block.code.trim() !== "" || textOf(element).trim() === "")
        writeCode(block.code, block.language, writer);
      return;
    }
  }
  const cells = tagName === "table" ? codeCells(element) : undefined;
  if (cells !== undefined) for (const cell of cells) writeAll(cell.children, place, writer);
  else writeKept(element, place, writer);
}

function writeKept(element: Element, place: Place, writer: Writer): void {
  const tagName = renamedElements.get(element.tagName) ?? element.tagName;
  const names = keptElements.get(tagName);
  const isKept = names !== undefined && fits(tagName, place) && !isSelfLink(element, place.headingText);
  const written = isKept ? writeAttributes(element, tagName, names, writer) : undefined;
  const inner = {
    depth: place.depth + 1,
    headingText: isHeading(tagName) ? textOf(element).trim() : place.headingText,
    language: languageAround(element) ?? place.language,
  };
  if (written === undefined) {
    writeAll(element.children, { ...place, ...inner }, writer);
    if (element.tagName === "img") writer.pieces.push(escapeText(String(element.properties.alt ?? "")));
    return;
  }
  writer.pieces.push(`<${tagName}${written}>`);
  if (voidElements.has(tagName)) return;
  // Parsers drop a line feed right after the start tag.
  const [first] = element.children;
  if (tagName === "pre" && first?.type === "text" && first.value.startsWith("\n")) writer.pieces.push("\n");
  writeAll(element.children, { tagName, outer: place, ...inner }, writer);
  writer.pieces.push(`</${tagName}>`);
}

/** Whether an element can be opened here without a parser closing or moving others. */
function fits(tagName: string, place: Place): boolean {
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

/** Writes the attributes that are kept; `undefined` when the element is useless without one that is missing. */
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
    else if (isUrlProperty(name)) {
      const raw = String(value);
      const isBlank = name !== "href" && raw.trim() === "";
      const url = name === "href" ? toFeedUrl(raw, writer.url) : toPageUrl(raw, writer.url);
      if (url !== undefined && !isBlank) written += attribute(name, url);
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

/** An image that a script loads later has its URL in another attribute. */
function sourceOf({ tagName, properties }: Element): unknown {
  const { src, dataSrc } = properties;
  const isPlaceholder = typeof src !== "string" || src === "" || /^\s*data:/i.test(src);
  return tagName === "img" && isPlaceholder && typeof dataSrc === "string" ? dataSrc : src;
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

/** Writes a link to what an element shows. */
function writeEmbedded({ title }: Properties, raw: unknown, place: Place, writer: Writer): void {
  const url = typeof raw === "string" && raw.trim() !== "" ? toPageUrl(raw, writer.url) : undefined;
  if (url === undefined) return;
  const label = escapeText(typeof title === "string" && title.trim() !== "" ? title.trim() : url);
  writer.pieces.push(isInside(place, ["a"]) ? label : `<a${attribute("href", url)}>${label}</a>`);
}

function writeCode(code: string, language: string | undefined, writer: Writer): void {
  const name = language === undefined ? "" : attribute("class", `language-${language}`);
  writer.pieces.push(`<pre><code${name}>${escapeText(code)}</code></pre>`);
}

/**
 * Writes an attribute. HTML would allow `<`, `>` and `=` in it as they are, but tools that search for tags and attributes
 * with a pattern would mistake them for markup.
 */
function attribute(name: string, value: string): string {
  const escaped = escapeXml(toXmlCharacters(value));
  return ` ${name}="${isUrlProperty(name) ? escaped : escaped.replaceAll("=", "&#x3D;")}"`;
}

function escapeText(text: string): string {
  return escapeXmlText(toXmlCharacters(text));
}

/** A formula written for KaTeX, MathJax or MathML; readers show none of them well. */
function isFormula(element: Element): boolean {
  const { tagName } = element;
  return (
    tagName === "math" ||
    tagName === "mjx-container" ||
    (tagName === "span" && classesOf(element).includes("katex"))
  );
}

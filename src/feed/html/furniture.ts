import type { Element, Nodes, RootContent } from "hast";
import { walk } from "../../core/walk.ts";
import { findElement, textOf } from "../../html/plain-text.ts";
import { classesOf, hiddenClass, isSet } from "../../html/roles.ts";
import { embeddingElements, lazySourceOf, sourceOf } from "./elements.ts";

/** Classes of elements that belong to the page rather than to its text. */
const furniture: ReadonlySet<string> = new Set(
  // Line numbers.
  (
    "blob-num ec-line-number hljs-ln-numbers line-numbers-rows linenodiv linenos rouge-gutter " +
    "react-syntax-highlighter-line-number " +
    // Copy buttons.
    "btn-copy clipboard-copy code-copy copy-btn copy-button copy-code copy-code-button copybtn zeroclipboard-container " +
    "shiki-label"
  ).split(" "),
);

/** Classes that have this meaning in code only. */
const codeFurniture: ReadonlySet<string> = new Set(
  "copy gutter line-number lineno ln lnt twoslash-popup-container".split(" "),
);

/** Panels that a tab shows: hidden until a reader chooses them, but part of the text. */
const tabClass: RegExp = /^tabs?[-_]*(?:content|item|pane|panel)s?$/i;
const hidingStyle: RegExp = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const onePixelWide: RegExp = /(?:^|;)\s*width\s*:\s*1px/i;
const onePixelHigh: RegExp = /(?:^|;)\s*height\s*:\s*1px/i;

/** Whether an element belongs to the page rather than to the text: line numbers, copy buttons, hidden text. */
export function isFurniture(element: Element): boolean {
  const { hidden, role } = element.properties;
  const style = String(element.properties.style ?? "");
  const classes = classesOf(element);
  const isHidden =
    (isSet(hidden) && hidden !== "until-found") ||
    hidingStyle.test(style) ||
    (onePixelWide.test(style) && onePixelHigh.test(style));
  if (isHidden && role !== "tabpanel" && !classes.some((name) => tabClass.test(name))) return true;
  if (classes.some((name) => hiddenClass.test(name) || furniture.has(name.toLowerCase()))) return true;
  if (element.tagName !== "button") return false;
  const text = textOf(element).trim();
  return isCopyLabel(/[\p{L}\p{N}]/u.test(text) ? text : labelOf(element));
}

/** Whether an element of this name copies something. */
export function isCopyLabel(label = ""): boolean {
  return /^(?:copy|copied)(?: (?:code|link|snippet|to clipboard))?[.!]?$/i.test(label);
}

/** The same for an element in a code block, or in a table of line numbers and code. */
export function isCodeFurniture(element: Element): boolean {
  return isFurniture(element) || classesOf(element).some((name) => codeFurniture.has(name.toLowerCase()));
}

export function isHeading(tagName: string): boolean {
  return /^h[1-6]$/.test(tagName);
}

/**
 * Whether a link is a heading's anchor, which lets visitors of a page copy a link to the heading: a symbol, or a text
 * next to the heading's.
 *
 * @param headingText - text of the heading around the link
 */
export function isAnchor(element: Element, headingText: string | undefined): boolean {
  const { href } = element.properties;
  if (element.tagName !== "a" || typeof href !== "string" || !href.includes("#")) return false;
  const isMarked = /(?:^|[\s_-])(?:anchor|permalink|hash-link)/i.test(classesOf(element).join(" "));
  if (!(isMarked || href.startsWith("#")) || findElement(element, isSeen) !== undefined) return false;
  const text = textOf(element).trim();
  if (text === "") {
    const icon = findElement(element, ({ tagName }) => tagName === "svg");
    return isMarked || headingText !== undefined || icon === undefined || pictureText(icon) === "";
  }
  return headingText !== undefined && (isMarked ? text !== headingText : !/[\p{L}\p{N}]/u.test(text));
}

/** Elements that are visible without text. */
function isSeen({ tagName }: Element): boolean {
  return /^(?:audio|embed|iframe|img|input|math|meter|object|progress|select|video)$|-/.test(tagName);
}

/** Whether the whole text of a heading is a link to the heading. */
export function isSelfLink(element: Element, headingText: string | undefined): boolean {
  const { href } = element.properties;
  if (element.tagName !== "a" || headingText === undefined || headingText !== textOf(element).trim())
    return false;
  return typeof href === "string" && href.startsWith("#");
}

/** The accessible name of an element. */
export function labelOf({ properties }: Element): string | undefined {
  for (const name of ["title", "ariaLabel", "playlabel", "label", "alt"]) {
    const value = properties[name];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return undefined;
}

/**
 * The text that replaces a control of a form, which does not work in a feed.
 *
 * @returns `undefined` for any other element, and for one that holds its text
 */
export function controlText(element: Element): string | undefined {
  const { tagName, properties } = element;
  if (tagName === "input") return inputText(element);
  if (tagName === "select") return optionsOf(element).join(", ");
  if (tagName === "meter" || tagName === "progress") {
    const { value, max } = properties;
    const text = textOf(element).trim();
    if (text !== "" || value === undefined) return text;
    return max === undefined ? String(value) : `${value}/${max}`;
  }
  const isSilent =
    tagName === "button" &&
    textOf(element).trim() === "" &&
    findElement(element, (inner) => inner.tagName === "img" || inner.tagName === "svg") === undefined;
  return isSilent ? (labelOf(element) ?? "") : undefined;
}

function inputText({ properties }: Element): string {
  const { checked, value, placeholder, alt } = properties;
  const type = String(properties.type ?? "").toLowerCase();
  if (type === "checkbox") return checked ? "☑" : "☐";
  if (type === "image") return String(alt ?? "");
  if (/^(?:color|file|hidden|password|radio|range)$/.test(type)) return "";
  return String(value || placeholder || "");
}

/** The options of a list, each group after its label. */
function optionsOf(list: Element): string[] {
  return list.children.flatMap((child) => {
    if (child.type !== "element") return [];
    const label = String(child.properties.label ?? "").trim();
    if (child.tagName !== "optgroup") return textOf(child).trim() || label || [];
    return [`${label}: ${optionsOf(child).join(", ")}`];
  });
}

/** The texts of an inline SVG and its title; `""` if there are none. */
export function pictureText(svg: Element): string {
  const texts: string[] = [];
  findElement(svg, (element) => {
    const text = element.children
      .map((child) => (child.type === "text" ? child.value : ""))
      .join(" ")
      .trim();
    if (text !== "" && !/^(?:desc|metadata|script|style)$/.test(element.tagName)) texts.push(text);
    return false;
  });
  const { ariaLabel } = svg.properties;
  if (typeof ariaLabel === "string" && !texts.includes(ariaLabel.trim())) texts.unshift(ariaLabel.trim());
  return texts.join(" ");
}

/** The address of what an element shows that is not part of the page, as far as the element says it. */
export function embeddedUrl(element: Element): unknown {
  const { tagName, properties } = element;
  const name = embeddingElements.get(tagName);
  if (name !== undefined) return name === "src" ? sourceOf(element, "src") : properties[name];
  const id = properties.videoid ?? properties.dataVideoid ?? properties.dataVideoId ?? properties["video-id"];
  if (typeof id === "string" && /^[\w-]+$/.test(id)) {
    if (tagName.includes("youtube")) return `https://www.youtube.com/watch?v=${id}`;
    if (tagName.includes("vimeo")) return `https://vimeo.com/${id}`;
  }
  return ["src", "href", "url", "dataSrc", "dataUrl", "dataHref"]
    .map((key) => properties[key])
    .find((value) => typeof value === "string" && value.trim() !== "");
}

/** A formula for KaTeX, MathJax or MathML, which readers do not render well. */
export function isFormula(element: Element): boolean {
  const { tagName } = element;
  if (tagName === "math" || tagName === "mjx-container") return true;
  return classesOf(element).some((name) =>
    /^(?:katex|MathJax(?:_Display|_CHTML|_SVG|_SVG_Display)?|MJXc-display)$/.test(name),
  );
}

export function isTexScript({ tagName, properties }: Element): boolean {
  return tagName === "script" && /^math\//i.test(String(properties.type ?? ""));
}

/**
 * Whether a sibling of an element shows the same: of a lazy-loaded image and its `noscript`, the one is
 * kept whose URL is known; or the formula that MathJax rendered and its TeX.
 */
export function isShownBySibling(element: Element, nodes: readonly RootContent[], index: number): boolean {
  if (element.tagName === "img") {
    const { src } = element.properties;
    const hasSource = typeof src === "string" && !/^\s*(?:data:|$)/i.test(src);
    if (hasSource || lazySourceOf(element, "src") !== undefined) return false;
    const next = siblingOf(nodes, index, 1);
    return next?.tagName === "noscript" && imagesIn(next).length > 0;
  }
  if (element.tagName !== "noscript" && element.tagName !== "script") return false;
  const previous = siblingOf(nodes, index, -1);
  if (previous === undefined) return false;
  if (element.tagName === "script") return isTexScript(element) && isFormula(previous);
  const isLazy = previous.tagName === "img" && lazySourceOf(previous, "src") !== undefined;
  return isLazy && imagesIn(element).length === 1 && textOf(element).trim() === "";
}

function siblingOf(nodes: readonly RootContent[], index: number, step: 1 | -1): Element | undefined {
  let at = index + step;
  while (nodes[at] !== undefined && nodes[at]?.type !== "element") at += step;
  return nodes[at] as Element | undefined;
}

export function imagesIn(element: Element): Element[] {
  const images: Element[] = [];
  walk<Nodes>(element, (node) => {
    if (node.type === "element" && node.tagName === "img") images.push(node);
  });
  return images;
}

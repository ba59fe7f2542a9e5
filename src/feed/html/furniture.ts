import type { Element } from "hast";
import { textOf } from "../../html/plain-text.ts";
import { classesOf, isSet } from "../../html/roles.ts";
import { labelOf } from "./replaced.ts";

/** Classes of what belongs to a page rather than to its text. */
const furniture: ReadonlySet<string> = new Set(
  // Line numbers.
  (
    "blob-num ec-line-number hljs-ln-numbers line-numbers-rows linenodiv linenos rouge-gutter " +
    "react-syntax-highlighter-line-number " +
    // Copy buttons.
    "btn-copy clipboard-copy code-copy copy-btn copy-button copy-code copy-code-button copybtn zeroclipboard-container " +
    // For screen readers only.
    "screen-reader-text screen-reader-only shiki-label sr-only visually-hidden visuallyhidden"
  ).split(" "),
);

/** Classes that have this meaning in code only. */
const codeFurniture: ReadonlySet<string> = new Set(
  "copy gutter line-number lineno ln lnt twoslash-popup-container".split(" "),
);

/** What copy buttons are called. */
const copyLabel: RegExp = /^(?:copy|copied)(?: (?:code|link|snippet|to clipboard))?[.!]?$/i;
const tabClass: RegExp = /^tabs?[-_]*(?:content|item|pane|panel)s?$/i;

/** Whether an element belongs to the page rather than to the text: line numbers, copy buttons, hidden text. */
export function isFurniture(element: Element): boolean {
  const { hidden, style } = element.properties;
  const isHidden = isSet(hidden) && hidden !== "until-found";
  if ((isHidden || (typeof style === "string" && isHiding(style))) && !isTabPanel(element)) return true;
  if (element.tagName === "button" && copyLabel.test(textOf(element).trim() || (labelOf(element) ?? "")))
    return true;
  return classesOf(element).some((name) => furniture.has(name.toLowerCase()));
}

/** A panel that a tab shows: hidden until a reader chooses it, but part of the text. */
function isTabPanel(element: Element): boolean {
  return element.properties.role === "tabpanel" || classesOf(element).some((name) => tabClass.test(name));
}

/** The same for an element in a code block, or in a table of line numbers and code. */
export function isCodeFurniture(element: Element): boolean {
  return isFurniture(element) || classesOf(element).some((name) => codeFurniture.has(name.toLowerCase()));
}

/** Styles that hide an element, or leave it one pixel large, for screen readers only. */
function isHiding(style: string): boolean {
  if (/(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)) return true;
  return /(?:^|;)\s*width\s*:\s*1px/i.test(style) && /(?:^|;)\s*height\s*:\s*1px/i.test(style);
}

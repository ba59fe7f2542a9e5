import type { Element } from "hast";

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

/** Names that mean something else outside of code. */
const codeFurniture: ReadonlySet<string> = new Set(
  "copy gutter line-number lineno ln lnt twoslash-popup-container".split(" "),
);

/** Whether an element belongs to the page rather than to the text: line numbers, copy buttons, hidden texts. */
export function isFurniture(element: Element): boolean {
  const { properties } = element;
  if (properties.hidden !== undefined && properties.hidden !== false) return true;
  if (typeof properties.style === "string" && isHiding(properties.style)) return true;
  return classNames(element).some((name) => furniture.has(name.toLowerCase()));
}

/** Styles that show nothing: those that say so, and a text of one pixel, which only screen readers find. */
function isHiding(style: string): boolean {
  if (/(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)) return true;
  return /(?:^|;)\s*width\s*:\s*1px/i.test(style) && /(?:^|;)\s*height\s*:\s*1px/i.test(style);
}

/** The same for an element in a code block, or in a table made of one. */
export function isCodeFurniture(element: Element): boolean {
  return isFurniture(element) || classNames(element).some((name) => codeFurniture.has(name.toLowerCase()));
}

/** The classes of an element. */
export function classNames({ properties }: Element): string[] {
  return Array.isArray(properties.className) ? properties.className.map(String) : [];
}

import type { Element, ElementContent } from "hast";
import { classNames } from "./is-furniture.ts";

/**
 * Reads the TeX out of a formula that KaTeX, MathJax or a browser is to show; readers show none of them well.
 *
 * @returns `undefined` for an element that is no formula
 */
export function formulaSource(element: Element): string | undefined {
  const { tagName } = element;
  const isFormula =
    tagName === "math" ||
    tagName === "mjx-container" ||
    (tagName === "span" && classNames(element).includes("katex"));
  if (!isFormula) return undefined;
  const { alttext } = element.properties;
  return annotation(element) ?? (typeof alttext === "string" ? alttext : textOf(element));
}

function annotation(element: Element): string | undefined {
  for (const child of element.children) {
    if (child.type !== "element") continue;
    const isTex = child.tagName === "annotation" && /tex/i.test(String(child.properties.encoding ?? ""));
    const found = isTex ? textOf(child).trim() : annotation(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All text below, glued. */
export function textOf(node: ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(textOf).join("") : "";
}

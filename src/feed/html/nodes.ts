import type { Element, ElementContent } from "hast";

/** The text of a node and all nodes in it, without separators. */
export function textOf(node: ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(textOf).join("") : "";
}

/** The classes of an element. */
export function classNames({ properties }: Element): string[] {
  return Array.isArray(properties.className) ? properties.className.map(String) : [];
}

/** The first element of that name in an element, in the order of the text. */
export function findElement(element: Element, tagName: string): Element | undefined {
  for (const child of element.children) {
    if (child.type !== "element") continue;
    const found = child.tagName === tagName ? child : findElement(child, tagName);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Reads the TeX of a formula that is written for KaTeX, MathJax or MathML; readers show none of them well.
 *
 * @returns `undefined` for an element that is not a formula
 */
export function formulaSource(element: Element): string | undefined {
  const { tagName, properties } = element;
  const isFormula =
    tagName === "math" ||
    tagName === "mjx-container" ||
    (tagName === "span" && classNames(element).includes("katex"));
  if (!isFormula) return undefined;
  const { alttext } = properties;
  return texAnnotation(element) ?? (typeof alttext === "string" ? alttext : textOf(element));
}

function texAnnotation(element: Element): string | undefined {
  for (const child of element.children) {
    if (child.type !== "element") continue;
    const isTex = child.tagName === "annotation" && /tex/i.test(String(child.properties.encoding ?? ""));
    const found = isTex ? textOf(child).trim() : texAnnotation(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

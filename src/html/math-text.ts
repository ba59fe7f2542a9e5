import type { Element, ElementContent } from "hast";

/** Operators that say how to read a formula and show nothing: function application, invisible times, separator, plus. */
const invisible: RegExp = /[\u2061-\u2064]/g;

/**
 * Writes MathML as text that keeps its structure: `(1)/(2)`, `x^2`, `√(x)`.
 *
 * @param element - a `math` element or one inside of it
 */
export function readMathText(element: Element): string {
  const parts = element.children.flatMap((child) => (child.type === "comment" ? [] : readPart(child)));
  const [first = "", second = "", third = ""] = parts;
  switch (element.tagName) {
    case "mfrac":
      return `(${first})/(${second})`;
    case "msqrt":
      return `√(${parts.join("")})`;
    case "mroot":
      return `√[${second}](${first})`;
    case "msup":
    case "mover":
      return `${first}^${group(second)}`;
    case "msub":
    case "munder":
      return `${first}_${group(second)}`;
    case "msubsup":
    case "munderover":
      return `${first}_${group(second)}^${group(third)}`;
    case "mfenced":
      return readFenced(element, parts);
    case "mtable":
      return parts.join("; ");
    case "mtr":
    case "mlabeledtr":
      return parts.join(", ");
    // The first child is the formula, the others say it in other languages.
    case "semantics":
    case "maction":
      return first;
    case "mspace":
      return " ";
    case "annotation":
    case "annotation-xml":
    case "mphantom":
    case "script":
    case "style":
      return "";
    default:
      return parts.join("");
  }
}

function readPart(node: ElementContent): string[] {
  if (node.type === "element") return [readMathText(node)];
  if (node.type !== "text") return [];
  const text = node.value.replace(invisible, "").replace(/\s+/g, " ").trim();
  return text === "" ? [] : [text];
}

function group(part: string): string {
  return [...part].length > 1 ? `(${part})` : part;
}

function readFenced({ properties }: Element, parts: readonly string[]): string {
  const { open = "(", close = ")", separators = "," } = properties;
  const signs = [...String(separators).replace(/\s/g, "")];
  const inner = parts.map(
    (part, index) => (index === 0 ? "" : (signs[index - 1] ?? signs.at(-1) ?? "")) + part,
  );
  return `${open}${inner.join("")}${close}`;
}

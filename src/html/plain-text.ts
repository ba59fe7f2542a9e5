import type { Element, ElementContent, Nodes, RootContent } from "hast";
import { walk } from "../core/walk.ts";
import { classesOf, type Role, roleOf } from "./roles.ts";

/** Options of `toPlainText`. */
export interface PlainTextOptions {
  /**
   * Whether an image is read as its alternative text.
   *
   * @default false
   */
  imageAlt?: boolean | undefined;
}

/** Roles of elements that begin and end a line. */
const blocks: ReadonlySet<string> = new Set(
  "container paragraph list item quote heading table aside title break".split(" "),
);

/** Roles of elements without text for readers. */
const silent: ReadonlySet<Role> = new Set<Role>(["hidden", "note-mark", "notes", "comment"]);

/** Reads a tree, or a part of one, as text. It uses a stack of its own, so that no nesting is too deep. */
export function readPlainText(node: Nodes, { imageAlt = false }: PlainTextOptions = {}): string {
  const lines = new Lines();
  const stack: (Nodes | "\n" | " ")[] = [node];

  function open(children: readonly Nodes[], gap: "\n" | " " | ""): void {
    if (gap !== "") {
      lines.part(gap);
      stack.push(gap);
    }
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index] as Nodes);
  }

  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === "string") lines.part(next);
    else if (next.type === "text") lines.add(next.value);
    else if (next.type === "root") open(next.children, "\n");
    else if (next.type === "element") readElement(next);
  }
  return lines.text;

  function readElement(element: Element): void {
    const role = roleOf(element);
    const { properties, children } = element;
    if (silent.has(role)) return;
    if (role === "media") {
      // The image of a `picture` is one of its children.
      if (element.tagName === "picture") open(children, "");
      else if (imageAlt) lines.add(String(properties.alt ?? ""));
    } else if (role === "line-break") lines.part("\n");
    else if (role === "cell") open(children, " ");
    else if (role === "formula") lines.add(formulaSource(element));
    else if (role === "code" && element.tagName === "span")
      open([{ type: "text", value: formulaSource(element) }], "\n");
    else if (role === "code") open(children.filter(isFormula), "\n");
    // The label of a GitHub alert is not the author's text.
    else if (role !== "title" || !classesOf(element).includes("markdown-alert-title"))
      open(children, blocks.has(role) ? "\n" : "");
  }
}

/** `<code class="language-math">` is a formula that has not been rendered yet. */
function isFormula(node: RootContent): node is Element {
  return (
    node.type === "element" && classesOf(node).some((name) => /^(?:language-math|math-display)$/.test(name))
  );
}

/** Builds a text; the white space between two words is decided when the next word arrives. */
class Lines {
  text = "";
  #gap: "" | " " | "\n" = "";

  part(gap: "\n" | " "): void {
    if (this.#gap !== "\n") this.#gap = gap;
  }

  add(value: string): void {
    const words = value.replace(/[ \t\n\f\r]+/g, " ");
    if (words.startsWith(" ")) this.part(" ");
    const start = words.startsWith(" ") ? 1 : 0;
    const end = words.endsWith(" ") ? words.length - 1 : words.length;
    if (end > start) {
      this.text += (this.text === "" ? "" : this.#gap) + words.slice(start, end);
      this.#gap = "";
    }
    if (words.endsWith(" ")) this.part(" ");
  }
}

/** All text below a node, unchanged. */
export function textOf(node: Nodes): string {
  let text = "";
  walk(node, (next) => {
    if (next.type === "text") text += next.value;
  });
  return text;
}

/** The TeX source inside KaTeX, MathJax and MathML output, or else the formula as text. A formula that occurs twice is read once. */
export function formulaSource(formula: Element): string {
  const annotation = findElement(
    formula,
    ({ tagName, properties }) =>
      tagName === "annotation" && /^$|(?:^|\W|la)tex$/i.test(String(properties.encoding ?? "")),
  );
  if (annotation !== undefined) return textOf(annotation).trim();
  const math =
    formula.tagName === "math" ? formula : findElement(formula, ({ tagName }) => tagName === "math");
  const { alttext } = (math ?? formula).properties;
  if (typeof alttext === "string") return alttext;
  return (math === undefined ? textOf(formula) : readMathText(math)).trim();
}

/** The first element in an element that passes a test, in the order of the text. */
export function findElement(element: Element, test: (element: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  walk<Nodes>(element, (next) => {
    if (next.type === "element" && next !== element && found === undefined && test(next)) found = next;
    return found === undefined;
  });
  return found;
}

/** Invisible operators: function application, times, separator, plus. */
const invisible: RegExp = /[\u2061-\u2064]/g;

/** Writes MathML as text that keeps its structure: `(1)/(2)`, `x^2`, `√(x)`. */
function readMathText(element: Element): string {
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

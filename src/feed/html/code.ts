import type { Element, ElementContent, Nodes } from "hast";
import { walk } from "../../core/walk.ts";
import { findElement, textOf } from "../../html/plain-text.ts";
import { classesOf } from "../../html/roles.ts";
import { isCodeFurniture } from "./furniture.ts";

/** A code block without colors. */
export interface PlainCode {
  code: string;
  language: string | undefined;
  /** The links in it, in order. */
  links: readonly CodeLink[];
}

/** A link in code, from one offset to another. */
interface CodeLink {
  start: number;
  end: number;
  element: Element;
}

/** Elements that start a line; a highlighter may use them instead of line feeds. */
const lineElements: ReadonlySet<string> = new Set(["div", "li", "p", "tr"]);

/** Classes of the lines of highlighters; some write a line feed after each, some leave it to the stylesheet. */
const lineClass: RegExp = /^(?:line|(?:token|code|hljs|cm|ec|view|grvsc|code-block)-line)$/;
/** Elements that start a new line themselves, so that a line feed after them is a blank line. */
const blockClass = "gatsby-highlight-code-line";
const blockStyle: RegExp = /(?:^|;)\s*display\s*:\s*(?:block|flex|grid|list-item|table-row)/i;

/** Classes for the lines of a diff whose `+` and `-` are only in the stylesheet. */
const insertedClass: RegExp = /(?:^|-)(?:add(?:ed|ition)?|ins(?:ert(?:ed)?)?)(?:-|$)/;
const deletedClass: RegExp = /(?:^|-)(?:del(?:eted?|etion)?|removed?)(?:-|$)/;

/** Elements in a `pre` that a plain code block cannot represent. */
const richElements: ReadonlySet<string> = new Set("a b em i img mark strong u".split(" "));

/**
 * Reads the code of a `pre` from any highlighter.
 *
 * @param outer - language named by an element around it
 * @returns `undefined` for a `pre` without code, such as a poem
 */
export function readCodeBlock(pre: Element, outer?: string): PlainCode | undefined {
  const code = findElement(pre, ({ tagName }) => tagName === "code" || tagName === "tt");
  const language = (code && languageOf(code)) ?? languageOf(pre) ?? outer;
  const isRich = findElement(pre, ({ tagName }) => richElements.has(tagName)) !== undefined;
  const isCode =
    language !== undefined ||
    (code === undefined ? classesOf(pre).length > 0 && !isRich : !isRich || !hasTextOutsideCode(pre));
  return isCode || holdsCodeBlock(pre) ? { ...codeOf(pre), language } : undefined;
}

/** Whether a `pre` has text outside its `code` elements, which are then only words in it. */
function hasTextOutsideCode({ children }: Element): boolean {
  return children.some((child) => {
    if (child.type === "text") return /\S/.test(child.value);
    return (
      child.type === "element" &&
      child.tagName !== "code" &&
      child.tagName !== "tt" &&
      !isLeftOut(child) &&
      hasTextOutsideCode(child)
    );
  });
}

/** A `pre` around a `pre` of code is one block with it, because a second conversion would see one. */
function holdsCodeBlock(element: Element): boolean {
  return element.children.some(
    (child) =>
      child.type === "element" &&
      (child.tagName === "pre" ? readCodeBlock(child) !== undefined : holdsCodeBlock(child)),
  );
}

/** The language that an element names, in any common form. */
function languageOf(element: Element): string | undefined {
  const { dataLanguage, dataLang } = element.properties;
  const names = classesOf(element).map((name) => /^(?:language|lang|highlight-source)-(.+)$/.exec(name)?.[1]);
  return [dataLanguage ?? dataLang, ...names]
    .find((name): name is string => typeof name === "string" && isLanguageName(name))
    ?.toLowerCase();
}

function isLanguageName(name: string): boolean {
  return /^[\w+#.-]{1,40}$/.test(name) && !/^(?:none|plaintext|text)$/i.test(name);
}

/** The language that an element names for the code blocks in it. */
export function languageAround(element: Element): string | undefined {
  if (!/^(?:div|figure|section)$/.test(element.tagName)) return undefined;
  // Hexo: `<figure class="highlight js">`.
  const [first, second = ""] = classesOf(element);
  const isHexo = element.tagName === "figure" && first === "highlight" && /^[\w+#-]{1,20}$/.test(second);
  return languageOf(element) ?? (isHexo ? second : undefined);
}

/** The text of a code block, without line numbers, copy buttons and hidden text; the `+` and `-` of a diff are text. */
function codeOf(element: Element): Pick<PlainCode, "code" | "links"> {
  const lines = new CodeLines();
  const visit = (children: readonly ElementContent[]): void => {
    const areLines =
      children.filter((child) => child.type === "element" && child.tagName === "code").length > 1;
    for (const child of children) {
      if (child.type === "text") lines.write(child.value);
      else if (child.type !== "element" || isLeftOut(child)) continue;
      else if (child.tagName === "br") lines.write("\n");
      else if (child.tagName === "img") lines.write(String(child.properties.alt ?? ""));
      else {
        const kind = areLines && child.tagName === "code" ? "line" : lineKindOf(child);
        if (isLink(child)) lines.writeLink(child, () => visit(child.children));
        else if (kind === undefined) visit(child.children);
        else lines.writeLine(kind, signOf(child), () => visit(child.children));
      }
    }
  };
  visit(element.children);
  return lines.finish();
}

/** Whether an element is a link, not that of a line number or a heading. */
function isLink({ tagName, properties: { href } }: Element): boolean {
  return tagName === "a" && typeof href === "string" && /^[^#]/.test(href);
}

/**
 * `line`: a line feed may follow, or the stylesheet breaks the line. `block`: an element that is a line by itself.
 * `styled`: the same, but a line feed after it is a blank line.
 */
type LineKind = "line" | "block" | "styled";

function lineKindOf(element: Element): LineKind | undefined {
  const { style, dataLine } = element.properties;
  const classes = classesOf(element);
  if ((typeof style === "string" && blockStyle.test(style)) || classes.includes(blockClass)) return "styled";
  if (lineElements.has(element.tagName)) return "block";
  return dataLine !== undefined || classes.some((name) => lineClass.test(name)) ? "line" : undefined;
}

function signOf(line: Element): "+" | "-" | undefined {
  const classes = classesOf(line);
  if (classes.some((name) => insertedClass.test(name))) return "+";
  return classes.some((name) => deletedClass.test(name)) ? "-" : undefined;
}

/** Code that grows line by line. */
class CodeLines {
  #text = "";
  #row = 0;
  /** A line has ended, and its line feed is not written yet. */
  #open: LineKind | undefined;
  readonly #signs: Map<number, string> = new Map();
  readonly #links: CodeLink[] = [];

  write(value: string): void {
    if (value === "") return;
    if (!value.startsWith("\n")) this.#endLine();
    this.#open = undefined;
    this.#text += value;
    for (let at = value.indexOf("\n"); at !== -1; at = value.indexOf("\n", at + 1)) this.#row++;
  }

  writeLine(kind: LineKind, sign: string | undefined, writeContents: () => void): void {
    this.#endLine();
    if (kind !== "line" && this.#text !== "" && !this.#text.endsWith("\n")) this.write("\n");
    if (sign !== undefined) this.#signs.set(this.#row, sign);
    const { length } = this.#text;
    writeContents();
    const isEmpty = this.#text.length === length;
    const isEnded = this.#text.endsWith("\n");
    if (kind === "line" ? isEmpty || !isEnded : !isEmpty && !isEnded) this.#open = kind;
    if (kind === "styled") this.#endLine();
  }

  writeLink(element: Element, writeContents: () => void): void {
    this.#endLine();
    const start = this.#text.length;
    writeContents();
    if (this.#text.length > start) this.#links.push({ start, end: this.#text.length, element });
  }

  finish(): Pick<PlainCode, "code" | "links"> {
    if (this.#open === "block") this.#endLine();
    const lines = this.#text.split("\n");
    const hasOwnSigns = [...this.#signs].some(([row, sign]) => lines[row]?.startsWith(sign));
    if (this.#signs.size === 0 || hasOwnSigns) return { code: this.#text, links: this.#links };
    const signed = lines.map((line, row) => (line === "" ? line : `${this.#signs.get(row) ?? " "} ${line}`));
    return { code: signed.join("\n"), links: [] };
  }

  #endLine(): void {
    if (this.#open !== undefined) this.write("\n");
  }
}

const leftOut: ReadonlySet<string> = new Set(["button", "script", "style", "svg", "textarea"]);

function isLeftOut(element: Element): boolean {
  return leftOut.has(element.tagName) || isCodeFurniture(element);
}

/**
 * The cells with code of a table that puts line numbers next to code, as Hexo, Rouge and Chroma write it.
 *
 * @returns `undefined` for any other table
 */
export function codeCells(table: Element): Element[] | undefined {
  if (!holdsPre(table)) return undefined;
  const cells: Element[] = [];
  walk<Nodes>(table, (node) => {
    if (node.type !== "element" || (node.tagName === "table" && node !== table)) return node === table;
    if (node.tagName === "td") cells.push(node);
    return node.tagName !== "td";
  });
  const code = cells.filter(
    (cell) => !isCodeFurniture(cell) && !(holdsPre(cell) && /^[\d\s]+$/.test(textOf(cell))),
  );
  return code.length > 0 && code.length < cells.length ? code : undefined;
}

function holdsPre(element: Element): boolean {
  return findElement(element, ({ tagName }) => tagName === "pre") !== undefined;
}

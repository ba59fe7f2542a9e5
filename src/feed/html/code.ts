import type { Element, ElementContent } from "hast";
import { findElement, textOf } from "../../html/plain-text.ts";
import { classesOf } from "../../html/roles.ts";
import { isCodeFurniture } from "./furniture.ts";

/** A code block without its colors. */
export interface PlainCode {
  code: string;
  language: string | undefined;
}

/** Elements that start a line; a highlighter may use them instead of line feeds. */
const lineElements: ReadonlySet<string> = new Set(["div", "li", "p", "tr"]);

/**
 * Reads the code of a `pre`, whichever highlighter colored it.
 *
 * @param outer - language named by an element around it
 * @returns `undefined` for a `pre` that does not hold code, such as a poem
 */
export function readCodeBlock(pre: Element, outer?: string): PlainCode | undefined {
  const code =
    findElement(pre, ({ tagName }) => tagName === "code") ??
    findElement(pre, ({ tagName }) => tagName === "tt");
  const language = (code && languageOf(code)) ?? languageOf(pre) ?? outer;
  const isCode = code !== undefined || language !== undefined || classesOf(pre).length > 0;
  return isCode || holdsCodeBlock(pre) ? { code: codeText(pre), language } : undefined;
}

/** A `pre` around a `pre` of code is one block with it: whoever reads the result again would see one. */
function holdsCodeBlock(element: Element): boolean {
  return element.children.some(
    (child) =>
      child.type === "element" &&
      (child.tagName === "pre" ? readCodeBlock(child) !== undefined : holdsCodeBlock(child)),
  );
}

/** The language that an element names, in any of the ways in use. */
function languageOf(element: Element): string | undefined {
  const { dataLanguage, dataLang } = element.properties;
  const data = dataLanguage ?? dataLang;
  if (typeof data === "string" && isLanguageName(data)) return data.toLowerCase();
  for (const name of classesOf(element)) {
    const language = /^(?:language|lang|highlight-source)-(.+)$/.exec(name)?.[1];
    if (language !== undefined && isLanguageName(language)) return language.toLowerCase();
  }
  return undefined;
}

function isLanguageName(name: string): boolean {
  return /^[\w+#.-]{1,40}$/.test(name) && !/^(?:none|plaintext|text)$/i.test(name);
}

/** The language that an element names for the code blocks in it. */
export function languageAround(element: Element): string | undefined {
  const { tagName } = element;
  if (tagName !== "div" && tagName !== "figure" && tagName !== "section") return undefined;
  const named = languageOf(element);
  if (named !== undefined) return named;
  // Hexo: `<figure class="highlight js">`.
  const [first, second] = tagName === "figure" ? classesOf(element) : [];
  return first === "highlight" && second !== undefined && /^[\w+#-]{1,20}$/.test(second) ? second : undefined;
}

/** The text of a code block, without line numbers, copy buttons and hidden text. */
function codeText(element: Element): string {
  const pieces: string[] = [];
  let endsLine = true;
  const write = (text: string): void => {
    if (text === "") return;
    pieces.push(text);
    endsLine = text.endsWith("\n");
  };
  const walk = (children: readonly ElementContent[]): void => {
    for (const child of children) {
      if (child.type === "text") write(child.value);
      else if (child.type === "element" && child.tagName === "br") write("\n");
      else if (child.type === "element" && !isLeftOut(child)) {
        const isLine = lineElements.has(child.tagName);
        if (isLine && !endsLine) write("\n");
        walk(child.children);
        if (isLine && !endsLine) write("\n");
      }
    }
  };
  walk(element.children);
  return pieces.join("");
}

function isLeftOut(element: Element): boolean {
  return (
    isCodeFurniture(element) || ["button", "script", "style", "svg", "textarea"].includes(element.tagName)
  );
}

/**
 * The cells with code of a table that sets line numbers beside code, as Hexo, Rouge and Chroma write it.
 *
 * @returns `undefined` for any other table
 */
export function codeCells(table: Element): Element[] | undefined {
  if (findElement(table, ({ tagName }) => tagName === "pre") === undefined) return undefined;
  const cells: Element[] = [];
  const walk = (element: Element): void => {
    for (const child of element.children) {
      if (child.type !== "element") continue;
      if (child.tagName === "td") cells.push(child);
      else if (child.tagName !== "table") walk(child);
    }
  };
  walk(table);
  const code = cells.filter((cell) => !isCodeFurniture(cell) && !isNumberBlock(cell));
  return code.length > 0 && code.length < cells.length ? code : undefined;
}

function isNumberBlock(cell: Element): boolean {
  return (
    findElement(cell, ({ tagName }) => tagName === "pre") !== undefined && /^[\d\s]+$/.test(textOf(cell))
  );
}

import type { Element, ElementContent } from "hast";
import { classNames, isCodeFurniture } from "./is-furniture.ts";

/** A code block without its colours. */
export interface PlainCode {
  code: string;
  language?: string;
}

/** Elements that make a line of their own; a highlighter may give every line one, and then no line end. */
const lineElements: ReadonlySet<string> = new Set(["div", "li", "p", "tr"]);

/**
 * Reads the code out of a `pre`, whichever highlighter coloured it.
 *
 * @param outer - language named by an element around it
 * @returns `undefined` for a `pre` that holds no code, such as a poem
 */
export function readCodeBlock(pre: Element, outer?: string): PlainCode | undefined {
  const code = findElement(pre, "code") ?? findElement(pre, "tt");
  const language = (code && languageOf(code)) ?? languageOf(pre) ?? outer;
  const isCode = code !== undefined || language !== undefined || classNames(pre).length > 0;
  if (!isCode && !holdsCodeBlock(pre)) return undefined;
  return language === undefined ? { code: codeText(pre) } : { code: codeText(pre), language };
}

/** A `pre` around a `pre` of code: the two are one block, and would be one for whoever reads the result again. */
function holdsCodeBlock(element: Element): boolean {
  return element.children.some(
    (child) =>
      child.type === "element" &&
      (child.tagName === "pre" ? readCodeBlock(child) !== undefined : holdsCodeBlock(child)),
  );
}

/** The language that an element names in one of the ways in use. */
export function languageOf(element: Element): string | undefined {
  const { dataLanguage, dataLang } = element.properties;
  const data = dataLanguage ?? dataLang;
  if (typeof data === "string" && isLanguageName(data)) return data.toLowerCase();
  for (const name of classNames(element)) {
    const language = /^(?:language|lang|highlight-source)-(.+)$/.exec(name)?.[1];
    if (language !== undefined && isLanguageName(language)) return language.toLowerCase();
  }
  return undefined;
}

function isLanguageName(name: string): boolean {
  return /^[\w+#.-]{1,40}$/.test(name) && !/^(?:none|plaintext|text)$/i.test(name);
}

/** The text of a code block: line numbers, copy buttons and hidden texts left out. */
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

/** The first element of that name below, nearest first in the order of the text. */
export function findElement(element: Element, tagName: string): Element | undefined {
  for (const child of element.children) {
    if (child.type !== "element") continue;
    const found = child.tagName === tagName ? child : findElement(child, tagName);
    if (found !== undefined) return found;
  }
  return undefined;
}

import type { Element, ElementContent, Properties } from "hast";
import { escapeText, type Opening } from "./opening.ts";

/** Takes down elements and text, one after the other. */
export interface Markup {
  open(opening: Opening): void;
  close(opening: Opening): void;
  text(value: string): void;
}

/** Writes HTML. */
export function createHtmlMarkup(): Markup & { toString(): string } {
  let html = "";
  return {
    open(opening) {
      html += opening.html;
    },
    close(opening) {
      html += `</${opening.tagName}>`;
    },
    text(value) {
      html += escapeText(value);
    },
    toString: () => html,
  };
}

/** Builds elements: the tree of the HTML that {@linkcode createHtmlMarkup} writes. */
export function createTreeMarkup(): Markup & { readonly children: ElementContent[] } {
  const children: ElementContent[] = [];
  const stack: ElementContent[][] = [children];
  return {
    children,
    open({ tagName, properties }) {
      const copy: Properties = {};
      for (const [name, value] of Object.entries(properties)) {
        copy[name] = Array.isArray(value) ? [...value] : value;
      }
      const element: Element = { type: "element", tagName, properties: copy, children: [] };
      stack.at(-1)?.push(element);
      stack.push(element.children);
    },
    close() {
      stack.pop();
    },
    text(value) {
      if (value === "") return;
      const siblings = stack.at(-1);
      const last = siblings?.at(-1);
      // A parser makes one text of neighbours, and so does this.
      if (last?.type === "text") last.value += value;
      else siblings?.push({ type: "text", value });
    },
  };
}

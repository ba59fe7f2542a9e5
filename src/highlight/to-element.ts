import type { Element, ElementContent, Properties } from "hast";

const piece = /<(\/?)(\w+)([^"<>]*(?:"[^"]*"[^"<>]*)*)>|[^<]+/g;
const attribute = /([\w-]+)="([^"]*)"/g;
const references: Readonly<Record<string, string>> = { "&#x26;": "&", "&#x3C;": "<", "&#x22;": '"' };
const propertyNames: Readonly<Record<string, string>> = {
  class: "className",
  tabindex: "tabIndex",
  "data-language": "dataLanguage",
  "data-line": "dataLine",
};

function decode(text: string): string {
  return text.includes("&") ? text.replace(/&#x\w\w;/g, (reference) => references[reference] ?? "") : text;
}

function toProperties(attributes: string): Properties {
  const properties: Properties = {};
  for (const [, name = "", escaped = ""] of attributes.matchAll(attribute)) {
    const value = decode(escaped);
    properties[propertyNames[name] ?? name] =
      name === "class"
        ? value.split(" ")
        : name === "tabindex" || name === "data-line"
          ? Number(value)
          : value;
  }
  return properties;
}

/** Reads the HTML of one block, as the writer of a highlighter writes it, into an element. It reads no other HTML. */
export function toElement(html: string): ElementContent | undefined {
  const root: ElementContent[] = [];
  const open = [root];
  for (const [text, slash, tagName, attributes = ""] of html.matchAll(piece)) {
    const siblings = open.at(-1);
    if (slash) open.pop();
    else if (tagName === undefined) siblings?.push({ type: "text", value: decode(text) });
    else {
      const properties = toProperties(attributes);
      const element: Element = { type: "element", tagName, properties, children: [] };
      siblings?.push(element);
      open.push(element.children);
    }
  }
  return root[0];
}

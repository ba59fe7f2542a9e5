import type { Properties } from "hast";

/** Attributes that code is marked up with, in the order they are written. */
export interface Attributes {
  class?: readonly string[] | undefined;
  style?: string | undefined;
  tabindex?: number | undefined;
  "data-language"?: string | undefined;
  "data-line"?: number | undefined;
}

/** The start of an element, for both kinds of output; made once, used often, never changed. */
export interface Opening {
  readonly tagName: string;
  readonly properties: Readonly<Properties>;
  readonly html: string;
}

const propertyNames: Record<keyof Attributes, string> = {
  class: "className",
  style: "style",
  tabindex: "tabIndex",
  "data-language": "dataLanguage",
  "data-line": "dataLine",
};

/** Escapes text as `hast-util-to-html` does. */
export function escapeText(text: string): string {
  return /[<&]/.test(text) ? text.replace(/[<&]/g, (char) => (char === "<" ? "&#x3C;" : "&#x26;")) : text;
}

function escapeAttribute(text: string): string {
  return text.replace(/[&"]/g, (char) => (char === '"' ? "&#x22;" : "&#x26;"));
}

/** Makes the start of an element; attributes without a value are left out. */
export function createOpening(tagName: string, attributes: Attributes = {}): Opening {
  const properties: Properties = {};
  let html = `<${tagName}`;
  for (const [name, value] of Object.entries(attributes) as [keyof Attributes, unknown][]) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    properties[propertyNames[name]] = value as string | number | string[];
    html += ` ${name}="${escapeAttribute(Array.isArray(value) ? value.join(" ") : String(value))}"`;
  }
  return { tagName, properties, html: `${html}>` };
}

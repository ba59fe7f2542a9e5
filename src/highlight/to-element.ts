import type { Element, ElementContent, Properties } from "hast";

const references: Readonly<Record<string, string>> = { "&#x26;": "&", "&#x3C;": "<", "&#x22;": '"' };
const propertyNames: Readonly<Record<string, string>> = { class: "className", tabindex: "tabIndex" };

/** hast's name of an attribute. */
function toPropertyName(name: string): string {
  return propertyNames[name] ?? name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function decode(text: string): string {
  return text.includes("&") ? text.replace(/&#x\w\w;/g, (reference) => references[reference] ?? "") : text;
}

/** Reads a start tag. */
function readTag(tag: string): Element {
  const properties: Properties = {};
  for (const [, name = "", escaped] of tag.matchAll(/ ([\w-]+)(?:="([^"]*)")?/g)) {
    if (escaped === undefined) {
      properties[name] = true;
      continue;
    }
    const value = decode(escaped);
    properties[toPropertyName(name)] =
      name === "class"
        ? value.split(" ")
        : name === "tabindex" || name === "data-line" || name === "data-digits"
          ? Number(value)
          : value;
  }
  return { type: "element", tagName: /\w+/.exec(tag)?.[0] ?? "", properties, children: [] };
}

function copyElement({ tagName, properties }: Element): Element {
  const copy = { ...properties };
  if (Array.isArray(copy.className)) copy.className = [...copy.className];
  return { type: "element", tagName, properties: copy, children: [] };
}

/** Reads the HTML of one block, as the writer of a highlighter writes it, into an element. It reads no other HTML. */
export function toElement(html: string): ElementContent | undefined {
  const root: ElementContent[] = [];
  const open = [root];
  // Most tags of a block occur several times.
  const known = new Map<string, Element>();
  for (let at = 0, end = 0; at < html.length; at = end) {
    const siblings = open.at(-1);
    if (html[at] !== "<") {
      end = html.indexOf("<", at);
      siblings?.push({ type: "text", value: decode(html.slice(at, end)) });
    } else if (html[at + 1] === "/") {
      end = html.indexOf(">", at) + 1;
      open.pop();
    } else {
      // Every tag but this one has attributes, in which quotes are escaped, but brackets are not.
      end = html.startsWith("<code>", at) ? at + "<code>".length : html.indexOf('">', at) + 2;
      const tag = html.slice(at, end);
      let read = known.get(tag);
      if (!read) {
        read = readTag(tag);
        known.set(tag, read);
      }
      const element = copyElement(read);
      siblings?.push(element);
      open.push(element.children);
    }
  }
  return root[0];
}

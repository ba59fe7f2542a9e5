import type { Element, ElementContent, Properties } from "hast";
import { escapeAttribute } from "../core/escape.ts";
import { hashText } from "../core/hash-text.ts";

/** A highlighted block, and where it goes. */
export interface MadeBlock {
  readonly siblings: ElementContent[];
  readonly index: number;
  /** What it replaces. */
  readonly node: Element;
  readonly html: string;
  /** The name of its tab; neighbors with tabs become one group. */
  readonly tab: string | undefined;
}

/** Whether nothing but white space is between two blocks. */
function areNeighbors(a: MadeBlock, b: MadeBlock): boolean {
  return (
    a.siblings === b.siblings &&
    a.siblings.slice(a.index + 1, b.index).every((node) => node.type === "text" && node.value.trim() === "")
  );
}

/** The blocks of each group; a block without a tab is alone. */
function groupBlocks(made: readonly MadeBlock[]): MadeBlock[][] {
  const groups: MadeBlock[][] = [];
  made.forEach((block, index) => {
    const last = made[index - 1];
    const joins = last?.tab !== undefined && block.tab !== undefined && areNeighbors(last, block);
    if (joins) groups.at(-1)?.push(block);
    else groups.push([block]);
  });
  return groups;
}

/**
 * Puts blocks into their tree. Neighbors with tabs become one group: radio buttons, which need no script, each before its
 * block.
 *
 * @param toElements - reads HTML; without it, blocks are `raw` nodes
 * @param path - of the post: two posts on one page must not share the names of their groups
 */
export function placeBlocks(
  made: readonly MadeBlock[],
  toElements: ((html: string) => ElementContent[]) | undefined,
  path: string,
): void {
  // From the end, so that indexes stay valid.
  for (const group of groupBlocks(made).reverse()) {
    const first = group[0]!;
    const html = first.tab === undefined ? first.html : writeGroup(group, path);
    const nodes = (toElements ?? toRaw)(html);
    const { position } = first.node;
    const placed = position ? nodes.map((node) => ({ ...node, position })) : nodes;
    first.siblings.splice(first.index, group.at(-1)!.index - first.index + 1, ...placed);
  }
}

function toRaw(html: string): ElementContent[] {
  return [{ type: "raw", value: html, data: { galley: true } } as unknown as ElementContent];
}

function writeGroup(group: readonly MadeBlock[], path: string): string {
  const place = [path, group[0]?.node.position?.start.offset, ...group.map(({ html }) => html)].join("\0");
  const name = `shiki-${hashText(place)}`;
  const tabs = group.map(({ html, tab = "" }, index) => {
    const checked = index === 0 ? " checked" : "";
    return `<input class="shiki-tab" type="radio" name="${name}"${checked} aria-label="${escapeAttribute(tab)}">${html}`;
  });
  return `<div class="shiki-group">${tabs.join("")}</div>`;
}

const references: Readonly<Record<string, string>> = { "&#x26;": "&", "&#x3C;": "<", "&#x22;": '"' };
const propertyNames: Readonly<Record<string, string>> = { class: "className", tabindex: "tabIndex" };

const numeric: ReadonlySet<string> = new Set(["tabindex", "data-line", "data-digits"]);

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
    const value = escaped === undefined ? true : decode(escaped);
    const isList = name === "class" && value !== true;
    properties[toPropertyName(name)] = isList ? value.split(" ") : numeric.has(name) ? Number(value) : value;
  }
  return { type: "element", tagName: /\w+/.exec(tag)?.[0] ?? "", properties, children: [] };
}

function copyElement({ tagName, properties }: Element): Element {
  const copy = { ...properties };
  if (Array.isArray(copy.className)) copy.className = [...copy.className];
  return { type: "element", tagName, properties: copy, children: [] };
}

/** Reads HTML as the writer of a highlighter writes it. It reads no other HTML. */
export function toElements(html: string): ElementContent[] {
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
      if (element.tagName !== "input") open.push(element.children);
    }
  }
  return root;
}

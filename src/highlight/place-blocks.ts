import type { Element, ElementContent, Properties } from "hast";
import { escapeAttribute } from "../core/escape.ts";
import { hashText } from "../core/hash-text.ts";
import type { CodeSource } from "./read-block.ts";

/** A block in its tree. */
export interface Place {
  readonly siblings: ElementContent[];
  readonly index: number;
  readonly node: Element;
  readonly source: CodeSource;
}

/** A highlighted block, and what it replaces. */
export interface MadeBlock extends Place {
  readonly html: string;
  readonly tab: string | undefined;
}

/** Groups adjacent blocks with tabs, with only white space between them; every other block is a group of its own. */
function groupBlocks(blocks: readonly MadeBlock[]): MadeBlock[][] {
  const groups: MadeBlock[][] = [];
  for (const [index, block] of blocks.entries()) {
    const last = blocks[index - 1];
    const areNeighbors =
      last?.siblings === block.siblings &&
      block.siblings
        .slice(last.index + 1, block.index)
        .every((node) => node.type === "text" && node.value.trim() === "");
    if (areNeighbors && last.tab !== undefined && block.tab !== undefined) groups.at(-1)?.push(block);
    else groups.push([block]);
  }
  return groups;
}

/**
 * Inserts blocks into their tree. Adjacent blocks with tabs become one group of radio buttons, which need no script,
 * each before its block.
 *
 * @param toElements - reads HTML; without it, blocks are `raw` nodes
 * @param path - the path of the post: two posts on one page must have different group names
 */
export function placeBlocks(
  blocks: readonly MadeBlock[],
  toElements: ((html: string) => ElementContent[]) | undefined,
  path: string,
): void {
  // From the end, so that indexes stay valid.
  for (const group of groupBlocks(blocks).reverse()) {
    const [first] = group as [MadeBlock];
    const html = first.tab === undefined ? first.html : writeGroup(group, path);
    const { position } = first.node;
    const nodes = (toElements ?? toRaw)(html).map((node) => (position ? { ...node, position } : node));
    first.siblings.splice(first.index, group.at(-1)!.index - first.index + 1, ...nodes);
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
    const label = escapeAttribute(tab);
    return `<input class="shiki-tab" type="radio" name="${name}"${checked} aria-label="${label}">${html}`;
  });
  return `<div class="shiki-group">${tabs.join("")}</div>`;
}

/** The hast name of an attribute, if it is not the camel-case form. */
const propertyNames: Readonly<Record<string, string>> = { class: "className", tabindex: "tabIndex" };
const numeric: ReadonlySet<string> = new Set(["tabindex", "data-line", "data-digits"]);
const references: Readonly<Record<string, string>> = { "&#x26;": "&", "&#x3C;": "<", "&#x22;": '"' };

function decode(text: string): string {
  return text.includes("&") ? text.replace(/&#x\w\w;/g, (reference) => references[reference] ?? "") : text;
}

function readTag(tag: string): Element {
  const properties: Properties = {};
  for (const [, name = "", escaped] of tag.matchAll(/ ([\w-]+)(?:="([^"]*)")?/g)) {
    const property = propertyNames[name] ?? name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
    const value = escaped === undefined ? true : decode(escaped);
    if (name === "class" && value !== true) properties[property] = value.split(" ");
    else properties[property] = numeric.has(name) ? Number(value) : value;
  }
  return { type: "element", tagName: /\w+/.exec(tag)?.[0] ?? "", properties, children: [] };
}

function copyElement({ tagName, properties }: Element): Element {
  const copy = { ...properties };
  if (Array.isArray(copy.className)) copy.className = [...copy.className];
  return { type: "element", tagName, properties: copy, children: [] };
}

/** A tag or a text. */
const part = /<(?:[^">]+|"[^"]*")+>|[^<]+/g;

/** Parses HTML that the highlighter wrote. It does not support any other HTML. */
export function toElements(html: string): ElementContent[] {
  const root: ElementContent[] = [];
  const open = [root];
  // Most tags of a block occur several times.
  const known = new Map<string, Element>();
  for (const text of html.match(part) ?? []) {
    const siblings = open.at(-1);
    if (text.startsWith("</")) open.pop();
    else if (text.startsWith("<")) {
      const read = known.get(text) ?? readTag(text);
      known.set(text, read);
      const element = copyElement(read);
      siblings?.push(element);
      if (element.tagName !== "input") open.push(element.children);
    } else siblings?.push({ type: "text", value: decode(text) });
  }
  return root;
}

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
  for (const block of made) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const joins = last?.tab !== undefined && block.tab !== undefined && areNeighbors(last, block);
    if (group && joins) group.push(block);
    else groups.push([block]);
  }
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
    const [first] = group;
    const last = group.at(-1);
    if (!first || !last) continue;
    const nodes =
      first.tab !== undefined ? writeGroup(group, toElements, path) : (toElements ?? toRaw)(first.html);
    const { position } = first.node;
    const placed = position ? nodes.map((node) => ({ ...node, position })) : nodes;
    if (placed.length === 1 && first === last) first.siblings[first.index] = placed[0]!;
    else first.siblings.splice(first.index, last.index - first.index + 1, ...placed);
  }
}

function toRaw(html: string): ElementContent[] {
  return [{ type: "raw", value: html, data: { galley: true } } as unknown as ElementContent];
}

function writeGroup(
  group: readonly MadeBlock[],
  toElements: ((html: string) => ElementContent[]) | undefined,
  path: string,
): ElementContent[] {
  const [first] = group;
  const place = [path, first?.node.position?.start.offset, ...group.map(({ html }) => html)].join("\0");
  const name = `shiki-${hashText(place)}`;
  const tabs = group.map(({ html, tab = "" }, index) => ({
    html,
    tag: `<input class="shiki-tab" type="radio" name="${name}"${index === 0 ? " checked" : ""} aria-label="${escapeAttribute(tab)}">`,
    input: {
      type: "element",
      tagName: "input",
      properties: {
        className: ["shiki-tab"],
        type: "radio",
        name,
        ...(index === 0 && { checked: true }),
        ariaLabel: tab,
      },
      children: [],
    } satisfies Element,
  }));
  if (!toElements) {
    return toRaw(`<div class="shiki-group">${tabs.map(({ tag, html }) => tag + html).join("")}</div>`);
  }
  const children = tabs.flatMap(({ input, html }) => [input, ...toElements(html)]);
  return [{ type: "element", tagName: "div", properties: { className: ["shiki-group"] }, children }];
}

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

import type { Element, ElementContent } from "hast";
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

import type { Element, Nodes, Root } from "hast";
import { type Role, roleOf } from "../html/roles.ts";

/** A block of the post, without the containers (`div`, `section`) around it. */
export interface Block {
  node: Element;
  role: Role;
  /** Text in a container, with no paragraph around it. */
  loose: boolean;
}

const lineRoles: ReadonlySet<Role> = new Set<Role>([
  "inline",
  "text",
  "inline-code",
  "formula",
  "line-break",
  "note-mark",
]);

/** Yields the blocks of a tree in reading order. It is lazy: only blocks that are used take time. */
export function* flattenBlocks(root: Root): Generator<Block> {
  const levels: { children: readonly Nodes[]; index: number }[] = [{ children: root.children, index: 0 }];
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const node = level.children[level.index];
    if (node === undefined) {
      levels.pop();
    } else if (isPartOfLine(node)) {
      const run = takeLine(level);
      if (run.some((part) => part.type !== "text" || /\S/.test(part.value))) {
        const paragraph: Element = {
          type: "element",
          tagName: "p",
          properties: {},
          children: run as Element[],
        };
        yield { node: paragraph, role: "paragraph", loose: true };
      }
    } else {
      level.index++;
      if (node.type !== "element") continue;
      const role = isPicture(node) ? "media" : roleOf(node);
      if (role === "container") levels.push({ children: node.children, index: 0 });
      else yield { node, role, loose: false };
    }
  }
}

export function isPartOfLine(node: Nodes): boolean {
  const role = roleOf(node);
  if (lineRoles.has(role)) return true;
  // An image between words is part of the line.
  return role === "media" && node.type === "element" && /^(?:img|picture|svg)$/.test(node.tagName);
}

/** Takes the nodes of one line from a list of siblings. */
export function takeLine(level: { children: readonly Nodes[]; index: number }): Nodes[] {
  const run: Nodes[] = [];
  for (let node = level.children[level.index]; node !== undefined && isPartOfLine(node); ) {
    run.push(node);
    node = level.children[++level.index];
  }
  return run;
}

/** Whether an element shows images and their caption: a figure, or a box as WordPress makes it. */
export function isPicture(element: Element): boolean {
  const { tagName } = element;
  if (tagName !== "figure" && tagName !== "div") return false;
  let media = false;
  let caption = tagName === "figure";
  const stack: Nodes[] = [...element.children];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type !== "element") continue;
    const role = roleOf(node);
    if (role === "code" || role === "table" || role === "quote") return false;
    if (role === "title") caption = true;
    // A box around paragraphs is not a picture, even if there is one among them.
    else if (tagName === "div" && role !== "media" && role !== "inline") return false;
    if (role === "media") media = true;
    stack.push(...node.children);
  }
  return media && caption;
}

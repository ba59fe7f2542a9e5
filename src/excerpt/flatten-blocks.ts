import { findComments } from "./find-comments.ts";
import { type Role, roleOf } from "./role-of.ts";
import type { TreeNode } from "./tree-node.ts";

/** A block of the post, out of the boxes (`div`, `section`) that it lies in. */
export interface Block {
  node: TreeNode;
  role: Role;
  /** Words that stand in a box with no paragraph around them. */
  loose: boolean;
  /** Within raw tags that hide it, or set it apart from the text (`details`, `aside`). */
  apart: boolean;
}

/** Raw tags in Markdown that set apart the blocks between them. */
const setsApart: RegExp =
  /<(\/?)(details|aside|nav|footer|form|table|script|style|template|svg|figure|pre|select|dialog)(?![\w-])/gi;

const lines: ReadonlySet<Role> = new Set<Role>([
  "inline",
  "text",
  "inline-code",
  "formula",
  "line-break",
  "directive",
  "note-mark",
]);

/** Boxes in boxes beyond this are no text that anybody wrote. */
const maxDepth: number = 200;

/**
 * Gives the blocks of a tree one by one, in reading order. Nothing is read ahead: a long post costs what is taken.
 *
 * @param root - of either tree
 */
export function* flattenBlocks(root: TreeNode): Generator<Block> {
  const levels: { children: readonly TreeNode[]; index: number }[] = [
    { children: root.children ?? [], index: 0 },
  ];
  const open: string[] = [];
  while (levels.length > 0) {
    const level = levels.at(-1)!;
    const node = level.children[level.index];
    if (node === undefined) {
      levels.pop();
      continue;
    }
    const role = roleOf(node);
    if (isLine(node, role)) {
      const run: TreeNode[] = [];
      for (let next: TreeNode | undefined = node; next !== undefined && isLine(next, roleOf(next)); ) {
        run.push(next);
        next = level.children[++level.index];
      }
      if (run.some(({ type, value }) => type !== "text" || /\S/.test(value ?? ""))) {
        const paragraph = { type: "element", tagName: "p", properties: {}, children: run };
        yield { node: paragraph, role: "paragraph", loose: true, apart: open.length > 0 };
      }
      continue;
    }
    level.index++;
    if (role === "container" && levels.length < maxDepth) {
      levels.push({ children: node.children ?? [], index: 0 });
      continue;
    }
    if (role === "raw") noteTags(node.value ?? "", open);
    yield { node, role, loose: false, apart: open.length > 0 };
  }
}

function isLine(node: TreeNode, role: Role): boolean {
  if (node.type === "text" && !/\S/.test(node.value ?? "")) return true;
  return lines.has(role) || (role === "media" && node.tagName !== undefined && isLineMedia(node.tagName));
}

/** An image between words is one of the words. */
function isLineMedia(tagName: string): boolean {
  return tagName === "img" || tagName === "picture" || tagName === "svg";
}

/** Keeps the list of raw tags that are open. */
function noteTags(html: string, open: string[]): void {
  let from = 0;
  const note = (piece: string): void => {
    for (const [, slash, tag = ""] of piece.matchAll(setsApart)) {
      const name = tag.toLowerCase();
      if (slash === "") {
        if (open.length < maxDepth) open.push(name);
      } else if (open.includes(name)) {
        while (open.pop() !== name);
      }
    }
  };
  for (const { start, end } of findComments(html)) {
    note(html.slice(from, start));
    from = end;
  }
  note(html.slice(from));
}

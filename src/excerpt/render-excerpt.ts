import type { Root as HastRoot } from "hast";
import type { Root as MdastRoot } from "mdast";
import { parseHtml } from "../html/parse-html.ts";
import { makeSafe } from "../markdown/make-safe.ts";
import { renderHtml } from "../markdown/render-html.ts";
import { toHast } from "../markdown/to-hast.ts";
import { copyBlocks } from "./copy-blocks.ts";
import type { ResolvedExcerptOptions } from "./excerpt-options.ts";
import { isPlainLine } from "./is-plain-line.ts";
import { roleOf } from "./role-of.ts";
import { tidyHast } from "./tidy-hast.ts";
import type { TreeNode } from "./tree-node.ts";

/**
 * Writes blocks of a post as the HTML of an excerpt.
 *
 * @param blocks - of either tree
 * @param root - the tree that they are from, for the definitions of its reference links
 * @param options - what becomes of links, images and raw HTML
 */
export function renderExcerpt(
  blocks: readonly TreeNode[],
  root: TreeNode,
  options: ResolvedExcerptOptions,
): string {
  if (blocks.every(isPlainParagraph))
    return blocks.map(({ children }) => `<p>${children?.[0]?.value}</p>`).join("\n");
  const copies = copyBlocks(blocks);
  const markdown = copies.some(({ type }) => type !== "element" && type !== "text");
  let safe: HastRoot;
  if (markdown) {
    const children = usesDefinitions(copies) ? [...copies, ...definitionsOf(root)] : copies;
    safe = toHast({ type: "root", children } as MdastRoot, { rawHtml: options.rawHtml });
  } else {
    safe = makeSafe({ type: "root", children: copies } as HastRoot, { rawHtml: options.rawHtml });
  }
  let html = renderHtml(tidyHast(safe, options));
  if (markdown && !hasRaw(copies)) return html;
  // Tags of an author may stand where a browser would not leave them: what is handed over is what a browser reads.
  for (let count = 0; count < 4; count++) {
    const read = renderHtml(parseHtml(html));
    if (read === html) break;
    html = read;
  }
  return html;
}

function isPlainParagraph({ type, data, children }: TreeNode): boolean {
  const [text, second] = children ?? [];
  if (type !== "paragraph" || data !== undefined || text?.type !== "text" || second !== undefined)
    return false;
  return text.data === undefined && isPlainLine(text.value ?? "");
}

function usesDefinitions(nodes: readonly TreeNode[]): boolean {
  return some(nodes, ({ type }) => type === "linkReference" || type === "imageReference");
}

function hasRaw(nodes: readonly TreeNode[]): boolean {
  return some(nodes, (node) => roleOf(node) === "raw");
}

function some(nodes: readonly TreeNode[], test: (node: TreeNode) => boolean): boolean {
  const stack = [...nodes];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (test(node)) return true;
    for (const child of node.children ?? []) stack.push(child);
  }
  return false;
}

/** The definitions of a tree, wherever they stand. */
function definitionsOf(root: TreeNode): TreeNode[] {
  const definitions: TreeNode[] = [];
  const stack = [root];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (node.type === "definition") definitions.push(node);
    // The first definition of a name wins, so order counts.
    for (let index = (node.children ?? []).length - 1; index >= 0; index--)
      stack.push(node.children![index]!);
  }
  return definitions;
}

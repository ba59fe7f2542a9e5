import type { Root, RootContent } from "hast";
import { parseRaw as old } from "../markdown/parse-raw.ts";
export function parseRaw(tree: Root, options: any): ReadonlySet<RootContent> {
  const before = new Set(tree.children);
  tree.children = old(tree, options).children;
  return new Set(tree.children.filter((node) => !before.has(node)));
}

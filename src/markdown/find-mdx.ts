import type { Nodes, Root } from "mdast";
import type { VFileMessage } from "vfile-message";
import { walk } from "../core/walk.ts";
import { createMessage } from "../diagnostics/create-message.ts";

const importLine = /^import\s(?:[^;\n]*\sfrom\s*)?["'][^"'\n]+["'];?\s*$/m;
const component = /<([A-Z][\w.]*)(?=[\s/>])/g;

/**
 * Finds MDX in a text that is read as Markdown: lines of `import` that are text, and tags of components in its HTML. Their
 * names are noted on the tree, so that not each of them is reported.
 *
 * @param tree - of the text; `data.components` is set
 * @returns the message about all of it
 */
export function findMdx(tree: Root, source: string, path: string | undefined): VFileMessage | undefined {
  if (!importLine.test(source) || source.search(component) === -1) return undefined;
  let first: Nodes | undefined;
  const names = new Set<string>();
  walk<Nodes>(tree, (node) => {
    if (node.type === "paragraph") {
      const { start, end } = node.position ?? {};
      if (!first && start && importLine.test(source.slice(start.offset, end?.offset))) first = node;
    } else if (node.type === "html") {
      for (const [, name = ""] of node.value.matchAll(component)) names.add(name.toLowerCase());
    }
  });
  if (first === undefined || names.size === 0) return undefined;
  tree.data = { ...tree.data, components: names } as Root["data"];
  return createMessage("mdx-in-markdown", {
    reason: "The file is MDX but is read as Markdown: it imports components and uses their tags",
    note: "Name it `.mdx`, or set the option `mdx`, and imports and components are left out.",
    path,
    place: first.position,
  });
}

/** The names that {@linkcode findMdx} noted. */
export function componentsOf(tree: Root): ReadonlySet<string> | undefined {
  return (tree.data as { components?: ReadonlySet<string> } | undefined)?.components;
}

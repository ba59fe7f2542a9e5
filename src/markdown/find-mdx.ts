import type { Nodes, Root } from "mdast";
import type { VFileMessage } from "vfile-message";
import { shorten } from "../core/shorten.ts";
import { walk } from "../core/walk.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { isKnownElement } from "../html/close-raw.ts";

const importLine = /^import\s(?:[^;\n]*\sfrom\s*)?["'][^"'\n]+["'];?\s*$/m;
const component = /<([A-Z][\w.]*)(?=[\s/>])(?:"[^"]*"|'[^']*'|[^<>"'])*>?/g;

/**
 * Finds MDX in a text that is read as Markdown: `import` lines in its text, and component tags in its HTML. Their
 * names are stored on the tree, so that they are not reported one by one.
 */
export function findMdx(tree: Root, source: string, path: string | undefined): VFileMessage | undefined {
  if (source.search(component) === -1) return undefined;
  const hasImport = importLine.test(source);
  let line: Nodes | undefined;
  let first: Nodes | undefined;
  const names = new Set<string>();
  const used = new Set<string>();
  walk<Nodes>(tree, (node) => {
    if (node.type === "paragraph" && hasImport) {
      const { start, end } = node.position ?? {};
      if (!line && start && importLine.test(source.slice(start.offset, end?.offset))) line = node;
    } else if (node.type === "html" || (node.type === "text" && node.value.includes("<"))) {
      for (const [tag, name = ""] of node.value.matchAll(component)) {
        // HTML does not allow a dot in names: `<Tabs.Item>` is text.
        if (name.includes(".") !== (node.type === "text")) continue;
        names.add(name);
        // To a parser, `Array<String>` contains a tag, but that is never closed.
        if (used.has(name) || (isKnownElement(name.toLowerCase()) && !/\s\w+=\{/.test(tag))) continue;
        if (!tag.endsWith("/>") && !source.includes(`</${name}>`)) continue;
        used.add(name);
        first ??= node;
      }
    }
  });
  const components = line === undefined ? used : names;
  if (components.size === 0) return undefined;
  tree.data = {
    ...tree.data,
    components: new Set([...components].map((name) => name.toLowerCase())),
  } as Root["data"];
  const list = [...components].map((name) => `<${name}>`).join(", ");
  const hasImports = line !== undefined;
  return createMessage("mdx-in-markdown", {
    reason: hasImports
      ? `The file is MDX but is read as Markdown: it imports components and uses the tags ${shorten(list)}`
      : `The file uses components, which Markdown does not have: ${shorten(list)}`,
    note: hasImports
      ? "Rename it to `.mdx`, or set the option `mdx`, to leave out imports and components."
      : "Only the text in them is shown. Write them as Markdown or HTML, or, if the file is MDX, rename it to `.mdx` or set the option `mdx`.",
    path,
    place: (line ?? first)?.position,
  });
}

/** The names that {@linkcode findMdx} stored. */
export function componentsOf(tree: Root): ReadonlySet<string> | undefined {
  return (tree.data as { components?: ReadonlySet<string> } | undefined)?.components;
}

import type { Root } from "hast";
import type { ResolvedExcerptOptions } from "./excerpt-options.ts";
import { roleOf } from "./role-of.ts";
import type { TreeNode } from "./tree-node.ts";

/** Attributes that name an element of the page or point to one: they mean nothing in another page. */
const references: readonly string[] = [
  "id",
  "name",
  "htmlFor",
  "headers",
  "form",
  "list",
  "ariaControls",
  "ariaDescribedBy",
  "ariaDetails",
  "ariaFlowTo",
  "ariaLabelledBy",
  "ariaOwns",
  "dataFootnotes",
  "dataFootnoteRef",
  "dataFootnoteBackref",
];

/** Elements that are nothing without content. */
const needContent: ReadonlySet<string> = new Set(
  (
    "p a em strong b i u s del ins mark small sub sup span code div section article figure blockquote ul ol li dl dt dd " +
    "h1 h2 h3 h4 h5 h6 details summary"
  ).split(" "),
);

/** Elements at whose ends white space and line breaks show nothing. */
const blocks: ReadonlySet<string> = new Set("p dt h1 h2 h3 h4 h5 h6 figcaption".split(" "));

/**
 * Fits a safe tree into a list of posts: no ids, no links into the post, links and images as wanted, nothing empty.
 *
 * @param root - hast, sanitised
 * @param options - what becomes of links and images
 * @returns a new tree
 */
export function tidyHast(root: Root, options: Pick<ResolvedExcerptOptions, "links" | "images">): Root {
  const tidy = (nodes: readonly TreeNode[]): TreeNode[] => {
    const result: TreeNode[] = [];
    for (const node of nodes) for (const tidied of tidyNode(node)) append(result, tidied);
    return result;
  };

  const tidyNode = (node: TreeNode): TreeNode[] => {
    const { type, tagName } = node;
    if (type === "text") return [{ type, value: (node.value ?? "").replace(/\r\n?/g, "\n") }];
    if (tagName === undefined) return [];
    const role = roleOf(node);
    if (tagName === "script" || tagName === "style" || tagName === "template" || tagName === "noscript")
      return [];
    if (role === "note-mark" || role === "notes" || role === "comment") return [];
    if (role === "media") return tidyMedia(node);
    if (tagName === "figure" && options.images === "drop" && isPicture(node)) return [];
    const children = tidy(node.children ?? []);
    const trimmed = blocks.has(tagName) ? trim(children) : children;
    if (needContent.has(tagName) && !hasContent(trimmed)) return [];
    const href = node.properties?.href;
    if (tagName === "a" && (options.links === "unwrap" || typeof href !== "string" || href.startsWith("#"))) {
      return trimmed;
    }
    return [{ type, tagName, properties: withoutReferences(node), children: trimmed }];
  };

  const tidyMedia = (node: TreeNode): TreeNode[] => {
    if (options.images === "keep") {
      return [
        {
          type: node.type,
          tagName: node.tagName!,
          properties: withoutReferences(node),
          children: tidy(node.children ?? []),
        },
      ];
    }
    if (options.images === "drop") return [];
    const image = node.tagName === "img" ? node : node.children?.find(({ tagName }) => tagName === "img");
    const alt = image?.properties?.alt;
    return typeof alt === "string" && alt !== "" ? [{ type: "text", value: alt }] : [];
  };

  const children: TreeNode[] = [];
  for (const node of tidy(root.children as TreeNode[])) {
    // Blocks are parted by one line break, wherever others have vanished.
    if (node.type === "text" && !/\S/.test(node.value ?? "")) continue;
    if (children.length > 0) append(children, { type: "text", value: "\n" });
    append(children, node);
  }
  return { type: "root", children } as Root;
}

function withoutReferences({ properties = {} }: TreeNode): Record<string, unknown> {
  const kept = { ...properties };
  for (const name of references) delete kept[name];
  // Broken tags give attributes that no HTML can write again.
  for (const name of Object.keys(kept)) if (/[^\w:.-]/.test(name)) delete kept[name];
  return kept;
}

/** Two texts in a row would be one when the HTML is read again. */
function append(nodes: TreeNode[], node: TreeNode): void {
  const last = nodes.at(-1);
  if (node.type === "text" && last?.type === "text") {
    nodes[nodes.length - 1] = { type: "text", value: (last.value ?? "") + (node.value ?? "") };
  } else if (node.type !== "text" || node.value !== "") {
    nodes.push(node);
  }
}

function trim(nodes: TreeNode[]): TreeNode[] {
  const kept = [...nodes];
  const isBlank = (node: TreeNode | undefined): boolean =>
    node !== undefined && (node.tagName === "br" || (node.type === "text" && !/\S/.test(node.value ?? "")));
  while (isBlank(kept[0])) kept.shift();
  while (isBlank(kept.at(-1))) kept.pop();
  const first = kept[0];
  if (first?.type === "text") kept[0] = { ...first, value: (first.value ?? "").trimStart() };
  const last = kept.at(-1);
  if (last?.type === "text") kept[kept.length - 1] = { ...last, value: (last.value ?? "").trimEnd() };
  return kept;
}

function hasContent(nodes: readonly TreeNode[]): boolean {
  return nodes.some(({ type, value, tagName }) =>
    type === "text" ? /\S/.test(value ?? "") : tagName !== "br" && tagName !== "wbr" && tagName !== "input",
  );
}

/** A figure that shows pictures; one of code, a table or a quotation is text. */
function isPicture(figure: TreeNode): boolean {
  let media = false;
  const stack = [...(figure.children ?? [])];
  while (stack.length > 0) {
    const node = stack.pop()!;
    const role = roleOf(node);
    if (role === "code" || role === "table" || role === "quote") return false;
    if (role === "media") media = true;
    for (const child of node.children ?? []) stack.push(child);
  }
  return media;
}

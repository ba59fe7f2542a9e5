import type { Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import type { Root } from "mdast";
import { toHast } from "mdast-util-to-hast";

/** The HTML of the tree, with raw HTML passed through unchanged. */
export function rawHtmlOf(tree: Root): string {
  return toHtml(toHast(tree, { allowDangerousHtml: true }), { allowDangerousHtml: true });
}

const blocks: ReadonlySet<string> = new Set(
  "address article aside blockquote body div dl dd dt figure footer form h1 h2 h3 h4 h5 h6 header hr iframe li ol p pre section table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);

/** The DOM of HTML in a normalized form: attribute quotes and line breaks between blocks do not matter. */
export function shapeOf(html: string): string {
  // After a tag that is never closed, a last line ending would be text.
  const tree = fromHtml(html.trimEnd(), { fragment: true });
  fold(tree, false);
  return toHtml(tree);
}

function fold(node: Nodes, isPre: boolean): void {
  if (!("children" in node)) return;
  if (node.type === "element") {
    node.properties = Object.fromEntries(
      Object.entries(node.properties).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    // Columns are aligned with an attribute here and with a style there.
    const { align, ...others } = node.properties;
    if (align !== undefined) node.properties = { ...others, style: `text-align: ${align}` };
  }
  const children = node.children as Nodes[];
  for (const child of children) fold(child, isPre || (child.type === "element" && child.tagName === "pre"));
  if (isPre) {
    // micromark's own HTML loses line endings of code in lists (its events have them), so white space is collapsed here
    // too.
    for (const child of children)
      if (child.type === "text") child.value = child.value.replace(/\s+/g, " ").trim();
    return;
  }
  const isBlock = (other: Nodes | undefined): boolean =>
    other?.type === "element" && blocks.has(other.tagName);
  node.children = children.filter((child, index) => {
    if (child.type !== "text") return true;
    child.value = child.value.replace(/[ \t\r\n]+/g, " ");
    // At any boundary, including inline code and raw HTML: micromark's own HTML keeps the indentation of a line in a
    // container there, and loses a last line ending.
    const [before, after] = [children[index - 1], children[index + 1]];
    if (isBlock(before) || before === undefined) child.value = child.value.trimStart();
    if (isBlock(after) || after === undefined) child.value = child.value.trimEnd();
    return child.value !== "";
  }) as typeof node.children;
}

import type { Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import type { Root } from "mdast";
import { toHast } from "mdast-util-to-hast";

/** What the tree is as HTML, raw HTML passed through as it is written. */
export function rawHtmlOf(tree: Root): string {
  return toHtml(toHast(tree, { allowDangerousHtml: true }), { allowDangerousHtml: true });
}

const blocks: ReadonlySet<string> = new Set(
  "address article aside blockquote body div dl dd dt figure footer form h1 h2 h3 h4 h5 h6 header hr iframe li ol p pre section table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);

/** The DOM of some HTML in one spelling: how attributes are quoted and where lines break between blocks plays no part. */
export function shapeOf(html: string): string {
  // Behind a tag that is never closed a last line ending would be text.
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
    // Columns are aligned by an attribute here and by style there.
    const { align, ...others } = node.properties;
    if (align !== undefined) node.properties = { ...others, style: `text-align: ${align}` };
  }
  const children = node.children as Nodes[];
  for (const child of children) fold(child, isPre || (child.type === "element" && child.tagName === "pre"));
  if (isPre) {
    // micromark's own HTML loses line endings of code inside lists (its events hold them): white space is folded here, too.
    for (const child of children)
      if (child.type === "text") child.value = child.value.replace(/\s+/g, " ").trim();
    return;
  }
  const isBlock = (other: Nodes | undefined): boolean =>
    other?.type === "element" && blocks.has(other.tagName);
  node.children = children.filter((child, index) => {
    if (child.type !== "text") return true;
    child.value = child.value.replace(/[ \t\r\n]+/g, " ");
    // At the edge of anything, inline code and raw HTML included: micromark's own HTML keeps the indentation of a line in
    // a container there, and loses a last line ending.
    const [before, after] = [children[index - 1], children[index + 1]];
    if (isBlock(before) || before === undefined) child.value = child.value.trimStart();
    if (isBlock(after) || after === undefined) child.value = child.value.trimEnd();
    return child.value !== "";
  }) as typeof node.children;
}

import type { ElementData, Nodes as HastNodes, Root as HastRoot } from "hast";
import { raw } from "hast-util-raw";
import type { Html, Root as MdastRoot, Parents } from "mdast";
import type { Handler, Raw, State } from "mdast-util-to-hast";
import remarkRehype, { defaultHandlers, type Options as RemarkRehypeOptions } from "remark-rehype";
import { VFile } from "vfile";
import { dropUnsafe } from "./drop-unsafe.ts";
import { joinSrcSets } from "./join-src-sets.ts";
import { nameFootnotes } from "./name-footnotes.ts";
import type { ToHastOptions } from "./to-hast.ts";
import { walk } from "./walk.ts";

/** Parents whose HTML children are blocks; anywhere else they are part of a line. */
const flowParents: ReadonlySet<string> = new Set([
  "root",
  "blockquote",
  "listItem",
  "footnoteDefinition",
  "containerDirective",
]);

const leaveOut: Handler = () => undefined;
const unwrap: Handler = (state, node) => state.all(node);

/** MDX that is still in the tree is code or markup of components: its text stays, the rest goes. */
const mdxHandlers: Record<string, Handler> = {
  mdxjsEsm: leaveOut,
  mdxFlowExpression: leaveOut,
  mdxTextExpression: leaveOut,
  mdxJsxFlowElement: unwrap,
  mdxJsxTextElement: unwrap,
};

/**
 * Turns Markdown's tree into HTML's, with raw HTML parsed (or escaped) and nothing sanitised yet.
 *
 * @param tree - mdast; it is not changed
 * @param options - see `toHast`
 */
export function toRawHast(tree: MdastRoot, options: ToHastOptions = {}): HastRoot {
  const { rawHtml = "sanitize", footnotePrefix = "" } = options;
  let hasRaw = false;

  function html(state: State, node: Html, parent: Parents | undefined): HastNodes | undefined {
    if (isComment(node.value)) {
      if (rawHtml === "escape") return undefined;
      return withPlace(state, node, { type: "comment", value: node.value.slice(4, -3) });
    }
    if (rawHtml !== "escape") {
      hasRaw = true;
      return withPlace(state, node, { type: "raw", value: node.value } as Raw);
    }
    const text = withPlace(state, node, { type: "text", value: node.value });
    if (parent === undefined || !flowParents.has(parent.type)) return text;
    return withPlace(state, node, { type: "element", tagName: "p", properties: {}, children: [text] });
  }

  const settings: RemarkRehypeOptions = {
    allowDangerousHtml: true,
    clobberPrefix: "",
    handlers: { ...defaultHandlers, ...mdxHandlers, html } as RemarkRehypeOptions["handlers"],
  };
  const hast = remarkRehype(settings)(tree, new VFile()) as HastRoot;
  nameFootnotes(hast, footnotePrefix);
  // With "allow" the tags are the author's own affair, but a link written in Markdown is no raw HTML.
  const checked = rawHtml === "allow" ? dropUnsafe(hast, { ...options, tags: false }) : hast;
  return hasRaw ? parseRaw(checked) : checked;
}

function withPlace<Node extends HastNodes>(state: State, from: Html, to: Node): Node {
  state.patch(from, to);
  return to;
}

/** Whether HTML is one comment and nothing else: it needs no parser. */
function isComment(html: string): boolean {
  return html.startsWith("<!--") && html.length >= 7 && html.indexOf("-->", 4) === html.length - 3;
}

/**
 * Parses the raw nodes of a tree. The parser hands back new elements without their `data` (the meta of a fence, what a
 * plugin left there): elements that have some are marked on the way in and given it back on the way out.
 */
function parseRaw(tree: HastRoot): HastRoot {
  const kept: ElementData[] = [];
  const mark = unusedMark(tree);
  walk<HastNodes>(tree, (node) => {
    if (node.type !== "element" || node.data === undefined) return;
    node.properties = { ...node.properties, [mark]: String(kept.length) };
    kept.push(node.data);
  });
  // Places are copied from the nodes themselves as long as there is a file, whatever it holds.
  const root = raw(tree, { file: new VFile() }) as HastRoot;
  if (tree.position) root.position = tree.position;
  delete root.data;
  if (kept.length > 0) {
    walk<HastNodes>(root, (node) => {
      if (node.type !== "element") return;
      const index = node.properties[mark];
      if (index === undefined) return;
      delete node.properties[mark];
      const data = kept[Number(index)];
      if (data !== undefined) node.data = data;
    });
  }
  joinSrcSets(root);
  return root;
}

/** The name of a property that no raw HTML of the tree sets, so that no author can claim another element's data. */
function unusedMark(tree: HastRoot): string {
  const values: string[] = [];
  walk<HastNodes>(tree, (node) => {
    if (node.type === "raw") values.push(node.value.toLowerCase());
  });
  let mark = "data-galley";
  while (values.some((value) => value.includes(mark))) mark += "-x";
  return mark.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

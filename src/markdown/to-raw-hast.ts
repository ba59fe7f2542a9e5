import type { Nodes as HastNodes, Root as HastRoot } from "hast";
import type { Html, Nodes as MdastNodes, Root as MdastRoot, Parents } from "mdast";
import type { Handler, Raw, State } from "mdast-util-to-hast";
import remarkRehype, { defaultHandlers, type Options as RemarkRehypeOptions } from "remark-rehype";
import { VFile } from "vfile";
import { nestingError } from "../html/html-depth.ts";
import { parseRaw } from "../html/parse-raw.ts";
import { createListItemHandler } from "./create-list-item-handler.ts";
import { dropUnsafe } from "./drop-unsafe.ts";
import { resolveLimits } from "./limits.ts";
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

/** Nodes of mdast that stand between the levels of nesting. */
const level: ReadonlySet<string> = new Set([
  "root",
  "list",
  "paragraph",
  "heading",
  "table",
  "tableRow",
  "tableCell",
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
  checkNesting(tree, options);

  function html(state: State, node: Html, parent: Parents | undefined): HastNodes | undefined {
    if (isComment(node.value)) {
      if (rawHtml === "escape") return undefined;
      return withPlace(state, node, { type: "comment", value: node.value.slice(4, -3) });
    }
    if (rawHtml !== "escape") {
      const data = isFlow(parent) ? undefined : { galleyInline: true };
      return withPlace(state, node, { type: "raw", value: node.value, ...(data && { data }) } as Raw);
    }
    const text = withPlace(state, node, { type: "text", value: node.value });
    if (!isFlow(parent)) return text;
    return withPlace(state, node, { type: "element", tagName: "p", properties: {}, children: [text] });
  }

  const settings: RemarkRehypeOptions = {
    allowDangerousHtml: true,
    clobberPrefix: "",
    handlers: {
      ...defaultHandlers,
      ...mdxHandlers,
      html,
      listItem: createListItemHandler(),
    } as RemarkRehypeOptions["handlers"],
  };
  const hast = remarkRehype(settings)(tree, new VFile()) as HastRoot;
  nameFootnotes(hast, footnotePrefix);
  const hasRaw = hasRawNodes(hast);
  if (!hasRaw && rawHtml !== "allow") return hast;
  // A copy, as plugins may have put nodes of mdast's own data into the tree. With "allow" the tags are the author's
  // affair, but a link written in Markdown is no raw HTML, and this is the last time that one can tell them apart.
  const copy = dropUnsafe(hast, { ...options, tags: false });
  if (hasRaw) parseRaw(copy, options);
  return copy;
}

function hasRawNodes(tree: HastRoot): boolean {
  let found = false;
  walk<HastNodes>(tree, (node) => {
    found ||= node.type === "raw";
    return !found;
  });
  return found;
}

function isFlow(parent: Parents | undefined): boolean {
  return parent !== undefined && flowParents.has(parent.type);
}

function withPlace<Node extends HastNodes>(state: State, from: Html, to: Node): Node {
  state.patch(from, to);
  return to;
}

/** Whether HTML is one comment and nothing else: it needs no parser. */
function isComment(html: string): boolean {
  return html.startsWith("<!--") && html.length >= 7 && html.indexOf("-->", 4) === html.length - 3;
}

/** Asks how deep a tree is that may come from elsewhere, before recursion finds out. */
function checkNesting(tree: MdastRoot, { limits, path }: ToHastOptions): void {
  const { maxNesting } = resolveLimits(limits);
  const stack: [node: MdastNodes, nesting: number][] = [[tree, 0]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [node, nesting] = next;
    if (nesting > maxNesting) {
      throw nestingError(
        "limit-nesting",
        `Blocks nest deeper than maxNesting, ${maxNesting}`,
        node.position,
        path,
      );
    }
    if (!("children" in node)) continue;
    const inner = level.has(node.type) ? nesting : nesting + 1;
    for (const child of node.children) stack.push([child, inner]);
  }
}

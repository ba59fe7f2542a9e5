import type { ElementData, Nodes as HastNodes, Root as HastRoot } from "hast";
import { raw } from "hast-util-raw";
import type { Html, Nodes as MdastNodes, Root as MdastRoot, Parents } from "mdast";
import type { Handler, Raw, State } from "mdast-util-to-hast";
import remarkRehype, { defaultHandlers, type Options as RemarkRehypeOptions } from "remark-rehype";
import type { Point, Position } from "unist";
import { VFile } from "vfile";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";
import { closeRaw, placeInRaw } from "./close-raw.ts";
import { dropUnsafe } from "./drop-unsafe.ts";
import { HtmlGauge } from "./html-gauge.ts";
import { joinSrcSets } from "./join-src-sets.ts";
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
    handlers: { ...defaultHandlers, ...mdxHandlers, html } as RemarkRehypeOptions["handlers"],
  };
  const hast = remarkRehype(settings)(tree, new VFile()) as HastRoot;
  nameFootnotes(hast, footnotePrefix);
  const hasRaw = hasRawNodes(hast);
  if (!hasRaw && rawHtml !== "allow") return hast;
  // A copy, as plugins may have put nodes of mdast's own data into the tree. With "allow" the tags are the author's
  // affair, but a link written in Markdown is no raw HTML, and this is the last time that one can tell them apart.
  const copy = dropUnsafe(hast, { ...options, tags: false });
  return hasRaw ? parseRaw(copy, options) : copy;
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
      throw failure(
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

function failure(
  ruleId: RuleId,
  reason: string,
  place: Point | Position | undefined,
  path: string | undefined,
): ContentError {
  const note = "Look for a marker that is repeated by mistake, or for tags that are never closed.";
  return new ContentError({ path, messages: [createMessage(ruleId, { reason, note, place, path })] });
}

/** Rules out what a parser would choke on. */
function gauge(tree: HastRoot, path: string | undefined): void {
  const measure = new HtmlGauge();
  const stack: (HastNodes | string)[] = [tree];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === "string") measure.leave(next);
    else if (next.type === "raw") measure.html(next.value);
    else if (next.type === "text") measure.text(next.value);
    else if (next.type === "element" || next.type === "root") {
      if (next.type === "element") {
        measure.enter(next.tagName);
        stack.push(next.tagName);
      }
      for (let index = next.children.length - 1; index >= 0; index--) {
        stack.push(next.children[index] as HastNodes);
      }
    }
    if (measure.problem === undefined) continue;
    const { ruleId, reason, offset } = measure.problem;
    const node = typeof next === "string" ? undefined : next;
    throw failure(ruleId, reason, node?.type === "raw" ? placeInRaw(node, offset) : node?.position, path);
  }
}

/**
 * Parses the raw nodes of a tree. The parser hands back new elements without their `data` (the meta of a fence, what a
 * plugin left there): elements that have some are marked on the way in and given it back on the way out.
 */
function parseRaw(tree: HastRoot, options: ToHastOptions): HastRoot {
  closeRaw(tree, options);
  gauge(tree, options.path);
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

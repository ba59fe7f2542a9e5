import type { Nodes as HastNode } from "hast";
import type { Nodes as MdastNode } from "mdast";

/** A post's text, by how it is read. */
export interface ReadableText {
  prose: string;
  code: string;
  images: number;
}

/** Either tree, or a node that a plugin brought. */
interface LooseNode {
  type: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: LooseNode[];
  url?: string;
}

/** mdast nodes that put nothing before a reader. */
const silent: ReadonlySet<string> = new Set([
  "yaml",
  "toml",
  "json",
  "definition",
  "footnoteReference",
  "comment",
  "doctype",
  "mdxjsEsm",
  "mdxFlowExpression",
  "mdxTextExpression",
]);

/** Elements that put no words before a reader. */
const silentElements: ReadonlySet<string> = new Set([
  "script",
  "style",
  "template",
  "noscript",
  "svg",
  "iframe",
  "object",
  "head",
  "title",
  "button",
  "select",
  "textarea",
]);

/** Elements and nodes that stand within a line; all others part words. */
const inline: ReadonlySet<string> = new Set(
  (
    "text inlineCode emphasis strong delete link linkReference inlineMath textDirective mdxJsxTextElement html " +
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strike strong " +
    "sub sup time tt u var wbr math semantics annotation"
  ).split(" "),
);

/**
 * Collects what is read in a tree of either kind. It walks with a stack of its own, so that no nesting is too deep.
 *
 * @param tree - mdast or hast
 */
export function readTree(tree: MdastNode | HastNode): ReadableText {
  const prose: string[] = [];
  const code: string[] = [];
  let images = 0;
  // A string on the stack is put out as it stands: the gap after a block.
  const stack: (LooseNode | string)[] = [tree as LooseNode];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (typeof node === "string") {
      prose.push(node);
      continue;
    }
    const { type, value, tagName, children } = node;
    if (silent.has(type)) continue;
    if (type === "code" || type === "math") {
      code.push(value ?? "");
    } else if (type === "html" || type === "raw") {
      const raw = stripTags(value ?? "");
      prose.push(raw.text);
      images += raw.images;
    } else if (type === "image" || type === "imageReference" || tagName === "img" || tagName === "picture") {
      images++;
    } else if (type === "break" || tagName === "br" || tagName === "wbr") {
      prose.push(tagName === "wbr" ? "" : "\n");
    } else if (tagName === "pre") {
      code.push(textOf(node));
    } else if (tagName !== undefined && isSilentElement(node)) {
      // Nothing to read.
    } else if (value !== undefined) {
      prose.push(value);
    } else if (type === "link" && isBareUrl(node)) {
      // The text of a literal link is its URL.
    } else if (children !== undefined) {
      const gap = !inline.has(tagName ?? type);
      if (gap) prose.push("\n");
      if (gap) stack.push("\n");
      const read = tagName === "semantics" ? formulaSource(children) : children;
      for (let index = read.length - 1; index >= 0; index--) stack.push(read[index]!);
    }
  }
  return { prose: prose.join(""), code: code.join("\n"), images };
}

function isSilentElement({ tagName = "", properties = {} }: LooseNode): boolean {
  if (silentElements.has(tagName)) return true;
  const { ariaHidden, dataFootnoteRef, dataFootnoteBackref, id, className, hidden, role } = properties;
  if (ariaHidden === true || ariaHidden === "true" || (hidden !== undefined && hidden !== false)) return true;
  if (dataFootnoteRef !== undefined || dataFootnoteBackref !== undefined) return true;
  if (role === "doc-noteref" || role === "doc-backlink") return true;
  // The heading that only a screen reader finds above the footnotes.
  if (typeof id === "string" && id.endsWith("footnote-label")) return true;
  return Array.isArray(className) && (className.includes("sr-only") || className.includes("footnote-ref"));
}

/** MathML of a formula repeats itself: once as signs, once as its TeX. One of the two is read. */
function formulaSource(children: LooseNode[]): LooseNode[] {
  const source = children.find(({ tagName }) => tagName === "annotation");
  return source ? [source] : children;
}

function isBareUrl(node: LooseNode): boolean {
  const [only] = node.children ?? [];
  if (node.children?.length !== 1 || only?.type !== "text" || only.value === undefined) return false;
  return node.url === only.value || node.url === `http://${only.value}`;
}

/** The text below a node of code, line breaks kept. */
function textOf(node: LooseNode): string {
  const parts: string[] = [];
  const stack = [node];
  while (stack.length > 0) {
    const { value, children = [], tagName } = stack.pop()!;
    if (tagName === "br") parts.push("\n");
    if (value !== undefined) parts.push(value);
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index]!);
  }
  return parts.join("");
}

/** Raw HTML in Markdown: its words are read, its tags, comments, scripts and styles are not. */
function stripTags(html: string): { text: string; images: number } {
  if (!html.includes("<")) return { text: html, images: 0 };
  let text = "";
  let images = 0;
  let index = 0;
  while (index < html.length) {
    const open = html.indexOf("<", index);
    if (open < 0) {
      text += html.slice(index);
      break;
    }
    text += html.slice(index, open);
    const comment = html.startsWith("<!--", open);
    const name = comment
      ? ""
      : (/^<\/?([a-z][a-z0-9-]*)/i.exec(html.slice(open, open + 40))?.[1] ?? "").toLowerCase();
    if (!comment && name === "" && !/[!?/]/.test(html[open + 1] ?? "")) {
      text += "<";
      index = open + 1;
      continue;
    }
    let end = comment ? html.indexOf("-->", open + 4) : endOfTag(html, open);
    if (end < 0) break;
    end += comment ? 3 : 1;
    if (name === "img") images++;
    if (name !== "" && !inline.has(name)) text += "\n";
    if ((name === "script" || name === "style") && html[open + 1] !== "/") {
      const close = html.slice(end).search(name === "script" ? /<\/script/i : /<\/style/i);
      if (close < 0) break;
      end += close;
    }
    index = end;
  }
  return { text, images };
}

/** Index of the `>` that ends a tag, past any quoted attribute. */
function endOfTag(html: string, open: number): number {
  let quote = "";
  for (let index = open + 1; index < html.length; index++) {
    const char = html[index]!;
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (char === ">") {
      return index;
    }
  }
  return -1;
}

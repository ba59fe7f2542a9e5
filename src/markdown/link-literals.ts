import type { Link, Nodes, Parents, PhrasingContent, Root, RootContent, Text } from "mdast";
import type { Transform } from "mdast-util-from-markdown";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import type { Point } from "unist";
import { walk } from "../core/walk.ts";

/** A character that every address contains in its decoded text. */
const candidate: RegExp = /@|:\/\/|www\./i;

/**
 * Runs the search for addresses (`www.…`, `https://…`, `name@host.tld`) only on texts that can contain one. The
 * search itself walks the whole tree recursively and tries four patterns on each text; most posts have few
 * candidates.
 */
export function linkLiteralsInText(tree: Root, search: Transform): undefined {
  const parents: Parents[] = [tree];
  for (let parent = parents.pop(); parent !== undefined; parent = parents.pop()) {
    let children: Nodes[] | undefined;
    for (const [index, child] of parent.children.entries()) {
      let replacement: readonly Nodes[] | undefined;
      if (child.type === "text") {
        if (candidate.test(child.value)) replacement = searchOne(child, search);
      } else if ("children" in child && child.type !== "link" && child.type !== "linkReference") {
        parents.push(child);
      }
      if (replacement !== undefined) children ??= parent.children.slice(0, index);
      if (children !== undefined) for (const node of replacement ?? [child]) children.push(node);
    }
    if (children !== undefined) parent.children = children as typeof parent.children;
  }
}

/** The nodes that replace the text; `undefined` if it stays unchanged. */
function searchOne(text: PhrasingContent, search: Transform): readonly Nodes[] | undefined {
  const alone: Root = { type: "root", children: [text] };
  search(alone);
  return alone.children.length === 1 && alone.children[0] === text ? undefined : alone.children;
}

/** Characters of Chinese, Japanese and Korean, and their punctuation. */
const cjk: RegExp =
  /[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\ud840-\ud88f]/;

/** Whether a text contains Chinese, Japanese or Korean. */
export function hasCjk(text: string): boolean {
  return cjk.test(text);
}

/** Full-width punctuation, which no bare address contains. */
const wide: RegExp =
  /[\u3000-\u3004\u3008-\u3020\u3030\u303d\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…]/;

const wideAhead: RegExp = new RegExp(`(?=${wide.source})`);

/**
 * Ends bare links of GFM at full-width punctuation: in `请访问 https://example.com。谢谢` the
 * address ends before `。`.
 */
export function cutLinkLiterals(tree: Root, source: string): void {
  const parents = new Set<Parents>();
  walk<Nodes>(tree, (node, parent) => {
    if (node.type === "link" && parent !== undefined && isLiteral(node, source) && wide.test(textOf(node)))
      parents.add(parent as Parents);
  });
  for (const parent of parents) {
    parent.children = (parent.children as RootContent[]).flatMap((child) =>
      child.type === "link" && isLiteral(child, source) ? cut(child) : child,
    ) as typeof parent.children;
  }
}

/** Whether a link is its own text in the source, without `<>` or brackets. */
function isLiteral({ url, children, position }: Link, source: string): boolean {
  const [text, ...others] = children;
  if (text?.type !== "text" || others.length > 0 || !url.endsWith(text.value)) return false;
  const start = position?.start.offset;
  return start === undefined || source.startsWith(text.value, start);
}

function textOf({ children }: Pick<Link, "children">): string {
  return (children[0] as Text).value;
}

/** The link up to the full-width punctuation, and the rest, which may contain more links. */
function cut({ position, ...link }: Link): PhrasingContent[] {
  const text = textOf(link);
  const [search] = gfmAutolinkLiteralFromMarkdown().transforms ?? [];
  const parts: PhrasingContent[] = [];
  let start = 0;
  const placed = <Node extends Link | Text>(node: Node, end: number): Node => {
    if (position !== undefined)
      node.position = { start: moved(position.start, start), end: moved(position.start, end) };
    return node;
  };
  // Each piece except the first begins with punctuation.
  for (const piece of text.split(wideAhead)) {
    const end = start + piece.length;
    const only = placed<Text>({ type: "text", value: piece }, end);
    if (start === 0) {
      const url = link.url.slice(0, link.url.length - text.length + end);
      parts.push(wide.test(piece) ? only : placed<Link>({ ...link, url, children: [only] }, end));
    } else {
      const alone: Root = { type: "root", children: [only] };
      if (search !== undefined) linkLiteralsInText(alone, search);
      parts.push(...(alone.children as PhrasingContent[]));
    }
    start = end;
  }
  return parts;
}

/** A point further on in the same line. */
function moved({ line, column, offset }: Point, by: number): Point {
  return { line, column: column + by, ...(offset !== undefined && { offset: offset + by }) };
}

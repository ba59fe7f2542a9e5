import type { Element, Nodes, Root, RootContent } from "hast";
import { show } from "../core/check-options.ts";
import { walk } from "../core/walk.ts";
import { type Role, roleOf } from "../html/roles.ts";
import { type Marker, outlineOf } from "../html/tree-pass.ts";
import { parseMarkdown } from "../markdown/create-markdown-parser.ts";
import { toHast } from "../markdown/to-hast.ts";

/** Names of markers; case, spaces, hyphens and underscores do not matter. The last two are of Nikola and Pelican. */
export const defaultMarkers: readonly string[] =
  "more, truncate, excerpt, read more, endpreview, end preview, end excerpt, excerpt end, fold, break, cut, teaser end, pelican end summary".split(
    ", ",
  );

/** The markers that end an excerpt. */
export interface MarkerSet {
  /** Names of comments, folded. */
  names: ReadonlySet<string>;
  /** Texts that end it on a line of their own; `undefined` if there are none. */
  lines: ReadonlySet<string> | undefined;
}

/** Longer comments are not markers. */
const maxLength = 200;

/** `<!-- more -->`, `{/* more *\/}` and `more` are the same name. */
function foldMarker(text: string): string {
  return text
    .trim()
    .replace(/^<!--|-->$/g, "")
    .replace(/^\{?\s*\/\*|\*\/\s*\}?$/g, "")
    .replace(/[\s_-]+/g, "")
    .toLowerCase();
}

export function readMarkers(markers: readonly string[], onlyNames = false, others?: MarkerSet): MarkerSet {
  if (!Array.isArray(markers))
    throw new TypeError(`Expected \`markers\` to be a list of names, received ${show(markers)}`);
  const names = new Set(others?.names);
  const lines = new Set(others?.lines);
  for (const marker of markers as unknown[]) {
    if (typeof marker !== "string" || marker.trim() === "")
      throw new TypeError(
        `Expected a marker to be a name such as "more" or a text such as "---", received ${show(marker)}`,
      );
    names.add(foldMarker(marker));
    if (!onlyNames && !/^\s*(?:<!--|\{\s*\/\*)/.test(marker)) lines.add(lineOf(marker.trim()));
  }
  names.delete("");
  return { names, lines: lines.size > 0 ? lines : undefined };
}

/** How a marker appears in a tree: `**more**` is bold, and a thematic break has no text. */
function lineOf(marker: string): string {
  if (/^(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/.test(marker)) return "---";
  if (!/[*_`<~\\&]/.test(marker)) return marker;
  const [block] = toHast(parseMarkdown(marker), { rawHtml: "allow" }).children;
  if (block?.type !== "element") return marker;
  return block.tagName === "hr" ? "---" : outlineOf(block.tagName === "p" ? block.children : [block]);
}

/** Whether the text of a comment is a marker. WordPress and Nikola let the text of a link follow: `<!--more Read on-->`. */
export function isMarker(text: string, { names }: MarkerSet): boolean {
  if (text.length > maxLength) return false;
  if (names.has(foldMarker(text))) return true;
  const name = /^more(?=\s)|^\s*teaser_end(?=\s*:)/i.exec(text)?.[0];
  return name !== undefined && names.has(foldMarker(name));
}

/** Copies what comes before a marker; elements around the marker end there. Nodes that are not cut are shared with the tree. */
export function beforeMarker({ node, parents }: Marker): Root {
  let inner: Nodes = node;
  let copy: Nodes | undefined;
  for (const parent of [...parents].reverse()) {
    const children = parent.children as RootContent[];
    const before = children.slice(0, children.indexOf(inner as RootContent));
    if (copy === undefined) trimEnd(before);
    else if ((copy as Element).children.length > 0) before.push(copy as Element);
    copy = { ...parent, children: before } as Element | Root;
    inner = parent;
  }
  return copy as Root;
}

/** A paragraph that is cut must not end in white space or a line break. */
function trimEnd(nodes: RootContent[]): void {
  for (let last = nodes.at(-1); last !== undefined; last = nodes.at(-1)) {
    const value = last.type === "text" ? last.value.trimEnd() : "";
    if (last.type === "text" && value !== "") {
      nodes[nodes.length - 1] = { ...last, value };
      return;
    }
    if (last.type !== "text" && roleOf(last) !== "line-break") return;
    nodes.pop();
  }
}

/** Whether something after a marker is visible. */
export function isMoreBehind({ node, parents }: Marker): boolean {
  return parents.some((parent, index) => {
    const children = parent.children as RootContent[];
    return children.slice(children.indexOf((parents[index + 1] ?? node) as RootContent) + 1).some(isVisible);
  });
}

const nothingVisible: ReadonlySet<Role> = new Set<Role>(["hidden", "comment", "break", "note-mark"]);

/** Whether a node shows anything to a reader: text, an image, a formula. A rule or a comment does not. */
export function isVisible(node: Nodes): boolean {
  let found = false;
  walk(node, (next) => {
    const role = roleOf(next);
    found ||= next.type === "text" ? /\S/.test(next.value) : role === "media";
    return !found && !nothingVisible.has(role);
  });
  return found;
}

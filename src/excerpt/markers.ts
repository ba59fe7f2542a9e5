import type { Element, Nodes, Root, RootContent } from "hast";
import { roleOf } from "../html/roles.ts";
import type { Marker } from "../html/tree-pass.ts";

/** Names of markers; case, spaces, hyphens and underscores do not matter. */
export const defaultMarkers: readonly string[] = [
  "more",
  "truncate",
  "excerpt",
  "read more",
  "endpreview",
  "end preview",
  "end excerpt",
  "excerpt end",
  "fold",
  "break",
  "cut",
];

/** A longer comment is not a marker. */
const maxLength = 200;

/** `<!-- more -->`, `{/* more *\/}` and `more` are the same name. */
export function foldMarker(text: string): string {
  return text
    .trim()
    .replace(/^<!--|-->$/g, "")
    .replace(/^\{?\s*\/\*|\*\/\s*\}?$/g, "")
    .replace(/[\s_-]+/g, "")
    .toLowerCase();
}

/** Whether the text of a comment is one of the markers, which are folded already. */
export function isMarker(text: string, markers: ReadonlySet<string>): boolean {
  return text.length <= maxLength && markers.has(foldMarker(text));
}

/** Copies what comes before a marker; the elements around it end there. Nodes that are not cut are shared with the tree. */
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

/** A paragraph that is cut does not end in white space or a line break. */
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

/** Whether a node shows anything to a reader: text, an image, a formula. A rule or a comment does not. */
export function isVisible(node: Nodes): boolean {
  const stack: Nodes[] = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.type === "text") {
      if (/\S/.test(next.value)) return true;
      continue;
    }
    const role = roleOf(next);
    if (role === "media") return true;
    if (role === "hidden" || role === "comment" || role === "break" || role === "note-mark") continue;
    if ("children" in next) stack.push(...([...next.children].reverse() as Nodes[]));
  }
  return false;
}

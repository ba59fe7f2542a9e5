import { findComments } from "./find-comments.ts";
import { roleOf } from "./role-of.ts";
import type { TreeNode } from "./tree-node.ts";

/** Where a marker stands in a tree. */
export interface Marker {
  /** The marker as the author wrote it. */
  spelling: string;
  /** Parents from the root down, each with the index of the next in it; the last index is the marker's node. */
  path: { parent: TreeNode; index: number }[];
  /** In raw HTML that holds more than the marker: where the marker begins and ends. */
  start: number;
  end: number;
  /** Line and column, when the tree knows. */
  place?: { line: number; column: number };
}

/** Names of markers, folded: case, spaces, hyphens and underscores do not matter. */
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

/** `<!-- more -->`, `{/* more *\/}` and `more` are one name. */
export function foldMarker(text: string): string {
  return text
    .trim()
    .replace(/^<!--|-->$/g, "")
    .replace(/^\{?\s*\/\*|\*\/\s*\}?$/g, "")
    .replace(/[\s_-]+/g, "")
    .toLowerCase();
}

/** A comment longer than this is no marker. */
const maxName: number = 200;

/**
 * Finds the first two markers of a tree, in reading order.
 *
 * @param root - of either tree
 * @param names - folded names
 */
export function findMarkers(root: TreeNode, names: ReadonlySet<string>): Marker[] {
  const markers: Marker[] = [];
  if (names.size === 0) return markers;
  const path: { parent: TreeNode; index: number }[] = [{ parent: root, index: -1 }];
  while (path.length > 0 && markers.length < 2) {
    const last = path.at(-1)!;
    last.index++;
    const node = last.parent.children?.[last.index];
    if (node === undefined) {
      path.pop();
      continue;
    }
    for (const found of markersIn(node, names, path.length === 1)) {
      markers.push({ ...found, path: path.map((step) => ({ ...step })) });
      if (markers.length === 2) break;
    }
    // A note is printed below the post, wherever it is defined.
    if (node.children !== undefined && roleOf(node) !== "notes") path.push({ parent: node, index: -1 });
  }
  return markers;
}

function markersIn(node: TreeNode, names: ReadonlySet<string>, top: boolean): Omit<Marker, "path">[] {
  const { type, value = "" } = node;
  const start = node.position?.start;
  if (type === "html" || type === "raw") {
    return findComments(value)
      .filter(({ text }) => isMarker(text, names))
      .map(({ start: from, end }) => ({
        spelling: value.slice(from, end),
        start: from,
        end,
        ...(start && { place: placeWithin(start, value, from) }),
      }));
  }
  const whole = (spelling: string): Omit<Marker, "path">[] => [
    { start: 0, end: value.length, ...(start && { place: placeWithin(start, "", 0) }), spelling },
  ];
  if (type === "comment" && isMarker(value, names)) return whole(`<!--${value}-->`);
  if (type === "mdxFlowExpression" || type === "mdxTextExpression") {
    const comment = /^\s*\/\*(.*)\*\/\s*$/s.exec(value.slice(0, maxName + 20))?.[1];
    if (comment !== undefined && isMarker(comment, names)) return whole(`{${value}}`);
  }
  // Docusaurus writes `{/* truncate */}` in plain Markdown too, where it is a paragraph of text.
  if (top && roleOf(node) === "paragraph") {
    const text = expressionText(node.children ?? []);
    if (text !== undefined && isMarker(text, names)) return whole(text);
  }
  return [];
}

/** The text of a paragraph that is one comment of MDX; without spaces, `{/*more*\/}`, its stars are an emphasis. */
function expressionText(children: readonly TreeNode[]): string | undefined {
  const [first, second, third] = children;
  if (first?.type !== "text" || children.length > 3) return undefined;
  const stressed = second?.children?.length === 1 ? second.children[0]?.value : undefined;
  const text =
    children.length === 1 ? first.value : stressed && `${first.value}*${stressed}*${third?.value ?? ""}`;
  const trimmed = text?.slice(0, maxName + 20).trim() ?? "";
  return /^\{\s*\/\*/.test(trimmed) && /\*\/\s*\}$/.test(trimmed) ? trimmed : undefined;
}

function isMarker(text: string, names: ReadonlySet<string>): boolean {
  return text.length <= maxName && names.has(foldMarker(text));
}

function placeWithin(
  start: { line: number; column: number },
  value: string,
  index: number,
): { line: number; column: number } {
  const before = value.slice(0, index).split("\n");
  const lines = before.length - 1;
  const column = (lines === 0 ? start.column : 1) + before[lines]!.length;
  return { line: start.line + lines, column };
}

/**
 * Copies what stands before a marker; its parents end there.
 *
 * @returns a root of its own; the nodes that were not cut are the tree's
 */
export function beforeMarker({ path, start }: Marker): TreeNode {
  const { parent, index } = path.at(-1)!;
  const node = parent.children![index]!;
  const kept = parent.children!.slice(0, index);
  const raw = node.type === "html" || node.type === "raw" ? (node.value ?? "").slice(0, start) : "";
  if (/\S/.test(raw)) kept.push({ ...node, value: raw });
  let copy: TreeNode = { ...parent, children: trimEnd(kept) };
  for (let depth = path.length - 2; depth >= 0; depth--) {
    const step = path[depth]!;
    const before = step.parent.children!.slice(0, step.index);
    if ((copy.children?.length ?? 0) > 0) before.push(copy);
    copy = { ...step.parent, children: before };
  }
  return copy;
}

/** A paragraph that is cut does not end in white space or a line break. */
function trimEnd(nodes: TreeNode[]): TreeNode[] {
  const kept = [...nodes];
  while (kept.length > 0) {
    const last = kept.at(-1)!;
    if (roleOf(last) === "line-break") {
      kept.pop();
    } else if (last.type === "text") {
      const value = (last.value ?? "").trimEnd();
      if (value === "") {
        kept.pop();
        continue;
      }
      kept[kept.length - 1] = { ...last, value };
      break;
    } else {
      break;
    }
  }
  return kept;
}

/** Copies nothing: visits what stands behind a marker, block by block, until `test` holds. */
export function someAfterMarker({ path, end }: Marker, test: (node: TreeNode) => boolean): boolean {
  const { parent, index } = path.at(-1)!;
  const node = parent.children![index]!;
  if ((node.type === "html" || node.type === "raw") && end < (node.value ?? "").length) {
    if (test({ ...node, value: (node.value ?? "").slice(end) })) return true;
  }
  return path.some(({ parent: { children = [] }, index: at }) => {
    for (let next = at + 1; next < children.length; next++) if (test(children[next]!)) return true;
    return false;
  });
}

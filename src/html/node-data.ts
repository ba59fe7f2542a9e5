import type { Element } from "hast";

/** What a node is to a reader. Plain text, reading time and excerpts all go by these roles, so that they agree. */
export type Role =
  // Blocks
  | "container"
  | "paragraph"
  | "list"
  | "item"
  | "quote"
  | "heading"
  | "code"
  | "table"
  | "cell"
  | "break"
  | "aside"
  | "title"
  | "notes"
  // Parts of a line
  | "inline"
  | "text"
  | "inline-code"
  | "formula"
  | "line-break"
  | "note-mark"
  // Either
  | "media"
  | "comment"
  | "hidden";

/** What the library notes on elements for its own later steps, in `data.galley`. */
export interface GalleyData {
  /** The URL as the author wrote it, where `href` or `src` had to be encoded. */
  url?: string;
  /** What the element was to a reader before a class was removed. */
  role?: Role;
  /** Part of a Markdown footnote; `target` is the id that a link leads to. */
  footnote?: { target?: string };
}

interface OwnData {
  galley?: GalleyData;
}

/** What was noted on an element. */
export function dataOf(node: Element): GalleyData | undefined {
  return (node.data as OwnData | undefined)?.galley;
}

/** Notes something on an element. The object in `data` is replaced, as a plugin may share it. */
export function note(node: Element, data: GalleyData): void {
  node.data = { ...node.data, galley: { ...dataOf(node), ...data } } as Element["data"];
}

/** Takes all notes off an element. */
export function forget(node: Element): void {
  if (dataOf(node) === undefined) return;
  const { galley: _, ...others } = node.data as OwnData;
  if (Object.keys(others).length > 0) node.data = others as Element["data"];
  else delete node.data;
}

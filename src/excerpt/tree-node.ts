/** A node of either tree, mdast or hast, or of a plugin: all fields that an excerpt looks at. */
export interface TreeNode {
  type: string;
  tagName?: string;
  value?: string;
  children?: TreeNode[];
  properties?: Record<string, unknown>;
  data?: { hName?: unknown; hProperties?: Record<string, unknown>; [key: string]: unknown };
  name?: string | null;
  url?: string;
  alt?: string | null;
  identifier?: string;
  attributes?: unknown;
  position?: {
    start: { line: number; column: number; offset?: number };
    end: { line: number; column: number; offset?: number };
  };
}

/** The classes of an element, or of the element that an mdast node will become. */
export function classesOf(node: TreeNode): readonly string[] {
  const className = (node.properties ?? node.data?.hProperties)?.className;
  if (Array.isArray(className)) return className.map(String);
  return typeof className === "string" ? className.split(/\s+/) : [];
}

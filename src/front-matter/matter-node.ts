/** What front matter may hold: values that JSON can write. */
export type MatterValue = string | number | boolean | null | MatterValue[] | { [key: string]: MatterValue };

/** A value with its place. Offsets count in the matter, whose lines end in LF. */
export interface MatterNode {
  value: MatterValue;
  start: number;
  end: number;
  /** Of an entry of a mapping: where its key starts. */
  keyStart?: number;
  /** Of a scalar that is not a string: how the author spelled it (`1.10`, `2024-05-01`). */
  text?: string;
  /** Entries of a mapping by key, items of a list by index. */
  children?: Map<string | number, MatterNode>;
}

/** The result of reading a matter. Without a root it is empty, or `problems` say why it could not be read. */
export interface ReadMatter {
  root?: MatterNode;
  problems: MatterProblem[];
}

/** Something wrong with the matter. Offsets count in the matter. */
export interface MatterProblem {
  rule:
    | "front-matter-syntax"
    | "front-matter-alias"
    | "front-matter-tag"
    | "front-matter-key"
    | "front-matter-control"
    | "front-matter-duplicate-key"
    | "front-matter-repaired"
    | "limit-front-matter";
  reason: string;
  note: string;
  start: number;
  end: number;
  /** Whether no repair may be tried: what is refused must not come in as something else. */
  isFinal?: boolean;
}

/** An empty mapping, to be filled by `setEntry`. */
export function createMapping(start: number, end: number): MatterNode {
  return { value: {}, start, end, children: new Map() };
}

/** Sets an entry of a mapping, in place of an earlier one of the same key. */
export function setEntry(mapping: MatterNode, key: string, child: MatterNode): void {
  mapping.children?.set(key, child);
  (mapping.value as Record<string, MatterValue>)[key] = child.value;
}

export function createList(items: readonly MatterNode[], start: number, end: number): MatterNode {
  return { value: items.map(({ value }) => value), start, end, children: new Map(items.entries()) };
}

/** A number as JSON has it: no `-0`, and instead of infinity and NaN the text. */
export function jsonNumber(value: number, text: string): number | string {
  return Number.isFinite(value) ? value + 0 : text;
}

/** Goes down as far as the keys lead. */
export function nodeAt(
  root: MatterNode | undefined,
  keys: readonly (string | number)[],
): { node: MatterNode | undefined; isWhole: boolean } {
  let node = root;
  for (const key of keys) {
    const children = node?.children;
    const child =
      children?.get(key) ??
      (/^\d+$/.test(String(key)) ? children?.get(Number(key)) : undefined) ??
      children?.get(String(key));
    if (!child) return { node, isWhole: false };
    node = child;
  }
  return { node, isWhole: node !== undefined };
}

/** Moves all places of what was read. */
export function movePlaces({ root, problems }: ReadMatter, move: (offset: number) => number): ReadMatter {
  if (root) moveNode(root, move);
  return {
    ...(root && { root }),
    problems: problems.map((problem) => ({ ...problem, start: move(problem.start), end: move(problem.end) })),
  };
}

function moveNode(node: MatterNode, move: (offset: number) => number): void {
  node.start = move(node.start);
  node.end = move(node.end);
  if (node.keyStart !== undefined) node.keyStart = move(node.keyStart);
  for (const child of node.children?.values() ?? []) moveNode(child, move);
}

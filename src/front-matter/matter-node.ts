import type { MessageOptions } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";

/** The values of front matter: those that JSON can represent. */
export type MatterValue = string | number | boolean | null | MatterValue[] | { [key: string]: MatterValue };

/** A range of the matter, whose lines end in LF. */
export interface Part {
  start: number;
  end: number;
}

/** A value with its position. */
export interface MatterNode extends Part {
  value: MatterValue;
  /** For an entry of a mapping: where its key starts. */
  keyStart?: number;
  /** For a scalar that is not a string: how the author spelled it (`1.10`, `2024-05-01`). */
  text?: string;
  /** Entries of a mapping by key, items of a list by index. */
  children?: Map<string | number, MatterNode>;
}

/** The result of reading a matter. Without a root it is empty, or `problems` say why it could not be read. */
export interface ReadMatter {
  root?: MatterNode;
  problems: MatterProblem[];
}

/** A problem in the matter. */
export interface MatterProblem extends Part {
  rule: RuleId;
  reason: string;
  note: string;
  /** Whether repairs are forbidden: something that is rejected must not be accepted in another form. */
  isFinal?: boolean;
}

/** Reports something about a part of the matter. */
export type Report = (
  rule: RuleId,
  part: Part,
  reason: string,
  note: string,
  more?: Partial<MessageOptions>,
) => void;

/** Maximum nesting of lists and mappings; real posts need four levels. */
export const maxMatterDepth = 64;

/** Stops reading the matter. A problem that is thrown this way must not be repaired. */
export class MatterError extends Error {
  readonly problem: MatterProblem;
  constructor(problem: MatterProblem) {
    super(problem.reason);
    this.problem = problem;
  }
}

/** Runs a reader, and returns the problem that it throws. */
export function catchMatterError(read: () => ReadMatter): ReadMatter {
  try {
    return read();
  } catch (error) {
    if (error instanceof MatterError) return { problems: [error.problem] };
    throw error;
  }
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

/** A number that JSON can represent: 0 for `-0`, and the text for infinity and NaN. */
export function jsonNumber(value: number, text: string): number | string {
  return Number.isFinite(value) ? value + 0 : text;
}

/** Follows the keys as far as they exist. */
export function nodeAt(
  root: MatterNode | undefined,
  keys: readonly (string | number)[],
): { node: MatterNode | undefined; isWhole: boolean } {
  let node = root;
  for (const key of keys) {
    const child = node?.children?.get(Array.isArray(node.value) ? Number(key) : String(key));
    if (!child) return { node, isWhole: false };
    node = child;
  }
  return { node, isWhole: node !== undefined };
}

/** By default it takes up one character. */
export function problem(
  rule: RuleId,
  reason: string,
  note: string,
  start: number,
  end: number = start + 1,
): MatterProblem {
  return { rule, reason, note, start, end };
}

/** Creates a problem that must not be repaired: something that is rejected must not be accepted in another form. */
export function refusal(...about: Parameters<typeof problem>): MatterProblem {
  return { ...problem(...about), isFinal: true };
}

export function tooDeep(start: number): MatterProblem {
  const reason = `Lists and mappings in the front matter are nested more than ${maxMatterDepth} levels deep`;
  return refusal("limit-front-matter", reason, "Flatten it, or move the data to a file of its own.", start);
}

/** Throws for a key that would replace an object's prototype. */
export function checkKey(key: string, start: number, end: number): void {
  if (key !== "__proto__") return;
  const reason = "`__proto__` is not allowed as a key: it would replace an object's prototype";
  throw new MatterError(refusal("front-matter-key", reason, "Rename the key.", start, end));
}

export function duplicateKey(key: string, start: number, end: number): MatterProblem {
  const reason = `The key \`${key}\` is given twice; the last one is used`;
  return problem("front-matter-duplicate-key", reason, "Remove one of the two.", start, end);
}

/** Shifts all positions of a value that was read from a text other than the matter. */
export function moveTo(toMatter: (offset: number) => number, { root, problems }: ReadMatter): ReadMatter {
  const move = (part: Part): void => {
    part.start = toMatter(part.start);
    part.end = toMatter(part.end);
  };
  const moveNode = (node: MatterNode): void => {
    move(node);
    if (node.keyStart !== undefined) node.keyStart = toMatter(node.keyStart);
    node.children?.forEach(moveNode);
  };
  problems.forEach(move);
  if (root) moveNode(root);
  return { ...(root && { root }), problems };
}

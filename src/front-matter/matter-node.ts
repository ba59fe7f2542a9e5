/** What front matter may hold: values that JSON can write. */
export type MatterValue = string | number | boolean | null | MatterValue[] | { [key: string]: MatterValue };

/** A value with its place. Offsets count in the matter. */
export interface MatterNode {
  value: MatterValue;
  start: number;
  end: number;
  /** Of an entry of a mapping: where its key starts. */
  keyStart?: number;
  /** Of a scalar that is no string: how the author spelled it (`1.10`, `2024-05-01`). */
  text?: string;
  /** Entries of a mapping by key, items of a list by index. */
  children?: Map<string | number, MatterNode>;
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

/** A matter that was read. Without a root it is empty, or `problems` say why it could not be. */
export interface ReadMatter {
  root?: MatterNode;
  problems: MatterProblem[];
}

/** Deepest nesting of lists and mappings; a real post needs four. */
export const maxMatterDepth = 64;

/** Thrown inside a reader, and turned into a message by `parseFrontMatter`. */
export class MatterError extends Error {
  readonly problem: MatterProblem;
  constructor(problem: MatterProblem) {
    super(problem.reason);
    this.problem = problem;
  }
}

export function tooDeep(start: number): MatterProblem {
  return {
    rule: "limit-front-matter",
    reason: `The front matter nests lists and mappings deeper than ${maxMatterDepth} levels`,
    note: "Flatten it, or move the data to a file of its own.",
    start,
    end: start + 1,
    isFinal: true,
  };
}

/** Refuses the keys that would reach an object's prototype. */
export function refusedKey(key: string, start: number, end: number): MatterProblem | undefined {
  if (key !== "__proto__") return undefined;
  return {
    rule: "front-matter-key",
    reason: "`__proto__` is no key for data: it would replace an object's prototype",
    note: "Rename the key.",
    start,
    end,
    isFinal: true,
  };
}

export function duplicateKey(key: string, start: number, end: number): MatterProblem {
  return {
    rule: "front-matter-duplicate-key",
    reason: `The key \`${key}\` is given twice; the last one counts`,
    note: "Remove one of the two.",
    start,
    end,
  };
}

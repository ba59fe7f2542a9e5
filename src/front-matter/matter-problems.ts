import type { MatterNode, MatterProblem, ReadMatter } from "./matter-node.ts";

/** Deepest nesting of lists and mappings; a real post needs four. */
export const maxMatterDepth = 64;

/** Control characters reported for one front matter. */
const maxControls = 10;

/** The control characters of ASCII that are not white space. */
const control: RegExp = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;

/** Ends the reading of a matter. */
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

export function tooLarge(bytes: number, maxBytes: number): MatterProblem {
  return {
    rule: "limit-front-matter",
    reason: `The front matter is larger than \`maxFrontMatterBytes\`: ${bytes} bytes, at most ${maxBytes} are accepted`,
    note: "Move what is long into the body, or raise the limit for texts you trust.",
    start: 0,
    end: 1,
  };
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

/** Throws for a key that would replace an object's prototype. */
export function checkKey(key: string, start: number, end: number): void {
  if (key !== "__proto__") return;
  throw new MatterError({
    rule: "front-matter-key",
    reason: "`__proto__` is not allowed as a key: it would replace an object's prototype",
    note: "Rename the key.",
    start,
    end,
    isFinal: true,
  });
}

export function duplicateKey(key: string, start: number, end: number): MatterProblem {
  return {
    rule: "front-matter-duplicate-key",
    reason: `The key \`${key}\` is given twice; the last one is used`,
    note: "Remove one of the two.",
    start,
    end,
  };
}

/** Finds control characters as such: they are invisible, and feeds cannot contain them. */
export function findControls(matter: string): MatterProblem[] {
  if (!control.test(matter)) return [];
  return [...matter.matchAll(new RegExp(control, "g"))]
    .slice(0, maxControls)
    .map(({ 0: sign, index }) => controlProblem(sign, index, index + 1));
}

/** Finds the first key or text that contains a control character; escapes such as `"\0"` make them. */
export function findEscapedControl(node: MatterNode): MatterProblem | undefined {
  const inText = typeof node.value === "string" && control.exec(node.value);
  if (inText) return controlProblem(inText[0], node.start, node.end);
  for (const [key, child] of node.children ?? []) {
    const inKey = typeof key === "string" && control.exec(key);
    if (inKey) return controlProblem(inKey[0], child.keyStart ?? child.start, child.start);
    const found = findEscapedControl(child);
    if (found) return found;
  }
  return undefined;
}

function controlProblem(sign: string, start: number, end: number): MatterProblem {
  const code = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return {
    rule: "front-matter-control",
    reason: `The front matter contains the control character U+${code}`,
    note: "Delete it; editors can show invisible characters.",
    start,
    end,
  };
}

import { Composer, CST, type Document, isAlias, isMap, isScalar, isSeq, type Node, Parser } from "yaml";
import {
  duplicateKey,
  MatterError,
  type MatterNode,
  type MatterProblem,
  type MatterValue,
  maxMatterDepth,
  type ReadMatter,
  refusedKey,
  tooDeep,
} from "./matter-node.ts";
import { findOpenQuote, maxProblems, repairYaml } from "./repair-yaml.ts";

/** Tags of YAML itself whose values JSON can write. */
const plainTags: Set<string> = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq", "timestamp"].map(
    (name) => `tag:yaml.org,2002:${name}`,
  ),
);

/** No writer needs more faults told at once. */
const maxTold = 100;

/** Rounds of repair: a repair may bring the next fault to light, but hostile text must come to an end. */
const maxRounds = 6;

/**
 * Reads YAML 1.2 with the core schema: no time stamps (dates stay text), no evaluation, no tags beyond YAML's own.
 * Text that the specification forbids but blogs are full of is repaired, with a warning for each repair.
 */
export function parseYaml(matter: string, budget: number): ReadMatter {
  const { root, problems } = repairAndRead(matter, budget);
  return { ...(root && { root }), problems: problems.slice(0, maxTold) };
}

function repairAndRead(matter: string, budget: number): ReadMatter {
  const first = readOnce(matter, budget);
  if (first.root || first.problems.length === 0) return first;
  let text = matter;
  let read = first;
  const warnings: MatterProblem[] = [];
  /** From an offset in the repaired text to one in the text as written. */
  let toOriginal = (offset: number): number => offset;
  for (let round = 0; round < maxRounds; round++) {
    const repaired = repairYaml(text, read.problems);
    if (!repaired) return first;
    const before = toOriginal;
    for (const repair of repaired.repairs) {
      if (repair.isSilent) continue;
      warnings.push({
        rule: "front-matter-repaired",
        reason: repair.reason,
        note: repair.note,
        start: before(repair.start),
        end: before(repair.end),
      });
    }
    toOriginal = (offset) => before(repaired.toOriginal(offset));
    text = repaired.text;
    read = readOnce(text, budget);
    if (read.root) {
      moveNode(read.root, toOriginal);
      for (const problem of read.problems) {
        problem.start = toOriginal(problem.start);
        problem.end = toOriginal(problem.end);
      }
      return { root: read.root, problems: [...warnings, ...read.problems] };
    }
  }
  return first;
}

function moveNode(node: MatterNode, toOriginal: (offset: number) => number): void {
  node.start = toOriginal(node.start);
  node.end = toOriginal(node.end);
  if (node.keyStart !== undefined) node.keyStart = toOriginal(node.keyStart);
  for (const child of node.children?.values() ?? []) moveNode(child, toOriginal);
}

function readOnce(text: string, budget: number): ReadMatter {
  const tokens = [...new Parser().parse(text)];
  const deep = findDepth(tokens);
  if (deep !== undefined) return { problems: [tooDeep(deep)] };
  const composer = new Composer({ schema: "core", uniqueKeys: false, strict: true, prettyErrors: false });
  const [document, second] = [...composer.compose(tokens)];
  if (!document) return { problems: [] };
  if (document.errors.length > 0)
    return { problems: document.errors.slice(0, maxProblems + 1).map((error) => syntaxProblem(error, text)) };
  if (second) return { problems: [secondDocument(second)] };
  if (!document.contents) return { problems: [] };
  const reader = new YamlReader(text, budget);
  try {
    const root = reader.read(document.contents, 0);
    // A key without a value (`null`) alone is an empty document.
    if (root.value === null && root.children === undefined) return { problems: [] };
    if (!isMap(document.contents)) {
      return {
        problems: [
          {
            rule: "front-matter-syntax",
            reason: "The front matter is no list of `key: value` lines",
            note: "Write one `key: value` a line, with a space behind the colon.",
            start: root.start,
            end: root.end,
          },
        ],
      };
    }
    return { root, problems: reader.problems };
  } catch (error) {
    if (error instanceof MatterError) return { problems: [error.problem] };
    throw error;
  }
}

/** Finds the first collection that lies too deep; without recursion, for that is what composing would do. */
function findDepth(tokens: readonly CST.Token[]): number | undefined {
  const stack: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { token, depth } = entry;
    if (token.type === "document") {
      if (token.value) stack.push({ token: token.value, depth });
    } else if (CST.isCollection(token)) {
      if (depth > maxMatterDepth) return token.offset;
      for (const item of token.items) {
        if (item.key) stack.push({ token: item.key, depth: depth + 1 });
        if (item.value) stack.push({ token: item.value, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

const reasons: Record<string, [reason: string, note: string]> = {
  BAD_DQ_ESCAPE: [
    "A backslash in double quotes starts an escape that YAML does not know",
    "Write two backslashes, or use single quotes.",
  ],
  BAD_INDENT: [
    "The lines are not indented alike",
    "Give the entries of one list or mapping the same indentation.",
  ],
  BAD_SCALAR_START: ["A value without quotes may not start with this sign", "Put the value in quotes."],
  BLOCK_AS_IMPLICIT_KEY: [
    "A value without quotes may not hold a colon and a space",
    "Put the value in quotes.",
  ],
  BLOCK_IN_FLOW: ["A block stands inside of brackets", "Close the bracket, or put the value in quotes."],
  MISSING_CHAR: ["A sign is missing: a closing quote or bracket, or the colon behind a key", "Add it."],
  MULTILINE_IMPLICIT_KEY: [
    "This line is neither a `key: value` nor indented as the continuation of the one before",
    "Indent it, or put the value in quotes.",
  ],
  MULTIPLE_DOCS: ["The front matter holds two YAML documents", "Remove the line of hyphens in between."],
  TAB_AS_INDENT: ["YAML does not allow tabs for indentation", "Use spaces."],
  UNEXPECTED_TOKEN: ["Text stands where YAML expects the end of the value", "Put the whole value in quotes."],
};

function syntaxProblem(error: Document.Parsed["errors"][number], text: string): MatterProblem {
  // A quote that was never closed is missed at the end; what helps is where it was opened.
  let [start, end] = error.pos;
  if (error.code === "MISSING_CHAR" || start >= text.trimEnd().length) {
    // Nor does anybody look for a missing bracket in the line below.
    start = findOpenQuote(text, start) ?? lastTextBefore(text, start);
    end = start + 1;
  }
  const [reason, note] = reasons[error.code] ?? [
    "This is not YAML",
    "Check the line, or put the value in quotes.",
  ];
  return { rule: "front-matter-syntax", reason: `${reason} (${error.message})`, note, start, end };
}

function lastTextBefore(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}

function secondDocument(document: Document.Parsed): MatterProblem {
  const [reason = "", note = ""] = reasons.MULTIPLE_DOCS ?? [];
  const start = document.range?.[0] ?? 0;
  return { rule: "front-matter-syntax", reason, note, start, end: start + 1 };
}

/** One walk over the nodes: values, places, aliases. Depth was checked, so recursion is bounded. */
class YamlReader {
  readonly problems: MatterProblem[] = [];
  readonly #text: string;
  readonly #anchors: Map<string, { node: Node; isOpen: boolean }> = new Map();
  #budget: number;
  readonly #maxBudget: number;

  constructor(text: string, budget: number) {
    this.#text = text;
    this.#budget = budget;
    this.#maxBudget = budget;
  }

  read(node: Node, depth: number): MatterNode {
    const [start, end] = node.range ?? [0, 0];
    if (depth > maxMatterDepth) throw new MatterError(tooDeep(start));
    if (isAlias(node)) return this.#readAlias(node.source, start, end, depth);
    this.#checkTag(node, start);
    const anchor = "anchor" in node ? node.anchor : undefined;
    const entry = { node, isOpen: true };
    if (anchor) this.#anchors.set(anchor, entry);
    const read = this.#readValue(node, start, end, depth);
    entry.isOpen = false;
    return read;
  }

  #readValue(node: Node, start: number, end: number, depth: number): MatterNode {
    this.#spend(1, start, end);
    if (isScalar(node)) {
      const source = node.source ?? "";
      const value = toMatterValue(node.value, source);
      if (typeof value === "string") this.#spend(value.length, start, end);
      return typeof value === "string" ? { value, start, end } : { value, start, end, text: source };
    }
    const children = new Map<string | number, MatterNode>();
    if (isSeq(node)) {
      const value: MatterValue[] = [];
      for (const [index, item] of (node.items as (Node | null)[]).entries()) {
        const child = item ? this.read(item, depth + 1) : { value: null, start, end: start };
        children.set(index, child);
        value.push(child.value);
      }
      return { value, start, end, children };
    }
    const value: Record<string, MatterValue> = {};
    const read: MatterNode = { value, start, end, children };
    if (!isMap(node)) return read;
    const merges: MatterNode[] = [];
    const told = new Set<string>();
    for (const pair of node.items) {
      const key = pair.key as Node | null;
      const [keyStart, keyEnd] = key?.range ?? [start, start];
      const name = this.#readKey(key, keyStart, keyEnd);
      const item = pair.value as Node | null;
      const child = item ? this.read(item, depth + 1) : { value: null, start: keyEnd, end: keyEnd };
      if (name === "<<" && isScalar(key) && key.type === "PLAIN" && child.children) {
        merges.push(child);
        continue;
      }
      if (children.has(name) && !told.has(name)) {
        this.problems.push(duplicateKey(name, keyStart, keyEnd));
        told.add(name);
      }
      child.keyStart = keyStart;
      children.set(name, child);
      value[name] = child.value;
    }
    for (const merge of merges) mergeInto(read, merge);
    return read;
  }

  #readKey(key: Node | null, start: number, end: number): string {
    if (key === null) return "";
    if (!isScalar(key)) {
      throw new MatterError({
        rule: "front-matter-key",
        reason: `A key must be text, and this is a ${isAlias(key) ? "reference" : "list or mapping"}`,
        note: "Put the value in quotes if it is meant as text: a brace at its start begins a mapping.",
        start,
        end,
      });
    }
    this.#checkTag(key, start);
    if (key.anchor) this.#anchors.set(key.anchor, { node: key, isOpen: false });
    const name = typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
    const refused = refusedKey(name, start, end);
    if (refused) throw new MatterError(refused);
    this.#spend(name.length, start, end);
    return name;
  }

  #readAlias(name: string, start: number, end: number, depth: number): MatterNode {
    const entry = this.#anchors.get(name);
    if (!entry || entry.isOpen) {
      throw new MatterError({
        rule: "front-matter-alias",
        reason: entry
          ? `The alias \`*${name}\` stands inside of what it refers to`
          : `The alias \`*${name}\` refers to nothing: no \`&${name}\` comes before it`,
        note: "Put the value in quotes if the asterisk is part of the text.",
        start,
        end,
        isFinal: entry !== undefined,
      });
    }
    const read = this.read(entry.node, depth);
    return { ...read, start, end };
  }

  #checkTag(node: Node, start: number): void {
    const tag = "tag" in node ? node.tag : undefined;
    if (tag === undefined || tag === "!" || plainTags.has(tag)) return;
    let tagStart = Math.max(this.#text.lastIndexOf("!", start), 0);
    while (this.#text[tagStart - 1] === "!") tagStart--;
    throw new MatterError({
      rule: "front-matter-tag",
      reason: `The tag \`${tag.replace("tag:yaml.org,2002:", "!!")}\` asks for a type that front matter cannot hold`,
      note: "Remove the tag; put the value in quotes if the exclamation mark is part of the text.",
      start: tagStart,
      end: start,
      isFinal: true,
    });
  }

  /** Only aliases can make more of a text than it holds. */
  #spend(cost: number, start: number, end: number): void {
    this.#budget -= cost;
    if (this.#budget >= 0) return;
    throw new MatterError({
      rule: "limit-front-matter",
      reason: `The aliases of the front matter make more of it than is accepted: ${this.#maxBudget} characters and values`,
      note: "Write the values out, without `&` and `*`.",
      start,
      end,
      isFinal: true,
    });
  }
}

/** `<<: *defaults`: what the mapping does not say itself. */
function mergeInto(target: MatterNode, merge: MatterNode): void {
  if (Array.isArray(merge.value)) {
    for (const item of merge.children?.values() ?? [])
      if (!Array.isArray(item.value)) mergeInto(target, item);
    return;
  }
  for (const [key, child] of merge.children ?? []) {
    if (target.children?.has(key)) continue;
    target.children?.set(key, child);
    (target.value as Record<string, MatterValue>)[key as string] = child.value;
  }
}

/** `.inf` and `.nan` are no values of JSON: they stay text. Nor is a zero below zero, which adding zero mends. */
function toMatterValue(value: unknown, source: string): MatterValue {
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : source;
  if (typeof value === "string" || typeof value === "boolean") return value;
  return value === null || value === undefined ? null : String(value);
}

import { Composer, CST, isAlias, isMap, isScalar, isSeq, type Node, Parser, Schema } from "yaml";
import {
  createList,
  createMapping,
  jsonNumber,
  type MatterNode,
  type MatterProblem,
  type MatterValue,
  movePlaces,
  type ReadMatter,
  setEntry,
} from "../matter-node.ts";
import {
  catchMatterError,
  checkKey,
  duplicateKey,
  MatterError,
  maxMatterDepth,
  tooDeep,
} from "../matter-problems.ts";
import { maxProblems, repairYaml } from "./repair-yaml.ts";
import {
  badAlias,
  badKey,
  badTag,
  notAMapping,
  secondDocument,
  syntaxProblem,
  tooManyAliases,
} from "./yaml-problems.ts";

/** Tags of YAML itself whose values JSON can write. */
const plainTags: ReadonlySet<string> = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq", "timestamp"].map(
    (name) => `tag:yaml.org,2002:${name}`,
  ),
);

/** Made once: making the tags of a schema for every post would cost a twentieth of the time. */
const schema: Schema = /* @__PURE__ */ new Schema({ schema: "core" });

/** More faults than this are not reported. */
const maxReported = 100;

/** Rounds of repair: a repair may bring the next fault to light, but hostile text must come to an end. */
const maxRounds = 6;

/**
 * Reads YAML. Text that the specification forbids and that many blogs contain is repaired, with a warning for each
 * repair; when repairs do not help, the faults of the text as written are reported.
 *
 * @param budget - characters and values that aliases may make of the text
 */
export function parseYaml(matter: string, budget: number): ReadMatter {
  const { root, problems } = readRepaired(matter, budget);
  return { ...(root && { root }), problems: problems.slice(0, maxReported) };
}

function readRepaired(matter: string, budget: number): ReadMatter {
  const first = readYaml(matter, budget);
  if (first.root || first.problems.length === 0) return first;
  let text = matter;
  let { problems } = first;
  let toOriginal = (offset: number): number => offset;
  const warnings: MatterProblem[] = [];
  for (let round = 0; round < maxRounds; round++) {
    const repaired = repairYaml(text, problems);
    if (!repaired) break;
    const before = toOriginal;
    for (const { start, end, reason, note, isSilent } of repaired.repairs) {
      if (isSilent) continue;
      warnings.push({ rule: "front-matter-repaired", reason, note, start: before(start), end: before(end) });
    }
    toOriginal = (offset) => before(repaired.toOriginal(offset));
    text = repaired.text;
    const read = readYaml(text, budget);
    if (read.root) {
      const moved = movePlaces(read, toOriginal);
      return { ...moved, problems: [...warnings, ...moved.problems] };
    }
    problems = read.problems;
  }
  return first;
}

/**
 * Reads YAML 1.2 with the core schema, without repairs: no time stamps (dates stay text), no evaluation, no tags beyond
 * YAML's own.
 *
 * @param budget - characters and values that aliases may make of the text
 */
export function readYaml(text: string, budget: number): ReadMatter {
  const tokens = [...new Parser().parse(text)];
  const deep = findTooDeep(tokens);
  if (deep !== undefined) return { problems: [tooDeep(deep)] };
  const composer = new Composer({ schema, uniqueKeys: false, strict: true, prettyErrors: false });
  const [document, second] = [...composer.compose(tokens)];
  if (!document) return { problems: [] };
  if (document.errors.length > 0) {
    return { problems: document.errors.slice(0, maxProblems + 1).map((error) => syntaxProblem(error, text)) };
  }
  if (second) return { problems: [secondDocument(second.range[0])] };
  const { contents } = document;
  if (!contents) return { problems: [] };
  return catchMatterError(() => {
    const reader = new YamlReader(text, budget);
    const root = reader.read(contents, 0);
    // A document of nothing but `null` is an empty one.
    if (root.value === null) return { problems: [] };
    if (!isMap(contents)) return { problems: [notAMapping(root.start, root.end)] };
    return { root, problems: reader.problems };
  });
}

/** Finds the first collection that is nested too deep; without recursion, which is what composing would use. */
function findTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const stack: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { token, depth } = entry;
    if (token.type === "document") {
      if (token.value) stack.push({ token: token.value, depth });
    } else if (CST.isCollection(token)) {
      if (depth > maxMatterDepth) return token.offset;
      for (const { key, value } of token.items) {
        if (key) stack.push({ token: key, depth: depth + 1 });
        if (value) stack.push({ token: value, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

/** One walk over the nodes: values, places, aliases. */
class YamlReader {
  readonly problems: MatterProblem[] = [];
  readonly #text: string;
  readonly #budget: number;
  #spent = 0;
  readonly #anchors: Map<string, { node: Node; isOpen: boolean }> = new Map();

  constructor(text: string, budget: number) {
    this.#text = text;
    this.#budget = budget;
  }

  read(node: Node, depth: number): MatterNode {
    const [start, end] = node.range ?? [0, 0];
    // Aliases nest deeper than the text does.
    if (depth > maxMatterDepth) throw new MatterError(tooDeep(start));
    if (isAlias(node)) {
      const anchor = this.#anchors.get(node.source);
      if (!anchor || anchor.isOpen)
        throw new MatterError(badAlias(node.source, anchor !== undefined, start, end));
      return { ...this.read(anchor.node, depth), start, end };
    }
    this.#checkTag(node, start);
    this.#spend(1, start, end);
    const anchor = { node, isOpen: true };
    if (node.anchor) this.#anchors.set(node.anchor, anchor);
    const read = this.#readValue(node, start, end, depth);
    anchor.isOpen = false;
    return read;
  }

  #readValue(node: Node, start: number, end: number, depth: number): MatterNode {
    if (isScalar(node)) {
      const text = node.source ?? "";
      const value = toMatterValue(node.value, text);
      if (typeof value !== "string") return { value, start, end, text };
      this.#spend(value.length, start, end);
      return { value, start, end };
    }
    if (isSeq<Node | null>(node)) {
      const items = node.items.map((item) =>
        item ? this.read(item, depth + 1) : { value: null, start, end: start },
      );
      return createList(items, start, end);
    }
    const mapping = createMapping(start, end);
    const merges: MatterNode[] = [];
    const reported = new Set<string>();
    for (const { key, value } of isMap<Node | null, Node | null>(node) ? node.items : []) {
      const [keyStart, keyEnd] = key?.range ?? [start, start];
      const name = this.#readKey(key, keyStart, keyEnd);
      const child = value ? this.read(value, depth + 1) : { value: null, start: keyEnd, end: keyEnd };
      if (name === "<<" && isScalar(key) && key.type === "PLAIN" && child.children) {
        merges.push(child);
        continue;
      }
      if (mapping.children?.has(name) && !reported.has(name)) {
        this.problems.push(duplicateKey(name, keyStart, keyEnd));
        reported.add(name);
      }
      child.keyStart = keyStart;
      setEntry(mapping, name, child);
    }
    for (const merge of merges) mergeInto(mapping, merge);
    return mapping;
  }

  #readKey(key: Node | null, start: number, end: number): string {
    if (key === null) return "";
    if (!isScalar(key))
      throw new MatterError(badKey(isAlias(key) ? "reference" : "list or mapping", start, end));
    this.#checkTag(key, start);
    if (key.anchor) this.#anchors.set(key.anchor, { node: key, isOpen: false });
    const name = typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
    checkKey(name, start, end);
    this.#spend(name.length, start, end);
    return name;
  }

  #checkTag({ tag }: Exclude<Node, { source: string }>, start: number): void {
    if (tag === undefined || tag === "!" || plainTags.has(tag)) return;
    throw new MatterError(badTag(tag, this.#text, start));
  }

  /** Only aliases can make more of a text than it contains. */
  #spend(cost: number, start: number, end: number): void {
    this.#spent += cost;
    if (this.#spent > this.#budget) throw new MatterError(tooManyAliases(this.#budget, start, end));
  }
}

/** `<<: *defaults`: the entries that the mapping does not have itself. */
function mergeInto(target: MatterNode, merge: MatterNode): void {
  if (Array.isArray(merge.value)) {
    for (const item of merge.children?.values() ?? [])
      if (!Array.isArray(item.value)) mergeInto(target, item);
    return;
  }
  for (const [key, child] of merge.children ?? []) {
    if (!target.children?.has(key)) setEntry(target, String(key), child);
  }
}

function toMatterValue(value: unknown, source: string): MatterValue {
  if (typeof value === "number") return jsonNumber(value, source);
  if (typeof value === "string" || typeof value === "boolean") return value;
  return value === null || value === undefined ? null : String(value);
}

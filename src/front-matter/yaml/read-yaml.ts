import { Composer, CST, isAlias, isMap, isScalar, isSeq, type Node, Parser, Schema } from "yaml";
import { shorten } from "../../core/shorten.ts";
import {
  catchMatterError,
  checkKey,
  createList,
  createMapping,
  duplicateKey,
  jsonNumber,
  MatterError,
  type MatterNode,
  type MatterProblem,
  type MatterValue,
  maxMatterDepth,
  problem,
  type ReadMatter,
  refusal,
  setEntry,
  tooDeep,
} from "../matter-node.ts";
import { yamlProblem } from "../syntax-problems.ts";

/** Standard YAML tags whose values JSON can represent. */
const plainTag: RegExp = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq|timestamp))$/;

/** Created once: creating the tags of a schema for every post would take 5 % of the time. */
const schema: Schema = /* @__PURE__ */ new Schema({ schema: "core" });

/** With more errors than this, nothing is repaired: the text is probably not YAML. */
export const maxProblems = 200;

/**
 * What follows unquoted text and a space, if it is more likely part of the text than a comment: people
 * put a space after the `#` of a comment.
 */
export const swallowed: RegExp = /^#(?!(?:todo|fixme|xxx|note)\b)(?:[\p{L}\p{N}_]|[ \t]*(?:\d|$))/iu;

/**
 * Reads YAML 1.2 with the core schema, without repairs: no time stamps (dates stay text), no evaluation, no tags beyond
 * YAML's own.
 *
 * @param budget - the number of characters and values to which aliases may expand the text
 */
export function readYaml(text: string, budget: number): ReadMatter {
  const tokens = [...new Parser().parse(text)];
  const deep = findTooDeep(tokens);
  if (deep !== undefined) return { problems: [tooDeep(deep)] };
  const composer = new Composer({ schema, uniqueKeys: false, strict: true, prettyErrors: false });
  const [document, second] = [...composer.compose(tokens)];
  if (!document) return { problems: [] };
  if (document.errors.length > 0) {
    return { problems: document.errors.slice(0, maxProblems + 1).map((error) => yamlProblem(error, text)) };
  }
  if (second) {
    const reason = "The front matter contains two YAML documents";
    const note = "Remove the line of hyphens between them.";
    return { problems: [problem("front-matter-syntax", reason, note, second.range[0])] };
  }
  const { contents } = document;
  if (!contents) return { problems: [] };
  return catchMatterError(() => {
    const reader = new YamlReader(text, budget);
    const root = reader.read(contents, 0);
    // A document that is only `null` is empty.
    if (root.value === null) return { problems: [] };
    if (isMap(contents)) return { root, problems: reader.problems };
    const reason = "The front matter is not a list of `key: value` lines";
    const note = "Write one `key: value` per line, with a space after the colon.";
    return { problems: [problem("front-matter-syntax", reason, note, root.start, root.end)] };
  });
}

/** Finds the first collection that is nested too deeply, without recursion (composing the document would recurse). */
function findTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const stack: [token: CST.Token | null | undefined, depth: number][] = tokens.map((token) => [token, 0]);
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const [token, depth] = entry;
    if (token?.type === "document") stack.push([token.value, depth]);
    if (!token || !CST.isCollection(token)) continue;
    if (depth > maxMatterDepth) return token.offset;
    for (const { key, value } of token.items) stack.push([key, depth + 1], [value, depth + 1]);
  }
  return undefined;
}

/** One walk over the nodes: values, places, aliases. */
class YamlReader {
  readonly problems: MatterProblem[] = [];
  readonly #text: string;
  readonly #budget: number;
  readonly #hasComments: boolean;
  #spent = 0;
  readonly #anchors: Map<string, { node: Node; isOpen: boolean }> = new Map();

  constructor(text: string, budget: number) {
    this.#text = text;
    this.#budget = budget;
    this.#hasComments = text.includes(" #");
  }

  read(node: Node, depth: number): MatterNode {
    const [start, end] = node.range ?? [0, 0];
    // Aliases can nest deeper than the text.
    if (depth > maxMatterDepth) throw new MatterError(tooDeep(start));
    if (isAlias(node)) {
      const name = node.source;
      const anchor = this.#anchors.get(name);
      if (anchor && !anchor.isOpen) return { ...this.read(anchor.node, depth), start, end };
      const reason = anchor
        ? `The alias \`*${name}\` is inside the value that it refers to`
        : `The alias \`*${name}\` refers to nothing: no \`&${name}\` comes before it`;
      const note = "Put the value in quotes if the asterisk is part of the text.";
      throw new MatterError((anchor ? refusal : problem)("front-matter-alias", reason, note, start, end));
    }
    this.#checkTag(node, start);
    this.#spend(1, start, end);
    const anchor = { node, isOpen: true };
    if (node.anchor) this.#anchors.set(node.anchor, anchor);
    const read = this.#readReference(node, start, end) ?? this.#readValue(node, start, end, depth);
    anchor.isOpen = false;
    return read;
  }

  /** Reads `&quot;A&quot; and B` as text, although YAML treats its first word as an anchor. */
  #readReference(node: Node, start: number, end: number): MatterNode | undefined {
    if (!isScalar(node) || node.type !== "PLAIN" || !/^#?\w+;/.test(node.anchor ?? "")) return undefined;
    const at = this.#text.lastIndexOf(`&${node.anchor}`, start);
    const value = this.#text.slice(at, end).trimEnd();
    this.#spend(value.length, at, end);
    const reason = `YAML reads the first word as the name of the value; it is read as the text \`${shorten(value)}\``;
    this.problems.push(problem("front-matter-repaired", reason, "Put the value in quotes.", at, end));
    return { value, start: at, end };
  }

  #readValue(node: Node, start: number, end: number, depth: number): MatterNode {
    if (isScalar(node)) {
      const text = node.source ?? "";
      const value = toMatterValue(node.value, text);
      if (this.#hasComments && node.type === "PLAIN") this.#checkComment(value, end);
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
    if (!isScalar(key)) {
      const reason = `A key must be text, and this is a ${isAlias(key) ? "reference" : "list or mapping"}`;
      const note = "Put the value in quotes if it is meant as text: a brace at its start begins a mapping.";
      throw new MatterError({ rule: "front-matter-key", reason, note, start, end });
    }
    this.#checkTag(key, start);
    if (key.anchor) this.#anchors.set(key.anchor, { node: key, isOpen: false });
    const name = typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
    checkKey(name, start, end);
    this.#spend(name.length, start, end);
    return name;
  }

  /** Reports a comment that is more likely part of the value: `title: C# tips #1`, `tags: #a #b`. */
  #checkComment(value: MatterValue, end: number): void {
    const isText = typeof value === "string" && !/^\d{4}-\d/.test(value);
    if (!isText && value !== null) return;
    const found = /[ \t]*(#[^\n]*)/y;
    found.lastIndex = end;
    const comment = found.exec(this.#text)?.[1]?.trimEnd() ?? "";
    if (!swallowed.test(comment) || (value === null && /^#(?:true|false|null|[\d.:TZ+-]+)$/.test(comment)))
      return;
    const at = this.#text.indexOf("#", end);
    const subject =
      value === null
        ? "The value"
        : `The value ends before it, as \`${shorten(String(value))}\`, and the rest`;
    const reason = `\`#\` after a space starts a comment. ${subject} is lost: \`${shorten(comment)}\``;
    const note = "Put the whole value in quotes, or a space after the `#` if it is a comment.";
    this.problems.push(problem("front-matter-comment", reason, note, at, at + comment.length));
  }

  #checkTag({ tag }: Exclude<Node, { source: string }>, nodeStart: number): void {
    if (tag === undefined || plainTag.test(tag)) return;
    let start = Math.max(this.#text.lastIndexOf("!", nodeStart), 0);
    while (this.#text[start - 1] === "!") start--;
    const name = tag.replace("tag:yaml.org,2002:", "!!");
    const reason = `The tag \`${name}\` asks for a type that front matter cannot contain`;
    const note = "Remove the tag; put the value in quotes if the exclamation mark is part of the text.";
    throw new MatterError(refusal("front-matter-tag", reason, note, start, nodeStart));
  }

  /** Only aliases can expand a text beyond its own content. */
  #spend(cost: number, start: number, end: number): void {
    this.#spent += cost;
    if (this.#spent <= this.#budget) return;
    const reason = `The aliases expand the front matter to more than ${this.#budget} characters and values`;
    const note = "Write the values out, without `&` and `*`.";
    throw new MatterError(refusal("limit-front-matter", reason, note, start, end));
  }
}

/** `<<: *defaults`: adds the entries that the mapping does not have itself. */
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
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}

import { parse, TomlError } from "smol-toml";
import {
  catchMatterError,
  checkKey,
  createList,
  createMapping,
  jsonNumber,
  MatterError,
  type MatterNode,
  maxMatterDepth,
  type ReadMatter,
  setEntry,
  tooDeep,
} from "./matter-node.ts";
import { tomlProblem } from "./syntax-problems.ts";

const options: Parameters<typeof parse>[1] = {
  maxDepth: maxMatterDepth,
  unsafeKeyBehaviour: "keep",
  integersAsBigInt: "asNeeded",
};

/** Reads TOML. Dates and times stay text, as the author wrote them. */
export function parseToml(matter: string): ReadMatter {
  let data: Record<string, unknown>;
  try {
    data = parse(matter, options);
  } catch (error) {
    if (error instanceof TomlError) return { problems: [tomlProblem(error, matter)] };
    throw error;
  }
  if (Object.keys(data).length === 0) return { problems: [] };
  return catchMatterError(() => ({
    root: toNode(data, new TomlScanner(matter).scan(), matter, 0),
    problems: [],
  }));
}

/** Combines the values of the parser with the positions of the scanner; a value without a position has that of its parent. */
function toNode(data: unknown, place: MatterNode, matter: string, depth: number): MatterNode {
  const { start, end, keyStart } = place;
  if (depth > maxMatterDepth) throw new MatterError(tooDeep(start));
  const childOf = (key: string | number, item: unknown): MatterNode => {
    const child = place.children?.get(key) ?? createPlace(start, end);
    checkKey(String(key), child.keyStart ?? start, child.start);
    return toNode(item, child, matter, depth + 1);
  };
  const text = matter.slice(start, end);
  let node: MatterNode;
  if (Array.isArray(data)) {
    const items = data.map((item, index) => childOf(index, item));
    node = createList(items, start, end);
  } else if (typeof data === "string") node = { value: data, start, end };
  else if (data instanceof Date) node = { value: text || data.toISOString(), start, end };
  else if (typeof data === "object" && data !== null) {
    node = createMapping(start, end);
    for (const [key, item] of Object.entries(data)) setEntry(node, key, childOf(key, item));
  } else {
    const value = typeof data === "boolean" ? data : jsonNumber(Number(data), text);
    node = { value, start, end, text };
  }
  if (keyStart !== undefined) node.keyStart = keyStart;
  return node;
}

/** The position of a value, and its contents. */
function createPlace(start: number, end: number, keyStart: number = start): MatterNode {
  return { value: null, start, end, keyStart, children: new Map() };
}

const space: RegExp = /[ \t]*/y;
const blank: RegExp = /(?:\s+|#[^\n]*)*/y;
const blankOrComma: RegExp = /(?:[\s,]+|#[^\n]*)*/y;
const quoted: RegExp = /"""(?:\\[\s\S]|[^\\])*?"{3,5}|'''[\s\S]*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'/y;
const bareKey: RegExp = /[\w-]+/y;
/** A local date and time may have a space between them. */
const bareValue: RegExp = /\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\]}#]*/y;

/**
 * Finds the position of every key and value, which the parser does not keep. The document is known to be valid, so
 * nothing is checked again and nesting is limited; a construct that the scanner does not know only loses its position.
 */
class TomlScanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): MatterNode {
    const root = createPlace(0, this.#text.length);
    let table = root;
    for (this.#take(blank); this.#at < this.#text.length; this.#take(blank)) {
      const start = this.#at;
      if (this.#text[start] === "[") table = this.#readHeader(root);
      else this.#readEntry(table);
      // Always move on.
      if (this.#at === start) this.#at++;
    }
    return root;
  }

  /** `[a.b]` and `[[a.b]]`: returns the table that the entries below belong to. */
  #readHeader(root: MatterNode): MatterNode {
    const keyStart = this.#at;
    const isList = this.#take(/\[\[?/y) === "[[";
    const path = this.#readKey();
    const last = path.pop() ?? "";
    const parent = this.#enter(root, path, keyStart);
    this.#take(/\]{1,2}/y);
    const table = parent.children?.get(last) ?? this.#add(parent, last, keyStart);
    return isList ? this.#add(table, table.children?.size ?? 0, keyStart) : table;
  }

  /** `a.b = value`. */
  #readEntry(table: MatterNode): void {
    const keyStart = this.#at;
    const path = this.#readKey();
    const last = path.pop();
    if (last === undefined) return;
    const target = this.#enter(table, path, keyStart);
    this.#take(/[ \t]*=[ \t]*/y);
    const value = this.#readValue();
    value.keyStart = keyStart;
    target.children?.set(last, value);
  }

  /** The table at a path; of a list of tables, its last. */
  #enter(table: MatterNode, path: readonly string[], keyStart: number): MatterNode {
    let entered = table;
    for (const key of path) {
      const child = entered.children?.get(key) ?? this.#add(entered, key, keyStart);
      entered = child.children?.get(child.children.size - 1) ?? child;
    }
    return entered;
  }

  #add(table: MatterNode, key: string | number, keyStart: number): MatterNode {
    const child = createPlace(keyStart, this.#at, keyStart);
    table.children?.set(key, child);
    return child;
  }

  #readKey(): string[] {
    const path: string[] = [];
    do {
      this.#take(space);
      const text = this.#take(quoted);
      if (text !== "") path.push(...Object.keys(parse(`${text}=0`, options)));
      const bare = this.#take(bareKey);
      if (bare !== "") path.push(bare);
      this.#take(space);
    } while (this.#take(/\./y) !== "");
    return path;
  }

  #readValue(): MatterNode {
    const place = createPlace(this.#at, this.#at);
    const open = this.#take(/[[{]/y);
    if (open === "") {
      if (this.#take(quoted) === "") this.#take(bareValue);
    } else {
      const close = open === "[" ? /\]/y : /\}/y;
      for (this.#take(blankOrComma); this.#take(close) === ""; this.#take(blankOrComma)) {
        const before = this.#at;
        if (open === "{") this.#readEntry(place);
        else place.children?.set(place.children.size, this.#readValue());
        if (this.#at === before && this.#at++ >= this.#text.length) break;
      }
    }
    place.end = this.#at;
    return place;
  }

  /** Moves past what a sticky pattern matches here, and returns it. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += taken.length;
    return taken;
  }
}

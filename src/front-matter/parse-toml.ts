import { parse, TomlError } from "smol-toml";
import {
  createList,
  createMapping,
  jsonNumber,
  type MatterNode,
  type ReadMatter,
  setEntry,
} from "./matter-node.ts";
import { catchMatterError, checkKey, MatterError, maxMatterDepth, tooDeep } from "./matter-problems.ts";

/** Where a value stands, and what is inside of it. */
interface TomlPlace {
  start: number;
  end: number;
  keyStart?: number;
  children: Map<string | number, TomlPlace>;
}

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
    if (error instanceof TomlError) return { problems: [syntaxProblem(error, matter)] };
    throw error;
  }
  if (Object.keys(data).length === 0) return { problems: [] };
  return catchMatterError(() => {
    const places = new TomlScanner(matter).scan();
    return { root: toNode(data, places, matter, 0), problems: [] };
  });
}

function syntaxProblem(error: TomlError, matter: string): ReadMatter["problems"][number] {
  let start = 0;
  for (let line = 1; line < error.line; line++) start = matter.indexOf("\n", start) + 1;
  start = Math.min(start + error.column - 1, matter.length);
  if (error.message.includes("excessively nested")) return tooDeep(start);
  const reason = (error.message.split("\n", 1)[0] ?? "").replace(/^Invalid TOML document: /, "");
  return {
    rule: "front-matter-syntax",
    reason: `This is not valid TOML: ${reason}`,
    note: 'Write `key = "value"`, with text in quotes and each key once.',
    start,
    end: start + 1,
  };
}

/** Joins the values of the parser with the places of the scanner; without a place a value stands at the start. */
function toNode(data: unknown, place: TomlPlace | undefined, matter: string, depth: number): MatterNode {
  const { start, end, keyStart } = place ?? { start: 0, end: 0 };
  if (depth > maxMatterDepth) throw new MatterError(tooDeep(start));
  const text = matter.slice(start, end);
  let node: MatterNode;
  if (Array.isArray(data)) {
    const items = data.map((item, index) => toNode(item, place?.children.get(index), matter, depth + 1));
    node = createList(items, start, end);
  } else if (data instanceof Date) {
    node = { value: text || data.toISOString(), start, end };
  } else if (typeof data === "number" || typeof data === "bigint") {
    node = { value: jsonNumber(Number(data), text), start, end, text };
  } else if (typeof data === "boolean") {
    node = { value: data, start, end, text };
  } else if (typeof data === "object" && data !== null) {
    node = createMapping(start, end);
    for (const [key, item] of Object.entries(data)) {
      const found = place?.children.get(key);
      checkKey(key, found?.keyStart ?? start, found?.start ?? end);
      setEntry(node, key, toNode(item, found, matter, depth + 1));
    }
  } else {
    node = { value: String(data), start, end };
  }
  if (keyStart !== undefined) node.keyStart = keyStart;
  return node;
}

const space: RegExp = /[ \t]*/y;
const blank: RegExp = /(?:\s+|#[^\n]*)*/y;
const blankOrComma: RegExp = /(?:[\s,]+|#[^\n]*)*/y;
const quoted: RegExp = /"""(?:\\[\s\S]|[^\\])*?"{3,5}|'''[\s\S]*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'/y;
const bareKey: RegExp = /[\w-]+/y;
/** A local date and time may have a space between them. */
const bareValue: RegExp = /\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\]}#]*/y;

/**
 * Finds the place of every key and value, which the parser does not keep. The document has been found valid, so that
 * nothing is checked again and nesting is bounded; a construct that the scanner does not know only costs a place.
 */
class TomlScanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): TomlPlace {
    const root: TomlPlace = { start: 0, end: this.#text.length, children: new Map() };
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
  #readHeader(root: TomlPlace): TomlPlace {
    const keyStart = this.#at;
    const isList = this.#text.startsWith("[[", keyStart);
    this.#at += isList ? 2 : 1;
    const path = this.#readKey();
    const last = path.pop() ?? "";
    const parent = this.#enter(root, path, keyStart);
    this.#take(/\]{1,2}/y);
    const table = parent.children.get(last) ?? this.#add(parent, last, keyStart);
    return isList ? this.#add(table, table.children.size, keyStart) : table;
  }

  /** `a.b = value`. */
  #readEntry(table: TomlPlace): void {
    const keyStart = this.#at;
    const path = this.#readKey();
    const last = path.pop();
    if (last === undefined) return;
    const target = this.#enter(table, path, keyStart);
    this.#take(/[ \t]*=[ \t]*/y);
    const value = this.#readValue();
    value.keyStart = keyStart;
    target.children.set(last, value);
  }

  /** The table at a path; of a list of tables, its last. */
  #enter(table: TomlPlace, path: readonly string[], keyStart: number): TomlPlace {
    let entered = table;
    for (const key of path) {
      const child = entered.children.get(key) ?? this.#add(entered, key, keyStart);
      entered = child.children.get(child.children.size - 1) ?? child;
    }
    return entered;
  }

  #add(table: TomlPlace, key: string | number, keyStart: number): TomlPlace {
    const child: TomlPlace = { start: keyStart, end: this.#at, keyStart, children: new Map() };
    table.children.set(key, child);
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

  #readValue(): TomlPlace {
    const place: TomlPlace = { start: this.#at, end: this.#at, children: new Map() };
    const open = this.#take(/[[{]/y);
    if (open === "") {
      if (this.#take(quoted) === "") this.#take(bareValue);
    } else {
      const close = open === "[" ? /\]/y : /\}/y;
      for (this.#take(blankOrComma); this.#take(close) === ""; this.#take(blankOrComma)) {
        const before = this.#at;
        if (open === "{") this.#readEntry(place);
        else place.children.set(place.children.size, this.#readValue());
        if (this.#at === before && this.#at++ >= this.#text.length) break;
      }
    }
    place.end = this.#at;
    return place;
  }

  /** Moves behind what a sticky pattern matches here, and returns it. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += taken.length;
    return taken;
  }
}

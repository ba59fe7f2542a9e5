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

/**
 * Reads JSON and keeps the place of every value, which `JSON.parse` does not. Comments and a comma too many are
 * forgiven, for hand-written files have them; so are missing outer braces, which Hexo's `;;;` leaves out.
 */
export function parseJson(matter: string): ReadMatter {
  const reader = new JsonReader(matter);
  try {
    const root = reader.readDocument();
    return root ? { root, problems: reader.problems } : { problems: [] };
  } catch (error) {
    if (error instanceof MatterError) return { problems: [error.problem] };
    throw error;
  }
}

const escapes: Record<string, string> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

class JsonReader {
  readonly problems: MatterProblem[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readDocument(): MatterNode | undefined {
    this.#skip();
    if (this.#at >= this.#text.length) return undefined;
    // Hexo leaves out the braces.
    const root = this.#text[this.#at] === "{" ? this.#readObject(0) : this.#readEntries(this.#at, 0, "");
    this.#skip();
    if (this.#at < this.#text.length) this.#fail("Text stands behind the end of the object", "Remove it.");
    return root;
  }

  #readValue(depth: number): MatterNode {
    const start = this.#at;
    if (depth > maxMatterDepth) throw new MatterError(tooDeep(start));
    const sign = this.#text[start];
    if (sign === "{") return this.#readObject(depth);
    if (sign === "[") return this.#readList(depth);
    if (sign === '"') return { value: this.#readText(), start, end: this.#at };
    const word = /[-+.\w]+/y;
    word.lastIndex = start;
    const text = word.exec(this.#text)?.[0] ?? "";
    const value = toScalar(text);
    if (value === undefined) {
      this.#fail(
        text === "" ? "A value is missing" : `\`${text.slice(0, 40)}\` is no value of JSON`,
        "Put text in double quotes.",
      );
    }
    this.#at += text.length;
    return { value, start, end: this.#at, text };
  }

  #readObject(depth: number): MatterNode {
    const start = this.#at++;
    const node = this.#readEntries(start, depth, "}");
    this.#at++;
    node.end = this.#at;
    return node;
  }

  /** Entries up to the closing brace, which is left to the caller. */
  #readEntries(start: number, depth: number, close: string): MatterNode {
    const value: Record<string, MatterValue> = {};
    const children = new Map<string | number, MatterNode>();
    const told = new Set<string>();
    for (;;) {
      this.#skip();
      const keyStart = this.#at;
      const sign = this.#text[keyStart] ?? "";
      if (sign === close) break;
      if (sign !== '"') {
        this.#fail(
          sign === "" ? "The object is never closed" : "A key is missing",
          "Keys stand in double quotes.",
        );
      }
      const key = this.#readText();
      const refused = refusedKey(key, keyStart, this.#at);
      if (refused) throw new MatterError(refused);
      if (children.has(key) && !told.has(key)) {
        this.problems.push(duplicateKey(key, keyStart, this.#at));
        told.add(key);
      }
      this.#skip();
      if (this.#text[this.#at] !== ":") this.#fail("The colon behind the key is missing", "Add it.");
      this.#at++;
      this.#skip();
      const child = this.#readValue(depth + 1);
      child.keyStart = keyStart;
      children.set(key, child);
      value[key] = child.value;
      this.#skip();
      if (this.#text[this.#at] === ",") this.#at++;
      else if ((this.#text[this.#at] ?? "") !== close)
        this.#fail("A comma is missing between two entries", "Add it.");
    }
    return { value, start, end: this.#at, children };
  }

  #readList(depth: number): MatterNode {
    const start = this.#at++;
    const value: MatterValue[] = [];
    const children = new Map<string | number, MatterNode>();
    for (;;) {
      this.#skip();
      if (this.#text[this.#at] === "]") break;
      const child = this.#readValue(depth + 1);
      children.set(value.length, child);
      value.push(child.value);
      this.#skip();
      if (this.#text[this.#at] === ",") this.#at++;
      else if (this.#text[this.#at] !== "]") this.#fail("A comma is missing between two items", "Add it.");
    }
    this.#at++;
    return { value, start, end: this.#at, children };
  }

  #readText(): string {
    const start = this.#at++;
    const parts: string[] = [];
    const plain = /[^"\\\n]*/y;
    for (;;) {
      plain.lastIndex = this.#at;
      const part = plain.exec(this.#text)?.[0] ?? "";
      parts.push(part);
      this.#at += part.length;
      const sign = this.#text[this.#at];
      if (sign === '"') break;
      if (sign !== "\\") {
        this.#at = start;
        this.#fail(
          "The text is not closed on its line",
          'Close it with a `"`; a line break inside is `\\n`.',
        );
      }
      const code = this.#text[this.#at + 1] ?? "";
      const hex = code === "u" ? this.#text.slice(this.#at + 2, this.#at + 6) : "";
      const escaped =
        escapes[code] ??
        (/^[\da-f]{4}$/i.test(hex) ? String.fromCharCode(Number.parseInt(hex, 16)) : undefined);
      if (escaped === undefined)
        this.#fail(`\`\\${code}\` is no escape of JSON`, "Write a backslash as two.");
      parts.push(escaped);
      this.#at += 2 + hex.length;
    }
    this.#at++;
    return parts.join("");
  }

  /** White space and comments. */
  #skip(): void {
    const blank = /(?:[\s\uFEFF]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
    blank.lastIndex = this.#at;
    this.#at += blank.exec(this.#text)?.[0].length ?? 0;
  }

  #fail(reason: string, note: string): never {
    const start = Math.min(this.#at, this.#text.length);
    throw new MatterError({
      rule: "front-matter-syntax",
      reason: `This is not JSON: ${reason[0]?.toLowerCase()}${reason.slice(1)}`,
      note,
      start,
      end: start + 1,
    });
  }
}

function toScalar(text: string): MatterValue | undefined {
  if (text === "true" || text === "false") return text === "true";
  if (text === "null") return null;
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number + 0 : text;
}

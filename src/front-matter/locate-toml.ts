/** Where a value of a TOML document stands, and what is inside of it. */
export interface TomlPlaces {
  start: number;
  end: number;
  keyStart?: number;
  children?: Map<string | number, TomlPlaces>;
}

/**
 * Finds the place of every key and value of a TOML document that has been found valid: the parser keeps none. What it
 * does not understand it passes over, so that at worst a place is missing.
 */
export function locateToml(text: string): TomlPlaces {
  return new TomlScanner(text).scan();
}

/** Nesting is bounded by the parser, which ran first. */
class TomlScanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): TomlPlaces {
    const root: TomlPlaces = { start: 0, end: this.#text.length, children: new Map() };
    let table = root;
    while (this.#at < this.#text.length) {
      this.#skip(/(?:[\s]+|#[^\n]*)*/y);
      const start = this.#at;
      if (this.#text[start] === "[") table = this.#readHeader(root);
      else if (start < this.#text.length) this.#readEntry(table);
      // Never stand still.
      if (this.#at === start) this.#at++;
    }
    return root;
  }

  /** `[a.b]` and `[[a.b]]`. */
  #readHeader(root: TomlPlaces): TomlPlaces {
    const keyStart = this.#at;
    const isList = this.#text.startsWith("[[", keyStart);
    this.#at += isList ? 2 : 1;
    const path = this.#readKey();
    const last = path.pop();
    let table = root;
    for (const key of path) table = this.#enter(table, key, keyStart);
    if (last === undefined) return table;
    this.#skip(/[\]\s]*?\n|[^\n]*/y);
    const own = childOf(table, last) ?? this.#add(table, last, keyStart);
    if (!isList) return own;
    own.children ??= new Map();
    return this.#add(own, own.children.size, keyStart);
  }

  /** A table named on the way to another; of a list of tables, its last. */
  #enter(table: TomlPlaces, key: string, keyStart: number): TomlPlaces {
    const found = childOf(table, key) ?? this.#add(table, key, keyStart);
    const isList = found.children?.has(0) ?? false;
    return isList ? (found.children?.get((found.children?.size ?? 1) - 1) ?? found) : found;
  }

  #add(table: TomlPlaces, key: string | number, keyStart: number): TomlPlaces {
    const child: TomlPlaces = { start: keyStart, end: this.#at, keyStart };
    table.children ??= new Map();
    table.children.set(key, child);
    return child;
  }

  /** `a.b = value`. */
  #readEntry(table: TomlPlaces): void {
    const keyStart = this.#at;
    const path = this.#readKey();
    const last = path.pop();
    this.#skip(/[ \t]*=[ \t]*/y);
    if (last === undefined) return;
    let target = table;
    for (const key of path) target = childOf(target, key) ?? this.#add(target, key, keyStart);
    const value = this.#readValue();
    value.keyStart = keyStart;
    target.children ??= new Map();
    target.children.set(last, value);
  }

  #readKey(): string[] {
    const path: string[] = [];
    for (;;) {
      this.#skip(/[ \t]*/y);
      const start = this.#at;
      const quote = this.#text[start];
      if (quote === '"' || quote === "'") {
        this.#skipText();
        const inner = this.#text.slice(start + 1, this.#at - 1);
        path.push(quote === '"' ? unescapeBasic(inner) : inner);
      } else {
        this.#skip(/[\w-]*/y);
        if (this.#at === start) return path;
        path.push(this.#text.slice(start, this.#at));
      }
      this.#skip(/[ \t]*/y);
      if (this.#text[this.#at] !== ".") return path;
      this.#at++;
    }
  }

  #readValue(): TomlPlaces {
    const start = this.#at;
    const sign = this.#text[start];
    if (sign === "[") {
      const children = new Map<string | number, TomlPlaces>();
      this.#at++;
      for (;;) {
        this.#skip(/(?:[\s,]+|#[^\n]*)*/y);
        if (this.#text[this.#at] === "]" || this.#at >= this.#text.length) break;
        const before = this.#at;
        children.set(children.size, this.#readValue());
        if (this.#at === before) this.#at++;
      }
      this.#at++;
      return { start, end: this.#at, children };
    }
    if (sign === "{") {
      const table: TomlPlaces = { start, end: start, children: new Map() };
      this.#at++;
      for (;;) {
        this.#skip(/(?:[\s,]+|#[^\n]*)*/y);
        if (this.#text[this.#at] === "}" || this.#at >= this.#text.length) break;
        const before = this.#at;
        this.#readEntry(table);
        if (this.#at === before) this.#at++;
      }
      this.#at++;
      table.end = this.#at;
      return table;
    }
    if (sign === '"' || sign === "'") this.#skipText();
    else {
      // A local date and time may have a space between them.
      this.#skip(/\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\]}#]*/y);
    }
    return { start, end: this.#at };
  }

  #skipText(): void {
    const quote = this.#text[this.#at] ?? "";
    const long = quote.repeat(3);
    const isLong = this.#text.startsWith(long, this.#at);
    const close = isLong ? long : quote;
    this.#at += close.length;
    while (this.#at < this.#text.length && !this.#text.startsWith(close, this.#at)) {
      this.#at += quote === '"' && this.#text[this.#at] === "\\" ? 2 : 1;
    }
    this.#at += close.length;
    // `""""` closes a text that ends in a quote.
    if (isLong) this.#skip(quote === '"' ? /"{0,2}/y : /'{0,2}/y);
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    this.#at += pattern.exec(this.#text)?.[0].length ?? 0;
  }
}

/** Only what the document itself names: keys are an author's. */
function childOf(table: TomlPlaces, key: string): TomlPlaces | undefined {
  return table.children?.get(key);
}

function unescapeBasic(text: string): string {
  return text.replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/g, (_all, short, long, sign: string) => {
    const code = short ?? long;
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
    return { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r" }[sign] ?? sign;
  });
}

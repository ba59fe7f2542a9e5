const closers: Record<string, string> = { "{": "}", "[": "]" };

/** The offset after the closer of the bracket or quote at `start`; `start` when there is none. */
function skipEnclosed(text: string, start: number): number {
  const open = text[start] ?? "";
  const closer = closers[open] ?? open;
  const nests = closer !== open;
  for (let index = start + 1, depth = 1; index < text.length; index++) {
    const char = text[index] ?? "";
    if (char === "\\" && !nests) index++;
    else if (char === closer) {
      if (--depth === 0) return index + 1;
    } else if (nests && char === open) depth++;
    else if (nests && (char === '"' || char === "'")) index = Math.max(index, skipEnclosed(text, index) - 1);
  }
  return start;
}

/** An equals sign with white space around it, before a value. */
const spacedEquals = /\s+=\s*(?=["'`{\w])|=\s+(?=["'`{])/y;

/** The offset after the `/word/` at `start`; `start` when it is not one. */
function skipWord(text: string, start: number): number {
  const end = skipEnclosed(text, start);
  return end > start + 2 && /^(\s|$)/.test(text.slice(end, end + 1)) ? end : start;
}

/**
 * Splits the meta text of a fence at white space and, if asked, at commas, but never inside quotes, braces, brackets or
 * `/words/`. A piece that starts with a brace ends with it.
 *
 * @param text - meta text
 * @param commas - whether commas separate too
 */
export function splitFenceMeta(text: string, commas: boolean): string[] {
  const separator = commas ? /[\s,]/ : /\s/;
  const pieces: string[] = [];
  /** Moves past the white space around the `=` after a name: `title = "a"`. */
  const skipSpacedEquals = (start: number, end: number): number => {
    if (!/[\s=]/.test(text[end] ?? "") || !/^:?[A-Za-z_][\w-]*$/.test(text.slice(start, end))) return end;
    spacedEquals.lastIndex = end;
    return end + (spacedEquals.exec(text)?.[0].length ?? 0);
  };
  for (let index = 0; index < text.length; ) {
    if (separator.test(text[index] ?? "")) {
      index++;
      continue;
    }
    let start = index;
    let name = "";
    if (text[start] === "/") index = skipWord(text, start);
    while (index < text.length && !separator.test(text[index] ?? "")) {
      const char = text[index] ?? "";
      const value = skipSpacedEquals(start, index + 1);
      if (value > index + 1) {
        name = `${text.slice(start, index + 1)}=`;
        start = value;
        index = value;
        continue;
      }
      if (char === "/" && text[index - 1] === "=") {
        index = Math.max(index + 1, skipWord(text, index));
        continue;
      }
      const opens = char === "{" || char === "[" || char === '"' || char === "'" || char === "`";
      // A quote inside a word is an apostrophe.
      const end =
        opens && (char in closers || /(^|[=:{[(])$/.test(text.slice(start, index)))
          ? skipEnclosed(text, index)
          : index;
      if (end === index) index++;
      else {
        index = end;
        if (text[start] === "{") break;
      }
    }
    pieces.push(name + text.slice(start, index));
  }
  return pieces;
}

/** Meta text that is not understood. */
export interface RestOfMeta {
  /** Names with their values; `true` for a name alone. */
  readonly named: Record<string, string | true>;
  /** What has no name, as it was written. */
  readonly unnamed: string;
}

/**
 * Names that must not become `data-…` as they are: this library's own attributes, and those that libraries on the page
 * take as instructions. Those of several words (`data-hx-get`) are never used as they are.
 */
const reserved: ReadonlySet<string> = new Set(
  (
    "language line label copied digits meta action behavior confirm controller dismiss method module reflex remote " +
    "src target toggle trigger turbo url"
  ).split(" "),
);

/** Reads the text that {@linkcode parseFenceMeta} does not understand as names and values. */
export function readRest(rest: string): RestOfMeta {
  const entries: [string, string | true][] = [];
  const unnamed: string[] = [];
  for (const piece of rest === "" ? [] : splitFenceMeta(rest, false)) {
    const [, name, value] = /^([A-Za-z_][\w-]*)(?:=([\s\S]+))?$/.exec(piece) ?? [];
    const isList = /^[A-Za-z_][\w-]*(?:,[A-Za-z_][\w-]*)+$/.test(piece);
    if (name !== undefined) entries.push([name, value === undefined ? true : unquote(value)]);
    else if (isList) entries.push(...piece.split(",").map((part): [string, true] => [part, true]));
    else unnamed.push(piece);
  }
  return { named: Object.fromEntries(entries), unnamed: unnamed.join(" ") };
}

function unquote(value: string): string {
  return /^(["'`]).*\1$/s.test(value) || /^\{.*\}$/s.test(value) ? value.slice(1, -1) : value;
}

/** The `data-…` attributes for meta text that is not understood. */
export function toDataAttributes(named: RestOfMeta["named"], unnamed: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(named)) {
    const kebab = name
      .replace(/([a-z])(?=[A-Z])/g, "$1-")
      .replaceAll("_", "-")
      .toLowerCase();
    const isFree = /^[a-z][a-z0-9]*$/.test(kebab) && !reserved.has(kebab);
    attributes[isFree ? `data-${kebab}` : `data-meta-${kebab.replace(/^-+/, "")}`] =
      value === true ? "" : value;
  }
  if (unnamed !== "") attributes["data-meta"] = unnamed;
  return attributes;
}

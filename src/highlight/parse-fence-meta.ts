import { splitFenceMeta } from "./split-fence-meta.ts";

/** What the text after a fence's language asks for. */
export interface FenceMeta {
  /** File name or caption. */
  title?: string;
  /** Lines to highlight, counted from 1, ascending. */
  highlight: number[];
  /** Lines shown as inserted. */
  insert: number[];
  /** Lines shown as deleted. */
  delete: number[];
  /** Lines to focus; the others step back. */
  focus: number[];
  /** Words to mark wherever they occur in the block. */
  words: string[];
  /** Present when lines are numbered. */
  lineNumbers?: { start: number };
  /** Everything else, as it was written. */
  rest: string;
}

/** Options of {@linkcode parseFenceMeta}. */
export interface FenceMetaOptions {
  /**
   * Number of lines of the block; larger line numbers are left out. A whole number from 0.
   *
   * @defaultValue `10_000`
   */
  lineCount?: number;
}

type LineList = "highlight" | "insert" | "delete" | "focus";

const lineLists: ReadonlyMap<string, LineList> = new Map([
  ["add", "insert"],
  ["del", "delete"],
  ["delete", "delete"],
  ["deleted", "delete"],
  ["focus", "focus"],
  ["highlight", "highlight"],
  ["hl", "highlight"],
  ["hl_lines", "highlight"],
  ["hllines", "highlight"],
  ["highlightlines", "highlight"],
  ["ins", "insert"],
  ["insert", "insert"],
  ["inserted", "insert"],
  ["mark", "highlight"],
  ["remove", "delete"],
]);

const titles = new Set(["title", "filename", "file", "caption"]);
const numbering = new Set([
  "shownumbers",
  "showlinenumbers",
  "linenumbers",
  "linenos",
  "line-numbers",
  "numberlines",
]);
const firstNumbers = new Set(["linenostart", "startlinenumber", "startfrom", "start-line", "linestart"]);

/** A longer meta text is none that a person wrote: it is kept, unread. */
const maxLength = 4_000;

/** One line number or range, in any of the spellings `3`, `3-5`, `3..5`. */
const range = /(\d+)(?:\s*(?:-|–|\.\.\.?)\s*(\d+))?/g;
const onlyRanges = /^[\s[\]"',;]*\d[\d\s,;."'[\]–-]*$/;

/**
 * Reads the meta text of a fence: the part after the language.
 *
 * It knows the spellings of the common tools: `{1,3-5}`, `title="a.ts"`, `filename=`, `showLineNumbers`,
 * `showLineNumbers{5}`, `linenos`, `linenostart=5`, `hl_lines="1 3-5"`, `/word/`, `"word"`, `ins={2}`, `del={3}`,
 * `mark={4}`, `focus={5}`, `:line-numbers=5`, `[a.ts]` and attribute lists in braces. What it does not know is
 * kept in `rest`; nothing is an error.
 *
 * @param meta - text after the language; nothing counts as empty
 * @param options - bound on line numbers
 * @returns what was asked for; lists are empty when nothing was
 * @example
 * ```ts
 * import { parseFenceMeta } from "galley/highlight";
 *
 * const meta = parseFenceMeta('{1,3-5} title="queue.ts" ins={7} /push/ showLineNumbers{10} twoslash');
 * console.log(meta.title, meta.highlight.join(), meta.insert.join(), meta.words.join());
 * // → queue.ts 1,3,4,5 7 push
 * console.log(meta.lineNumbers?.start, meta.rest);
 * // → 10 twoslash
 * ```
 */
export function parseFenceMeta(meta: string | null | undefined, options: FenceMetaOptions = {}): FenceMeta {
  const { lineCount = 10_000 } = options;
  const lists: Record<LineList, [number, number][]> = { highlight: [], insert: [], delete: [], focus: [] };
  const words: string[] = [];
  const rest: string[] = [];
  let title: string | undefined;
  let numbered: boolean | undefined;
  let start: number | undefined;

  function readLines(list: LineList, text: string): void {
    // A label, as in `{"why":3-5}`, is not a line.
    for (const [, from = "", to = from] of text.replace(/"[^"]*"\s*:/g, "").matchAll(range)) {
      lists[list].push([Number(from), Number(to)]);
    }
  }

  function readNumbering(value: string | undefined): void {
    const text = unwrap(value ?? "");
    if (/^(false|no|off)$/i.test(text)) numbered = false;
    else {
      numbered ??= true;
      if (/^\d{1,9}$/.test(text)) start = Number(text);
    }
  }

  /** Reads one piece; false when it means nothing here. */
  function read(piece: string): boolean {
    const attribute = /^:?([A-Za-z_][\w-]*)(?:\s*=\s*|(?=\{))([\s\S]+)$/.exec(piece);
    const key = (attribute?.[1] ?? piece.replace(/^:/, "")).toLowerCase();
    const value = attribute?.[2];
    if (numbering.has(key)) readNumbering(value);
    else if (key === "no-line-numbers" || key === "nolinenumbers") numbered = false;
    else if (value === undefined) return readBare(piece);
    else if (titles.has(key)) title ??= unwrap(value);
    else if (firstNumbers.has(key) && /^\d{1,9}$/.test(unwrap(value))) start = Number(unwrap(value));
    else {
      const list = lineLists.get(key);
      if (!list || !onlyRanges.test(unbrace(value).replace(/"[^"]*"\s*:/g, ""))) {
        if (list !== "highlight" || !/^(["'`]).*\1$/s.test(value) || unwrap(value) === "") return false;
        words.push(unwrap(value));
        return true;
      }
      readLines(list, value);
    }
    return true;
  }

  function readBare(piece: string): boolean {
    const inner = piece.slice(1, -1);
    switch (piece[0]) {
      case "{":
        if (!piece.endsWith("}")) return false;
        if (onlyRanges.test(inner.replace(/"[^"]*"\s*:/g, ""))) readLines("highlight", inner);
        else return readAttributes(inner);
        return true;
      case "[":
        if (!piece.endsWith("]") || inner.trim() === "") return false;
        if (onlyRanges.test(inner)) readLines("highlight", inner);
        else title ??= inner.trim();
        return true;
      case "/": {
        const word = /^\/((?:\\.|[^\\/])+)\/$/s.exec(piece)?.[1];
        if (word !== undefined) words.push(word.replace(/\\(.)/gs, "$1"));
        return word !== undefined;
      }
      case '"':
      case "'":
        if (piece.length < 3 || !piece.endsWith(piece[0])) return false;
        words.push(unwrap(piece));
        return true;
      default:
        return false;
    }
  }

  /** Reads `{linenos=true, hl_lines=[1,"3-5"]}`, `{numberLines: true}` and `{.numberLines}`; all or nothing. */
  function readAttributes(text: string): boolean {
    const pieces = splitFenceMeta(text.replace(/(\w)\s*:\s+/g, "$1="), true);
    return (
      pieces.length > 0 && pieces.every((piece) => readClass(piece) || (isAttribute(piece) && read(piece)))
    );
  }

  function readClass(piece: string): boolean {
    const isKnown = piece.startsWith(".") && numbering.has(piece.slice(1).toLowerCase());
    if (isKnown) readNumbering(undefined);
    return isKnown;
  }

  /** Reads `linenos,hl_lines=3-5`; what is left of it. */
  function readList(piece: string): string[] {
    const parts = piece.length > maxLength ? [] : splitFenceMeta(piece, true);
    const unknown = parts.length > 1 ? parts.filter((part) => !read(part)) : [piece];
    return unknown.length === parts.length ? [piece] : unknown.length > 0 ? [unknown.join(",")] : [];
  }

  const text = meta ?? "";
  const pieces = text.length > maxLength ? [text] : splitFenceMeta(text, false);
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] ?? "";
    if (piece.length > maxLength || !read(piece)) rest.push(...readList(piece));
    else if (/^hl_lines=\d/i.test(piece)) {
      // Zola writes its ranges without quotes: `hl_lines=1 3-5`.
      while (/^\d+(-\d+)?$/.test(pieces[index + 1] ?? "")) readLines("highlight", pieces[++index] ?? "");
    }
  }

  return {
    ...(title !== undefined && title !== "" && { title }),
    highlight: expand(lists.highlight, lineCount),
    insert: expand(lists.insert, lineCount),
    delete: expand(lists.delete, lineCount),
    focus: expand(lists.focus, lineCount),
    words: [...new Set(words)],
    ...(numbered && { lineNumbers: { start: start ?? 1 } }),
    rest: rest.join(" "),
  };
}

function isAttribute(piece: string): boolean {
  return /^[\w-]+\s*=/.test(piece);
}

function unbrace(value: string): string {
  return /^\{[\s\S]*\}$/.test(value) ? value.slice(1, -1) : value;
}

/** Takes the braces and quotes off a value. */
function unwrap(value: string): string {
  const text = unbrace(value.trim()).trim();
  const quoted = /^(["'`])([\s\S]*)\1$/.exec(text);
  return quoted ? (quoted[2] ?? "").replace(/\\(["'`\\])/g, "$1") : text;
}

/** The line numbers of ranges: each once, ascending, none beyond the block. */
function expand(ranges: [number, number][], lineCount: number): number[] {
  const lines = new Set<number>();
  let next = 1;
  const sorted = ranges
    .map(([from, to]) => [Math.max(1, Math.min(from, to)), Math.min(lineCount, Math.max(from, to))] as const)
    .sort((a, b) => a[0] - b[0]);
  for (const [from, to] of sorted) {
    for (let line = Math.max(next, from); line <= to; line++) lines.add(line);
    next = Math.max(next, to + 1);
  }
  return [...lines];
}

import { checkKind, checkOptions, checkWholeNumber } from "../../core/check-options.ts";
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
  /** Lines to focus; the others are dimmed. */
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
type Kind = LineList | "title" | "numbers" | "noNumbers" | "start";

/** The names of attributes, in lower case. */
const spellings: Readonly<Record<Kind, string>> = {
  highlight: "highlight highlightlines hl hl_lines hllines mark",
  insert: "ins insert inserted add",
  delete: "del delete deleted remove",
  focus: "focus",
  title: "title filename file caption",
  numbers: "showlinenumbers shownumbers linenumbers line-numbers linenos numberlines",
  noNumbers: "no-line-numbers nolinenumbers",
  start: "startlinenumber start-line startfrom linenostart linestart",
};
const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.entries(spellings).flatMap(([kind, names]) => names.split(" ").map((name) => [name, kind as Kind])),
);

/** Longer meta text was not written by a person: it is kept, unread. */
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
 * @param meta - text after the language; `null` and `undefined` count as empty
 * @param options - limit of line numbers
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
  if (meta !== undefined && meta !== null) checkKind("meta", meta, "string");
  checkOptions(options, { lineCount: "any" });
  const { lineCount = 10_000 } = options;
  checkWholeNumber("lineCount", lineCount, { min: 0 });
  const ranges: Record<LineList, [number, number][]> = { highlight: [], insert: [], delete: [], focus: [] };
  const words: string[] = [];
  const rest: string[] = [];
  let title: string | undefined;
  let numbered: boolean | undefined;
  let start: number | undefined;

  function readLines(list: LineList, text: string): void {
    for (const [, from = "", to = from] of text.matchAll(range)) {
      ranges[list].push([Number(from), Number(to)]);
    }
  }

  function readNumbering(value = ""): void {
    const text = unwrap(value);
    if (/^(false|no|off)$/i.test(text)) numbered = false;
    else {
      numbered ??= true;
      if (/^\d{1,9}$/.test(text)) start = Number(text);
    }
  }

  /** Reads one piece; false when it is not understood. */
  function read(piece: string): boolean {
    const attribute = /^:?([A-Za-z_][\w-]*)(?:\s*=\s*|(?=\{))([\s\S]+)$/.exec(piece);
    const [, name = piece.replace(/^:/, ""), value] = attribute ?? [];
    const kind = kinds.get(name.toLowerCase());
    if (kind === "numbers") readNumbering(value);
    else if (kind === "noNumbers") numbered = false;
    else if (value === undefined) return readBare(piece);
    else if (kind === "title") title ??= unwrap(value);
    else if (kind === "start") {
      if (!/^\d{1,9}$/.test(unwrap(value))) return false;
      start = Number(unwrap(value));
    } else if (kind === undefined) return false;
    else if (onlyRanges.test(dropLabels(unbrace(value)))) readLines(kind, dropLabels(value));
    else if (kind === "highlight" && /^(["'`]).*\1$/s.test(value) && unwrap(value) !== "") {
      words.push(unwrap(value));
    } else return false;
    return true;
  }

  function readBare(piece: string): boolean {
    const inner = piece.slice(1, -1);
    if (/^\{.*\}$/s.test(piece)) {
      if (!onlyRanges.test(dropLabels(inner))) return readAttributes(inner);
      readLines("highlight", dropLabels(inner));
    } else if (piece.startsWith("[") && piece.endsWith("]") && inner.trim() !== "") {
      if (onlyRanges.test(inner)) readLines("highlight", inner);
      else title ??= inner.trim();
    } else if (/^\/(?:\\.|[^\\/])+\/$/s.test(piece)) words.push(inner.replace(/\\(.)/gs, "$1"));
    else if (/^(["']).+\1$/s.test(piece)) words.push(unwrap(piece));
    else return false;
    return true;
  }

  /** Reads `{linenos=true, hl_lines=[1,"3-5"]}`, `{numberLines: true}` and `{.numberLines}`; all or nothing. */
  function readAttributes(text: string): boolean {
    const pieces = splitFenceMeta(text.replace(/(\w)\s*:\s+/g, "$1="), true);
    return (
      pieces.length > 0 && pieces.every((piece) => readClass(piece) || (isAttribute(piece) && read(piece)))
    );
  }

  function readClass(piece: string): boolean {
    const isKnown = piece.startsWith(".") && kinds.get(piece.slice(1).toLowerCase()) === "numbers";
    if (isKnown) readNumbering();
    return isKnown;
  }

  /** Reads `linenos,hl_lines=3-5`; returns what is left of it. */
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
    highlight: expand(ranges.highlight, lineCount),
    insert: expand(ranges.insert, lineCount),
    delete: expand(ranges.delete, lineCount),
    focus: expand(ranges.focus, lineCount),
    words: [...new Set(words)],
    ...(numbered && { lineNumbers: { start: start ?? 1 } }),
    rest: rest.join(" "),
  };
}

function isAttribute(piece: string): boolean {
  return /^[\w-]+\s*=/.test(piece);
}

/** A label, as in `{"why":3-5}`, is not a line. */
function dropLabels(text: string): string {
  return text.replace(/"[^"]*"\s*:/g, "");
}

function unbrace(value: string): string {
  return /^\{[\s\S]*\}$/.test(value) ? value.slice(1, -1) : value;
}

/** Removes the braces and quotes around a value. */
function unwrap(value: string): string {
  const text = unbrace(value.trim()).trim();
  const quoted = /^(["'`])([\s\S]*)\1$/.exec(text);
  return quoted ? (quoted[2] ?? "").replace(/\\(["'`\\])/g, "$1") : text;
}

/** The line numbers of ranges: each once, ascending, none beyond the block. */
function expand(ranges: [number, number][], lineCount: number): number[] {
  if (ranges.length === 0) return [];
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

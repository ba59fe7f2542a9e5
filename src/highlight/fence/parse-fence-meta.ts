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
  /** Words to mark as inserted: `ins="x"`. */
  insertWords?: string[];
  /** Words to mark as deleted: `del="x"`. */
  deleteWords?: string[];
  /** Labels of lines: `{"why":3-5}`, at the first line of each. */
  labels?: { line: number; text: string }[];
  /** Ranges of lines that are folded until a reader opens them: `collapse={1-5}`. */
  collapse?: [from: number, to: number][];
  /** Present when lines are numbered. */
  lineNumbers?: { start: number };
  /** Whether long lines are wrapped; absent when the fence does not say. */
  wrap?: boolean;
  /** Name of the block's tab: neighbors with tabs become one group. */
  tab?: string;
  /** What stands around the code; absent when the fence does not say. */
  frame?: "none" | "code" | "terminal";
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

/** A word, or a pattern, and what it is marked as. */
export interface WordMark {
  readonly text: string;
  /** The text between slashes, if it may be a regular expression. */
  readonly source?: string;
  readonly mark: "highlight" | "insert" | "delete";
}

/** What a fence asks for, and what of it cannot be done. */
export interface ReadMeta {
  readonly meta: FenceMeta;
  readonly words: readonly WordMark[];
  /** Line numbers and ranges that are not in the block, as text. */
  readonly missed: readonly string[];
}

type LineList = "highlight" | "insert" | "delete" | "focus" | "collapse";
type Kind = LineList | "title" | "numbers" | "noNumbers" | "start" | "wrap" | "noWrap" | "tab" | "frame";

/** The names of attributes, in lower case. */
const spellings: Readonly<Record<Kind, string>> = {
  highlight: "highlight highlightlines hl hl_lines hllines mark",
  insert: "ins insert inserted add",
  delete: "del delete deleted remove",
  focus: "focus",
  collapse: "collapse",
  title: "title filename file caption name",
  numbers: "showlinenumbers shownumbers linenumbers line-numbers linenos linenums numberlines",
  noNumbers: "no-line-numbers nolinenumbers",
  start: "startlinenumber start-line startfrom linenostart linestart",
  wrap: "wrap",
  noWrap: "nowrap no-wrap",
  tab: "tab",
  frame: "frame",
};
const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.entries(spellings).flatMap(([kind, names]) => names.split(" ").map((name) => [name, kind as Kind])),
);

/** Longer meta text was not written by a person: it is kept, unread. */
const maxLength = 4_000;

/** One line number or range, in any of the spellings `3`, `3-5`, `3..5`, and `3-` up to the end. */
const range = /(\d+)(?:\s*(-|–|\.\.\.?)\s*(\d+)?)?/g;
const onlyRanges = /^[\s[\]"',;]*\d(?:[\d\s,;"'[\]–-]|\.\.)*$/;

/**
 * Reads the meta text of a fence: the part after the language.
 *
 * It knows the spellings of the common tools: `{1,3-5}`, `title="a.ts"`, `filename=`, `showLineNumbers`,
 * `showLineNumbers{5}`, `linenos`, `linenostart=5`, `hl_lines="1 3-5"`, `/word/`, `"word"`, `ins={2}`, `del={3}`,
 * `mark={4}`, `focus={5}`, `:line-numbers=5`, `[a.ts]`, `collapse={1-5}`, `wrap`, `tab="npm"`, `frame="terminal"` and
 * attribute lists in braces. What it does not know is kept in `rest`; nothing is an error.
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
  return readFenceMeta(meta ?? "", lineCount).meta;
}

/** Whether the first word of a fence is meta text: `showLineNumbers`, `title="a.ts"`, `/word/`. */
export function isMetaWord(word: string): boolean {
  const kind = kinds.get(word.toLowerCase()) ?? "";
  return /^[/"'`]|^[A-Za-z_][\w-]*=/.test(word) || ["numbers", "noNumbers", "wrap", "noWrap"].includes(kind);
}

/** Reads meta text; see {@linkcode parseFenceMeta}. */
export function readFenceMeta(text: string, lineCount: number): ReadMeta {
  const ranges: Record<LineList, [number, number][]> = {
    highlight: [],
    insert: [],
    delete: [],
    focus: [],
    collapse: [],
  };
  const words: WordMark[] = [];
  const labels: { line: number; text: string }[] = [];
  const missed: string[] = [];
  const rest: string[] = [];
  const more: Pick<FenceMeta, "wrap" | "tab" | "frame"> = {};
  let title: string | undefined;
  let numbered: boolean | undefined;
  let start: number | undefined;

  function readLines(list: LineList, text: string): void {
    for (const [, label = "", line] of text.matchAll(/"([^"]*)"\s*:\s*(\d+)/g)) {
      labels.push({ line: Number(line), text: label });
    }
    for (const [whole, from = "", dash, to = dash === undefined ? from : "Infinity"] of dropLabels(
      text,
    ).matchAll(range)) {
      const [first, last] = [Number(from), Number(to)].sort((a, b) => a - b) as [number, number];
      if (first < 1 || first > lineCount || (last > lineCount && last !== Number.POSITIVE_INFINITY)) {
        missed.push(whole.trim());
      }
      ranges[list].push([Math.max(1, first), Math.min(lineCount, last)]);
    }
  }

  function addWord(mark: WordMark["mark"], text: string): void {
    if (!words.some((word) => word.mark === mark && word.text === text)) words.push({ mark, text });
  }

  /** Reads `/word/`. Whether it is a word or a regular expression depends on the code. */
  function addSlashed(mark: WordMark["mark"], piece: string): void {
    const inner = piece.slice(1, -1);
    const text = inner.replace(/\\(.)/gs, "$1");
    if (!/[\\^$.|?*+()[\]{}]/.test(inner.replaceAll("\\/", ""))) addWord(mark, text);
    else if (!words.some((word) => word.mark === mark && word.source === inner)) {
      words.push({ mark, text, source: inner });
    }
  }

  function readNumbering(value = ""): void {
    const text = unwrap(value);
    if (isFalse(text)) numbered = false;
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
    else if (kind === "wrap" || kind === "noWrap") {
      more.wrap = (kind === "wrap") !== isFalse(value);
    } else if (value === undefined) return readBare(piece);
    else if (kind === "title") title ??= unwrap(value);
    else if (kind === "tab") more.tab = unwrap(value);
    else if (kind === "frame") {
      const frame = unwrap(value).toLowerCase();
      if (frame !== "none" && frame !== "code" && frame !== "terminal") return false;
      more.frame = frame;
    } else if (kind === "start") {
      if (!/^\d{1,9}$/.test(unwrap(value))) return false;
      start = Number(unwrap(value));
    } else if (kind === undefined) return false;
    else if (onlyRanges.test(dropLabels(unbrace(value)))) readLines(kind, value);
    else if (kind === "focus" || kind === "collapse") return false;
    else if (isSlashed(value)) addSlashed(kind, value);
    else if (/^(["'`]).*\1$/s.test(value) && unwrap(value) !== "") addWord(kind, unwrap(value));
    else return false;
    return true;
  }

  function readBare(piece: string): boolean {
    const inner = piece.slice(1, -1);
    if (/^\{.*\}$/s.test(piece)) {
      if (!onlyRanges.test(dropLabels(inner))) return readAttributes(inner);
      readLines("highlight", inner);
    } else if (piece.startsWith("[") && piece.endsWith("]") && inner.trim() !== "") {
      if (onlyRanges.test(inner)) readLines("highlight", inner);
      else title ??= inner.trim();
    } else if (isSlashed(piece)) addSlashed("highlight", piece);
    else if (/^(["']).+\1$/s.test(piece)) addWord("highlight", unwrap(piece));
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

  const pieces = text.length > maxLength ? [text] : splitFenceMeta(text, false);
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] ?? "";
    if (piece.length > maxLength || !read(piece)) rest.push(...readList(piece));
    else if (/^hl_lines=\d/i.test(piece)) {
      // Zola writes its ranges without quotes: `hl_lines=1 3-5`.
      while (/^\d+(-\d+)?$/.test(pieces[index + 1] ?? "")) readLines("highlight", pieces[++index] ?? "");
    }
  }

  const wordsOf = (mark: WordMark["mark"]): string[] =>
    words.filter((word) => word.mark === mark).map((word) => word.text);
  const [insertWords, deleteWords] = [wordsOf("insert"), wordsOf("delete")];
  return {
    words,
    missed,
    meta: {
      ...(title !== undefined && title !== "" && { title }),
      highlight: expand(ranges.highlight),
      insert: expand(ranges.insert),
      delete: expand(ranges.delete),
      focus: expand(ranges.focus),
      words: wordsOf("highlight"),
      ...(insertWords.length > 0 && { insertWords }),
      ...(deleteWords.length > 0 && { deleteWords }),
      ...(labels.length > 0 && { labels }),
      ...(ranges.collapse.length > 0 && { collapse: merge(ranges.collapse) }),
      ...(numbered && { lineNumbers: { start: start ?? 1 } }),
      ...more,
      rest: rest.join(" "),
    },
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

/** Ascending ranges that neither overlap nor are empty. */
function merge(ranges: readonly [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(from, (merged.at(-1)?.[1] ?? 0) + 1);
    if (start <= to) merged.push([start, to]);
  }
  return merged;
}

/** The line numbers of ranges: each once, ascending. */
function expand(ranges: readonly [number, number][]): number[] {
  return merge(ranges).flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  );
}

function isSlashed(text: string): boolean {
  return /^\/(?:\\.|[^\\/])+\/$/s.test(text);
}

function isFalse(value = ""): boolean {
  return /^(false|no|off)$/i.test(unwrap(value));
}

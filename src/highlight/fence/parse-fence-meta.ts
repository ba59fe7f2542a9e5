import { checkKind, checkOptions, checkWholeNumber } from "../../core/check-options.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { splitFenceMeta } from "./split-fence-meta.ts";

/** The settings in the text after a fence's language. */
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
  /** Whether long lines are wrapped; absent when the fence does not set it. */
  wrap?: boolean;
  /** Name of the block's tab: neighbors with tabs become one group. */
  tab?: string;
  /** The frame around the code; absent when the fence does not set it. */
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
  lineCount?: number | undefined;
}

/** A word, or a pattern, and what it is marked as. */
export interface WordMark {
  readonly mark: "highlight" | "insert" | "delete";
  readonly text: string;
  /** The text between slashes, if it may be a regular expression. */
  readonly source?: string;
}

/** The settings of a fence, and those that cannot be applied. */
export interface ReadMeta {
  readonly meta: FenceMeta;
  readonly words: readonly WordMark[];
  /** Line numbers and ranges that are not in the block, as text. */
  readonly missed: readonly string[];
}

type LineList = "highlight" | "insert" | "delete" | "focus" | "collapse";
type Kind = LineList | "title" | "numbers" | "start" | "wrap" | "tab" | "frame";

/** The names of attributes, in lower case. Those that begin with `no` mean the opposite. */
const spellings: Readonly<Record<Kind, string>> = {
  highlight: "highlight highlightlines hl hl_lines hllines mark",
  insert: "ins insert inserted add",
  delete: "del delete deleted remove",
  focus: "focus",
  collapse: "collapse",
  title: "title filename file caption name",
  numbers:
    "showlinenumbers shownumbers linenumbers line-numbers line_number linenos linenums numberlines no-line-numbers nolinenumbers",
  start: "startlinenumber start-line startfrom linenostart linestart first_line",
  wrap: "wrap nowrap no-wrap",
  tab: "tab",
  frame: "frame",
};
const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.entries(spellings).flatMap(([kind, names]) => names.split(" ").map((name) => [name, kind as Kind])),
);

function kindOf(name: string): Kind | undefined {
  return kinds.get(name.toLowerCase());
}

const frames = ["none", "code", "terminal"] as const;
const lineNumber = /^\d{1,9}$/;
/** `name`, `name=value`, `name{value}`, VitePress's `:name`, and Hexo's `name:value`. */
const attribute = /^:?(?<name>[A-Za-z_][\w-]*)(?:(?:[=:]|(?=\{))(?<value>.+))?$/s;

type LineRange = [from: number, to: number];

/** Longer meta text was not written by a person: it is kept without being read. */
const maxLength = 4_000;

/** One line number or range, in any of the spellings `3`, `3-5`, `3..5`, and `3-` up to the end. */
const range = /(\d+)(?:\s*(-|–|\.\.\.?)\s*(\d+)?)?/g;
const onlyRanges = /^[\s[\]"',;]*\d(?:[\d\s,;"'[\]–-]|\.\.)*$/;
/** The label of a line: `"why":3`. */
const label = /"([^"]*)"\s*:\s*(\d+)/g;

/**
 * Reads the meta text of a fence: the part after the language.
 *
 * It supports the spellings of common tools: `{1,3-5}`, `title="a.ts"`, `filename=`, `showLineNumbers`,
 * `showLineNumbers{5}`, `linenos`, `linenostart=5`, `hl_lines="1 3-5"`, `/word/`, `"word"`, `ins={2}`, `del={3}`,
 * `mark={4}`, `focus={5}`, `:line-numbers=5`, `[a.ts]`, `collapse={1-5}`, `wrap`, `tab="npm"`, `frame="terminal"` and
 * attribute lists in braces. Unknown text is kept in `rest`; nothing is an error.
 *
 * @param meta - text after the language; `null` and `undefined` count as empty
 * @param options - limit of line numbers
 * @returns the settings; lists are empty when nothing was set
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
  return /^[/"'`]|^[A-Za-z_][\w-]*=/.test(word) || /^(numbers|wrap)$/.test(kindOf(word) ?? "");
}

/** Reads meta text; see {@linkcode parseFenceMeta}. */
export function readFenceMeta(text: string, lineCount: number): ReadMeta {
  const ranges: Record<LineList, LineRange[]> = {
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
  const isTooLong = text.length > maxLength;
  const more: Pick<FenceMeta, "title" | "wrap" | "tab" | "frame"> = {};
  let isNumbered: boolean | undefined;
  let start = 1;

  /** Reads line numbers and ranges; false for anything else. */
  function readLines(list: LineList, value: string): boolean {
    const numbers = value.replace(/"[^"]*"\s*:/g, "");
    if (!onlyRanges.test(numbers)) return false;
    for (const [, text = "", line] of value.matchAll(label)) labels.push({ line: Number(line), text });
    for (const [written, from = "", dash, to = dash ? "Infinity" : from] of numbers.matchAll(range)) {
      const first = Math.min(Number(from), Number(to));
      const last = Math.max(Number(from), Number(to));
      const isInBlock = first >= 1 && first <= lineCount && (last <= lineCount || to === "Infinity");
      if (!isInBlock) missed.push(written.trim());
      ranges[list].push([Math.max(1, first), Math.min(lineCount, last)]);
    }
    return true;
  }

  /** Reads `"word"` and `/word/`. Whether the latter is a regular expression depends on the code. */
  function readWord(mark: LineList, value: string): boolean {
    if (mark === "focus" || mark === "collapse") return false;
    const isSlashed = /^\/(?:\\.|[^\\/])+\/$/s.test(value);
    const source = value.slice(1, -1);
    const text = isSlashed ? source.replace(/\\(.)/gs, "$1") : unwrap(value);
    if (!isSlashed && (text === "" || !/^(["'`]).*\1$/s.test(value))) return false;
    const mayBePattern = isSlashed && /[\\^$.|?*+()[\]{}]/.test(source.replaceAll("\\/", ""));
    if (!words.some((word) => word.mark === mark && word.text === text)) {
      words.push({ mark, text, ...(mayBePattern && { source }) });
    }
    return true;
  }

  /** Reads what follows a name; false when it is not understood. */
  function readAttribute(name: string, value: string | undefined): boolean {
    const kind = kindOf(name);
    const text = unwrap(value ?? "");
    if (kind === "numbers" || kind === "wrap") {
      // `linenos=table,hl_lines=[1]` is a list.
      if (/^\w+,[A-Za-z]/.test(text)) return false;
      const isOn = /^no/i.test(name) === /^(false|no|off)$/i.test(text);
      if (kind === "wrap") more.wrap = isOn;
      else isNumbered = isOn && isNumbered !== false;
      if (isNumbered && lineNumber.test(text)) start = Number(text);
      return true;
    }
    if (kind === undefined || value === undefined) return false;
    if (kind === "start") {
      if (!lineNumber.test(text)) return false;
      start = Number(text);
    } else if (kind === "frame") {
      const frame = frames.find((known) => known === text.toLowerCase());
      if (frame === undefined) return false;
      more.frame = frame;
    } else if (kind === "tab" || kind === "title") more[kind] ??= text || undefined;
    else return readLines(kind, unbrace(value)) || readWord(kind, value);
    return true;
  }

  /** Reads one piece; false when it is not understood. */
  function readPiece(piece: string): boolean {
    const { name, value } = attribute.exec(piece)?.groups ?? {};
    if (name !== undefined) return readAttribute(name, value);
    const inner = piece.slice(1, -1);
    if (/^\{.*\}$/s.test(piece)) return readLines("highlight", inner) || readAttributeList(inner);
    if (!/^\[.*\S.*\]$/s.test(piece)) return readWord("highlight", piece);
    // `[a.ts]`
    if (onlyRanges.test(inner)) readLines("highlight", inner);
    else more.title ??= inner.trim();
    return true;
  }

  /** Reads `{linenos=true, hl_lines=[1,"3-5"]}`, `{numberLines: true}` and `{.numberLines}`. */
  function readAttributeList(text: string): boolean {
    const pieces = splitFenceMeta(text.replace(/(\w)\s*:\s+/g, "$1="), "commas");
    const isRead = (piece: string): boolean => {
      if (!piece.startsWith(".")) return /^[\w-]+=/.test(piece) && readPiece(piece);
      return kindOf(piece.slice(1)) === "numbers" && readPiece(piece.slice(1));
    };
    const unknown = pieces.filter((piece) => !isRead(piece));
    if (unknown.length === pieces.length) return false;
    rest.push(...unknown);
    return true;
  }

  // Zola writes its ranges without quotes: `hl_lines=1 3-5`.
  const quoted = text.replace(
    /(?<=^|[\s,])((?:hl|hide)_lines)=(\d[\d-]*(?:\s+\d[\d-]*)+)(?=[\s,]|$)/gi,
    '$1="$2"',
  );
  for (const piece of isTooLong ? [] : splitFenceMeta(quoted, "spaces")) {
    if (readPiece(piece)) continue;
    // rehype-pretty-code gives marked words a name: `/push/#a`
    const { word, name } = /^(?<word>(["'`/]).+\2)(?<name>#[\w-]+)$/s.exec(piece)?.groups ?? {};
    if (word !== undefined && name !== undefined && readPiece(word)) {
      rest.push(name);
      continue;
    }
    // `linenos,hl_lines=3-5`
    const parts = splitFenceMeta(piece, "commas");
    const unknown = parts.length > 1 ? parts.filter((part) => !readPiece(part)) : parts;
    rest.push(unknown.length === parts.length ? piece : unknown.join(","));
  }

  const wordsOf = (mark: WordMark["mark"]): string[] =>
    words.filter((word) => word.mark === mark).map((word) => word.text);
  const meta = withoutUndefined<FenceMeta>({
    ...more,
    highlight: expand(ranges.highlight),
    insert: expand(ranges.insert),
    delete: expand(ranges.delete),
    focus: expand(ranges.focus),
    words: wordsOf("highlight"),
    insertWords: someOf(wordsOf("insert")),
    deleteWords: someOf(wordsOf("delete")),
    labels: someOf(labels),
    collapse: someOf(merge(ranges.collapse)),
    lineNumbers: isNumbered ? { start } : undefined,
    rest: isTooLong ? text : rest.filter(Boolean).join(" "),
  });
  return { meta, words, missed };
}

function someOf<Item>(list: Item[]): Item[] | undefined {
  return list.length > 0 ? list : undefined;
}

function unbrace(value: string): string {
  return /^\{.*\}$/s.test(value) ? value.slice(1, -1) : value;
}

/** Removes the braces and quotes around a value. */
function unwrap(value: string): string {
  const text = unbrace(value.trim()).trim();
  return /^(["'`]).*\1$/s.test(text) ? text.slice(1, -1).replace(/\\(["'`\\])/g, "$1") : text;
}

/** Sorts ranges and merges them, so that they do not overlap and are not empty. */
function merge(ranges: LineRange[]): LineRange[] {
  const merged: LineRange[] = [];
  for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
    const start = Math.max(from, (merged.at(-1)?.[1] ?? 0) + 1);
    if (start <= to) merged.push([start, to]);
  }
  return merged;
}

/** The line numbers of ranges: each once, ascending. */
function expand(ranges: LineRange[]): number[] {
  return merge(ranges).flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  );
}

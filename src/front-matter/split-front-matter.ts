import { checkKind, checkOptions } from "../core/check-options.ts";
import { shorten } from "../core/shorten.ts";

/** The two halves of a source. */
export interface SplitFrontMatter {
  /** Language of the front matter; `undefined` when there is none, or none that is read. */
  format: FrontMatterFormat | undefined;
  /** The text between the fences, line endings as they are; `""` when there is none. */
  matter: string;
  /** The rest, from the line after the closing fence. */
  body: string;
  /** Line of the source that the text of the body starts on, from 1, with `blank` or without. */
  bodyLine: number;
}

/** Options of `splitFrontMatter`. */
export interface SplitFrontMatterOptions {
  /**
   * Puts a blank line into the body for each line before it, so that lines of the body are lines of the source.
   * @default false
   */
  blank?: boolean;
}

/**
 * Splits a source into front matter and body, without reading the front matter.
 *
 * It knows YAML (`---`, closed by `---` or `...`), TOML (`+++`), JSON (`{ … }` at the start, or `;;;`), a
 * language named at the fence (`---toml`), and bare `Title: …` header lines. A byte order mark, blank lines and HTML
 * comments may come before it. A `---` with prose after it is a thematic break, and a fence that is never closed leaves
 * the whole source in the body.
 *
 * @param source - text of a post, with any line endings
 * @returns format, matter and body
 * @example
 * ```ts
 * import { splitFrontMatter } from "galley/front-matter";
 *
 * const { format, matter, body, bodyLine } = splitFrontMatter("---\ntitle: Queues\n---\nText\n");
 * console.log(format, JSON.stringify(matter), JSON.stringify(body), bodyLine);
 * // → yaml "title: Queues\n" "Text\n" 4
 * ```
 */
export function splitFrontMatter(source: string, options: SplitFrontMatterOptions = {}): SplitFrontMatter {
  checkKind("source", source, "string");
  checkOptions(options, { blank: "boolean" });
  return splitFound(source, findFrontMatter(source), options.blank ?? false);
}

/** The same, when the front matter has been found already. */
export function splitFound(source: string, found: FoundFrontMatter, blank: boolean): SplitFrontMatter {
  const { format, lines, matterLine, matterEnd, bodyLine } = found;
  const body = source.slice(lines.startOf(bodyLine));
  return {
    format,
    matter: source.slice(lines.startOf(matterLine), lines.startOf(matterEnd)),
    body: blank ? "\n".repeat(bodyLine - 1) + body : body,
    bodyLine,
  };
}

/** The language that front matter is written in; `headers` are Pelican's bare `Title: …` lines. */
export type FrontMatterFormat = "yaml" | "toml" | "json" | "headers";

/** Where a source's front matter is, by lines. */
export interface FoundFrontMatter {
  format: FrontMatterFormat | undefined;
  /** First line of the matter, fences left out. */
  matterLine: number;
  /** Line after the last of the matter. */
  matterEnd: number;
  /** First line of the body. */
  bodyLine: number;
  /** What looks like front matter and could not be read as such. */
  problem?: {
    rule: "front-matter-unclosed" | "front-matter-unknown";
    line: number;
    reason: string;
    note: string;
  };
  lines: SourceLines;
}

const fenceLine: RegExp = /^(---|\+\+\+|;;;)[ \t]*([A-Za-z][\w+#.-]{0,20})?[ \t]*$/;

/** A line that a YAML mapping may start with. What follows the colon may lack its space (`title:Queues`). */
const yamlKey: RegExp =
  /^(?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|<<|\?|[\p{L}_$@][\p{L}\p{M}\p{N}_$./-]{0,60}(?: [\p{L}\p{N}_$./-]{1,40}){0,3})[ \t]*(?::(?:[ \t]|$)|:(?!\/\/)\S)/u;

const headerLine: RegExp = /^([A-Za-z][A-Za-z0-9_-]{0,30})[ \t]*:(?:[ \t]|$)/;

/** Comments before a fence are skipped, up to this many lines. */
const maxCommentLines = 50;

/** The most lines of bare headers. */
const maxHeaderLines = 100;

/** Finds the front matter of a source. Never throws; what is not front matter stays in the body. */
export function findFrontMatter(source: string): FoundFrontMatter {
  const lines = createSourceLines(source);
  const none: FoundFrontMatter = { format: undefined, matterLine: 1, matterEnd: 1, bodyLine: 1, lines };
  const line = skip(blank, lines, 1);
  const text = lines.at(line);
  if (text === undefined) return none;

  const fence = fenceLine.exec(text);
  if (fence) return { ...none, ...readFenced(lines, line, fence[1] ?? "", fence[2]) };
  if (text.startsWith("{")) return { ...none, ...readBraces(lines, line) };
  if (text.startsWith("<!--")) return { ...none, ...readBehindComments(lines, line) };
  const code = /^(export[ \t]+(?:const|let|var)[ \t]+[A-Za-z_$][\w$]{0,59})[\w$]*[ \t]*=/.exec(text)?.[1];
  if (code !== undefined) {
    return { ...none, ...unknown("Metadata in code is not read", line, code.replace(/[ \t]+/g, " ")) };
  }
  return { ...none, ...readHeaders(lines, line) };
}

const blank: RegExp = /^\s*$/;
/** Comments of YAML and TOML too. */
const blankOrComment: RegExp = /^\s*(?:#|$)/;
const blankOrJsonComment: RegExp = /^\s*(?:$|\/\/|\/\*.*\*\/\s*$)/;

/** The next line that is not of this kind. */
function skip(kind: RegExp, lines: SourceLines, from: number): number {
  let line = from;
  while (kind.test(lines.at(line) ?? "-")) line++;
  return line;
}

function readFenced(
  lines: SourceLines,
  open: number,
  fence: string,
  language: string | undefined,
): Partial<FoundFrontMatter> {
  const format = formatOf(fence, language);
  const close = findClose(lines, open + 1, fence, format);
  const start = skip(blankOrComment, lines, open + 1);
  const isStart = looksLikeStart(lines.at(start), format);
  const name = lines.at(open)?.trim() ?? fence;
  if (close === undefined) {
    return language !== undefined || isStart
      ? unclosed(open, name, "Close it with a line of the same characters.")
      : {};
  }
  const matter = { matterLine: open + 1, matterEnd: close, bodyLine: close + 1 };
  if (format === undefined) {
    return { ...matter, ...unknown("Front matter in this language is not read, and never run", open, name) };
  }
  if (language !== undefined || format !== "yaml") return { format, ...matter };
  if (isStart || start >= close) return { format, ...matter };
  // A thematic break with prose after it, up to the next one.
  for (let line = open + 1; line < close; line++) {
    if (!/^[a-z][\w-]*:(?:\s|$)/i.test(lines.at(line) ?? "")) continue;
    const reason = "The block between the hyphens does not start with a `key: value`, and is read as text";
    return unknown(reason, open, lines.at(start)?.trim() ?? "");
  }
  return {};
}

function unclosed(line: number, name: string, note: string): Partial<FoundFrontMatter> {
  const shown = `\`${shorten(name)}\``;
  const reason = `The front matter that ${shown} opens is never closed; all of it is read as text of the post`;
  return { problem: { rule: "front-matter-unclosed", line, reason, note } };
}

function unknown(reason: string, line: number, name: string): Partial<FoundFrontMatter> {
  const note = "Write the metadata as YAML between two lines of `---`, as TOML between `+++`, or as JSON.";
  return { problem: { rule: "front-matter-unknown", line, reason: `${reason}: \`${shorten(name)}\``, note } };
}

function formatOf(fence: string, language: string | undefined): FrontMatterFormat | undefined {
  const name = language?.toLowerCase() ?? (fence === "---" ? "yaml" : fence === "+++" ? "toml" : "json");
  if (name === "yaml" || name === "yml") return "yaml";
  return name === "toml" || name === "json" ? name : undefined;
}

function looksLikeStart(text: string | undefined, format: FrontMatterFormat | undefined): boolean {
  if (text === undefined) return false;
  if (format === "toml") return /^[ \t]*(?:[\w."'-]+[\w."' \t-]*=|\[)/.test(text);
  if (format === "json") return /^[ \t]*["{]/.test(text);
  const trimmed = text.trim();
  return yamlKey.test(trimmed) || /^\{|^&[\w-]+$/.test(trimmed);
}

function findClose(
  lines: SourceLines,
  from: number,
  fence: string,
  format: FrontMatterFormat | undefined,
): number | undefined {
  for (let line = from, text = lines.at(line); text !== undefined; text = lines.at(++line)) {
    if (!text.startsWith(fence) && !(format === "yaml" && text.startsWith("..."))) continue;
    if (text.slice(3).trim() === "") return line;
  }
  return undefined;
}

/** JSON that starts the file: up to the line of the brace that closes it. */
function readBraces(lines: SourceLines, open: number): Partial<FoundFrontMatter> {
  let next = lines.at(open)?.slice(1) ?? "";
  if (blank.test(next)) next = lines.at(skip(blankOrJsonComment, lines, open + 1)) ?? "";
  if (!/^\s*["}]/.test(next)) return {};
  let depth = 0;
  for (let line = open, text = lines.at(line); text !== undefined; text = lines.at(++line)) {
    // A text of JSON ends on its line.
    for (const { 0: sign, index } of text.matchAll(/"(?:\\.|[^"\\])*"?|[{}]/g)) {
      if (sign === "{") depth++;
      else if (sign === "}" && --depth === 0) {
        // With anything after it on its line it is a text that happens to start with a brace.
        if (!blank.test(text.slice(index + 1))) return {};
        return { format: "json", matterLine: open, matterEnd: line + 1, bodyLine: line + 1 };
      }
    }
  }
  return unclosed(open, "{", "Close the object with `}`.");
}

/** A comment such as `<!-- license -->` may come before the fence: it shows nothing. */
function readBehindComments(lines: SourceLines, from: number): Partial<FoundFrontMatter> {
  let line = from;
  let isComment = false;
  for (; line < from + maxCommentLines; line++) {
    const text = lines.at(line)?.trim();
    if (text === undefined) return {};
    if (!isComment && text === "") continue;
    if (!isComment && !text.startsWith("<!--")) break;
    const close = text.indexOf("-->", isComment ? 0 : 4);
    if (close !== -1 && close + 3 !== text.length) return {};
    isComment = close === -1;
  }
  const fence = fenceLine.exec(lines.at(line) ?? "");
  if (isComment || !fence) return {};
  const found = readFenced(lines, line, fence[1] ?? "", fence[2]);
  const first = lines.at(skip(blankOrComment, lines, line + 1));
  // After a comment a fence is a thematic break, unless keys follow beyond doubt.
  return found.format && looksLikeStart(first, found.format) ? found : {};
}

/**
 * Pelican's and Python-Markdown's header: `Title: …` lines up to the first blank one, and Hexo's, which ends in a line
 * of hyphens. A paragraph may start with a word and a colon as well, so there must be a title, and nothing but headers.
 */
function readHeaders(lines: SourceLines, from: number): Partial<FoundFrontMatter> {
  let hasTitle = false;
  let line = from;
  for (let text = lines.at(line); text !== undefined; text = lines.at(++line)) {
    if (text.trim() === "" || (line > from && /^---[ \t]*$/.test(text))) break;
    if (line - from >= maxHeaderLines) return {};
    const key = headerLine.exec(text)?.[1]?.toLowerCase();
    if (key === undefined && !(line > from && /^(?: {4}|\t)/.test(text))) return {};
    if (key === "title") hasTitle = true;
  }
  if (!hasTitle) return {};
  // One line and hyphens are a heading of Markdown.
  const isFenced = lines.at(line)?.startsWith("---") ?? false;
  if (isFenced && line - from < 2) return {};
  return { format: "headers", matterLine: from, matterEnd: line, bodyLine: isFenced ? line + 1 : line };
}

/** The lines of a source, found when they are asked for: usually only the first few are needed. */
export interface SourceLines {
  /** The text of a line (from 1) without its line ending; `undefined` past the last line. */
  at(line: number): string | undefined;
  /** Where a line starts in the source; for a line past the end, the end. */
  startOf(line: number): number;
}

/**
 * Splits a source into lines at LF, CRLF and CR. A byte order mark belongs to no line, so that columns count from the
 * first character an editor shows.
 */
function createSourceLines(source: string): SourceLines {
  const starts: number[] = [source.startsWith("\uFEFF") ? 1 : 0];
  const ends: number[] = [];
  const ending = /\r\n|\n|\r/g;
  let done = false;
  const findLine = (line: number): void => {
    while (!done && ends.length < line) {
      ending.lastIndex = starts[ends.length] ?? 0;
      const found = ending.exec(source);
      ends.push(found ? found.index : source.length);
      if (found) starts.push(ending.lastIndex);
      else done = true;
    }
  };
  return {
    at(line) {
      findLine(line);
      const end = ends[line - 1];
      return end === undefined ? undefined : source.slice(starts[line - 1], end);
    },
    startOf(line) {
      findLine(line - 1);
      return starts[line - 1] ?? source.length;
    },
  };
}

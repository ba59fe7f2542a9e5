import type { Point } from "unist";
import { checkKind, checkOptions } from "../core/check-options.ts";
import { shorten } from "../core/shorten.ts";
import { lineIndexAt, lineStartsOf } from "../core/text-position.ts";

/** The two halves of a source. */
export interface SplitFrontMatter {
  /** Format of the front matter; `undefined` when there is none, or when it is not read. */
  format: FrontMatterFormat | undefined;
  /** The text between the fences, line endings as they are; `""` when there is none. */
  matter: string;
  /** The rest, from the line after the closing fence. */
  body: string;
  /** The line of the source on which the text of the body starts, from 1, with `blank` or without. */
  bodyLine: number;
}

/** Options of `splitFrontMatter`. */
export interface SplitFrontMatterOptions {
  /**
   * Adds a blank line to the body for each line before it, so that line numbers in the body match the source.
   * @default false
   */
  blank?: boolean | undefined;
}

/**
 * Splits a source into front matter and body, without reading the front matter.
 *
 * It supports YAML (`---`, closed by `---` or `...`), TOML (`+++`), JSON (`{ … }` at the start, or `;;;`), a
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
  const { format, matter, body, bodyLine } = findFrontMatter(source, options.blank);
  return { format, matter, body, bodyLine };
}

/** The language that front matter is written in; `headers` are Pelican's bare `Title: …` lines. */
export type FrontMatterFormat = "yaml" | "toml" | "json" | "headers";

/** Additional details for reading the front matter. */
export interface FoundFrontMatter extends SplitFrontMatter {
  /** The matter with LF as its line ending. */
  text: string;
  /** Where the front matter starts, its fence included: an offset as below, less than 0 before the matter. */
  start: number;
  /** Problems with text at the start that looks like front matter but could not be read as such. */
  problem: Problem | undefined;
  /** The position in the source of an offset in `text`. */
  pointAt(offset: number): Point;
}

interface Problem {
  rule: "front-matter-unclosed" | "front-matter-unknown";
  reason: string;
  note: string;
}

/** Finds the front matter of a source. Never throws; what is not front matter stays in the body. */
export function findFrontMatter(source: string, blank = false): FoundFrontMatter {
  const text = source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source;
  const { format, start, matterStart, matterEnd, bodyStart, problem } = locate(text);
  const head = text.slice(0, bodyStart);
  // If the closing fence ends the source, the body starts on a line that does not exist.
  let bodyLine = head === "" || head === "\uFEFF" || head.endsWith("\n") ? 1 : 2;
  for (let at = head.indexOf("\n"); at !== -1; at = head.indexOf("\n", at + 1)) bodyLine++;
  // Most posts never need a position.
  let starts: number[] | undefined;
  let sourceStarts: number[] | undefined;
  const toSource = (offset: number): Point & { offset: number } => {
    starts ??= lineStartsOf(text.slice(0, Math.max(start, bodyStart)));
    const index = lineIndexAt(starts, offset);
    const column = offset - (starts[index] ?? 0);
    sourceStarts ??= source === text ? starts : lineStartsOf(source);
    return { line: index + 1, column: column + 1, offset: (sourceStarts[index] ?? 0) + column };
  };
  const inSource = (offset: number): number => (source === text ? offset : toSource(offset).offset);
  return {
    format,
    matter: source.slice(inSource(matterStart), inSource(matterEnd)),
    body: (blank ? "\n".repeat(bodyLine - 1) : "") + source.slice(inSource(bodyStart)),
    bodyLine,
    text: text.slice(matterStart, matterEnd),
    start: start - matterStart,
    problem,
    pointAt: (offset) => toSource(Math.min(matterStart + offset, Math.max(start, matterEnd))),
  };
}

/** Offsets in a text whose lines end in LF. */
interface Location {
  format?: FrontMatterFormat | undefined;
  start: number;
  matterStart: number;
  matterEnd: number;
  bodyStart: number;
  problem?: Problem;
}

const fenceLine: RegExp = /(---|\+\+\+|;;;)[ \t]*([A-Za-z][\w+#.-]{0,20})?[ \t]*(?:\n|$)/y;
const closingLine: RegExp = /\n(---|\.\.\.|\+\+\+|;;;)[^\S\n]*(?:\n|$)/g;

/** Comments and blank lines before a fence: they show nothing. */
const comments: RegExp = /(?:[^\S\n]*(?:<!--(?:(?!-->)[\s\S])*-->[^\S\n]*)?\n){1,50}/y;
/** Nikola writes the metadata of Markdown into a comment: `.. title: Queues`. */
const nikolaComment: RegExp =
  /(<!--[^\S\n]*\n(?=\.\. title:|(?:\.\. [^\n]*\n){1,50}?\.\. title:))((?:\.\. [A-Za-z][\w-]*:[^\n]*\n|[^\S\n]*\n){1,100})-->[^\S\n]*(?:\n|$)/y;
/** The same without a comment: a title first or later, and nothing else up to a blank line. */
const nikolaLines: RegExp =
  /(?=(?:\.\. [^\n]*\n){0,50}?\.\. title:[^\n]*\n(?:\.\. |[^\S\n]*\n))(?:\.\. [A-Za-z][\w-]*:[^\n]*\n){2,100}(?=[^\S\n]*(?:\n|$))/y;
/** Metadata in code; not a component or a function. */
const code: RegExp =
  /export[ \t]+(?:const|let|var)[ \t]+[a-z_$][\w$]{0,59}(?=[\w$]*[ \t]*=(?![ \t]*(?:\(|(?:async|function|class)\b|[\w$]+[ \t]*=>)))/y;

/** The title block of Pandoc, `% Title`, and keywords of Org, `#+TITLE: Title`. */
const foreignTitle: RegExp =
  /(?:% [^\n]+\n){1,3}(?=[^\S\n]*(?:\n|$))|#\+(?:title|author|date)[ \t]*:[^\n]*/iy;

function locate(text: string): Location {
  const location = locateExact(text);
  return location.format || location.problem ? location : { ...location, ...findAlmost(text) };
}

/** A line that was meant to be a fence (`----`, `--- # comment`, `---title: T`), or has something invisible before it. */
const almostFence = /^[\s\u200B\u2060\uFEFF]{0,20}---[^\n]{0,200}/;
/** `draft: true`, which would hold a post back, or another key that nearly every post has. */
const commonKey = /(?:^|\n)[ \t-]*(?:title|draft|date|published|unlisted|hidden)[ \t]*:\s/i;

/** Text that was probably meant as front matter: an author may rely on a `draft: true` in it. */
function findAlmost(text: string): Partial<Location> {
  const [opening] = almostFence.exec(text) ?? [];
  if (opening === undefined) return {};
  const head = text.slice(0, 4000);
  const close = head.slice(opening.length).search(/\n-{3,}[ \t]*(?:\n|$)/);
  if (close === -1) return {};
  const block = head.slice(0, opening.length + close).replace(/^[\s\u200B\u2060\uFEFF]*-+/, "");
  if (!commonKey.test(block)) return {};
  return unknown(
    "This block is read as text: front matter starts with a line of exactly `---`, then a `key: value`",
    opening.trim(),
  );
}

function locateExact(text: string): Location {
  const first = text.startsWith("\uFEFF") ? 1 : 0;
  const start = Math.max(first, text.lastIndexOf("\n", text.search(/\S/)) + 1);
  const none: Location = { start, matterStart: first, matterEnd: first, bodyStart: first };
  const fence = matchAt(fenceLine, text, start);
  if (fence) return { ...none, ...locateFenced(text, fence) };
  if (text[start] === "{") return { ...none, ...locateObject(text, start) };
  if (text.startsWith("<!--", start)) {
    const nikola = matchAt(nikolaComment, text, start);
    if (nikola) {
      const [{ length }, open = "", lines = ""] = nikola;
      const matterStart = start + open.length;
      const matterEnd = matterStart + lines.length;
      return { format: "headers", start, matterStart, matterEnd, bodyStart: start + length };
    }
    const open = start + (matchAt(comments, text, start)?.[0].length ?? 0);
    const later = matchAt(fenceLine, text, open);
    const found = later && locateFenced(text, later);
    // After a comment, a fence is a thematic break, unless keys clearly follow.
    const isCertain = found?.format && isKey(text, firstLine(text, open), found.format);
    return isCertain ? { ...none, start: open, ...found } : none;
  }
  const nikola = matchAt(nikolaLines, text, start)?.[0];
  if (nikola !== undefined) {
    const matterEnd = start + nikola.length;
    return { format: "headers", start, matterStart: start, matterEnd, bodyStart: matterEnd };
  }
  const declaration = matchAt(code, text, start)?.[0];
  if (declaration === undefined) {
    const title = matchAt(foreignTitle, text, start)?.[0];
    if (title !== undefined)
      return { ...none, ...unknown("Metadata of Pandoc and Org is not read", title.trim()) };
    return { ...none, ...locateHeaders(text, start) };
  }
  return { ...none, ...unknown("Metadata in code is not read", declaration.replace(/[ \t]+/g, " ")) };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function locateFenced(text: string, fence: RegExpExecArray): Partial<Location> {
  const [{ length }, sign = "", language] = fence;
  const name = fence[0].trim();
  const matterStart = fence.index + length;
  const format = formatOf(sign, language);
  const first = firstLine(text, fence.index);
  const hasKey = isKey(text, first, format);
  const close = findClose(text, matterStart - 1, sign, format);
  if (!close) {
    const isMeant = language !== undefined || hasKey;
    return isMeant ? unclosed(name, "Close it with a line of the same characters.") : {};
  }
  const matterEnd = close.index + 1;
  const found = { format, matterStart, matterEnd, bodyStart: close.index + close[0].length };
  if (format === undefined) {
    return { ...found, ...unknown("Front matter in this language is not read, and never run", name) };
  }
  if (language !== undefined || format !== "yaml" || hasKey || first >= matterEnd) return found;
  // A thematic break with prose after it, up to the next one.
  if (!/\n[a-z][\w-]*:\s/i.test(text.slice(matterStart - 1, matterEnd))) return {};
  const reason = "The block between the hyphens does not start with a `key: value`, and is read as text";
  return unknown(reason, /.*/.exec(text.slice(first))?.[0].trim() ?? "");
}

function findClose(
  text: string,
  from: number,
  fence: string,
  format: FrontMatterFormat | undefined,
): RegExpExecArray | null {
  let line = matchAt(closingLine, text, from);
  while (line && line[1] !== fence && !(line[1] === "..." && format === "yaml"))
    line = closingLine.exec(text);
  return line;
}

function formatOf(fence: string, language: string | undefined): FrontMatterFormat | undefined {
  const name = language?.toLowerCase() ?? (fence === "---" ? "yaml" : fence === "+++" ? "toml" : "json");
  if (name === "yaml" || name === "yml") return "yaml";
  return name === "toml" || name === "json" ? name : undefined;
}

const contentLine: RegExp = /\n[^\S\n]*[^\s#]/g;

/** The start of the first line after the given one that is neither blank nor a YAML or TOML comment. */
function firstLine(text: string, line: number): number {
  const found = matchAt(contentLine, text, line);
  return found ? found.index + 1 : text.length;
}

/** The first line of a matter. In YAML, the space after the colon may be missing (`title:Queues`). */
const firstKeys: Readonly<Record<Exclude<FrontMatterFormat, "headers">, RegExp>> = {
  yaml: /[^\S\n]*(?:(?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|<<|\?|[\p{L}_$@][\p{L}\p{M}\p{N}_$./-]{0,60}(?: [\p{L}\p{N}_$./-]{1,40}){0,3})[ \t]*:(?!\/\/)|\{|&[\w-]+[^\S\n]*(?:\n|$))/uy,
  toml: /[ \t]*(?:[\w."'-]+[\w."' \t-]*=|\[)/y,
  json: /[ \t]*["{]/y,
};

/** A key that posts have, with a wide colon: prose may begin with other words. */
const wideKey: RegExp =
  /(?:title|date|draft|published|layout|tags?|categor(?:y|ies)|author|description|slug|lang)[ \t]*：/iy;

function isKey(text: string, at: number, format: FrontMatterFormat = "yaml"): boolean {
  if (format === "yaml" && matchAt(wideKey, text, at) !== null) return true;
  return format !== "headers" && matchAt(firstKeys[format], text, at) !== null;
}

function unclosed(name: string, note: string): Partial<Location> {
  const shown = `\`${shorten(name)}\``;
  const reason = `The front matter opened by ${shown} is never closed; all of it is read as text of the post`;
  return { problem: { rule: "front-matter-unclosed", reason, note } };
}

function unknown(reason: string, name: string): Partial<Location> {
  const note = "Write the metadata as YAML between two lines of `---`, as TOML between `+++`, or as JSON.";
  return { problem: { rule: "front-matter-unknown", reason: `${reason}: \`${shorten(name)}\``, note } };
}

/** A brace and a text or another brace after it; there may be comments on lines of their own between them. */
const objectStart: RegExp = /\{(?:\s*|\s*\n\s*(?:(?:\/\/[^\n]*|\/\*[^\n]*\*\/[^\S\n]*)\n\s*){0,100})["}]/y;

/** JSON that starts the file: up to the line of the brace that closes it. */
function locateObject(text: string, start: number): Partial<Location> {
  if (!matchAt(objectStart, text, start)) return {};
  let depth = 0;
  // A JSON string ends on its line.
  const signs = /"(?:\\[^\n]|[^"\\\n])*"?|[{}]/g;
  signs.lastIndex = start;
  for (const { 0: sign, index } of text.matchAll(signs)) {
    if (sign === "{") depth++;
    else if (sign === "}" && --depth === 0) {
      const rest = matchAt(/[^\S\n]*(?:\n|$)/y, text, index + 1)?.[0];
      // With anything after it on the line, this is text that happens to start with a brace.
      if (rest === undefined) return {};
      const end = index + 1 + rest.length;
      return { format: "json", matterStart: start, matterEnd: end, bodyStart: end };
    }
  }
  return unclosed("{", "Close the object with `}`.");
}

/** `Title: …` lines and the indented ones that continue them. */
const headerLines: RegExp =
  /(?:[A-Za-z][\w-]{0,30}[ \t]*:(?:[ \t][^\n]*)?(?:\n|$)(?:(?: {4}|\t)[^\n]*\S[^\n]*(?:\n|$)){0,100}){1,100}/y;

/**
 * Pelican's and Python-Markdown's header: `Title: …` lines up to the first blank one, and Hexo's, which ends in a line
 * of hyphens. A paragraph may also start with a word and a colon, so a title is required, and nothing but headers.
 */
function locateHeaders(text: string, start: number): Partial<Location> {
  const headers = matchAt(headerLines, text, start)?.[0];
  if (headers === undefined || !/^title[ \t]*:/im.test(headers)) return {};
  const matterEnd = start + headers.length;
  const found: Partial<Location> = { format: "headers", matterStart: start, matterEnd, bodyStart: matterEnd };
  const fence = matchAt(/---[ \t]*(?:\n|$)/y, text, matterEnd)?.[0];
  if (fence === undefined) return matchAt(/[^\S\n]*(?:\n|$)/y, text, matterEnd) ? found : {};
  // One line followed by hyphens is a Markdown heading.
  return /\n./.test(headers) ? { ...found, bodyStart: matterEnd + fence.length } : {};
}

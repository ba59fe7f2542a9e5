import { shorten } from "../core/shorten.ts";
import { createSourceLines, type SourceLines } from "./places.ts";

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
  const line = skipBlank(lines, 1);
  const text = lines.at(line);
  if (text === undefined) return none;

  const fence = fenceLine.exec(text);
  if (fence) return { ...none, ...readFenced(lines, line, fence[1] ?? "", fence[2]) };
  if (text.startsWith("{")) return { ...none, ...readBraces(lines, line) };
  if (text.startsWith("<!--")) return { ...none, ...readBehindComments(lines, line) };
  if (/^export[ \t]+(?:const|let|var)[ \t]+[A-Za-z_$][\w$]*[ \t]*=/.test(text)) {
    const name = (/^export[ \t]+\w+[ \t]+[\w$]{1,60}/.exec(text) ?? [""])[0].replace(/[ \t]+/g, " ");
    return { ...none, ...unknown("Metadata in code is not read", line, name) };
  }
  return { ...none, ...readHeaders(lines, line) };
}

function skipBlank(lines: SourceLines, from: number): number {
  let line = from;
  while (lines.at(line)?.trim() === "") line++;
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
  const start = firstWithText(lines, open + 1);
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

/** The next line that is neither blank nor a comment of YAML or TOML. */
function firstWithText(lines: SourceLines, from: number): number {
  let line = from;
  while (/^\s*(?:#|$)/.test(lines.at(line) ?? "-")) line++;
  return line;
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
  const first = lines.at(open) ?? "";
  let next = first.slice(1);
  if (next.trim() === "") {
    let line = skipBlank(lines, open + 1);
    while (/^\s*(?:\/\/|\/\*.*\*\/\s*$)/.test(lines.at(line) ?? "")) line = skipBlank(lines, line + 1);
    next = lines.at(line) ?? "";
  }
  if (!/^\s*["}]/.test(next)) return {};
  let depth = 0;
  let isText = false;
  for (let line = open, text = lines.at(line); text !== undefined; text = lines.at(++line)) {
    for (let index = 0; index < text.length; index++) {
      const sign = text[index];
      if (isText) {
        if (sign === "\\") index++;
        else if (sign === '"') isText = false;
      } else if (sign === '"') isText = true;
      else if (sign === "{") depth++;
      else if (sign === "}" && --depth === 0) {
        // With anything after it on its line it is a text that happens to start with a brace.
        if (text.slice(index + 1).trim() !== "") return {};
        return { format: "json", matterLine: open, matterEnd: line + 1, bodyLine: line + 1 };
      }
    }
    // A text of JSON ends on its line.
    isText = false;
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
  const first = lines.at(firstWithText(lines, line + 1));
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

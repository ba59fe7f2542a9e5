import { shorten } from "../../core/shorten.ts";
import { lineIndexAt, lineStartsOf } from "../../core/text-position.ts";
import { type MatterProblem, moveTo, type ReadMatter } from "../matter-node.ts";
import { unclosedProblem } from "../syntax-problems.ts";
import { maxProblems, readYaml, swallowed } from "./read-yaml.ts";
import { type Edit, FlowRepairer, quoted, quoteEnd, unquote } from "./repair-flow.ts";

/** More faults than this are not reported. */
const maxReported = 100;

/**
 * Reads YAML. Text that the specification forbids and that many blogs contain is repaired, with a warning for each
 * repair; when repairs do not help, the faults of the text as written are reported.
 *
 * @param budget - characters and values that aliases may make of the text
 */
export function parseYaml(matter: string, budget: number): ReadMatter {
  const read = readYaml(matter, budget);
  const isRepairable = !read.root && !read.problems.some(({ isFinal }) => isFinal);
  const { root, problems } = isRepairable ? readRepaired(matter, budget, read.problems) : read;
  return { ...(root && { root }), problems: problems.slice(0, maxReported) };
}

function readRepaired(matter: string, budget: number, faults: MatterProblem[]): ReadMatter {
  const warnings: MatterProblem[] = [];
  let text = matter;
  let toMatter = (offset: number): number => offset;
  let unclosed: number | undefined;
  const repairs =
    faults.length > 0 && faults.length <= maxProblems ? [repairTabs, repairLines, repairLines] : [];
  for (const [round, repair] of repairs.entries()) {
    const { edits, ...found } = repair(text, budget);
    for (const { start, end, reason, note = "" } of edits) {
      const place = { start: toMatter(start), end: toMatter(end) };
      if (reason !== undefined) warnings.push({ rule: "front-matter-repaired", reason, note, ...place });
    }
    // The last round repairs what the others bring to light.
    if (found.unclosed !== undefined && round < 2) unclosed = toMatter(found.unclosed);
    if (edits.length === 0) continue;
    const toBefore = toMatter;
    toMatter = (offset) => toBefore(beforeEdits(edits, offset));
    text = applyEdits(text, edits);
    const { root, problems } = moveTo(toMatter, readYaml(text, budget));
    if (root) return { root, problems: [...warnings, ...problems] };
  }
  // What follows an unclosed quote or bracket is wrong only because of it.
  if (unclosed !== undefined && faults[0]?.rule === "front-matter-syntax")
    return { problems: [unclosedProblem(matter, unclosed)] };
  const lines = faults.map(({ start }) => matter.lastIndexOf("\n", start - 1));
  return { problems: faults.filter((_, index) => lines.indexOf(lines[index] ?? 0) === index) };
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, insert } of edits) {
    result += text.slice(at, start) + insert;
    at = end;
  }
  return result + text.slice(at);
}

/** Where an offset of an edited text was before the edits. */
function beforeEdits(edits: readonly Edit[], offset: number): number {
  let moved = 0;
  for (const { start, end, insert } of edits) {
    const at = offset - moved - start;
    if (at < 0) break;
    // A value inside of what was inserted is behind a bracket.
    if (at < insert.length) return Math.min(start + Math.max(at - 1, 0), end);
    moved += insert.length - (end - start);
  }
  return offset - moved;
}

/** What a repair finds. */
interface Found {
  /** In the order of their places. */
  edits: Edit[];
  /** Offset of a quote or bracket that is never closed; nothing after it was looked at. */
  unclosed?: number | undefined;
}

/** Tabs for indentation hide every other fault, so they are repaired alone. */
function repairTabs(text: string): Found {
  const edits: Edit[] = [];
  const reason = "The line is indented with a tab; a tab is read as two spaces";
  const note = "Use spaces: YAML does not allow tabs for indentation.";
  let isFirst = true;
  for (const { 0: line, 1: indent = "", index } of text.matchAll(/^([ \t]*)\S.*$/gm)) {
    // There is nothing yet that the first line could belong to.
    const insert = isFirst ? "" : indent.replaceAll("\t", "  ");
    if (!line.startsWith("#")) isFirst = false;
    if (indent.includes("\t")) edits.push({ start: index, end: index + indent.length, insert, reason, note });
  }
  return { edits };
}

/** Repairs what the YAML specification forbids and many blogs contain, where the meaning is beyond doubt. */
function repairLines(text: string, budget: number): Found {
  const repairer = new LineRepairer(text, budget);
  repairer.run();
  return repairer;
}

/** `key: value` or an item, both perhaps after the hyphens of a list, or brackets on a line of their own. */
const lineValue: RegExp =
  /^(?<before>(?:[ ]*-[ ]+)*[ ]*)(?:(?<key>"[^"\n]{1,80}"|'[^'\n]{1,80}'|[^\s:#"'[\]{},&*!|>%@`-][^:#\n]{0,80}?)[ \t]*:[ \t]+|(?<=-[ ]+)|(?=[[{]))(?<rest>\S.*)$/;

const keyAlone: RegExp = /^[ ]*(?:-[ ]+)*[\w-]+:[ \t]*$/;

/** `key:value`, where the value cannot be a URL. */
const glued: RegExp = /^([ ]*(?:-[ ]+)?[A-Za-z][\w-]{0,60}):(?!\/\/)[^\s:].*$/;

/** A quoted text that ends its line. */
const wholeQuote: RegExp = /(?:"(?:\\[\s\S]|[^"\\])*"|'(?:''|[^'])*')(?!')(?=[ \t]*(?:#[^\n]*)?(?:\n|$))/y;

/** Values that need no parser to be found valid. */
const plain: RegExp = /^(?:[\p{L}\p{N}/](?:(?!:(?:\s|$)|\s#).)*|"[^"\\]*"|'[^']*')$/u;

/** Keys whose values are usually lists: `tags: "a", b` is one without its brackets. */
const listKey: RegExp = /^(?:tags?|categor(?:y|ies)|keywords?|topics?|authors?|aliases)$/i;
const textKey: RegExp = /title|desc|summary|excerpt|name/i;
const quotedItems: RegExp =
  /^(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*,[ \t]*)+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')?$/;

interface LineValue {
  key: string;
  /** Without a comment. */
  value: string;
  /** Where the value starts. */
  start: number;
  /** Lines below that are indented more belong to the value. */
  indent: number;
}

/** One walk over the lines. */
class LineRepairer implements Found {
  readonly edits: Edit[] = [];
  unclosed: number | undefined;
  readonly #text: string;
  readonly #budget: number;
  readonly #lines: string[];
  readonly #starts: number[];

  constructor(text: string, budget: number) {
    this.#text = text;
    this.#budget = budget;
    this.#lines = text.split("\n");
    this.#starts = lineStartsOf(text);
  }

  run(): void {
    let isText = false;
    let line = 0;
    while (line < this.#lines.length && this.unclosed === undefined) {
      const found = this.#valueAt(line);
      if (found) {
        line = this.#repairValue(line, found);
        isText = true;
      } else {
        if (!/^\s*(?:#|$)/.test(this.#line(line))) isText = this.#repairKeyless(line, isText);
        line++;
      }
    }
  }

  #valueAt(line: number): LineValue | undefined {
    const text = this.#line(line);
    const groups = lineValue.exec(text)?.groups;
    if (!groups) return undefined;
    const { before = "", key = "", rest = "" } = groups;
    const comment = /^[^"'[{].*?[ \t](?=#)/.exec(rest)?.[0].length;
    const isComment = comment !== undefined && !swallowed.test(rest.slice(comment));
    const isItem = key === "" && before.includes("-");
    return {
      key,
      value: (isComment ? rest.slice(0, comment) : rest).trimEnd(),
      start: this.#start(line) + text.length - rest.length,
      indent: isItem ? before.lastIndexOf("-") : before.length,
    };
  }

  /** Returns the line to look at next. */
  #repairValue(line: number, found: LineValue): number {
    const { value, start, indent } = found;
    let below = line + 1;
    while (below < this.#lines.length && this.#isDeeper(below, indent)) below++;
    if (/^["']/.test(value) && quoteEnd(value, value.charAt(0), 1) === -1) {
      return this.#repairLongQuote(line, found) ?? below;
    }
    if (/^[[{]/.test(value)) {
      const flow = new FlowRepairer(this.#text, start, (item, close) => this.#isValid(item, close));
      if (!flow.read()) {
        this.unclosed = flow.unclosed;
        return below;
      }
      const end = lineIndexAt(this.#starts, flow.at);
      if (/[ \t]*(?:\n|$|[ \t]#)/y.test(this.#text.slice(flow.at))) {
        this.edits.push(...flow.edits);
        if (end > line || flow.edits.length > 0) return end + 1;
      }
    }
    // A block's header, and a value that continues in the next line, need more than this line changed.
    const continues = /\S/.test(this.#lines.slice(line + 1, below).join(""));
    if (!continues && !this.#isValid(value)) this.#repairOneLine(found);
    return below;
  }

  #repairOneLine({ key, value, start }: LineValue): void {
    const isQuoted = quotedItems.test(value) && !textKey.test(key);
    const isList = listKey.test(key) && /^(?:"[^"]*"|'[^']*'|\[[^[\]]*\])[ \t]*,/.test(value);
    if (isQuoted || isList) {
      const reason = `The value is not valid YAML; it is read as the list \`[${shorten(value)}]\``;
      this.#edit(start, value.length, `[${value}]`, reason, "Put the list in brackets.");
    } else this.#quoteValue(value, start);
  }

  #quoteValue(value: string, start: number): void {
    const text = unquote(value);
    if (quoted(text) === value) return;
    const reason = `The value is not valid YAML; it is read as the text \`${shorten(text)}\``;
    this.#edit(start, value.length, quoted(text), reason, "Put the value in quotes.");
  }

  /**
   * A quoted text that continues in the lines below, or that was never closed. Returns the line to look at next, when the
   * text ends above it.
   */
  #repairLongQuote(line: number, { value, start, indent }: LineValue): number | undefined {
    wholeQuote.lastIndex = start;
    // A quote that does not end its line opens the value of a later key, and this one was never closed.
    if (wholeQuote.test(this.#text)) {
      const last = lineIndexAt(this.#starts, wholeQuote.lastIndex);
      const why = [
        "The quoted text continues in lines that are not indented; it is read as one text",
        "Indent its lines by two spaces.",
      ];
      for (let at = line + 1; at <= last; at++) {
        if (!this.#isDeeper(at, indent))
          this.#edit(this.#start(at), 0, " ".repeat(indent + 2), ...why.splice(0));
      }
      return last + 1;
    }
    const next = this.#line(line + 1);
    const isKey = keyAlone.test(next) || (this.#valueAt(line + 1)?.key ?? "") !== "";
    if (next.trim() === "" || isKey) this.#quoteValue(value, start);
    else this.unclosed = start;
    return undefined;
  }

  /** Returns whether the line belongs to the text above it. */
  #repairKeyless(line: number, isText: boolean): boolean {
    const text = this.#line(line);
    const start = this.#start(line);
    const key = glued.exec(text)?.[1];
    if (key !== undefined) {
      const reason = `The colon after \`${key.trim()}\` has no space after it; it is read as the end of a key`;
      this.#edit(start + key.length + 1, 0, " ", reason, "Put a space after the colon.");
      return true;
    }
    if (!isText || /^(?:[\s#?:-]|[^\s:]+:(?:\s|$))/.test(text)) return false;
    const reason = "The line is not a `key: value`; it is read as the rest of the value above";
    this.#edit(start, 0, "  ", reason, "Indent it by two spaces.");
    return true;
  }

  /** Whether YAML accepts a value on one line, or an item before the bracket `close`, as it is. */
  #isValid(value: string, close?: string): boolean {
    if (plain.test(value) && (close === undefined || !/[[\]{}]/.test(value))) return true;
    if (value.startsWith("*") && this.#text.includes(`&${value.slice(1)}`)) return true;
    const before = close === undefined ? "" : close === "]" ? "[" : "{k: ";
    return readYaml(`k: ${before}${value}${close ?? ""}`, this.#budget).root !== undefined;
  }

  #edit(start: number, length: number, insert: string, reason?: string, note?: string): void {
    this.edits.push({ start, end: start + length, insert, ...(reason && note && { reason, note }) });
  }

  #line(line: number): string {
    return this.#lines[line] ?? "";
  }

  #start(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }

  /** Whether a line is indented more than that, or blank. */
  #isDeeper(line: number, indent: number): boolean {
    return !/\S/.test(this.#line(line).slice(0, indent + 1));
  }
}

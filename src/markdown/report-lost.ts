import type {
  Code,
  FootnoteDefinition,
  Heading,
  Nodes,
  Paragraph,
  Parents,
  Root,
  Table,
  TableCell,
  Text,
} from "mdast";
import type { Point, Position } from "unist";
import type { VFileMessage } from "vfile-message";
import { shorten } from "../core/shorten.ts";
import { lineIndexAt, lineStartsOf, pointAt } from "../core/text-position.ts";
import { walk } from "../core/walk.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";
import { isKnownElement } from "../html/close-raw.ts";

/** Where {@linkcode reportLost} reports. */
export interface LostOptions {
  path: string | undefined;
  onMessage: (message: VFileMessage) => void;
}

/** Signs of a reference, a footnote, a table or a fence. */
const maybe: RegExp = /\]\[|\[\^|\||```|~~~/;

/**
 * A heading of level 2 or more without the space, or with wide characters; `#one` is a hashtag. In the source, it may be in
 * a quote or list.
 */
const unspaced: RegExp = /^ {0,3}(#{2,6}(?=[^\s#])|#{1,6}(?=[\u3000\xa0])|＃{1,6}(?=\s))[^\n]*/gm;
const maybeUnspaced: RegExp = /(?:^|[\s>])(?:#{2,6}[^\s#]|#{1,6}[\u3000\xa0]|＃{1,6}\s)/;
const lineStart: RegExp = /(?:^|[\n\r])(?:[ \t>]|[-+*] |\d{1,9}[.)] )*$/;

/**
 * Reports what Markdown leaves out or shows as text: undefined references and footnotes, cells without a column,
 * unclosed code blocks, `##Heading`. It reads the final tree, after all plugins.
 */
export function reportLost(tree: Root, source: string, { path, onMessage }: LostOptions): void {
  const hasUnspaced = maybeUnspaced.test(source);
  if (!hasUnspaced && !maybe.test(source)) return;
  const definitions = new Set<string>();
  const notes: FootnoteDefinition[] = [];
  const calls = new Set<string>();
  const lines: Parents[] = [];
  let lineStarts: number[] | undefined;
  let apparent: Set<string> | undefined;
  const brackets = [...source.matchAll(/\]\[|\[\^/g)].map(({ index }) => index);
  let next = 0;
  walk<Nodes>(tree, (node) => {
    if (hasUnspaced && node.type === "text") checkHashes(node);
    if (node.type === "code") checkFence(node);
    else if (node.type === "table") checkTable(node);
    else if (node.type === "definition") definitions.add(fold(node.identifier));
    else if (node.type === "footnoteDefinition") notes.push(node);
    else if (node.type === "footnoteReference") calls.add(fold(node.identifier));
    else if (brackets.length > 0 && isLine(node) && hasBracket(node)) lines.push(node);
  });
  checkNotes();
  for (const line of lines) checkLine(line);

  /** Whether a line may contain a reference or a footnote; lines come in the order of the source. */
  function hasBracket({ position }: Nodes): boolean {
    if (position?.start.offset === undefined || position.end.offset === undefined) return true;
    while (next > 0 && (brackets[next - 1] as number) >= position.start.offset) next--;
    while (next < brackets.length && (brackets[next] as number) < position.start.offset) next++;
    return next < brackets.length && (brackets[next] as number) < position.end.offset;
  }

  function report(ruleId: RuleId, reason: string, note: string, place: Point | Position | undefined): void {
    onMessage(createMessage(ruleId, { reason, note, path, place }));
  }

  /** A code block is closed by a fence at least as long as the opening one, alone on the last line. */
  function checkFence({ position }: Code): void {
    if (position?.start.offset === undefined || position.end.offset === undefined) return;
    const written = source.slice(position.start.offset, position.end.offset);
    const fence = /^(`{3,}|~{3,})/.exec(written)?.[0];
    if (fence === undefined) return;
    const lines = written.trimEnd();
    const lastLine = Math.max(lines.lastIndexOf("\n"), lines.lastIndexOf("\r")) + 1;
    const last = lines.slice(lastLine).replace(/^[\s>]+/, "");
    const isClosed = last.length >= fence.length && last === fence.charAt(0).repeat(last.length);
    if (isClosed && lastLine > 0) return;
    report(
      "fence-unclosed",
      `The code block opened by "${shorten(/^.*/.exec(written)?.[0] ?? fence)}" is never closed: everything after it is code`,
      `Put ${fence} on a line of its own after the code.`,
      position.start,
    );
  }

  function checkTable({ align, children }: Table): void {
    const columns = align?.length ?? children[0]?.children.length ?? 0;
    for (const row of children) {
      const lost = row.children.slice(columns);
      const text = lost.map((cell) => textOf(cell, source)).filter((cell) => /[\p{L}\p{N}]/u.test(cell));
      if (text.length === 0) continue;
      report(
        "table-cells-lost",
        `A row has ${row.children.length} cells and the table ${columns} columns: "${shorten(text.join(" | "))}" is left out`,
        "Give the first line of the table as many cells as its longest row. In a cell, write `\\|` for a vertical bar.",
        lost[0]?.position ?? row.position,
      );
    }
  }

  function checkHashes({ value, position }: Text): void {
    const { offset: start } = position?.start ?? {};
    const { offset: end = 0 } = position?.end ?? {};
    if (start === undefined || !/##|#[\u3000\xa0]|＃\s/.test(value)) return;
    const isLineStart = lineStart.test(source.slice(Math.max(0, start - 40), start));
    for (const { 0: line, 1: hashes = "", index } of value.matchAll(unspaced)) {
      const offset = source.indexOf(line.trim(), start);
      if ((index === 0 && !isLineStart) || offset === -1 || offset >= end) continue;
      report(
        "heading-space-missing",
        `"${shorten(line.trim())}" is shown as text: a heading needs a space after ${hashes.replaceAll("＃", "#")}`,
        `Write \`${hashes.replaceAll("＃", "#")} ${shorten(line.trim().slice(hashes.length).trim())}\`.`,
        pointOf(offset),
      );
    }
  }

  function checkNotes(): void {
    const defined = new Set<string>();
    for (const { identifier, label, position } of notes) {
      const name = fold(identifier);
      const written = `[^${shorten(label ?? identifier)}]`;
      if (defined.has(name)) {
        report(
          "footnote-duplicate",
          `The footnote ${written} is defined twice: this text is left out`,
          "Give it another name, or delete one of the two.",
          position,
        );
      } else if (!calls.has(name)) {
        report(
          "footnote-unused",
          `Nothing refers to the footnote ${written}: its text is left out`,
          `Write ${written} where it belongs in the text, or delete the footnote.`,
          position,
        );
      }
      defined.add(name);
    }
  }

  /** References without a definition are text: `[text][missing]`, `[^missing]`. */
  function checkLine(line: Parents): void {
    const { text, origins } = readLine(line);
    let current = 0;
    for (const { 0: written, index, groups = {} } of text.matchAll(reference)) {
      while ((origins[current + 1]?.start ?? text.length) <= index) current++;
      const { note, words = "", label = "" } = groups;
      const name = note ?? (label === "" ? words : label);
      const isMeant = note === undefined ? isReference(words, label, written) : !characterClass.test(note);
      if (!isMeant || definitions.has(fold(name))) continue;
      const { start, position } = origins[current] as Origin;
      const place = placeOf(written, label, (position?.start.offset ?? source.length) + index - start);
      if (place === undefined) continue;
      const shown = shorten(name);
      if (note !== undefined) {
        report(
          "footnote-undefined",
          `The footnote [^${shown}] is not defined: the reference is shown as text`,
          `Add a line \`[^${shown}]: …\`. If it is meant as text, put it in backticks.`,
          place,
        );
      } else {
        report(
          "reference-undefined",
          `"${shorten(written)}" refers to [${shown}], which is not defined: it is shown as text`,
          looksDefined(name)
            ? `A line begins with \`[${shown}]:\`, but Markdown does not read it as a definition: check the quotes of its title, and those in the lines before.`
            : `Add a line \`[${shown}]: https://…\`. If it is meant as text, put it in backticks.`,
          place,
        );
      }
    }
  }

  /** The position of a reference in the source; `undefined` if it is escaped, and therefore meant as text. */
  function placeOf(written: string, label: string, expected: number): Point | undefined {
    // Escapes before it, and quote markers in it, make the source longer than the text.
    const near = source.slice(expected, expected + written.length + 200);
    const at = near.indexOf(/^!?\[\^?/.exec(written)?.[0] ?? "[");
    if (at === -1 || source[expected + at - 1] === "\\") return undefined;
    if (written.includes("][") && !near.includes(`][${label.split("\n")[0]}`, at)) return undefined;
    const offset = expected + at;
    return pointOf(offset);
  }

  function pointOf(offset: number): Point {
    lineStarts ??= lineStartsOf(source);
    const index = lineIndexAt(lineStarts, offset);
    return { line: index + 1, column: offset - (lineStarts[index] ?? 0) + 1, offset };
  }

  /** Whether a line begins like a definition. */
  function looksDefined(name: string): boolean {
    apparent ??= new Set([...source.matchAll(/\[([^[\]]+)\]:/g)].map(([, label = ""]) => fold(label)));
    return apparent.has(fold(name));
  }
}

function isLine(node: Nodes): node is Heading | Paragraph | TableCell {
  return node.type === "paragraph" || node.type === "heading" || node.type === "tableCell";
}

const reference: RegExp =
  /\[\^(?<note>[\w-]+)\](?![[(:])|(?<![\w\]\\])!?\[(?<words>[^[\]^][^[\]]*)\]\[(?<label>[^[\]]*)\](?![[(:])/g;

/** Parts of a regular expression: `[A-Za-z][0-9_]`, `[^a-z]`. */
const characterClass: RegExp = /^(?:\\?\w-\\?\w|\\\w|_(?!-)|[$.*+])+-?$/;

/** `[0][1]` are indices or citations, `[a]["b"]` is code; a type such as `string[][]` has no space before it. */
function isReference(words: string, label: string, written: string): boolean {
  if (characterClass.test(words) || characterClass.test(label) || /^["']/.test(label)) return false;
  if (label === "" && /^#\d+$/.test(words)) return true;
  return written.startsWith("!") || /\p{L}{2}/u.test(words) || /\p{L}{2}/u.test(label);
}

/** Normalizes a label: labels match in any case, with any white space. */
function fold(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();
}

interface Origin {
  start: number;
  position: Position | undefined;
}

/** The text of a line, with placeholder text for code and links. */
function readLine(line: Parents): { text: string; origins: Origin[] } {
  let text = "";
  const origins: Origin[] = [];
  const read = (parent: Parents): void => {
    for (const child of parent.children as Nodes[]) {
      origins.push({ start: text.length, position: child.position });
      if (child.type === "text") text += child.value;
      else if (child.type === "inlineCode") text += `\`${child.value.replace(/[[\]]/g, " ")}\``;
      else if (child.type === "link" || child.type === "linkReference" || !("children" in child))
        text += "\uFFFC";
      else read(child);
    }
  };
  read(line);
  return { text, origins };
}

function textOf(node: Nodes, source: string): string {
  const { start, end } = node.position ?? {};
  if (start?.offset === undefined || end?.offset === undefined) return "";
  return source
    .slice(start.offset, end.offset)
    .replace(/^\s*\||\|\s*$/g, "")
    .trim();
}

/**
 * A tag with an attribute whose value has a slash and no quotes (name, attribute, value), or with an attribute of Vue or
 * JSX: `@click="a"`, `style={{ a: 1 }}`.
 */
const unquoted =
  /<([a-z][a-z\d-]*)(?:\s+[a-z_:][\w.:-]*(?:=(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?){0,20}?\s+(?:([a-z_:][\w.:-]*)=([^\s"'=<>`][^\s"'=<>`/]*\/[^\s"'=<>`]+)|([@#][a-z][\w.:-]*(?==["'])|[a-z][\w.:-]*(?==\{)))[^<>]{0,500}>/gi;

/** The start of a comment, and a tag with attributes that are not HTML, such as `title="a "b" c"`, or with blank lines. */
const broken = /<!--|(?<!\{\{)<([a-z][a-z\d]*)\s[^<>=]{0,200}=\s*["'“”][^<>]{0,500}>/gi;

/**
 * Finds raw HTML in lines of text that the parser reads as text: tags in which an attribute without quotes has a slash in
 * its value, or is not HTML, and comments that are not closed in their paragraph. HTML and the specification of CommonMark
 * allow the slash; see docs/upstream/micromark-unquoted-attributes.md.
 */
export function findShownHtml(tree: Root, source: string, path: string | undefined): VFileMessage[] {
  const tags = source.includes("=") ? [...source.matchAll(unquoted)] : [];
  const others = /<!--|=/.test(source) ? [...source.matchAll(broken)] : [];
  if (tags.length + others.length === 0) return [];
  // Texts do not overlap, and a walk meets them in the order of the source.
  const starts: number[] = [];
  const ends: number[] = [];
  walk<Nodes>(tree, (node) => {
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (node.type !== "text" || start === undefined || end === undefined) return;
    starts.push(start);
    ends.push(end);
  });
  const isText = ({ index }: { index: number }): boolean => {
    const at = lineIndexAt(starts, index);
    return source[index - 1] !== "\\" && starts[at]! <= index && index < ends[at]!;
  };
  const known = new Set(tags.map(({ index }) => index));
  return [
    ...tags.filter(isText).map(({ index, 1: tag = "", 2: attribute = "", 3: value = "", 4: foreign }) => ({
      index,
      ruleId: "html-unquoted" as const,
      reason:
        foreign === undefined
          ? `The tag <${tag}> is shown as text: the value of "${attribute}" has a slash and no quotes`
          : `The tag <${tag}> is shown as text: Markdown does not read its attribute "${foreign}"`,
      note:
        foreign === undefined
          ? `Write \`${attribute}="${value}"\`.`
          : "Remove the attribute, or write it as HTML, with quotes; if the file is MDX, rename it to `.mdx`.",
    })),
    ...others.flatMap((match) => {
      const { 0: written, 1: tag, index } = match;
      if (known.has(index) || (tag !== undefined && !isKnownElement(tag.toLowerCase())) || !isText(match))
        return [];
      if (tag === undefined)
        return {
          index,
          ruleId: "html-unclosed" as const,
          reason: `The comment "${shorten(/.*/.exec(source.slice(index, index + 200))?.[0].trim() ?? "")}" is shown as text: it is not closed in its paragraph`,
          note: "Write `-->` before the next blank line, or begin the comment on a line of its own, where it may contain blank lines.",
        };
      return {
        index,
        ruleId: "html-unquoted" as const,
        reason: `The tag <${tag}> is shown as text: its attributes are not HTML: "${shorten(written)}"`,
        note: "Put each value in straight quotes that do not occur in it, a space before each attribute, and no blank line in the tag.",
      };
    }),
  ]
    .sort((a, b) => a.index - b.index)
    .slice(0, 20)
    .map(({ index, ruleId, reason, note }) =>
      createMessage(ruleId, { reason, note, path, place: pointAt(source, index) }),
    );
}

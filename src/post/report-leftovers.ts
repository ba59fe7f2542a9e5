import type { Element, Nodes, Root, Text } from "hast";
import type { Nodes as MdastNodes, Root as MdastRoot } from "mdast";
import type { Point, Position } from "unist";
import { shorten } from "../core/shorten.ts";
import { pointAt } from "../core/text-position.ts";
import { walk } from "../core/walk.ts";
import type { MessageOptions } from "../diagnostics/create-message.ts";
import { dataOf, note, type Role, roleOf } from "../html/roles.ts";
import { findToolSyntax, mayHaveToolSyntax, type ToolSyntaxKind } from "../tool-syntax/find-tool-syntax.ts";
import { hasTemplate, type Span } from "../tool-syntax/template-tags.ts";

type LeftoverKind = ToolSyntaxKind | "address" | "ghost-address" | "subscript";

/** Reports of one kind. */
interface Leftover {
  count: number;
  tool: string;
  text: string;
  place: Point | Position | undefined;
}

/** A line of text as readers see it, with the nodes it comes from. */
interface Line {
  text: string;
  nodes: { node: Text; start: number; block: Position | undefined }[];
  code: Span[];
  isQuoted: boolean;
}

const inLine: ReadonlySet<Role> = new Set<Role>(["inline", "line-break"]);
const notText: ReadonlySet<Role> = new Set<Role>(["code", "hidden", "note-mark"]);

/** Syntax in addresses, and `H~2~O`, which is an element. */
const besideText: RegExp = /\{[{%]|__GHOST_URL__|[A-Za-z)]~\d{1,3}[+-]?~/;

/**
 * Finds syntax of other tools that readers see as text in the HTML of a post, and addresses that were left out
 * because only another tool can read them.
 *
 * @param source - the Markdown, for positions; escaped syntax is meant as text
 * @param prose - the text of the tree: if it cannot contain such syntax, the tree is not visited
 */
export function findLeftovers(tree: Root, source: string, prose: string): MessageOptions[] {
  if (!mayHaveToolSyntax(prose) && !besideText.test(source)) return [];
  const found = new Map<LeftoverKind, Leftover>();
  let line: Line = { text: "", nodes: [], code: [], isQuoted: false };
  /** How many more positions may be searched: a text may contain thousands that are escaped. */
  let searches = 200;
  let quotes = 0;
  let block: Position | undefined;

  function add(kind: LeftoverKind, tool: string, text: string, place: Leftover["place"]): void {
    const known = found.get(kind);
    if (known === undefined) found.set(kind, { count: 1, tool, text, place });
    else known.count++;
  }

  function endLine(): void {
    const { text, nodes, code, isQuoted } = line;
    line = { text: "", nodes: [], code: [], isQuoted: false };
    if (!mayHaveToolSyntax(text)) return;
    for (const { kind, tool, start, end, isClosing } of findToolSyntax(text, { code })) {
      if (isClosing === true || (kind === "callout" && !isQuoted)) continue;
      const sample = text.slice(start, end).trim();
      const isKnown = found.has(kind);
      if (!isKnown && searches-- <= 0) continue;
      const place = isKnown ? undefined : placeOf(sample, start, nodes, source);
      if (place === undefined ? !isKnown : kind === "definition" && isWrapped(source, place)) continue;
      add(kind, tool, sample, place);
    }
  }

  function read(node: Nodes): void {
    if (node.type === "text") {
      if (line.text === "") line.isQuoted = quotes > 0;
      line.nodes.push({ node, start: line.text.length, block });
      line.text += node.value;
      return;
    }
    if (node.type !== "element" && node.type !== "root") return;
    const role = roleOf(node);
    if (node.type === "element") {
      checkAddress(node);
      checkSubscript(node);
    }
    if (role === "media") return;
    if (role === "inline-code" || role === "formula") {
      line.code.push({ start: line.text.length, end: line.text.length + 4 });
      line.text += "code";
      return;
    }
    if (notText.has(role)) {
      if (role !== "note-mark") endLine();
      return;
    }
    if (node.type === "element" && node.tagName === "br") line.text += "\n";
    const isBlock = !inLine.has(role);
    const outer = block;
    if (isBlock) {
      endLine();
      block = node.position ?? block;
    }
    if (role === "quote") quotes++;
    // The depth of a tree is bounded where it is made.
    for (const child of node.children) read(child);
    if (role === "quote") quotes--;
    if (isBlock) endLine();
    block = outer;
  }

  function checkAddress(node: Element): void {
    const { href, src } = node.properties;
    const url = dataOf(node)?.url ?? href ?? src;
    if (typeof url !== "string") return;
    if (hasTemplate(url)) add("address", "", url, node.position);
    if (url.startsWith("__GHOST_URL__")) add("ghost-address", "", url, node.position);
  }

  /** GFM strikes out `2` in `H~2~O`. */
  function checkSubscript({ tagName, position }: Element): void {
    if (tagName !== "del") return;
    // An element of raw HTML that is never closed has no end.
    const { start, end } = (position ?? {}) as Partial<Position>;
    const at = start?.offset ?? 0;
    const written = source.slice(at, end?.offset ?? at);
    if (/^~\d{1,3}[+-]?~$/.test(written) && /[A-Za-z)]/.test(source[at - 1] ?? ""))
      add("subscript", "Pandoc", written, position);
  }

  read(tree);
  return [...found].map(([kind, leftover]) => describe(kind, leftover));
}

const include: RegExp = /<!--\s*(?:@include:|#include\s)[^>]*-->/i;

/** Finds comments that ask another tool to insert a file: readers see neither them nor the file. */
export function findIncludes(tree: MdastRoot, source: string): MessageOptions[] {
  if (!include.test(source)) return [];
  const found: MessageOptions[] = [];
  walk<MdastNodes>(tree, (node) => {
    const actual = node.type === "html" ? include.exec(node.value)?.[0] : undefined;
    if (actual === undefined) return;
    const tool = actual.includes("@") ? "VitePress" : "a web server";
    found.push({
      reason: `An include of ${tool} is left out: "${shorten(actual)}"`,
      note: notes.include,
      actual,
      place: node.position,
    });
  });
  return found;
}

const escaped: RegExp = /\\[[{:=%^*]/;

/** Notes which texts are escaped in the source: `\[\[no\]\]` is not the syntax of another tool, also in an excerpt. */
export function noteEscapes(tree: Root, source: string): void {
  if (!escaped.test(source)) return;
  walk<Nodes>(tree, (node) => {
    if (node.type !== "text") return;
    // In raw HTML a text may have no start or no end.
    const { start, end } = node.position ?? {};
    if (start && end && escaped.test(source.slice(start.offset, end.offset))) note(node, { isEscaped: true });
  });
}

/** The position of something in the source; `undefined` if the source says it in another way, as `\{{` does. */
function placeOf(
  sample: string,
  start: number,
  nodes: Line["nodes"],
  source: string,
): Point | Position | undefined {
  const index = nodes.findLastIndex((part) => part.start <= start);
  const { node, start: nodeStart, block } = nodes[index] as Line["nodes"][number];
  const { start: first, end: last } = node.position ?? block ?? {};
  if (first?.offset === undefined || last?.offset === undefined) return first;
  const opening =
    node.position === undefined ? sample : (/^[^\w\s]{1,3}/.exec(sample)?.[0] ?? sample.slice(0, 2));
  let at = source.indexOf(opening, first.offset);
  if (node.position !== undefined) {
    // As often as it occurs before in the text, it does in the source.
    const before = node.value.slice(0, start - nodeStart).split(opening).length - 1;
    for (let count = 0; count < before && at !== -1; count++)
      at = source.indexOf(opening, at + opening.length);
  }
  return at === -1 || at >= last.offset || source[at - 1] === "\\" ? undefined : pointAt(source, at);
}

/** French writes a space before a colon: at the start of a line it is no definition if the line before is full. */
function isWrapped(source: string, place: Point | Position): boolean {
  const { line } = "start" in place ? place.start : place;
  return (source.split(/\r\n?|\n/, line - 1).at(-1) ?? "").length >= 70;
}

const names: Readonly<Record<ToolSyntaxKind, string>> = {
  tag: "A template tag",
  variable: "A template variable",
  shortcode: "A shortcode",
  comment: "A template comment",
  attributes: "A list of attributes",
  "wiki-link": "A wiki link",
  directive: "A directive",
  admonition: "An admonition",
  tab: "A tab",
  callout: "A callout",
  embed: "An embedded link",
  image: "An image",
  link: "A link",
  table: "A table",
  bbcode: "A shortcode",
  include: "An include",
  mark: "A highlight",
  emphasis: "Emphasis",
  formula: "A formula",
  footnote: "An inline footnote",
  citation: "A citation",
  script: "A superscript",
  "block-id": "The name of a block",
  definition: "A definition list",
  abbreviation: "An abbreviation",
  emoji: "An emoji code",
  contents: "A table of contents",
};

const usualNote =
  "Replace it with Markdown or HTML, or run the tool that reads it first. If it is meant as text, put it in backticks.";

const notes: Readonly<Partial<Record<LeftoverKind, string>>> = {
  address: 'Write the address itself. References to files, such as `{{< ref "a.md" >}}`, are read.',
  "ghost-address":
    "Replace `__GHOST_URL__` with the address of the site, or remove it if the files are on yours.",
  subscript: "Write `<sub>…</sub>`.",
  comment: "Delete it, or write it as `<!-- … -->`: readers see it.",
  tab: "Write a heading instead, or use a remark plugin for tabs. What is indented below it is shown as code.",
  include: "Insert the text of the file, or run the tool that reads it first.",
  mark: "Write `<mark>…</mark>`, or use a remark plugin.",
  emphasis:
    "Put no space between the stars and the text, and a space or punctuation outside of them, or write `<strong>…</strong>`.",
  formula:
    "Use remark-math with rehype-katex or rehype-mathjax. Without them, Markdown also changes `_`, `*` and `\\\\` in it.",
  footnote: "Write `[^1]`, and the text of the footnote on a line `[^1]: …`.",
  citation: "Write it as text or as a footnote, or use a remark or rehype plugin for citations.",
  script: "Write `<sup>…</sup>`, or use a remark plugin.",
  "block-id": "Remove it, or write `<a id>` where links should lead.",
  definition: "Write a list or a `<dl>`, or use a remark plugin for definition lists.",
  abbreviation: 'Remove it, or write `<abbr title="…">` where the word stands.',
  emoji: "Write the emoji itself, or use a remark plugin.",
  attributes: "Remove it, or write the element as raw HTML.",
  "wiki-link": "Write a Markdown link, `[text](page.md)`, or use a remark plugin for wiki links.",
  directive: "Use a plugin that reads directives: docs/migration.md shows one with remark-directive.",
  admonition: "Write a quote that begins with `[!NOTE]`, or use a remark plugin for admonitions.",
  callout:
    "Only `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]`, alone on their line, are read. Use one of them, or a plugin for callouts.",
  embed: "Write the link as `<https://…>`, or embed the page with raw HTML.",
  image:
    "Markdown has no attributes for images and no spaces in their addresses: write `%20` for a space, put the address in `<…>`, or write an `<img>`. In an HTML element it needs a blank line before it.",
  link: "The address of a link has no spaces (write `%20`), no line breaks, no space before its `(`, and as many `(` as `)`. A definition, and Markdown in an HTML element, need a blank line before them.",
  table:
    "Write a line such as `| --- | --- |`, with as many cells, below the first line of the table, and a blank line before it.",
  contents: "Remove it; `post.headings` is what a table of contents needs.",
};

function describe(kind: LeftoverKind, { count, tool, text, place }: Leftover): MessageOptions {
  const actual = shorten(text);
  const more = count > 1 ? `, and ${count - 1} more` : "";
  return { reason: reasonFor(kind, actual, tool) + more, note: notes[kind] ?? usualNote, actual, place };
}

function reasonFor(kind: LeftoverKind, actual: string, tool: string): string {
  switch (kind) {
    case "address":
      return `The address "${actual}" was left out: only a template can read it`;
    case "ghost-address":
      return `The address "${actual}" leads nowhere: Ghost puts its own address in place of \`__GHOST_URL__\``;
    case "subscript":
      return `A subscript of ${tool} is shown as struck out: "${actual}"`;
    default: {
      const by = tool === "" || kind === "contents" ? "" : ` of ${tool}`;
      return `${names[kind]}${by} is shown as text: "${actual}"`;
    }
  }
}

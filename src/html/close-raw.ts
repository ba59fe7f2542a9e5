import type { Nodes, Parents, Root } from "hast";
import type { Raw } from "mdast-util-to-hast";
import { html as names } from "parse5";
import type { Point } from "unist";
import type { VFileMessage } from "vfile-message";
import { createMessage } from "../diagnostics/create-message.ts";
import {
  formatting,
  inSameBlock,
  isSpecial,
  type Piece,
  piecesOf,
  RawTags,
  type StartTag,
  setOf,
  tableParts,
} from "./raw-tags.ts";
import { droppedWithContent, isAllowedTag } from "./sanitize-schema.ts";

/** Inline elements, other than formatting, that contain the rest of the line. */
const phrasing = /* @__PURE__ */ setOf(
  "abbr acronym bdi bdo cite data del dfn ins kbd label mark q rb rp rt rtc ruby samp span sub sup time var",
);
/** Elements that end a line of Markdown. */
const flow = /* @__PURE__ */ setOf(
  "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul",
);
/** Known elements that the sanitizer and the parser do not treat specially. */
const otherNames = /* @__PURE__ */ setOf("canvas datalist dialog legend map output slot");

/** Messages of this kind that one post gets at most. */
const maxMessages = 20;

/** Where `closeRaw` reports what it closes. */
export interface CloseRawOptions {
  path?: string | undefined;
  onMessage?: ((message: VFileMessage) => void) | undefined;
  /** Whether to report unknown elements as well; a sanitizer reports them when it removes them. */
  reportUnknown?: boolean | undefined;
  /** Names of MDX components, in lower case, which are not reported. */
  components?: ReadonlySet<string> | undefined;
}

/** Raw HTML that does not affect anything after its block, unless the author closed it there. */
export interface ClosedRaw {
  /** The HTML of each raw node, closed. */
  values: Map<Raw, string>;
  /** End tags to be read after a node that is not raw. */
  endTags: Map<Nodes, string>;
  /** For each block, by number: the last block in which something that it opened is closed. */
  reach: ReadonlyMap<number, number>;
}

interface Fault {
  piece: Piece;
  offset: number;
  reason: string;
  note?: string;
  ruleId?: "html-unclosed" | "html-dropped";
}

/**
 * Closes what raw HTML opens and never closes, at the end of its block: a `<select>` or `<title>` that was meant as
 * text, a `<video … />`, a `<b>` without `</b>`, a comment, a tag without its `>`. Otherwise it would hide, restyle or
 * reorder the rest of the post. What is closed in a later block stays open up to there.
 */
export function closeRaw(tree: Root, options: CloseRawOptions = {}): ClosedRaw {
  const pieces = piecesOf(tree);
  const tags = new RawTags(pieces);
  const faults: Fault[] = [];
  for (const piece of pieces) {
    const unclosed = tags.read(piece);
    if (unclosed === undefined) continue;
    const { offset, text } = unclosed;
    faults.push({ piece, offset, reason: `${text} is opened in raw HTML and never closed` });
  }
  const left = tags.starts.filter((tag) => !tag.isClosed && !isInContainer(tag));
  const isStray = ({ name, container }: StartTag): boolean => tableParts.has(name) && container === undefined;
  for (const tag of tags.starts) if (tag.isClosed && isStray(tag)) faults.push(faultOf(tag));
  for (const { text, isShown, ...place } of tags.ignored) {
    const reason = isShown ? `${text} is shown as text` : `${text} is left out: it has no effect here`;
    faults.push({ ...place, reason, note: `If ${hint}`, ruleId: "html-dropped" });
  }
  for (const tag of left) {
    const { name, piece } = tag;
    // It ends with its line, just as a paragraph ends with the next block.
    if (name === "p" || (piece.isInline && phrasing.has(name) && !tag.isSelfClosing)) continue;
    if (options.components?.has(name)) continue;
    if (options.reportUnknown || isKnownElement(name)) faults.push(faultOf(tag));
  }
  report(faults, options);
  const values = new Map<Raw, string>();
  const endTags = new Map<Nodes, string>();
  closeAll(tags.starts, new Set(left), endTags);
  for (const { piece, offset, end, ...tag } of tags.strayEnds) {
    // In a Markdown table it would end a cell.
    if (piece.isInline && !isInContainer({ piece, ...tag }))
      piece.edits.push({ offset, length: end - offset, insert: "" });
  }
  for (const { raw, html, edits } of pieces) values.set(raw, edits.length === 0 ? html : edited(html, edits));
  return { values, endTags, reach: tags.reach };
}

/** Whether a part of a table or list is in one, which closes it. */
function isInContainer({ piece, container }: Pick<StartTag, "piece" | "container">): boolean {
  return container !== undefined && (container.isClosed || inSameBlock(container.piece, piece));
}

/** Closes elements, the last one first. */
function closeAll(
  starts: readonly StartTag[],
  left: ReadonlySet<StartTag>,
  endTags: Map<Nodes, string>,
): void {
  const lineEnds: LineEnds = new Map();
  let block: Piece | undefined;
  let paragraph: StartTag | undefined;
  /** The last end tag in later blocks of what was opened in this one: what is around it cannot be closed before it. */
  let farthest: StartTag["endTag"];
  for (const tag of starts.toReversed()) {
    const { name, piece, endTag } = tag;
    if (block === undefined || !inSameBlock(block, piece)) farthest = paragraph = undefined;
    block = piece;
    if (endTag && endTag.piece.order >= (farthest?.piece.order ?? 0)) farthest = endTag;
    if (!left.has(tag)) continue;
    if (farthest !== undefined) tag.closeAt = { piece: farthest.piece, offset: farthest.end };
    // The next block closes a paragraph, but as long as it is open, a `</span>` around it is ignored.
    if (name === "p") paragraph = tag;
    else {
      const isIgnored = paragraph !== undefined && !isSpecial(name);
      close(tag, isIgnored ? `</p></${name}>` : `</${name}>`, endTags, lineEnds);
      if (isIgnored) paragraph = undefined;
    }
  }
}

/** By parent, the last piece that was looked at, and where its line ends. */
type LineEnds = Map<Parents, { index: number; last: number }>;

function close(
  { name, piece, offset, end, ...tag }: StartTag,
  endTag: string,
  endTags: Map<Nodes, string>,
  lineEnds: LineEnds,
): void {
  if (tag.hasEndTag) return;
  const insert = (at: Piece, offset: number): unknown => at.edits.push({ offset, length: 0, insert: endTag });
  // A browser ignores parts of a table outside of one; in a line, an empty element would end its paragraph.
  if (tableParts.has(name) || (piece.isInline && flow.has(name) && !tag.hasAttributes)) {
    piece.edits.push({ offset, length: end - offset, insert: "" });
  } else if (tag.isSelfClosing) insert(piece, end);
  else if (tag.closeAt !== undefined) insert(tag.closeAt.piece, tag.closeAt.offset);
  else if (!piece.isInline) insert(piece, piece.html.length);
  else if (!formatting.has(name) && !phrasing.has(name)) insert(piece, end);
  else {
    const node = endOfLine(piece, lineEnds);
    if (node === piece.raw) insert(piece, piece.html.length);
    else endTags.set(node, (endTags.get(node) ?? "") + endTag);
  }
}

/** The last node of the line that a piece is in. Pieces come in reverse order, and each result is reused for the next. */
function endOfLine({ parent, index }: Piece, known: LineEnds): Nodes {
  const { children } = parent;
  const next = known.get(parent);
  let last = index;
  while (last + 1 < children.length && last !== next?.index && !isBlock(children[last + 1] as Nodes)) last++;
  if (next !== undefined && last === next.index) last = next.last;
  known.set(parent, { index, last });
  return children[last] as Nodes;
}

function isBlock(node: Nodes): boolean {
  if (node.type === "element") return flow.has(node.tagName);
  return node.type === "raw" && !(node.data !== undefined && "galleyInline" in node.data);
}

function edited(html: string, edits: Piece["edits"]): string {
  let result = "";
  let from = 0;
  for (const { offset, length, insert } of edits.toSorted((a, b) => a.offset - b.offset)) {
    result += html.slice(from, Math.max(from, offset)) + insert;
    from = Math.max(from, offset + length);
  }
  return result + html.slice(from);
}

function faultOf({ name, piece, offset, isSelfClosing }: StartTag): Fault {
  if (tableParts.has(name)) {
    return { piece, offset, reason: `<${name}> is in raw HTML outside a table, where it has no effect` };
  }
  const reason = `<${name}> is opened in raw HTML and never closed`;
  if (!isSelfClosing) return { piece, offset, reason };
  const note = `HTML ignores the slash in \`<${name} />\`: write \`<${name}></${name}>\`.`;
  return { piece, offset, reason, note };
}

const hint = "it is meant as text, put it in backticks or write `&lt;` for `<`.";

function report(faults: Fault[], { path, onMessage }: CloseRawOptions): void {
  for (const {
    piece,
    offset,
    reason,
    note = `Close it; if ${hint}`,
    ruleId = "html-unclosed",
  } of faults.slice(0, maxMessages)) {
    const place = placeInRaw(piece.raw, piece.html, offset);
    onMessage?.(createMessage(ruleId, { reason, note, path, place }));
  }
}

/** Whether HTML has an element of that name. */
export function isKnownElement(name: string): boolean {
  return (
    names.getTagID(name) !== names.TAG_ID.UNKNOWN ||
    isAllowedTag(name, [name]) ||
    droppedWithContent.has(name) ||
    phrasing.has(name) ||
    otherNames.has(name)
  );
}

/** The place of something in a raw node. In quotes and lists the columns of later lines are those of the HTML. */
function placeInRaw(raw: Raw, html: string, offset: number): Point | undefined {
  const start = raw.position?.start;
  if (start === undefined) return undefined;
  const before = html.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = start.line;
  for (let at = before.indexOf("\n"); at !== -1; at = before.indexOf("\n", at + 1)) line += 1;
  const column = lineStart === 0 ? start.column + offset : offset - lineStart + 1;
  return { line, column, offset: start.offset === undefined ? undefined : start.offset + offset };
}

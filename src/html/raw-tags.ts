import type { Nodes, Parents, Root } from "hast";
import type { Raw } from "mdast-util-to-hast";
import { html as names } from "parse5";
import { appendTo } from "../core/append-to.ts";
import { voidElements } from "../core/escape.ts";
import { walk } from "../core/walk.ts";
import { createHtmlTokenizer, isTextElement } from "./html-tokenizer.ts";

export function setOf(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** Elements that a parser opens again in the next block until they are closed. */
export const formatting: ReadonlySet<string> = /* @__PURE__ */ setOf(
  "a b big code em font i nobr s small strike strong tt u",
);
/** Void elements except `col`, which is a part of a table, and elements that a fragment cannot contain. */
export const voids: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...[...voidElements].filter((name) => name !== "col"),
  ..."basefont bgsound body frame frameset head html image keygen".split(" "),
]);
/** Elements around the content of a page, which a parser ignores. */
const ofPages = /* @__PURE__ */ setOf("body frame frameset head html");
export const tableParts: ReadonlySet<string> = /* @__PURE__ */ setOf(
  "caption col colgroup tbody td tfoot th thead tr",
);
/** Whether a parser has special rules for an element. While it is open, most end tags of elements around it are ignored. */
export function isSpecial(name: string): boolean {
  return names.SPECIAL_ELEMENTS[names.NS.HTML].has(names.getTagID(name));
}

/** Elements that contain everything that follows, whatever is closed around them. They are closed among their siblings. */
const swallowing = /* @__PURE__ */ setOf("applet math object svg template");
/** Other elements that the end tag of an element around them does not close. */
const keeping = /* @__PURE__ */ setOf("marquee select table");
/** What ends the formatting that is opened in it. */
const scopes = /* @__PURE__ */ setOf("applet caption marquee object table tbody td tfoot th thead tr");
/** The parents of elements whose end tag may be omitted. */
const containers: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map([
  ["dd", ["dl"]],
  ["dt", ["dl"]],
  ["li", ["ul", "ol", "menu", "dir"]],
  ["optgroup", ["select"]],
  ["option", ["select", "datalist"]],
  ["rb", ["ruby"]],
  ["rp", ["ruby"]],
  ["rt", ["ruby"]],
  ["rtc", ["ruby"]],
]);

/** A raw node that is about to be parsed. */
export interface Piece {
  raw: Raw;
  parent: Parents;
  /** Its place among the children of its parent. */
  index: number;
  /** Its place among all raw nodes. */
  order: number;
  /** Number of the block of the tree that it is in. */
  block: number;
  /** Whether it is part of a line. */
  isInline: boolean;
  html: string;
  edits: Edit[];
}

interface Edit {
  offset: number;
  length: number;
  insert: string;
}

/** A start tag in raw HTML. */
export interface StartTag {
  name: string;
  piece: Piece;
  offset: number;
  end: number;
  isSelfClosing: boolean;
  hasAttributes: boolean;
  /** The element that a part of a table, a list or a `<select>` belongs to. */
  container: StartTag | undefined;
  /** Whether its own end tag or that of an element around it closes it. */
  isClosed: boolean;
  /** Its end tag, if that is in a later block. */
  endTag?: { piece: Piece; end: number };
  /** The end tag of an element around it, if it does not close this one. */
  closeAt?: { piece: Piece; offset: number };
  /** Whether its end tag has been added already. */
  hasEndTag?: boolean;
  /** Whether the end tag of an element around it was read. */
  isLeft?: boolean;
}

/** The raw nodes of a tree. */
export function piecesOf(tree: Root): Piece[] {
  const pieces: Piece[] = [];
  for (const [block, child] of tree.children.entries()) {
    walk<Nodes>(child, (raw, parent, at) => {
      if (raw.type !== "raw") return;
      // Everything after `<plaintext>` is text up to the end of the page; shown as text, the tag is harmless.
      const html = raw.value.replace(/<(?=plaintext[\t\n\f\r />])/gi, "&lt;");
      const isInline = parent !== undefined && raw.data !== undefined && "galleyInline" in raw.data;
      const index = parent === undefined ? block : at;
      const own = { raw, parent: (parent as Parents) ?? tree, index, order: pieces.length };
      pieces.push({ ...own, block, isInline, html, edits: [] });
    });
  }
  return pieces;
}

/** Whether two pieces are in the same line, or are the same block of HTML. */
export function inSameBlock(one: Piece, other: Piece): boolean {
  return one === other || (one.isInline && other.isInline && one.parent === other.parent);
}

/** Reads the tags of pieces, in order, and finds the end tag of each start tag. */
export class RawTags {
  /** All start tags but those of elements without content. */
  readonly starts: StartTag[] = [];
  /** End tags of a table or its parts that close nothing in raw HTML. */
  readonly strayEnds: { piece: Piece; offset: number; end: number; container: StartTag | undefined }[] = [];
  /** Tags that mean nothing in a post: `<body>` and the like, and end tags within words that close nothing. */
  readonly ignored: { piece: Piece; offset: number; text: string; isShown: boolean }[] = [];
  /** For each block, by number: the last block in which something that it opened is closed. */
  readonly reach: Map<number, number> = new Map();
  /** By name; by the parent, too, where an end tag counts only among the siblings. */
  readonly #open = new Map<string, StartTag[]>();
  readonly #parents = new Map<Parents, number>();
  /** How many `<svg>` and `<math>` are open below a parent, as far as they are closed at all. */
  readonly #foreign = new Map<Parents, number>();
  /** Tags that may be open, by the parent of their raw node. */
  readonly #nested = new Map<Parents, StartTag[]>();
  readonly #siblings = new Map<Parents, Piece[]>();
  readonly #lastEnds = new Map<string, { order: number; offset: number }>();

  constructor(pieces: readonly Piece[]) {
    for (const piece of pieces) appendTo(this.#siblings, piece.parent, piece);
  }

  /**
   * Reads a piece.
   *
   * @returns the comment or tag that is not closed in it; its end is added
   */
  read(piece: Piece): { offset: number; text: string } | undefined {
    const { html, parent, edits, raw } = piece;
    if (html !== raw.value) this.#ignore("<plaintext>", piece, raw.value.search(/<plaintext/i), true);
    /** The element whose content is text, while it is open. */
    let text: StartTag | undefined;
    let tokenEnd = 0;
    let unclosed: { offset: number; end: string } | undefined;
    const isForeign = (): boolean => (this.#foreign.get(parent) ?? 0) > 0;
    const tokenizer = createHtmlTokenizer(
      {
        onStartTag: ({ tagName: name, attrs, selfClosing, location }, isText) => {
          const { startOffset: offset, endOffset: end } = location!;
          tokenEnd = end;
          const isInForeign = isForeign();
          if (ofPages.has(name) && !isInForeign) this.#ignore(`<${name}>`, piece, offset);
          if (voids.has(name) || (isInForeign && (selfClosing || !swallowing.has(name)))) return;
          const tag: StartTag = {
            name,
            piece,
            offset,
            end,
            isSelfClosing: selfClosing,
            hasAttributes: attrs.length > 0,
            container: this.#containerOf(name),
            isClosed: selfClosing && (name === "svg" || name === "math"),
          };
          if (isText) text = tag;
          this.#start(tag);
        },
        onEndTag: ({ tagName, location }) => {
          const { startOffset, endOffset } = location!;
          tokenEnd = endOffset;
          text = undefined;
          if (!isForeign() || swallowing.has(tagName)) this.#end(tagName, piece, startOffset, endOffset);
        },
        onComment(location, isUnclosed) {
          const { startOffset: offset, endOffset } = location!;
          tokenEnd = endOffset;
          const isComment = html.startsWith("<!--", offset);
          if (isComment ? isUnclosed : !html.includes(">", offset)) {
            unclosed = { offset, end: isComment ? "-->" : "]]>" };
          }
        },
        onUnclosed(kind) {
          if (kind === "section") unclosed = { offset: html.lastIndexOf("<!"), end: "]]>" };
          else if (kind === "tag") {
            unclosed = { offset: tokenEnd + html.slice(tokenEnd).search(/<\/?[a-z]/i), end: "" };
          } else if (html.endsWith("</")) unclosed = { offset: html.length - 2, end: "]]>" };
        },
        mayBeMarkup: ({ tagName, selfClosing }) =>
          isForeign() || (selfClosing && closesItself(tagName, html)),
        isForeign,
      },
      true,
    );
    tokenizer.write(html, true);
    // In a line, the end tag is a node of its own.
    if (text !== undefined && !piece.isInline) {
      edits.push({ offset: html.length, length: 0, insert: `</${text.name}>` });
      text.hasEndTag = true;
    }
    if (text !== undefined || unclosed === undefined) return undefined;
    const { offset, end } = unclosed;
    if (end === "") {
      edits.push({ offset, length: html.length - offset, insert: "" });
      return { offset, text: `The tag "${html.slice(offset, offset + 20)}"` };
    }
    edits.push({ offset: html.length, length: 0, insert: end });
    return { offset, text: `"${html.slice(offset, offset + (end === "-->" ? 4 : 2))}"` };
  }

  /** Records the first of each. */
  #ignore(text: string, piece: Piece, offset: number, isShown = false): void {
    if (this.ignored.every((tag) => tag.text !== text)) this.ignored.push({ piece, offset, text, isShown });
  }

  #start(tag: StartTag): void {
    const { name, piece, isSelfClosing } = tag;
    this.starts.push(tag);
    if (tag.isClosed) return;
    // A link ends an open link.
    if ((name === "a" || name === "nobr") && !isSelfClosing) this.#open.get(name)?.pop();
    appendTo(this.#nested, piece.parent, tag);
    appendTo(this.#open, this.#keyOf(name, piece, isSelfClosing), tag);
    if ((name === "svg" || name === "math") && this.#endsLater(tag)) this.#countForeign(piece, 1);
  }

  #end(name: string, piece: Piece, offset: number, end: number): void {
    // Of `<div> <div/> </div>` the first is the one that the author closed.
    const key = this.#keyOf(name, piece, false);
    const start = this.#top(key) ?? this.#top(`${key}/`);
    if (start !== undefined && formatting.has(name) && this.#isOutsideCell(start, piece)) return;
    if (start === undefined) {
      if (tableParts.has(name) || name === "table") {
        this.strayEnds.push({ piece, offset, end, container: this.#containerOf(name) });
      }
      if (isWord(piece)) this.#ignore(`</${name}>`, piece, offset);
      return;
    }
    start.isClosed = true;
    if (name === "svg" || name === "math") this.#countForeign(piece, -1);
    const { block } = start.piece;
    if (block < piece.block) this.reach.set(block, piece.block);
    if (!inSameBlock(start.piece, piece)) start.endTag = { piece, end };
    if (start.isLeft || (tableParts.has(name) && start.container === undefined)) return;
    // It closes what was opened in the element, except what ignores it and what a parser reopens.
    const nested = this.#nested.get(start.piece.parent) as StartTag[];
    for (let inner = nested.pop(); inner && inner !== start; inner = nested.pop()) {
      inner.isLeft = true;
      if (inner.isClosed) continue;
      const isKept = isTextElement(inner.name) || swallowing.has(inner.name) || keeping.has(inner.name);
      const isReopened = formatting.has(inner.name) && !scopes.has(start.name);
      if (!isKept && !isReopened && !inner.isSelfClosing) inner.isClosed = true;
      else if (inSameBlock(inner.piece, piece)) inner.closeAt = { piece, offset };
    }
  }

  /** Whether a cell or the like was opened after a tag: an end tag of formatting in it ends nothing. */
  #isOutsideCell({ piece, offset }: StartTag, at: Piece): boolean {
    return [...scopes].some((name) => {
      const scope = this.#top(this.#keyOf(name, at, false));
      if (scope === undefined || (tableParts.has(name) && scope.container === undefined)) return false;
      return scope.piece.order > piece.order || (scope.piece === piece && scope.offset > offset);
    });
  }

  /** The last tag under a key that is open. */
  #top(key: string): StartTag | undefined {
    const open = this.#open.get(key);
    while (open?.at(-1)?.isClosed) open.pop();
    return open?.at(-1);
  }

  #keyOf(name: string, { parent }: Piece, isSelfClosing: boolean): string {
    let key = /^h[1-6]$/.test(name) ? "heading" : name;
    if (swallowing.has(name) || isTextElement(name)) {
      let number = this.#parents.get(parent);
      if (number === undefined) this.#parents.set(parent, (number = this.#parents.size));
      key += ` ${number}`;
    }
    return isSelfClosing ? `${key}/` : key;
  }

  #containerOf(name: string): StartTag | undefined {
    if (tableParts.has(name)) return this.#top("table");
    for (const container of containers.get(name) ?? []) {
      const tag = this.#top(container);
      if (tag !== undefined) return tag;
    }
    return undefined;
  }

  /** Whether an end tag follows a tag, in its own node or in a sibling. */
  #endsLater({ name, piece, offset }: StartTag): boolean {
    const key = this.#keyOf(name, piece, false);
    let last = this.#lastEnds.get(key);
    if (last === undefined) {
      last = lastEndTag(name, this.#siblings.get(piece.parent) as Piece[]);
      this.#lastEnds.set(key, last);
    }
    return last.order > piece.order || (last.order === piece.order && last.offset > offset);
  }

  #countForeign({ parent }: Piece, by: 1 | -1): void {
    this.#foreign.set(parent, Math.max(0, (this.#foreign.get(parent) ?? 0) + by));
  }
}

/** Whether a tag is used in a line like a word: "Put it before the </body> tag." */
function isWord({ isInline, parent, index }: Piece): boolean {
  const [before, after] = [parent.children[index - 1], parent.children[index + 1]];
  return (
    isInline &&
    before?.type === "text" &&
    after?.type === "text" &&
    /\s$/.test(before.value) &&
    /^\s+\S/.test(after.value)
  );
}

/** Where the last end tag of an element is. */
function lastEndTag(name: string, pieces: readonly Piece[]): { order: number; offset: number } {
  const endTag = new RegExp(`</${name}(?![a-z])`, "gi");
  let last = { order: -1, offset: -1 };
  for (const { order, html } of pieces) {
    for (const { index } of html.matchAll(endTag)) last = { order, offset: index };
  }
  return last;
}

/** Whether the slash of `<iframe … />` closes the element. A `<script />` stays open, as it may contain code. */
function closesItself(name: string, html: string): boolean {
  return name !== "script" && name !== "style" && !html.toLowerCase().includes(`</${name}`);
}

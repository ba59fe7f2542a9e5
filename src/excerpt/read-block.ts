import { boilerplateOf } from "./boilerplate.ts";
import { findClosing } from "./find-shortcodes.ts";
import type { Block } from "./flatten-blocks.ts";
import { type InlineText, readInline } from "./read-inline.ts";
import { roleOf } from "./role-of.ts";
import { classesOf, type TreeNode } from "./tree-node.ts";

/** What a block gives to an excerpt. */
export interface BlockText {
  /** Its paragraphs, in order; none when the block is passed over. */
  paragraphs: string[];
  /** Whether it holds an image or the like. */
  media: boolean;
  /** Whether some of its text is not among the paragraphs (code in a list, a callout's title). */
  partial: boolean;
}

/** How strict a reader is. */
export interface BlockReaderOptions {
  /** Code units after which a block's text is enough. */
  budget: number;
  /** Whether images give their alternative text. */
  alt: boolean;
  /**
   * `"auto"` passes over what does not belong to the text; `"lenient"` takes it when there is nothing else; `"all"` takes
   * all that an author put before a marker.
   */
  mode: "auto" | "lenient" | "all";
}

/** Reads blocks in order, and remembers what the last ones mean for the next. */
export class BlockReader {
  readonly #options: BlockReaderOptions;
  /** A list that follows is contents, or the parts of a series. */
  #listIsNotice = false;
  #afterMedia = false;
  /** A paired shortcode around code that is still open. */
  #codeTag: string | undefined;

  constructor(options: BlockReaderOptions) {
    this.#options = options;
  }

  /** The text of the next block. */
  read({ node, role, loose, apart }: Block): BlockText {
    const nothing: BlockText = { paragraphs: [], media: false, partial: true };
    const { mode } = this.#options;
    if (this.#codeTag !== undefined) {
      if (closes(node, this.#codeTag)) this.#codeTag = undefined;
      return nothing;
    }
    if (mode === "auto" && (loose || apart)) return nothing;
    if (role === "comment" || role === "hidden") return nothing;
    const afterMedia = this.#afterMedia;
    const listIsNotice = this.#listIsNotice;
    this.#afterMedia = role === "media" || (role === "raw" && /<img(?![\w-])/i.test(node.value ?? ""));
    this.#listIsNotice = false;
    if (role === "paragraph") {
      const read = this.#readParagraph(node);
      const strict = mode !== "lenient";
      // A caption: emphasised, below an image or beside it.
      if (
        strict &&
        read.text !== "" &&
        read.emphasised &&
        (afterMedia || read.media) &&
        read.text.length <= 300
      ) {
        return nothing;
      }
      this.#afterMedia = read.media && read.text === "";
      if (mode === "auto") {
        const kind = boilerplateOf(read.text);
        this.#listIsNotice = kind === "series" || kind === "contents";
        if (kind !== undefined) return nothing;
        // "All episodes", "Read it there", a contents of links: a way out of the post, not its text.
        if (read.linked && read.text.length <= 200 && !/[.!?。！？]["”’)]?$/u.test(read.text)) return nothing;
      }
      return { paragraphs: textOf(read, mode), media: read.media, partial: read.cut };
    }
    if (role === "list") {
      if (mode !== "lenient" && isNoticeList(node, mode === "auto" ? listIsNotice : false)) return nothing;
      const read = this.#readNested(node);
      const isCaption = mode === "auto" && afterMedia && read.paragraphs.length === 1;
      return isCaption && !/[.!?。！？]$/u.test(read.paragraphs[0]!) ? nothing : read;
    }
    if (role === "quote") return this.#readNested(node);
    if (role === "table" && mode === "all") return this.#readNested(node);
    return nothing;
  }

  #readParagraph(node: TreeNode | TreeNode[]): InlineText {
    const { budget, alt } = this.#options;
    const read = readInline(node, budget, alt);
    if (read.opens !== undefined) this.#codeTag = read.opens;
    return read;
  }

  /** The paragraphs of a list or a quotation, however they are nested. */
  #readNested(root: TreeNode): BlockText {
    const result: BlockText = { paragraphs: [], media: false, partial: false };
    let length = 0;
    const levels: { children: readonly TreeNode[]; index: number }[] = [
      { children: root.children ?? [], index: 0 },
    ];
    while (levels.length > 0) {
      if (length > this.#options.budget) {
        result.partial = true;
        break;
      }
      const level = levels.at(-1)!;
      const node = level.children[level.index];
      if (node === undefined) {
        levels.pop();
        continue;
      }
      const role = roleOf(node);
      let read: InlineText | undefined;
      if (role === "paragraph") {
        level.index++;
        read = this.#readParagraph(node);
      } else if (isPartOfLine(node)) {
        const run: TreeNode[] = [];
        while (level.index < level.children.length && isPartOfLine(level.children[level.index]!)) {
          run.push(level.children[level.index++]!);
        }
        read = this.#readParagraph(run);
      } else {
        level.index++;
        if (
          role === "list" ||
          role === "item" ||
          role === "quote" ||
          role === "container" ||
          role === "table"
        ) {
          levels.push({ children: node.children ?? [], index: 0 });
        } else if (node.type === "tableRow" || node.type === "tableCell" || node.tagName !== undefined) {
          if (role === "inline") levels.push({ children: node.children ?? [], index: 0 });
          else if (role !== "hidden" && role !== "comment") result.partial = true;
        } else if (role !== "hidden" && role !== "comment") {
          result.partial = true;
        }
      }
      if (read === undefined) continue;
      result.media ||= read.media;
      result.partial ||= read.cut;
      for (const text of textOf(read, this.#options.mode)) {
        result.paragraphs.push(text);
        length += text.length;
      }
    }
    return result;
  }
}

const cells: ReadonlySet<string> = new Set(["thead", "tbody", "tfoot", "tr", "td", "th", "caption"]);

function isPartOfLine(node: TreeNode): boolean {
  if (node.type === "tableRow" || node.type === "tableCell" || cells.has(node.tagName ?? "")) return false;
  const role = roleOf(node);
  if (role === "raw") return false;
  return (
    role === "inline" ||
    role === "text" ||
    role === "inline-code" ||
    role === "formula" ||
    role === "line-break" ||
    role === "directive" ||
    role === "note-mark" ||
    (role === "media" && node.type === "element" && node.tagName === "img") ||
    (role === "media" && node.type !== "element")
  );
}

/** A paragraph without a letter, a digit or an emoji has no words. */
function textOf({ text }: InlineText, mode: BlockReaderOptions["mode"]): string[] {
  if (text === "") return [];
  return mode === "auto" && !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text) ? [] : [text];
}

/** Whether a list is a table of contents, or names the parts of a series. */
function isNoticeList(list: TreeNode, afterNotice: boolean): boolean {
  if (classesOf(list).some((name) => /^(?:toc|table-of-contents)$/i.test(name))) return true;
  const items = (list.children ?? []).filter((item) => roleOf(item) === "item").slice(0, 50);
  if (items.length === 0) return false;
  let fragments = 0;
  let links = 0;
  let parts = 0;
  for (const item of items) {
    const { url, whole } = firstLink(item);
    if (url !== undefined) links++;
    if (whole && url?.startsWith("#") === true) fragments++;
    const text = readInline(item, 200).text;
    if (/^(?:toc|table of contents)$/i.test(text)) return true;
    // kramdown puts the contents in the place of whatever the list says: `{:toc}` is no part of the text that is read.
    if (someValue(item, ({ type, value }) => type === "text" && /\{:?toc/i.test(value))) return true;
    if (
      /^(?:part|pt\.?|chapter|episode|teil|partie|parte)\s*#?(?:\d+|[ivx]+|one|two|three|four|five)\b/iu.test(
        text,
      )
    )
      parts++;
    else if (/^第\s?[\d一二三四五六七八九十]+\s?[回篇編章部話]/u.test(text)) parts++;
  }
  if (fragments === items.length) return true;
  if (parts === items.length && links * 2 >= items.length && items.length > 1) return true;
  return afterNotice && (links * 2 >= items.length || parts * 2 >= items.length);
}

/** The first link of an item, and whether the item's own line is nothing but the link. */
function firstLink(item: TreeNode): { url?: string; whole: boolean } {
  let children = (item.children ?? []).filter(({ type, value }) => type !== "text" || /\S/.test(value ?? ""));
  if (children[0] !== undefined && roleOf(children[0]) === "paragraph") children = children[0].children ?? [];
  const own = children.filter(
    (child) => roleOf(child) !== "list" && (child.type !== "text" || /\S/.test(child.value ?? "")),
  );
  const link = own.find(({ type, tagName }) => type === "link" || tagName === "a");
  if (link === undefined) return { whole: false };
  const href = link.url ?? link.properties?.href;
  return { url: typeof href === "string" ? href : "", whole: own.length === 1 };
}

/** Whether the text of a block closes a paired shortcode. */
function closes(node: TreeNode, tag: string): boolean {
  return someValue(node, ({ value }) => findClosing(value, 0, tag) >= 0);
}

/** Whether a value, of a node or of one below it, passes. */
function someValue(node: TreeNode, test: (part: { type: string; value: string }) => boolean): boolean {
  const stack = [node];
  while (stack.length > 0) {
    const { type, value, children = [] } = stack.pop()!;
    if (value !== undefined && test({ type, value })) return true;
    for (const child of children) stack.push(child);
  }
  return false;
}

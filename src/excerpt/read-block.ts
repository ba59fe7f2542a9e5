import type { Element, Nodes } from "hast";
import { textOf } from "../html/plain-text.ts";
import { classesOf, roleOf } from "../html/roles.ts";
import { boilerplateOf } from "./boilerplate.ts";
import { type Block, isPartOfLine, takeLine } from "./flatten-blocks.ts";
import { findClosing } from "./leftovers.ts";
import { type InlineText, readInline } from "./read-inline.ts";

/** What a block contributes to an excerpt. */
export interface BlockText {
  /** Its paragraphs, in order; empty if the block is skipped. */
  paragraphs: string[];
  /** Whether it contains an image or other media. */
  media: boolean;
  /** Whether some of its text is not among the paragraphs (code in a list, the title of a callout). */
  partial: boolean;
}

/** How strict a reader is. */
export interface BlockReaderOptions {
  /** Code units after which a block's text is enough. */
  budget: number;
  /** Whether images are replaced by their alternative text. */
  alt: boolean;
  /**
   * `"auto"` skips what does not belong to the text; `"lenient"` takes it if there is nothing else; `"all"` takes
   * everything that an author put before a marker.
   */
  mode: "auto" | "lenient" | "all";
}

const sentenceEnd = /[.!?。！？]["”’)]?$/u;

/** Reads blocks in order, and remembers what earlier ones mean for the next. */
export class BlockReader {
  readonly #options: BlockReaderOptions;
  /** The next list is a table of contents or the parts of a series. */
  #listIsNotice = false;
  #afterMedia = false;
  /** A paired shortcode around code that is still open. */
  #codeTag: string | undefined;

  constructor(options: BlockReaderOptions) {
    this.#options = options;
  }

  /** The text of the next block. */
  read({ node, role, loose }: Block): BlockText {
    const nothing: BlockText = { paragraphs: [], media: false, partial: true };
    const { mode } = this.#options;
    if (this.#codeTag !== undefined) {
      if (findClosing(textOf(node), 0, this.#codeTag) >= 0) this.#codeTag = undefined;
      return nothing;
    }
    if (role === "hidden") return nothing;
    const afterMedia = this.#afterMedia;
    const listIsNotice = this.#listIsNotice;
    this.#afterMedia = role === "media";
    this.#listIsNotice = false;
    if (role === "paragraph") {
      const read = this.#readLine(node.children);
      this.#afterMedia = read.media && read.text === "";
      if (mode === "auto" && loose) return nothing;
      const isCaption =
        read.text !== "" && read.emphasized && read.text.length <= 300 && (afterMedia || read.media);
      if (isCaption && mode !== "lenient") return nothing;
      if (mode === "auto") {
        const kind = boilerplateOf(read.text);
        this.#listIsNotice = kind === "series" || kind === "contents";
        if (kind !== undefined) return nothing;
        // "All episodes", "Read it there", a list of links: navigation, not text.
        if (read.linked && read.text.length <= 200 && !sentenceEnd.test(read.text)) return nothing;
      }
      return { paragraphs: textsOf(read, mode), media: read.media, partial: read.cut };
    }
    if (role === "list") {
      if (mode !== "lenient" && isNoticeList(node, mode === "auto" && listIsNotice)) return nothing;
      const read = this.#readNested(node);
      const isCaption = mode === "auto" && afterMedia && read.paragraphs.length === 1;
      return isCaption && !sentenceEnd.test(read.paragraphs[0]!) ? nothing : read;
    }
    if (role === "quote" || (role === "table" && mode === "all")) return this.#readNested(node);
    return nothing;
  }

  #readLine(nodes: readonly Nodes[]): InlineText {
    const { budget, alt } = this.#options;
    const read = readInline(nodes, budget, alt);
    if (read.opens !== undefined) this.#codeTag = read.opens;
    return read;
  }

  /** The paragraphs of a list, a quotation or a table, however they are nested. */
  #readNested(root: Element): BlockText {
    const result: BlockText = { paragraphs: [], media: false, partial: false };
    let length = 0;
    const levels: { children: readonly Nodes[]; index: number }[] = [{ children: root.children, index: 0 }];
    for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
      if (length > this.#options.budget) {
        result.partial = true;
        break;
      }
      const node = level.children[level.index];
      if (node === undefined) {
        levels.pop();
        continue;
      }
      let read: InlineText | undefined;
      if (isPartOfLine(node)) {
        read = this.#readLine(takeLine(level));
      } else {
        level.index++;
        if (node.type !== "element") continue;
        const role = roleOf(node);
        if (role === "paragraph") read = this.#readLine(node.children);
        else if (nested.has(role)) levels.push({ children: node.children, index: 0 });
        else if (role !== "hidden") result.partial = true;
      }
      if (read === undefined) continue;
      result.media ||= read.media;
      result.partial ||= read.cut;
      for (const text of textsOf(read, this.#options.mode)) {
        result.paragraphs.push(text);
        length += text.length;
      }
    }
    return result;
  }
}

const nested: ReadonlySet<string> = new Set(["list", "item", "quote", "container", "table", "cell"]);

/** A paragraph without a letter, a digit or an emoji has no words. */
function textsOf({ text }: InlineText, mode: BlockReaderOptions["mode"]): string[] {
  if (text === "") return [];
  return mode === "auto" && !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text) ? [] : [text];
}

/** Whether a list is a table of contents, or lists the parts of a series. */
function isNoticeList(list: Element, afterNotice: boolean): boolean {
  if (classesOf(list).some((name) => /^(?:toc|table-of-contents)$/i.test(name))) return true;
  const items = list.children
    .filter((item): item is Element => item.type === "element" && roleOf(item) === "item")
    .slice(0, 50);
  if (items.length === 0) return false;
  let fragments = 0;
  let links = 0;
  let parts = 0;
  for (const item of items) {
    const { url, whole } = firstLink(item);
    if (url !== undefined) links++;
    if (whole && url?.startsWith("#") === true) fragments++;
    const { text } = readInline(item.children, 200);
    if (/^(?:toc|table of contents)$/i.test(text)) return true;
    // kramdown replaces such a list by the table of contents; `{:toc}` is not in the text that is read.
    if (/\{:?toc/i.test(textOf(item))) return true;
    if (
      /^(?:part|pt\.?|chapter|episode|teil|partie|parte)\s*#?(?:\d+|[ivx]+|one|two|three|four|five)\b/iu.test(
        text,
      ) ||
      /^第\s?[\d一二三四五六七八九十]+\s?[回篇編章部話]/u.test(text)
    )
      parts++;
  }
  if (fragments === items.length) return true;
  if (parts === items.length && links * 2 >= items.length && items.length > 1) return true;
  return afterNotice && (links * 2 >= items.length || parts * 2 >= items.length);
}

/** The first link of an item, and whether the item's own line is only the link. */
function firstLink(item: Element): { url?: string; whole: boolean } {
  const isVisible = (child: Nodes): boolean => child.type !== "text" || /\S/.test(child.value);
  let children = item.children.filter(isVisible);
  const [first] = children;
  if (first?.type === "element" && roleOf(first) === "paragraph") children = first.children;
  const own = children.filter((child) => roleOf(child) !== "list" && isVisible(child));
  const link = own.find((child): child is Element => child.type === "element" && child.tagName === "a");
  if (link === undefined) return { whole: false };
  const { href } = link.properties;
  return { url: typeof href === "string" ? href : "", whole: own.length === 1 };
}

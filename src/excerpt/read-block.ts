import type { Element, Nodes, Root } from "hast";
import { textOf } from "../html/plain-text.ts";
import { classesOf, roleOf } from "../html/roles.ts";
import { findClosingTag } from "../tool-syntax/template-tags.ts";
import { boilerplateOf, hasAttribution, isNote } from "./boilerplate.ts";
import { type Block, isPartOfLine, takeLine } from "./flatten-blocks.ts";
import { isVisible } from "./markers.ts";
import { closeHoles, type InlineText, readInline, withoutHoles, wordCharacter } from "./read-inline.ts";
import { announces, endAnnouncement, endsSentence } from "./sentences.ts";

/** The contribution of a block to an excerpt. */
export interface BlockText {
  /** Its paragraphs, in order; empty if the block is skipped. */
  paragraphs: string[];
  /** Whether it contains an image or other media. */
  media: boolean;
  /** Whether some of its text is missing from the paragraphs (code in a list, the title of a callout). */
  partial: boolean;
  /** Whether it is a table of contents. */
  isContents?: boolean;
}

/** How blocks are read. */
export interface BlockReaderOptions {
  /** Code units after which reading a block may stop. */
  budget: number;
  /** Whether images are replaced by their alternative text. */
  alt: boolean;
  /**
   * `"auto"` skips what does not belong to the text; `"lenient"` uses it if there is nothing else; `"all"` uses
   * everything that an author put before a marker.
   */
  mode: "auto" | "lenient" | "all";
}

/** A formula that stands alone, in TeX that no plugin read. */
const displayed = /^(?:\$\$(?:(?!\$\$).)*\$\$|\\\[.*\\\]|\\begin\{.*\\end\{\w+\*?\})[.,]?$/;

/** Navigation is short. */
const maxNavigation = 200;

/** Reads blocks in order, and remembers what earlier blocks mean for later ones. */
export class BlockReader {
  readonly #options: BlockReaderOptions;
  readonly #root: Root;
  /** The whole text of the post, once a tag needs to look ahead. */
  #source: string | undefined;
  /** Whether the next list is a table of contents or the parts of a series. */
  #listIsNotice: "contents" | "series" | undefined;
  #afterMedia = false;
  /** A paired tag that is still open and whose content is skipped. */
  #openTag: string | undefined;
  #hasText = false;

  constructor(root: Root, options: BlockReaderOptions) {
    this.#root = root;
    this.#options = options;
  }

  read(block: Block): BlockText {
    const read = this.#readBlock(block);
    if (read.paragraphs.length > 0) this.#hasText = true;
    return read;
  }

  #readBlock({ node, role, loose }: Block): BlockText {
    const nothing: BlockText = { paragraphs: [], media: role === "media", partial: true };
    const { mode } = this.#options;
    if (this.#openTag !== undefined) {
      if (findClosingTag(textOf(node), this.#openTag) !== undefined) this.#openTag = undefined;
      return nothing;
    }
    if (role === "hidden") return nothing;
    const afterMedia = this.#afterMedia;
    const listIsNotice = this.#listIsNotice;
    this.#afterMedia = role === "media";
    this.#listIsNotice = undefined;
    if (role === "heading" && mode === "auto" && boilerplateOf(textOf(node).trim()) === "contents") {
      this.#listIsNotice = "contents";
    } else if (role === "paragraph") {
      const read = this.#readLine(node.children);
      this.#afterMedia = read.media && read.text === "";
      if (mode === "auto" && loose) return { ...nothing, media: read.media };
      const isCaption =
        read.text !== "" && read.emphasized && read.text.length <= 300 && (afterMedia || read.media);
      if (isCaption && mode !== "lenient") return nothing;
      if (mode === "auto") {
        const kind = boilerplateOf(read.text);
        if (kind === "series" || kind === "contents") this.#listIsNotice = kind;
        const isNotice = !this.#hasText && (isNote(read.text) || isNoticeTag(read.syntax, textOf(node)));
        if (kind !== undefined || isNavigation(read) || isNotice) return nothing;
      }
      return { paragraphs: this.#textsOf(read), media: read.media, partial: read.cut };
    }
    if (role === "list") {
      const notice = mode === "auto" ? listIsNotice : undefined;
      const kind = mode === "lenient" ? undefined : this.#navigationKind(node, notice);
      if (kind !== undefined) return { ...nothing, isContents: kind === "contents" };
      const read = this.#readNested(node);
      const isCaption = mode === "auto" && afterMedia && read.paragraphs.length === 1;
      return isCaption && !endsSentence(read.paragraphs[0]!) ? nothing : read;
    }
    if (role === "quote" || (role === "table" && mode === "all")) {
      const read = this.#readNested(node);
      // Before the text, a callout is a notice for readers of the page, and the words of others are a motto.
      const isNotice =
        node.tagName !== "blockquote" ||
        isNote(read.paragraphs[0] ?? "") ||
        hasCite(node) ||
        (read.paragraphs.length > 0 && read.paragraphs.every((text) => boilerplateOf(text) !== undefined)) ||
        hasAttribution(read.paragraphs.at(-1) ?? "");
      return mode === "auto" && role === "quote" && !this.#hasText && isNotice ? nothing : read;
    }
    return nothing;
  }

  #readLine(nodes: readonly Nodes[]): InlineText {
    const { budget, alt } = this.#options;
    const isClosedLater = (name: string): boolean => {
      this.#source ??= textOf(this.#root);
      return findClosingTag(this.#source, name) !== undefined;
    };
    const read = readInline(nodes, { budget, alt, isClosedLater });
    if (read.opens !== undefined) this.#openTag = read.opens;
    else if (this.#options.mode === "auto" && !this.#hasText && read.text === "") {
      // A notice in its own shortcode: `{{< notice >}}`, a paragraph or two, `{{< /notice >}}`.
      const [tag, ...others] = read.syntax;
      const isNotice =
        tag !== undefined && others.length === 0 && tag.isClosing !== true && noticeTag.test(tag.name);
      if (isNotice && isClosedLater(tag.name)) this.#openTag = tag.name;
    }
    return read;
  }

  /** The text of a line, if it has words. */
  #textsOf({ text }: InlineText): string[] {
    const { mode } = this.#options;
    const whole = mode === "auto" ? withoutHoles(text) : closeHoles(text);
    if (whole === "" || (mode !== "all" && displayed.test(whole))) return [];
    return mode === "auto" && !wordCharacter.test(whole) ? [] : [whole];
  }

  /** The paragraphs of a list, a quotation or a table, however they are nested. */
  #readNested(root: Element): BlockText {
    const { mode, budget } = this.#options;
    const result: BlockText = { paragraphs: [], media: false, partial: false };
    let length = 0;
    let isHead = false;
    const levels: { children: readonly Nodes[]; index: number }[] = [{ children: root.children, index: 0 }];
    for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
      if (length > budget) {
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
        if (role === "item") isHead = true;
        if (role === "paragraph") read = this.#readLine(node.children);
        else if (nested.has(role)) levels.push({ children: node.children, index: 0 });
        else if (role !== "hidden") {
          result.partial = true;
          // "Use it like this:", above code in an item.
          const last = result.paragraphs.at(-1);
          if (mode === "auto" && last !== undefined && announces(last) && isVisible(node))
            result.paragraphs[result.paragraphs.length - 1] = endAnnouncement(last, "…");
        }
      }
      if (read === undefined) continue;
      result.media ||= read.media;
      result.partial ||= read.cut;
      for (const text of this.#textsOf(read)) {
        const line = isHead && mode !== "all" ? withoutHead(text, read.firstLink) : text;
        isHead = false;
        if (line === "" || (mode === "auto" && root.tagName === "blockquote" && isNavigation(read))) continue;
        result.paragraphs.push(line);
        length += line.length;
      }
    }
    return result;
  }

  /** Whether a list is navigation: a table of contents; the parts of a series, or links and nothing else. */
  #navigationKind(
    list: Element,
    notice: "contents" | "series" | undefined,
  ): "contents" | "links" | undefined {
    if (notice === "contents" || classesOf(list).some((name) => /^(?:toc|table-of-contents)$/i.test(name)))
      return "contents";
    const items = list.children
      .filter((item): item is Element => item.type === "element" && roleOf(item) === "item")
      .slice(0, 50);
    if (items.length === 0) return undefined;
    let fragments = 0;
    let links = 0;
    let parts = 0;
    let alone = 0;
    let properties = 0;
    for (const [index, item] of items.entries()) {
      const { url, whole } = firstLink(item);
      if (url !== undefined) links++;
      if (whole && url?.startsWith("#") === true) fragments++;
      const read = readInline(item.children, { budget: maxNavigation });
      const { text } = read;
      // The title of a post may be a question.
      if (text === "" || isNavigation({ ...read, text: text.replace(/[?？]$/, "") })) alone++;
      if (boilerplateOf(text) === "byline") properties++;
      if (/^(?:toc|table of contents)$/i.test(text)) return "contents";
      // kramdown replaces such a list with the table of contents; `{:toc}` is not part of the text that is read.
      if ((index === 0 || index === items.length - 1) && /\{:?toc/i.test(textOf(item))) return "contents";
      if (partItem.test(text)) parts++;
    }
    if (fragments === items.length) return "contents";
    const isSeries = items.length > 1 && parts * 2 > items.length && links * 2 >= items.length;
    const isAlone =
      this.#options.mode === "auto" &&
      ((alone === items.length && links > 0) || properties === items.length || isSection(list, items));
    const isAnnounced = notice === "series" && (links * 2 >= items.length || parts * 2 >= items.length);
    return isSeries || isAlone || isAnnounced ? "links" : undefined;
  }
}

/** Whether an element at the end of a quotation, or of its last paragraph, says whose words it quotes. */
function hasCite(quote: Element): boolean {
  const last = quote.children.findLast((child) => child.type === "element");
  if (last?.type !== "element") return false;
  return /^(?:cite|footer)$/.test(last.tagName) || (last.tagName === "p" && hasCite(last));
}

const nested: ReadonlySet<string> = new Set(["list", "item", "quote", "container", "table", "cell"]);

/** Tags around notices for readers of the page. */
const noticeTag = /^(?:notice|callout|admonition|alert|note|info|warning|tip|banner|message)$/i;

/** Whether all of a paragraph is between two such tags: `{{% note %}}`, a line or two, `{{% /note %}}`. */
function isNoticeTag(syntax: InlineText["syntax"], text: string): boolean {
  const [first, last] = [syntax[0], syntax.at(-1)];
  if (first === undefined || last?.isClosing !== true || first.isClosing || first.name !== last.name)
    return false;
  return noticeTag.test(first.name) && /^\s*\{[\s\S]*\}\s*$/.test(text);
}

/** The hash of a commit, an address, or a link to an issue at the head of a list item. */
const itemHead =
  /^(?:[([]?([0-9a-f]{7,40}|#\d+)[)\]]?|(?:https?:\/\/|www\.)[!-~]+)(?:\s*[:,|–—-]+\s+|\s*[:：]\s*|\s+|$)/i;

function withoutHead(text: string, firstLink: string | undefined): string {
  const found = itemHead.exec(text);
  if (found === null) return text;
  const hash = found[1];
  // "defaced" and "20240501" are not hashes, unless they are a link.
  const isWord = hash !== undefined && hash !== firstLink && !/\d[a-f]|[a-f]\d/i.test(hash);
  return isWord ? text : text.slice(found[0].length);
}

/** "1. Introduction", which an author wrote like a heading. */
function isSection(list: Element, items: readonly Element[]): boolean {
  if (list.tagName !== "ol" || items.length > 1) return false;
  const text = textOf(items[0]!).trim();
  return text.length <= 40 && !endsSentence(text) && !/[,:：，]/.test(text);
}

const partItem =
  /^(?:(?:part|pt\.?|chapter|episode|teil|partie|parte)\s*#?(?:\d+|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten)\b|第\s?[\d一二三四五六七八九十]+\s?[回篇編章部話])/iu;

/** "All episodes", "Read it there", a list of links: navigation, not text. */
function isNavigation({ linked, text }: InlineText): boolean {
  return linked && text.length <= maxNavigation && !endsSentence(text);
}

/** The first link of an item, and whether the item's own line is only the link. */
function firstLink(item: Element): { url?: string; whole: boolean } {
  const isNotBlank = (child: Nodes): boolean => child.type !== "text" || /\S/.test(child.value);
  let children = item.children.filter(isNotBlank);
  const [first] = children;
  if (first?.type === "element" && roleOf(first) === "paragraph") children = first.children;
  const own = children.filter((child) => roleOf(child) !== "list" && isNotBlank(child));
  const link = own.find((child): child is Element => child.type === "element" && child.tagName === "a");
  if (link === undefined) return { whole: false };
  const { href } = link.properties;
  return { url: typeof href === "string" ? href : "", whole: own.length === 1 };
}

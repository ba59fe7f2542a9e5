import type { Element, Root } from "hast";
import { textOf } from "../html/plain-text.ts";
import { countWords } from "../reading-time/count-words.ts";
import type { ResolvedExcerptOptions } from "./excerpt-options.ts";
import { type Block, flattenBlocks } from "./flatten-blocks.ts";
import { isVisible } from "./markers.ts";
import { BlockReader, type BlockText } from "./read-block.ts";
import {
  addLine,
  announces,
  endAnnouncement,
  endsSentence,
  isSentenceEnd,
  splitSentences,
} from "./sentences.ts";
import { graphemeBounds } from "./text-bounds.ts";
import { cutText, type TruncatedText } from "./truncate-text.ts";

/** The part of a post that an automatic excerpt uses. */
export interface AutoSelection {
  text: string;
  /** Whole blocks for the HTML; the text comes from them. */
  blocks: Element[];
  truncated: boolean;
}

/** A text without a complete sentence is long enough at this share of the maximum length. */
const enoughText = 0.4;

/**
 * Selects the beginning of a post: whole blocks for the HTML, and as much of their text as fits. Text and HTML end at
 * the same block.
 *
 * @param mode - `lenient` includes what is otherwise skipped, for posts that have nothing else
 * @returns `undefined` if the post has no words for it
 */
export function selectAuto(
  root: Root,
  options: ResolvedExcerptOptions,
  mode: "auto" | "lenient",
): AutoSelection | undefined {
  const selector = new Selector(root, options, mode);
  for (const block of flattenBlocks(root)) if (!selector.add(block)) break;
  return selector.finish();
}

class Selector {
  readonly #options: ResolvedExcerptOptions;
  readonly #reader: BlockReader;
  readonly #enough: number;
  readonly #blocks: Element[] = [];
  #text = "";
  #words = 0;
  #sentences = 0;
  #paragraphs = 0;
  #hasSentence = false;
  #textDone = false;
  #blocksDone = false;
  #leftOut = false;
  /** A paragraph that introduces something, pending until the next block. */
  #announcement: [Block, BlockText] | undefined;

  constructor(root: Root, options: ResolvedExcerptOptions, mode: "auto" | "lenient") {
    const { maxLength, maxWords, minWords, images } = options;
    const least = Math.min(maxLength * 16, maxWords * 32) + 4096;
    const budget = Math.max(least, minWords * 32);
    this.#options = options;
    this.#reader = new BlockReader(root, { budget, alt: images === "alt", mode });
    this.#enough = Math.min(maxLength, 200) * enoughText;
  }

  /** Adds the next block, and returns whether another one can change anything. */
  add(block: Block): boolean {
    const { node, role } = block;
    if (this.#blocksDone) {
      this.#leftOut ||= isVisible(node);
      return !this.#leftOut;
    }
    const read = this.#reader.read(block);
    if (read.paragraphs.length > 0) {
      this.#takePending();
      if (this.#blocksDone) this.#leftOut = true;
      else if (role === "paragraph" && announces(read.paragraphs[0]!)) this.#announcement = [block, read];
      else this.#take(block, read);
      return true;
    }
    if (role === "hidden") return true;
    if (read.media && this.#options.images === "keep" && isVisible(node)) {
      this.#takePending();
      if (!this.#blocksDone) this.#blocks.push(node);
      return true;
    }
    const visible = isVisible(node);
    this.#leftOut ||= visible;
    if (visible || role === "break")
      this.#takeAnnouncement(read.isContents === true || this.#isLabelOf(role));
    if (endsExcerpt(block) && (this.#hasSentence || this.#text.length >= this.#enough))
      this.#blocksDone = true;
    return true;
  }

  finish(): AutoSelection | undefined {
    if (!this.#blocksDone) this.#takePending();
    if (this.#text === "") return undefined;
    const { ellipsis } = this.#options;
    const words = cutWords(this.#text, this.#options);
    const cut = cutText(words.text, this.#options);
    const truncated = words.truncated || cut.truncated;
    let { text } = cut;
    if (!truncated && this.#leftOut && announces(text)) text = endAnnouncement(text, ellipsis);
    // A sentence at the end of its paragraph is complete, even if a lowercase letter follows.
    const head = ellipsis !== "" && text.endsWith(ellipsis) ? text.slice(0, -ellipsis.length) : "";
    if (isSentenceEnd(head, head.length)) text = head;
    return { text, blocks: this.#blocks, truncated: truncated || this.#leftOut };
  }

  #takePending(): void {
    if (this.#announcement !== undefined) this.#take(...this.#announcement);
    this.#announcement = undefined;
  }

  #take({ node, role }: Block, { paragraphs, media, partial }: BlockText): void {
    const { images, minWords, maxWords, maxSentences, maxParagraphs, listSeparator } = this.#options;
    this.#leftOut ||= partial || (media && images === "drop") || this.#textDone;
    this.#blocks.push(node);
    for (const text of paragraphs) {
      if (this.#textDone) {
        this.#leftOut = true;
        break;
      }
      const sentences = splitSentences(text);
      const room = maxSentences - this.#sentences;
      this.#sentences += sentences.length;
      const line = sentences.length > room ? sentences.slice(0, room).join("").trimEnd() : text;
      this.#leftOut ||= sentences.length > room;
      this.#text = addLine(this.#text, line, listSeparator);
      this.#hasSentence ||= sentences.length > 1 || endsSentence(text);
      this.#textDone = sentences.length >= room || this.#isLong();
    }
    const { words, characters } = countWords(paragraphs.join("\n"));
    // Two characters of Chinese or Japanese make about one word.
    const count = words + Math.ceil(characters / 2);
    this.#words += count;
    // Not every writer ends a sentence with a period.
    this.#hasSentence ||= role === "paragraph" && count >= 8;
    this.#paragraphs++;
    if (this.#words > maxWords) this.#textDone = true;
    if (this.#paragraphs >= maxParagraphs) this.#textDone = this.#blocksDone = true;
    else if (this.#words >= minWords && this.#textDone) this.#blocksDone = true;
  }

  /** "Links:" or "Further reading:" above a list that is skipped. */
  #isLabelOf(role: Block["role"]): boolean {
    const label = this.#announcement?.[1].paragraphs[0] ?? "";
    return role === "list" && /^(?:\S+ (?=links|reading|resources|posts|articles))?\S+\s*\S$/iu.test(label);
  }

  #isLong(): boolean {
    const { maxLength } = this.#options;
    const text = this.#text;
    return text.length > maxLength && graphemeBounds(text, maxLength + 1).length > maxLength + 1;
  }

  /**
   * What a paragraph introduced is not part of the excerpt: the introducing sentence is left out, or ends in an ellipsis
   * if it is all the text so far.
   *
   * @param isContents - whether it introduces a table of contents, to which the introduction belongs
   */
  #takeAnnouncement(isContents: boolean): void {
    if (this.#announcement === undefined) return;
    const [block, read] = this.#announcement;
    this.#announcement = undefined;
    const { maxLength, ellipsis } = this.#options;
    const text = read.paragraphs[0]!;
    const sentences = splitSentences(text);
    const last = sentences.pop()!;
    if (this.#text.length + text.length > maxLength) {
      // It is cut before its end.
      this.#take(block, read);
    } else if (sentences.length > 0) {
      const paragraphs = [sentences.join("").trimEnd()];
      this.#take({ ...block, node: withoutEnd(block.node, last) }, { ...read, paragraphs, partial: true });
    } else if (this.#text === "" && !isContents) {
      this.#take(block, { ...read, paragraphs: [endAnnouncement(text, ellipsis)], partial: true });
      // "Install it:" is too short to end the excerpt.
      this.#hasSentence &&= endsSentence(text) || text.length >= this.#enough;
    }
    // The next block is not a continuation of this one.
    if (this.#text.length >= this.#enough) this.#textDone = true;
  }
}

function endsExcerpt({ role, node }: Block): boolean {
  if (role === "heading" || role === "break" || role === "table") return true;
  return role === "code" && isVisible(node);
}

/** A paragraph without its last sentence, which links and emphasis may divide. */
function withoutEnd(paragraph: Element, sentence: string): Element {
  const children = [...paragraph.children];
  let rest = sentence;
  for (let last = children.pop(); last !== undefined; last = children.pop()) {
    rest = rest.trim();
    const text = textOf(last).replace(/\s+/g, " ").trimEnd();
    if (last.type === "text" && text.length > rest.length && text.endsWith(rest))
      return { ...paragraph, children: [...children, { ...last, value: text.slice(0, -rest.length) }] };
    if (!rest.endsWith(text.trimStart())) break;
    rest = rest.slice(0, rest.length - text.trimStart().length);
    if (rest.trim() === "") return { ...paragraph, children };
  }
  return paragraph;
}

function cutWords(text: string, options: ResolvedExcerptOptions): TruncatedText {
  let left = options.maxWords;
  if (left === Infinity) return { text, truncated: false };
  let end = 0;
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const { words, characters } = countWords(word);
    const size = words + characters / 2;
    if (size > left) {
      // A script without spaces is cut in the middle of the text between two spaces.
      if (characters > 0) end = index + Math.floor(left * 2);
      const room = graphemeBounds(text.slice(0, end) + options.ellipsis, Infinity).length - 1;
      return { ...cutText(text, { ...options, maxLength: Math.max(1, room) }), truncated: true };
    }
    left -= size;
    end = index + word.length;
  }
  return { text, truncated: false };
}

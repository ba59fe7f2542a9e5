import type { Element, Root } from "hast";
import { countWords } from "../reading-time/count-words.ts";
import type { ResolvedExcerptOptions } from "./excerpt-options.ts";
import { type Block, flattenBlocks } from "./flatten-blocks.ts";
import { isVisible } from "./markers.ts";
import { BlockReader, type BlockText } from "./read-block.ts";
import { graphemeBounds } from "./text/grapheme-bounds.ts";
import { isSentenceEnd } from "./text/is-sentence-end.ts";
import { truncateText } from "./text/truncate-text.ts";

/** What an automatic excerpt takes from a post. */
export interface AutoSelection {
  text: string;
  /** Whole blocks for the HTML; the text comes from them. */
  blocks: Element[];
  truncated: boolean;
}

/** The end of a sentence, or of one that announces what follows: that one is cut. */
const sentenceEnd = /[.!?…:。！？｡．：]["'”’»)\]）」』]*$/u;

/** The text ends before the introduction of a skipped block once it has this share of its length. */
const enoughText = 0.4;

/**
 * Selects the beginning of a post: whole blocks for the HTML, and as much of their text as fits.
 *
 * @param root - a tree of HTML
 * @param options - how much
 * @param mode - `lenient` takes what is skipped otherwise, for posts that have nothing else
 * @returns `undefined` if the post has no such words
 */
export function selectAuto(
  root: Root,
  options: ResolvedExcerptOptions,
  mode: "auto" | "lenient",
): AutoSelection | undefined {
  const { maxLength, minWords, locale, ellipsis, images } = options;
  const budget = Number.isFinite(maxLength) ? maxLength * 16 + 4096 : Number.POSITIVE_INFINITY;
  const reader = new BlockReader({ budget: Math.max(budget, minWords * 32), alt: images === "alt", mode });
  const texts: string[] = [];
  const blocks: Element[] = [];
  let length = 0;
  let words = 0;
  let textDone = false;
  let blocksDone = false;
  let leftOut = false;
  // A sentence that ends in a colon waits for what it introduces.
  let introduction: [Block, BlockText] | undefined;
  let passedOver: [Block, BlockText] | undefined;

  const isLong = (): boolean =>
    length > maxLength && graphemeBounds(texts.join(" "), maxLength + 1).length > maxLength + 1;

  const take = ({ node }: Block, { paragraphs, media, partial }: BlockText): void => {
    leftOut ||= partial || (media && images === "drop") || textDone;
    blocks.push(node);
    for (const text of paragraphs) {
      if (textDone) break;
      texts.push(text);
      length += text.length + 1;
      textDone = isLong();
    }
    const count = countWords(paragraphs.join("\n"));
    // Two characters of Chinese or Japanese make about one word.
    words += count.words + Math.ceil(count.characters / 2);
    if (words >= minWords && textDone) blocksDone = true;
  };

  for (const block of flattenBlocks(root)) {
    if (blocksDone) {
      leftOut ||= isVisible(block.node);
      if (leftOut) break;
      continue;
    }
    const read = reader.read(block);
    if (read.paragraphs.length > 0) {
      if (introduction !== undefined) take(...introduction);
      introduction = undefined;
      if (isIntroduction(block, read)) introduction = [block, read];
      else if (blocksDone) leftOut = true;
      else take(block, read);
    } else if (block.role !== "hidden") {
      leftOut ||= isVisible(block.node);
      // "Run this:" before code that is skipped is skipped too, as what comes next would not follow from it.
      if (introduction !== undefined && texts.length > 0) {
        leftOut = true;
        if (length >= maxLength * enoughText) textDone = true;
      } else if (introduction !== undefined) {
        passedOver ??= introduction;
      }
      introduction = undefined;
      if (endsExcerpt(block) && sentenceEnd.test(texts.at(-1) ?? "")) blocksDone = true;
    }
  }
  if (introduction !== undefined && !blocksDone) take(...introduction);
  if (passedOver !== undefined) {
    if (texts.length === 0) take(...passedOver);
    leftOut = true;
  }
  if (texts.length === 0) return undefined;
  const whole = texts.join(" ");
  const cut = truncateText(whole, { maxLength, locale, ellipsis });
  if (!cut.truncated && leftOut && /[:：]$/.test(whole)) {
    return { text: withoutIntroduction(whole, ellipsis), blocks, truncated: true };
  }
  return { text: cut.text, blocks, truncated: cut.truncated || leftOut };
}

/** A paragraph of one sentence that introduces what follows it. */
function isIntroduction({ role }: Block, { paragraphs }: BlockText): boolean {
  const [text = ""] = paragraphs;
  return (
    role === "paragraph" &&
    text.length <= 300 &&
    /[:：]$/.test(text) &&
    !/[.!?]["”’)]?\s|[。！？]/u.test(text)
  );
}

function endsExcerpt({ role, node }: Block): boolean {
  if (role === "heading" || role === "break" || role === "table") return true;
  return role === "code" && isVisible(node);
}

/** Removes a last sentence that introduces what is missing, if enough text remains; else replaces its colon. */
function withoutIntroduction(text: string, ellipsis: string): string {
  for (let index = text.length - 1; index >= text.length * 0.6; index--) {
    if (isSentenceEnd(text, index) && !/[\uDC00-\uDFFF\p{M}]/u.test(text[index]!))
      return text.slice(0, index).trimEnd();
  }
  return text.slice(0, -1).trimEnd() + ellipsis;
}

import { countWords } from "../reading-time/count-words.ts";
import type { ResolvedExcerptOptions } from "./excerpt-options.ts";
import { type Block, flattenBlocks } from "./flatten-blocks.ts";
import { graphemeBounds } from "./grapheme-bounds.ts";
import { isVisible } from "./is-visible.ts";
import { BlockReader } from "./read-block.ts";
import type { TreeNode } from "./tree-node.ts";
import { truncateText } from "./truncate-text.ts";

/** What an automatic excerpt takes of a post. */
export interface AutoSelection {
  text: string;
  /** Whole blocks for the HTML. */
  blocks: TreeNode[];
  truncated: boolean;
}

/** An introduction of what is passed over is cut, once this share of the text is there. */
const enoughText: number = 0.4;

/**
 * Selects the beginning of a post: paragraphs for the text, whole blocks for the HTML.
 *
 * @param root - of either tree
 * @param options - how much
 * @param mode - `lenient` takes what is passed over otherwise, for posts that have nothing else
 * @returns nothing when the post has no such words
 */
export function selectAuto(
  root: TreeNode,
  options: ResolvedExcerptOptions,
  mode: "auto" | "lenient",
): AutoSelection | undefined {
  const { maxLength, minWords, locale, ellipsis, images } = options;
  const budget = Number.isFinite(maxLength) ? maxLength * 16 + 4096 : Number.POSITIVE_INFINITY;
  const reader = new BlockReader({ budget: Math.max(budget, minWords * 32), alt: images === "alt", mode });
  const texts: string[] = [];
  const blocks: TreeNode[] = [];
  let length = 0;
  let words = 0;
  let textDone = false;
  let blocksDone = false;
  let leftOut = false;
  let introduces = false;

  const isLong = (): boolean =>
    length > maxLength && graphemeBounds(texts.join(" "), maxLength + 1).length > maxLength + 1;

  for (const block of flattenBlocks(root)) {
    if (textDone && blocksDone) {
      leftOut ||= isVisible(block.node);
      if (leftOut) break;
      continue;
    }
    const { paragraphs, media, partial } = reader.read(block);
    const taken = paragraphs.length > 0;
    if (!taken) {
      leftOut ||= isVisible(block.node);
      // "Run this:" and then no code to run.
      if (introduces && isShown(block) && length >= maxLength * enoughText) textDone = true;
      if (words > 0 && endsExcerpt(block)) blocksDone = true;
      continue;
    }
    leftOut ||= partial || (media && images === "drop");
    if (blocksDone || textDone) leftOut = true;
    if (!textDone) {
      for (const text of paragraphs) {
        texts.push(text);
        length += text.length + 1;
        if (isLong()) {
          textDone = true;
          break;
        }
      }
      introduces = /[:：]$/.test(texts.at(-1)!);
    }
    if (!blocksDone) {
      blocks.push(block.node);
      const count = countWords(paragraphs.join("\n"));
      // Two characters of Chinese or Japanese make about one word.
      words += count.words + Math.ceil(count.characters / 2);
      if (words >= minWords) blocksDone = true;
    }
  }
  if (texts.length === 0) return undefined;
  const whole = texts.join(" ");
  const cut = truncateText(whole, { maxLength, locale, ellipsis });
  if (introduces && textDone && !cut.truncated) {
    return { text: withoutIntroduction(whole, ellipsis, locale), blocks, truncated: true };
  }
  return { text: cut.text, blocks, truncated: cut.truncated || leftOut };
}

function isShown({ role }: Block): boolean {
  return role !== "comment" && role !== "hidden";
}

function endsExcerpt({ role, node }: Block): boolean {
  if (role === "heading" || role === "break" || role === "table") return true;
  return role === "code" && isVisible(node);
}

/** Ends a text before the sentence that announces what is not there, if enough remains; else in place of its colon. */
function withoutIntroduction(text: string, ellipsis: string, locale: string): string {
  const cut = truncateText(`${text} .`, {
    maxLength: graphemeBounds(text, text.length).length - 1,
    locale,
    ellipsis,
  });
  return cut.text.endsWith(":") || cut.text.endsWith("：") ? cut.text.slice(0, -1) + ellipsis : cut.text;
}

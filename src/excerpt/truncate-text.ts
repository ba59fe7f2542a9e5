import { checkKind, checkLocale, checkOptions, checkWholeNumber } from "../core/check-options.ts";
import { isSentenceEnd } from "./sentences.ts";
import { graphemeBounds, wordBounds } from "./text-bounds.ts";

/** Options of `truncateText`. */
export interface TruncateOptions {
  /** Maximum number of graphemes (characters as a reader counts them) in the result, including the ellipsis. */
  maxLength: number;
  /**
   * Language of the text, a BCP 47 tag: used to find words in scripts without spaces.
   * @default "en"
   */
  locale?: string | undefined;
  /**
   * Added to a text that was cut within a sentence.
   * @default "…"
   */
  ellipsis?: string | undefined;
}

/** The result of `truncateText`. */
export interface TruncatedText {
  text: string;
  /** Whether anything visible was left out. */
  truncated: boolean;
}

/** The earliest end of a sentence that is used, as a share of the maximum length; otherwise the text is cut after a word. */
const earliestSentence: number = 0.6;

/** Removed from the end of a cut text: white space, commas, dashes, opening brackets and quotes. */
const dangling: RegExp =
  /^(?:\r\n|[\s,;:\-–—(["'“‘«‹/|&+=·•、，；：（「『【《〈〔［｛{¿¡،؛\u2066-\u2068\u202a\u202b\u202d\u202e\u200b]|`)$/u;

/**
 * Cuts a text at the end of a sentence if one ends in the last 40 % of the allowed length, else after a word, else
 * after a grapheme, and if possible never within a URL or a number. The ellipsis is added when the cut is within a
 * sentence, and never to a text that already ends in one. Embeddings and isolates of right-to-left text that are
 * left open by the cut are closed.
 *
 * @param text - plain text of any length; only its beginning is read
 * @param options - the length, and the ellipsis
 * @returns the text, and whether something is missing
 * @throws RangeError when `maxLength` is not a whole number above 0 (or Infinity), or `locale` is not a language tag
 * @example
 * ```ts
 * import { truncateText } from "galley/excerpt";
 *
 * console.log(truncateText("A queue hides the overload. It does not cure it.", { maxLength: 30 }));
 * console.log(truncateText("A queue hides the overload. It does not cure it.", { maxLength: 20 }));
 * console.log(truncateText("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", { maxLength: 2 }).text);
 * // → { text: 'A queue hides the overload.', truncated: true }
 * // → { text: 'A queue hides the…', truncated: true }
 * // → 👩‍👩‍👧‍👦…
 * ```
 */
export function truncateText(text: string, options: TruncateOptions): TruncatedText {
  checkKind("text", text, "string");
  checkOptions(options, { maxLength: "any", locale: "any", ellipsis: "string" });
  const { maxLength, locale = "en", ellipsis = "…" } = options;
  checkWholeNumber("maxLength", maxLength, { min: 1, max: Number.POSITIVE_INFINITY });
  checkLocale("locale", locale);
  return cutText(text, { maxLength, locale, ellipsis });
}

/** `truncateText` for options that have been checked. */
export function cutText(
  text: string,
  { maxLength, locale, ellipsis }: { maxLength: number; locale: string; ellipsis: string },
): TruncatedText {
  if (text.length <= maxLength) return { text, truncated: false };
  // One more than allowed, to see whether there is more.
  const bounds = graphemeBounds(text, maxLength + 1);
  if (bounds.length <= maxLength + 1) return { text, truncated: false };
  bounds.pop();
  if (!/\S/.test(text.slice(bounds[maxLength]))) return { text: text.trimEnd(), truncated: false };

  const closers = opener.test(text.slice(0, bounds[maxLength])) ? openDirections(text, bounds) : undefined;
  const fits = (count: number, more: number): boolean =>
    count + (closers?.[count]?.length ?? 0) + more <= maxLength;
  const cut = (count: number): string => text.slice(0, bounds[count]) + (closers?.[count] ?? "");

  for (let count = maxLength; count >= Math.ceil(maxLength * earliestSentence) && count > 0; count--) {
    if (fits(count, 0) && isSentenceEnd(text, bounds[count]!)) {
      return { text: cut(count), truncated: true };
    }
  }
  const size = graphemeBounds(ellipsis, maxLength).length - 1;
  const suffix = size < maxLength ? ellipsis : "";
  const more = suffix === "" ? 0 : size;
  let longest = maxLength;
  while (longest > 0 && !fits(longest, more)) longest--;
  let count = trimDangling(text, bounds, wordBounds(text, bounds, longest, locale));
  if (count === 0) count = trimDangling(text, bounds, longest) || longest;
  // Earlier in the text, more directions may be open.
  while (count > 0 && !fits(count, more)) count--;
  const head = text.slice(0, bounds[count]);
  const ended = head.endsWith("…") || head.endsWith("...") || isSentenceEnd(text, bounds[count]!);
  return { text: cut(count) + (ended ? "" : suffix), truncated: true };
}

function trimDangling(text: string, bounds: readonly number[], from: number): number {
  let count = from;
  while (count > 0 && dangling.test(text.slice(bounds[count - 1], bounds[count]))) count--;
  return count;
}

/** Marks that open an embedding, an override or an isolate, and those that close them. */
const opener: RegExp = /[\u202a\u202b\u202d\u202e\u2066-\u2068]/;
const popFormatting = "\u202c";
const popIsolate = "\u2069";

/**
 * For each end of a grapheme: the marks that must follow it so that the direction of the cut text does not
 * affect what comes after it. The rules are those of the Unicode bidirectional algorithm (X5a to X7): an isolate's
 * end closes what was opened within it.
 */
function openDirections(text: string, bounds: readonly number[]): string[] {
  const stack: string[] = [];
  const closers = [""];
  let joined = "";
  for (let count = 1; count < bounds.length; count++) {
    let changed = false;
    for (let index = bounds[count - 1]!; index < bounds[count]!; index++) {
      const char = text[index]!;
      if (opener.test(char)) {
        stack.push(char >= "\u2066" ? popIsolate : popFormatting);
        changed = true;
      } else if (char === popFormatting && stack.at(-1) === popFormatting) {
        stack.pop();
        changed = true;
      } else if (char === popIsolate && stack.includes(popIsolate)) {
        while (stack.pop() !== popIsolate);
        changed = true;
      }
    }
    // The algorithm itself has at most 125 levels.
    if (changed) joined = stack.slice(0, 125).reverse().join("");
    closers.push(joined);
  }
  return closers;
}

import type { Nodes as HastNode } from "hast";
import type { Nodes as MdastNode } from "mdast";
import { checkLocale, checkOptions, type OptionKinds, show, wrongKind } from "../core/check-options.ts";
import { checkTreeKind } from "../html/tree-kinds.ts";
import type { ReadableText } from "../html/tree-pass.ts";
import { contentsOf } from "../markdown/extract.ts";
import { removeToolSyntax } from "../tool-syntax/find-tool-syntax.ts";
import { countCodeWords, countWords } from "./count-words.ts";
import { describeMinutes, type ReadingTimePhrases } from "./describe-minutes.ts";

/** How long a post takes to read. */
export interface ReadingTime {
  /** Minutes, unrounded. */
  minutes: number;
  /** Words of prose; each Chinese or Japanese character counts as one. Code is not included. */
  words: number;
  /** For display, whole minutes: `"4 min read"`. */
  text: string;
}

/** Options of `estimateReadingTime`. */
export interface ReadingTimeOptions {
  /**
   * Words of prose per minute.
   * @default 200
   */
  wordsPerMinute?: number | undefined;
  /**
   * Words of code blocks per minute; `0` ignores code. The default is half the default for prose: some code is skimmed,
   * some studied.
   * @default 100
   */
  codeWordsPerMinute?: number | undefined;
  /**
   * Chinese and Japanese characters per minute.
   * @default 400
   */
  cjkCharactersPerMinute?: number | undefined;
  /**
   * Seconds for the first image; each further one takes a second less, down to 3. Medium begins at 12.
   * @default 0
   */
  secondsPerImage?: number | undefined;
  /**
   * Language of `text`, a BCP 47 tag. It does not change the count.
   * @default "en"
   */
  locale?: string | undefined;
  /**
   * A phrase of your own for `text`, or one for each plural form of the language (`Intl.PluralRules`); `{minutes}`
   * becomes the number.
   */
  text?: string | ReadingTimePhrases | undefined;
  /** The author's own number of minutes, from the front matter, which replaces the estimate. Words are still counted. */
  minutes?: number | undefined;
}

/**
 * Estimates how long a text takes to read. In a tree, code blocks, images and prose are counted separately, and what
 * readers do not read is skipped: front matter, URLs, table pipes, comments, footnote references. A string is plain text.
 *
 * @param treeOrText - mdast, hast, or plain text
 * @param options - rates per minute, and the language of `text`
 * @returns minutes, words, and a text for display; all zero for an empty text
 * @throws RangeError when a rate is not a positive number, or the locale is not a language tag; ContentError for mdast
 *   that `toHast` rejects
 * @example
 * ```ts
 * import { estimateReadingTime, parseMarkdown } from "galley";
 *
 * const tree = parseMarkdown(`${"word ".repeat(700)}\n\n~~~js\n${"code ".repeat(50)}\n~~~\n`);
 * console.log(estimateReadingTime(tree));
 * console.log(estimateReadingTime("短い文章です。", { locale: "ja" }).text);
 * // → { minutes: 4, words: 700, text: '4 min read' }
 * // → 読了時間 1 分
 * ```
 */
export function estimateReadingTime(
  treeOrText: MdastNode | HastNode | string,
  options: ReadingTimeOptions = {},
): ReadingTime {
  if (typeof treeOrText !== "string") checkTreeKind("treeOrText", treeOrText, "any");
  checkReadingTimeOptions(options);
  if (typeof treeOrText === "string") return estimate({ prose: treeOrText, code: "", images: 0 }, options);
  const root = treeOrText.type === "root" ? treeOrText : { type: "root" as const, children: [treeOrText] };
  return timeOf(contentsOf(root as Parameters<typeof contentsOf>[0]).text, options);
}

const optionKinds: OptionKinds<ReadingTimeOptions> = {
  wordsPerMinute: "any",
  codeWordsPerMinute: "any",
  cjkCharactersPerMinute: "any",
  secondsPerImage: "any",
  locale: "any",
  text: "string or object",
  minutes: "any",
};

/**
 * Checks the options of a caller.
 *
 * @param name - their name in the documentation
 * @throws TypeError or RangeError for an unknown or invalid option
 */
export function checkReadingTimeOptions(options: ReadingTimeOptions, name?: string): void {
  checkOptions(options, optionKinds, name);
  const { text } = options;
  if (typeof text === "object" && typeof text.other !== "string") {
    throw wrongKind("text.other", text.other, 'a phrase such as "{minutes} min read"');
  }
  for (const [name, isAllowed] of Object.entries(rates)) {
    const value = options[name as keyof typeof rates];
    if (value === undefined || (Number.isFinite(value) && isAllowed(value))) continue;
    const expected = isAllowed(0) ? "a number of at least 0" : "a number above 0";
    throw new RangeError(`Expected \`${name}\` to be ${expected}, received ${show(value)}`);
  }
  if (options.locale !== undefined) checkLocale("locale", options.locale);
}

const isPositive = (value: number): boolean => value > 0;
const isNotNegative = (value: number): boolean => value >= 0;

const rates = {
  wordsPerMinute: isPositive,
  codeWordsPerMinute: isNotNegative,
  cjkCharactersPerMinute: isPositive,
  secondsPerImage: isNotNegative,
  minutes: isNotNegative,
};

/**
 * The reading time of a tree whose text has been collected already, for options that have been checked. Template tags and
 * the like do not count as words.
 */
export function timeOf(text: ReadableText, options: ReadingTimeOptions): ReadingTime {
  return estimate({ ...text, prose: removeToolSyntax(text.prose) }, options);
}

function estimate({ prose, code, images }: ReadableText, options: ReadingTimeOptions): ReadingTime {
  const {
    wordsPerMinute = 200,
    codeWordsPerMinute = 100,
    cjkCharactersPerMinute = 400,
    secondsPerImage = 0,
    locale = "en",
    text,
    minutes: own,
  } = options;
  const { words, characters } = countWords(prose);
  let minutes = words / wordsPerMinute + characters / cjkCharactersPerMinute;
  if (codeWordsPerMinute > 0 && code !== "") {
    const counted = countCodeWords(code);
    minutes += counted.words / codeWordsPerMinute + counted.characters / cjkCharactersPerMinute;
  }
  minutes += secondsForImages(images, secondsPerImage) / 60;
  if (own !== undefined) minutes = own;
  return { minutes, words: words + characters, text: describeMinutes(minutes, locale, text) };
}

/** 12 + 11 + 10 …, down to 3 for each further image. */
function secondsForImages(count: number, first: number): number {
  const last = Math.min(3, first);
  const falling = Math.min(count, Math.ceil(first - last));
  return falling * first - (falling * (falling - 1)) / 2 + (count - falling) * last;
}

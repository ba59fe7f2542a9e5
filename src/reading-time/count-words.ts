// Not the main entry: that one requires `stream` and `util`, and throws in a browser.
import readingTime from "reading-time/lib/reading-time.js";

/** The number of words of a text, by kind of script. */
export interface WordCount {
  /** Words between spaces, and words of Thai, Lao, Khmer and Burmese, which are written without spaces. */
  words: number;
  /** Characters of Chinese and Japanese: Han, kana, bopomofo. */
  characters: number;
}

/** Scripts that `reading-time` counts incorrectly: those without spaces, and Hangul, which has spaces. */
const special: RegExp =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Hang}]/u;
/** Most texts contain only other characters; this test is faster because it needs no Unicode tables. */
const maybeSpecial: RegExp = /[\u00b7\u02ea-\u0323\u0e00-\u1fff\u2e00-\uffff]/;

const character: RegExp = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}ー]/gu;
/** Longer runs are segmented in pieces, to keep dictionary lookups short. */
const unspaced: RegExp = /[\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]{1,4096}/gu;
/** Text without spaces, with the punctuation in and around it, and punctuation alone. */
const dense: RegExp =
  /[\p{P}\p{S}\p{M}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}ー\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]+/gu;

/** A word and what separates it from the next, as `reading-time` splits them. */
const word: RegExp = /[^ \n\r\t]+[ \n\r\t]*/g;
/** Characters that `reading-time` counts as one word each; here only a few code points without a script. */
const parted: RegExp = /[\u3040-\u309f\u4e00-\u9fff\uac00-\ud7a3]/;

/**
 * Counts the words of plain text. Words between spaces are counted by `reading-time`. URLs are not words.
 *
 * @param text - plain text
 * @param countBetween - counts the words between spaces
 * @returns words and characters; nothing is counted twice
 */
export function countWords(text: string, countBetween: (text: string) => number = countSpaced): WordCount {
  const prose = text.includes("://") ? dropUrls(text) : text;
  if (!maybeSpecial.test(prose) || !special.test(prose)) return { words: countBetween(prose), characters: 0 };
  let words = 0;
  let characters = 0;
  // The rest is left to `reading-time`: text with spaces, and a space in place of other scripts. Punctuation next to
  // these is removed too: on its own, the comma of `中文,中文` would be counted as a word.
  const rest = prose.replace(dense, (run) => {
    const found = run.match(character)?.length ?? 0;
    const runs = run.match(unspaced) ?? [];
    characters += found;
    for (const each of runs) words += countSegments(each);
    return found + runs.length > 0 ? " " : run;
  });
  // `reading-time` counts each syllable of Hangul as a word; Korean has words between spaces.
  const spaced = rest.replace(/[가-힣]/g, "x").replace(/\s/g, " ");
  return { words: words + countBetween(spaced), characters };
}

const spaceBound = { wordBound: (char: string): boolean => char === " " };

/**
 * Words between spaces, as `reading-time` counts them. It runs two dozen checks for every character, and the
 * result is the same if each word is a single letter.
 */
function countSpaced(text: string): number {
  if (parted.test(text)) return readingTime(text).words;
  return readingTime(text.replace(/^[ \n\r\t]+/, "").replace(word, "x "), spaceBound).words;
}

/** Code with this many characters without white space is minified, or is data: it counts as several words. */
const longWord: RegExp = /(?<!\S)\S{61,}/g;
const charactersPerWord: number = 20;

/** Counts the words of code, which may be longer than the prose, without `reading-time`: only white space matters. */
export function countCodeWords(code: string): WordCount {
  const counted = countWords(code, (text) => text.match(/[^ \n\r\t]+/g)?.length ?? 0);
  for (const word of code.match(longWord) ?? [])
    counted.words += Math.floor(word.length / charactersPerWord) - 1;
  return counted;
}

/** Words of a script without spaces, by the dictionary of the JavaScript engine. */
function countSegments(run: string): number {
  let words = 0;
  for (const { isWordLike } of new Intl.Segmenter("th", { granularity: "word" }).segment(run)) {
    if (isWordLike) words++;
  }
  return words;
}

/** Removes `https://…` up to the next space. Readers skip URLs, which may be as long as a paragraph. */
function dropUrls(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])(?:https?|ftp):\/\/[!-~]*/giu, "");
}

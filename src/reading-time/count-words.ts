// Not the main entry: that one requires `stream` and `util`, and throws in a browser.
import readingTime from "reading-time/lib/reading-time.js";

/** The words of a text, by how they are counted. */
export interface WordCount {
  /** Words between spaces, and words of Thai, Lao, Khmer and Burmese, which are written without spaces. */
  words: number;
  /** Characters of Chinese and Japanese: Han, kana, bopomofo. */
  characters: number;
}

/** What `reading-time` alone counts incorrectly: scripts without spaces, and Hangul, which has spaces. */
const special: RegExp =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Hang}]/u;

const character: RegExp = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}ー]/u;
const unspaced: RegExp = /[\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
const hangul: RegExp = /\p{sc=Hang}/u;
const sign: RegExp = /[\p{P}\p{S}\p{M}]/u;
const space: RegExp = /\s/;

/** A word of at least two letters, as `reading-time` splits them. */
const longWord: RegExp = /[^ \n\r\t]{2,}/g;
/** What `reading-time` counts as a word each; here only a few code points that belong to no script. */
const parted: RegExp = /[\u3040-\u309f\u4e00-\u9fff\uac00-\ud7a3]/;

/** A longer run of an unspaced script is split, so that a dictionary lookup never gets megabytes. */
const maxRun: number = 4096;

/**
 * Counts the words of plain text. Words between spaces are counted by `reading-time`. URLs are not words.
 *
 * @param text - plain text
 * @returns words and characters; nothing is counted in both
 */
export function countWords(text: string): WordCount {
  const prose = text.includes("://") ? dropUrls(text) : text;
  if (!special.test(prose)) return { words: countSpaced(prose), characters: 0 };
  let words = 0;
  let characters = 0;
  // What is left for `reading-time`: the spaced text, with a space in place of other scripts.
  let rest = "";
  // Punctuation since the last space or character. It is dropped next to a character, because on its own (the comma of
  // `中文,中文`) it would be counted as a word.
  let signs = "";
  let afterCharacter = false;
  let run = "";
  const endRun = (): void => {
    if (run !== "") words += countSegments(run);
    run = "";
  };
  for (const char of prose) {
    const kind = kindOf(char);
    if (kind === "unspaced") {
      run += char;
      if (run.length >= maxRun) endRun();
    } else {
      endRun();
    }
    if (kind === "character" || kind === "unspaced") {
      if (kind === "character") characters++;
      signs = "";
      if (!rest.endsWith(" ")) rest += " ";
      afterCharacter = true;
    } else if (kind === "sign") {
      if (!afterCharacter) signs += char;
    } else {
      rest += signs;
      signs = "";
      afterCharacter = false;
      // `reading-time` counts each syllable of Hangul as a word; Korean has words between spaces.
      rest += kind === "hangul" ? "x" : kind === "space" ? " " : char;
    }
  }
  endRun();
  rest += signs;
  return { words: words + countSpaced(rest), characters };
}

type Kind = "character" | "unspaced" | "sign" | "hangul" | "space" | "other";

/** How a character is counted; ASCII and most Chinese need no tables. */
function kindOf(char: string): Kind {
  const code = char.charCodeAt(0);
  if (code >= 0x4e00 && code <= 0x9fff) return "character";
  if (code === 32 || (code >= 9 && code <= 13)) return "space";
  if (code < 0x80) return sign.test(char) ? "sign" : "other";
  if (unspaced.test(char)) return "unspaced";
  if (character.test(char)) return "character";
  if (sign.test(char)) return "sign";
  if (hangul.test(char)) return "hangul";
  return space.test(char) ? "space" : "other";
}

/**
 * Words between spaces, as `reading-time` counts them. It runs two dozen checks for every character, and the
 * result is the same if each word is a single letter.
 */
function countSpaced(text: string): number {
  return readingTime(parted.test(text) ? text : text.replace(longWord, "x")).words;
}

/** Words of a script without spaces, by the dictionary of the JavaScript engine. */
function countSegments(run: string): number {
  let words = 0;
  for (const { isWordLike } of new Intl.Segmenter("th", { granularity: "word" }).segment(run)) {
    if (isWordLike) words++;
  }
  return words;
}

/** Removes `https://…` up to the next space. Nobody reads URLs, and one may be as long as a paragraph. */
function dropUrls(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])(?:https?|ftp):\/\/[!-~]*/giu, "");
}

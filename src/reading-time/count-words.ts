// Not the main entry: that one requires `stream` and `util`, and throws in a browser.
import readingTime from "reading-time/lib/reading-time.js";

/** What a text holds, by how it is counted. */
export interface WordCount {
  /** Words between spaces, and words of Thai, Lao, Khmer and Burmese, which are written without. */
  words: number;
  /** Characters of Chinese and Japanese: Han, kana, bopomofo. */
  characters: number;
}

/** Anything that `reading-time` alone counts wrongly: scripts without spaces, and Hangul, which has spaces. */
const special: RegExp =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Hang}]/u;

const character: RegExp = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}ー]/u;
const unspaced: RegExp = /[\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
const hangul: RegExp = /\p{sc=Hang}/u;
const sign: RegExp = /[\p{P}\p{S}\p{M}]/u;
const space: RegExp = /\s/;

/** A word of two letters or more, as `reading-time` parts them. */
const longWord: RegExp = /[^ \n\r\t]{2,}/g;
/** What `reading-time` takes for a word by itself; of what comes here, a few code points that no script claims. */
const parted: RegExp = /[\u3040-\u309f\u4e00-\u9fff\uac00-\ud7a3]/;

/** A longer run of an unspaced script is handed over in pieces: a dictionary lookup should not meet megabytes. */
const maxRun: number = 4096;

/**
 * Counts the words of plain text. Words between spaces are `reading-time`'s own count. URLs are no words.
 *
 * @param text - plain text
 * @returns words and characters; no unit is in both
 */
export function countWords(text: string): WordCount {
  const prose = text.includes("://") ? dropUrls(text) : text;
  if (!special.test(prose)) return { words: countSpaced(prose), characters: 0 };
  let words = 0;
  let characters = 0;
  // What is left for `reading-time`: a piece of spaced text, with a space wherever another script stood.
  let rest = "";
  // Signs seen since the last space or character: they vanish when they turn out to stand beside a character, since
  // on their own (the comma of `中文,中文`) they would be counted as words.
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

/** Tells what a character is to the count; the answer for ASCII and for most Chinese needs no tables. */
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
 * Words between spaces, as `reading-time` counts them. It asks two dozen questions about every character, and the
 * answer is the same when a word is but a letter.
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

/** Takes out `https://…` up to the next space. Nobody reads one, and one may be as long as a paragraph. */
function dropUrls(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])(?:https?|ftp):\/\/[!-~]*/giu, "");
}

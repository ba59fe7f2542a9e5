/** The words for 0 to 20. */
const words: readonly string[] = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen twenty"
).split(" ");

/** I to XXXIX. C, D, L and M are left out: “Part C” and “Part D” are not numbers. */
const roman: RegExp = /^(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$/i;
const romanOnes: readonly string[] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];

/** A numeral, for building patterns: digits, a roman numeral, a word, or one of the characters Ⅰ to Ⅻ and ① to ⑳. */
export const numeralPattern: string = `\\d{1,4}|[ivx]{1,7}|[\u2160-\u216B\u2460-\u2473]|${words.join("|")}`;

/** A numeral of Chinese characters, for building patterns: 一 to 九十九, also 〇 and 零. */
export const hanNumeralPattern: string = "[〇零一二两三四五六七八九十]{1,3}";

/** Reads a numeral that matches {@linkcode numeralPattern} or {@linkcode hanNumeralPattern}; a year is not one. */
export function readNumeral(text: string): number | undefined {
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    return number >= 1900 && number < 2100 ? undefined : number;
  }
  const code = text.charCodeAt(0);
  if (code >= 0x2160 && code <= 0x216b) return code - 0x215f;
  if (code >= 0x2460 && code <= 0x2473) return code - 0x245f;
  const word = words.indexOf(text.toLowerCase());
  if (word !== -1) return word;
  const [, tens = "", ones = ""] = roman.exec(text) ?? [];
  if (tens + ones !== "") return tens.length * 10 + romanOnes.indexOf(ones.toLowerCase());
  return readHanNumeral(text);
}

function readHanNumeral(text: string): number | undefined {
  const [, tens = "", ten, ones = ""] = /^(.?)(十)(.?)$/u.exec(text) ?? [];
  if (ten === undefined) return hanDigit(text);
  const [first, last] = [tens === "" ? 1 : hanDigit(tens), ones === "" ? 0 : hanDigit(ones)];
  return first === undefined || first < 1 || last === undefined ? undefined : first * 10 + last;
}

function hanDigit(character: string): number | undefined {
  const digit = ["〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九"].findIndex((digits) =>
    digits.includes(character),
  );
  return digit === -1 || character.length !== 1 ? undefined : digit;
}

const words: readonly string[] = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
  "twenty",
];

/** 1 to 39: as far as I, V and X go. With C, D, L and M, "Part C" and "Part D" would be a hundred and five hundred. */
const roman: RegExp = /^(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$/i;

/** A numeral, for building patterns: digits, a roman numeral, a word or one of the characters Ⅰ to Ⅻ. */
export const numeralPattern: string = `\\d{1,4}|[ivx]{1,7}|[\u2160-\u216B]|${words.join("|")}`;

/** A numeral of Chinese characters, for building patterns: 一 to 九十九, also 〇 and 零. */
export const hanNumeralPattern: string = "[〇零一二两三四五六七八九十]{1,3}";

/** Years are no part numbers: `Vol. 2024`, `第2024回`. */
function isYear(number: number): boolean {
  return number >= 1900 && number < 2100;
}

/** Reads a numeral that matched {@linkcode numeralPattern} or {@linkcode hanNumeralPattern}. */
export function partNumeral(text: string): number | undefined {
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    return isYear(number) ? undefined : number;
  }
  const code = text.charCodeAt(0);
  if (code >= 0x2160 && code <= 0x216b) return code - 0x215f;
  const word = words.indexOf(text.toLowerCase());
  if (word !== -1) return word;
  const [, tens = "", ones = ""] = roman.exec(text) ?? [];
  if (tens + ones !== "") {
    const digits = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    return tens.length * 10 + digits.indexOf(ones.toLowerCase());
  }
  return hanNumeral(text);
}

function hanNumeral(text: string): number | undefined {
  const digit = (character: string): number => {
    if (character === "零") return 0;
    if (character === "两") return 2;
    return "〇一二三四五六七八九".indexOf(character);
  };
  const ten = text.indexOf("十");
  if (ten === -1) return text.length === 1 && digit(text) >= 0 ? digit(text) : undefined;
  if (ten > 1 || text.length - ten > 2) return undefined;
  const tens = ten === 0 ? 1 : digit(text.charAt(0));
  const ones = text.length - ten === 1 ? 0 : digit(text.charAt(ten + 1));
  return tens < 1 || ones < 0 ? undefined : tens * 10 + ones;
}

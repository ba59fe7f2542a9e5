import { numeralPattern, partNumeral } from "./part-numeral.ts";

/** A number in a file's name. */
export interface PathNumber {
  part: number;
  /**
   * How it is written: behind a word (`part-3`), in front with a zero (`03-foundation`), or in front without one
   * (`10-reasons`), which only counts beside files that have the zero.
   */
  kind: "keyword" | "zero-led" | "bare";
}

const datePrefix: RegExp = /^\d{4}[-_.]?\d{2}[-_.]?\d{2}[-_. ]+/;

const keywordNumber: RegExp = new RegExp(
  `(?:^|[-_. ])(?:part|pt|chapter|ch|episode|ep|volume|vol|teil|partie|parte)[-_. ]?(${numeralPattern})(?=$|[-_ ]|\\.(?!\\d))`,
  "iu",
);

/** Reads the number of a part from the name of a post's file, or of its folder when the file is an `index`. */
export function partFromPath(path: string): PathNumber | undefined {
  const segments = path.slice(-1_000).split(/[\\/]/);
  const file = (segments.pop() ?? "").replace(/\.[a-z]{1,8}$/i, "");
  const name = (/^_?index$/i.test(file) ? (segments.pop() ?? "") : file).replace(datePrefix, "");
  const keyword = keywordNumber.exec(name);
  if (keyword) {
    const part = partNumeral(keyword[1] ?? "");
    if (part !== undefined) return { part, kind: "keyword" };
  }
  const [, digits] = /^(\d{1,3})(?=[-_. ]|$)/.exec(name) ?? [];
  if (digits === undefined) return undefined;
  return { part: Number(digits), kind: /^0\d/.test(digits) ? "zero-led" : "bare" };
}
